"""What the alert lane keeps in Redis: alerts, the rule, and the state of each partition."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import NamedTuple

from redis import Redis

from base.exceptions import ServiceError
from utils.realtime.speeding.rule import EXPIRY, Alert, Rule
from utils.realtime.speeding.watch import State

RULE = "SmartCar-Rule"  # hash: threshold, window, lateness
USED = f"{RULE}:used"  # the same, as the topology goes by it
NUMBERS = ("position", "latest", "closed", "late", "duplicates", "skipped")  # of a partition's state


class Checkpoint(NamedTuple):
    """How far the rows of a partition were taken, and what came of those since the last checkpoint."""

    topic: str  # id of the topic: a new topic of the same name starts without state
    partition: int
    after: int  # position of the checkpoint before
    position: int
    latest: int | None
    closed: int | None
    late: int
    duplicates: int
    skipped: int
    rows: list[list]  # car, time, speed
    alerts: list[list]  # end, car, average, threshold, window


def read_rule(redis: Redis) -> Rule:
    """The rule that counts now. Raises ConfigurationError if it is not valid."""
    told = redis.hgetall(RULE)
    rule = Rule()
    return Rule(
        float(told.get("threshold", rule.threshold)),
        int(told.get("window", rule.window)),
        int(told.get("lateness", rule.lateness)),
    ).checked()


def write_rule(redis: Redis, rule: Rule) -> None:
    redis.hset(RULE, mapping=rule.checked()._asdict())


def read_used(redis: Redis) -> Rule | None:
    """The rule that the topology applies at this moment, as it reports itself; None if it never did."""
    told = redis.hgetall(USED)
    return Rule(float(told["threshold"]), int(told["window"]), int(told["lateness"])) if told else None


def write_used(redis: Redis, rule: Rule) -> None:
    redis.hset(USED, mapping=rule._asdict())


def load(redis: Redis, topic: str, partition: int) -> State:
    """The state of a partition as its last checkpoint left it."""
    key = _key(topic, partition)
    with redis.pipeline() as pipe:
        told, rows = pipe.hgetall(key).zrange(f"{key}:rows", 0, -1).execute()
    if not told:
        return State()
    numbers = {name: int(value) if value else None for name, value in told.items()}
    split = (row.split(",") for row in rows)
    return State(**numbers, rows={(car, int(time)): int(speed) for car, time, speed in split})


def position(redis: Redis, topic: str, partition: int) -> int:
    """The offset of the last row in a checkpoint; -1 before the first."""
    return int(redis.hget(_key(topic, partition), "position") or -1)


def save(redis: Redis, made: Checkpoint) -> None:
    """Write a checkpoint and its alerts, all of it or nothing.

    Raises ServiceError if it does not follow the checkpoint that is there: one in between was lost, by the topology
    or by Redis.
    """
    key = _key(made.topic, made.partition)
    with redis.pipeline() as pipe:
        pipe.watch(key)
        before = int(pipe.hget(key, "position") or -1)
        if before != made.after:
            raise ServiceError(f"The checkpoint after {made.after} does not follow the one at {before}.")
        pipe.multi()
        numbers = {name: getattr(made, name) for name in NUMBERS}
        pipe.hset(key, mapping={name: "" if value is None else value for name, value in numbers.items()})
        if made.rows:
            pipe.zadd(f"{key}:rows", {",".join(map(str, row)): row[1] for row in made.rows})
        if made.closed is not None:
            pipe.zremrangebyscore(f"{key}:rows", "-inf", f"({made.closed}")
        for name in (key, f"{key}:rows"):
            pipe.expire(name, EXPIRY)
        _write_alerts(pipe, made.alerts)
        pipe.execute()


def _write_alerts(pipe, alerts: Iterable[list]) -> None:
    for end, car, average, threshold, window in alerts:
        alert = Alert(end, car, average)
        told = {"average": average, "threshold": threshold, "window": window, "written": time.time()}
        pipe.sadd(alert.day, alert.member).expire(alert.day, EXPIRY)
        pipe.hset(f"{alert.day}:alerts", alert.member, json.dumps(told)).expire(f"{alert.day}:alerts", EXPIRY)


def write_alerts(redis: Redis, alerts: Iterable[Alert], rule: Rule) -> None:
    """Write alerts that another engine has found."""
    with redis.pipeline() as pipe:
        _write_alerts(pipe, ([*alert, rule.threshold, rule.window] for alert in alerts))
        pipe.execute()


def _key(topic: str, partition: int) -> str:
    return f"DriverCarInfo:{topic}:{partition}"
