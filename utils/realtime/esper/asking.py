# SPDX-License-Identifier: GPL-2.0-or-later
"""Esper in this process, to ask it about a list of rows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pandas as pd

from cluster.jvm import java
from cluster.jvm.jars import classpath
from utils.realtime.esper.engine import EPL, NAME, Statement, start
from utils.realtime.esper.speeding import speeding
from utils.realtime.speeding.rule import Drive
from utils.realtime.speeding.watch import MakeEngine

MINUTE = 60


def ready() -> None:
    """Start Esper in this process, unless it runs: a Java machine of about 100 MB."""
    start([str(jar) for jar in classpath("esper")], str(java.find().home))


def engine_of(epl: str = "") -> MakeEngine:
    """A maker of engines with this EPL, or with that of the course, for a `utils.realtime.speeding.watch.Watch`."""
    ready()
    return partial(speeding, epl=_named(epl or EPL.read_text("utf-8")))


def _named(epl: str) -> str:
    return epl if f"@name('{NAME}')" in epl else f"@name('{NAME}') {epl}"


def ask(epl: str, drives: Iterable[Drive]) -> pd.DataFrame:
    """The rows that a statement of EPL selects, in the order in which Esper gives them; columns are those selected.

    Drives go in by their time, and at the end the clock moves on to the next full minute. A column ``window_end``
    becomes a time; numbers with a point are rounded to hundredths. Raises ConfigurationError for an EPL with a mistake.
    """
    ready()
    ordered, said = sorted(drives, key=lambda each: (each.time, each.car)), []
    statement = Statement(_named(epl), said.append, ordered[0].time if ordered else 0, whole=True)
    try:
        for each in ordered:
            statement.send(each.car, each.time, each.speed)
        if ordered:
            statement.advance(ordered[-1].time // MINUTE * MINUTE + MINUTE)
    finally:
        statement.close()
    frame = pd.DataFrame(said)
    if "window_end" in frame:
        frame["window_end"] = pd.to_datetime(frame["window_end"], unit="ms")
    return frame.round(2)
