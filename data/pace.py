"""Pacing: lines at the speed at which they happened, or a multiple of it. The only place where time passes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from data.files import Outage
from data.records import DRIVER


class Paced(NamedTuple):
    """A line that is due now. `time` is None for a line without one, such as garbage; `away`: the broker is out."""

    text: str
    time: datetime | None
    away: bool


def pace(
    paths: Path | Iterable[Path],
    speedup: float = 1.0,
    rows: int | None = None,
    outages: tuple[Outage, ...] = (),
    wait: Callable[[float], object] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Paced]:
    """The lines of a file, or of several one after the other, each when its event time has come.

    `speedup` 20 lets 20 s of event time pass in one; `rows` is how many lines to give; `outages` are those of
    `Files`. A line that is older than one before it is due at once. `wait` gets seconds.
    """
    first = now = None
    began = clock()
    left = rows if rows is not None else -1
    for line in _lines(paths):
        if left == 0:
            return
        left -= 1
        moment = _event_time(line)
        if moment is not None:
            first = first or moment
            now = max(now or moment, moment)
            early = (moment - first).total_seconds() / speedup - (clock() - began)
            if early > 0:
                wait(early)
        yield Paced(line, moment, now is not None and any(begin <= now < end for begin, end in outages))


def _lines(paths: Path | Iterable[Path]) -> Iterator[str]:
    for path in [paths] if isinstance(paths, Path) else paths:
        with path.open(encoding="utf-8") as lines:
            yield from (line.rstrip("\n") for line in lines)


def _event_time(line: str) -> datetime | None:
    """The time at the beginning of a line."""
    try:
        return DRIVER.fields[0].parse(line[:14])
    except ValueError:
        return None
