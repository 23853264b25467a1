"""One rule, three engines: plain Python and Esper over a list of rows, Spark over the topic."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import uuid4

import pandas as pd

from base.settings import settings
from cluster.addresses import address
from cluster.clients import redis
from utils.realtime.esper.asking import engine_of
from utils.realtime.speeding import structured
from utils.realtime.speeding.reference import Outcome, apply_rule
from utils.realtime.speeding.rule import Alert, Drive, Rule
from utils.realtime.speeding.watch import Watch, alerts_of

APART = 2  # the number of Redis's database for Spark's alerts: those of Storm stay as they are
LIMIT_S = 540

Averages = dict[str, float]  # km/h, by member: car and end of the window


def in_python(rows: Iterable[Drive], rule: Rule = Rule()) -> Outcome:  # noqa: B008 - a frozen value
    """What the rule in plain Python makes of a list of rows."""
    return apply_rule(rows, rule)


def in_esper(rows: Iterable[Drive], epl: str) -> Watch:
    """A watch around Esper that has taken a list of rows."""
    return alerts_of(rows, engine_of(epl))


def in_spark(spark, rows_per_batch: int) -> Averages:
    """What Spark finds in the topic, from its first row to its last, if it takes so many rows a batch.

    Each call is a query with a checkpoint of its own, so none goes on where another has stopped.
    """
    kept = redis(db=APART)
    kept.flushdb()
    url = f"{address('redis', settings(), inside=True).removesuffix('/0')}/{APART}"
    query = structured.start(spark, rows_per_batch=rows_per_batch, once=True, url=url, trial=uuid4().hex)
    query.awaitTermination(LIMIT_S)
    days = list(kept.scan_iter("*:alerts"))
    return {member: json.loads(told)["average"] for day in days for member, told in kept.hgetall(day).items()}


def averages(alerts: Iterable[Alert]) -> Averages:
    """The average of each alert."""
    return {alert.member: alert.average for alert in alerts}


def side_by_side(found: Mapping[str, Averages], rows: Iterable[Drive]) -> pd.DataFrame:
    """One row a window that any engine found too fast: the average of each engine, and ``late rows``: how many rows
    of that window were behind the watermark when they came."""
    late = late_rows(rows)
    table = pd.DataFrame(dict(found))
    return table.assign(**{"late rows": [late[member] for member in table.index]})


def differing(table: pd.DataFrame) -> pd.DataFrame:
    """The windows of `side_by_side` in which the engines do not say the same."""
    return table[table.drop(columns="late rows").nunique(axis=1, dropna=False) > 1]


def late_rows(rows: Iterable[Drive], rule: Rule = Rule(), window: bool = False) -> Counter[str]:  # noqa: B008
    """How many rows of each window were behind the watermark when they came, by member; with ``window`` those whose
    window was closed already.

    >>> rows = [Drive("A0001", 44, 90), Drive("A0001", 33, 90), Drive("A0001", 34, 90)]
    >>> late_rows(rows), late_rows(rows, window=True)
    (Counter({'A0001-19700101000100': 1}), Counter())
    """
    found: Counter[str] = Counter()
    latest: int | None = None
    for row in rows:
        if latest is not None and (rule.end(row.time) if window else row.time + 1) <= latest - rule.lateness:
            found[Alert(rule.end(row.time), row.car, 0.0).member] += 1
        latest = row.time if latest is None else max(latest, row.time)
    return found
