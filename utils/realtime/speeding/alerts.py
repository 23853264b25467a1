"""Alerts and the rule as lessons read and change them in Redis. Reading takes nothing away."""

from __future__ import annotations

import json
import time
from calendar import timegm

import pandas as pd

from base.waiting import wait_until
from cluster.clients import redis
from utils.realtime.speeding import store
from utils.realtime.speeding.rule import Alert, Rule

DAY = "[0-9]" * 8  # as Redis looks for keys
COLUMNS = ["car", "end", "average", "threshold", "window", "written"]


def days() -> list[str]:
    """The days that have alerts, as yyyymmdd."""
    return sorted(key.partition(":")[0] for key in redis().scan_iter(f"{DAY}:alerts"))


def alerts(day: str | None = None) -> pd.DataFrame:
    """The alerts of a day, or of all days, one row each, by end and car: ``car``, ``end`` of the window, ``average``
    (km/h), the ``threshold`` (km/h) and ``window`` (s) that counted then, and when it was ``written``."""
    rows = []
    for each in [day] if day else days():
        for member, told in redis().hgetall(f"{each}:alerts").items():
            car, _, end = member.rpartition("-")
            rows.append({"car": car, "end": pd.to_datetime(end, format="%Y%m%d%H%M%S"), **json.loads(told)})
    frame = pd.DataFrame(rows, columns=COLUMNS).sort_values(["end", "car"], ignore_index=True)
    return frame.assign(written=pd.to_datetime(frame["written"], unit="s"))


def found() -> list[Alert]:
    """All alerts as values, to be compared with the reference's."""
    rows = alerts()
    ends = (timegm(end.timetuple()) for end in rows["end"])
    return [Alert(end, car, average) for end, car, average in zip(ends, rows["car"], rows["average"], strict=True)]


def forget() -> None:
    """Remove all alerts, the rule, and the state of every partition: this resets the alert lane."""
    client = redis()
    patterns = (DAY, f"{DAY}:alerts", "DriverCarInfo:*", f"{store.RULE}*")
    keys = [key for pattern in patterns for key in client.scan_iter(pattern)]
    if keys:
        client.delete(*keys)


def rule() -> Rule:
    """The rule that stands in Redis."""
    return store.read_rule(redis())


def set_rule(**changes: float) -> Rule:
    """Change the rule of every running engine, such as ``set_rule(threshold=100)``; returns the new one."""
    changed = rule()._replace(**changes)
    store.write_rule(redis(), changed)
    return changed


def wait_for_rule(seconds: float = 20) -> float:
    """Wait until the topology applies the rule in Redis; returns the seconds it took. Raises `NotReady`."""
    wanted = rule()
    return wait_until(lambda: store.read_used(redis()) == wanted, "the topology applies the new rule", seconds)


def counted(topic_id: str, *also: str) -> pd.DataFrame:
    """One row a partition: its ``position``, and how many rows were ``late`` or ``duplicates``.

    ``also`` may name ``skipped``: offsets whose rows Kafka had no longer when the alert lane came to them.
    """
    client, prefix, columns = redis(), f"DriverCarInfo:{topic_id}:", ["position", "late", "duplicates", *also]
    rows = {}
    for key in client.scan_iter(f"{prefix}*"):
        if not key.endswith(":rows"):
            told = client.hgetall(key)
            rows[int(key.removeprefix(prefix))] = [int(told.get(name, 0)) for name in columns]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return frame.sort_index().rename_axis("partition")


def age_s(day: str) -> float:
    """Seconds since the newest alert of a day was written."""
    return time.time() - max((json.loads(told)["written"] for told in redis().hvals(f"{day}:alerts")), default=0.0)
