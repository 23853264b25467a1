"""The speed lane for the measurements: lines at a rate, and when each line has arrived where."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import accumulate, islice

import numpy as np
from redis import Redis

from base.settings import settings
from cluster import Cluster
from cluster.addresses import address
from data import dataset
from data.records import DRIVER, is_garbage
from utils.collect.collector import Collector
from utils.realtime.lane import measure
from utils.realtime.lane.speed_lane import SpeedLane
from utils.realtime.speeding.rule import STAMP, Rule, drive
from utils.realtime.storm.topology import TABLE, Topology
from utils.realtime.table.keys import KEYS

STORM, SPARK = 0, 1  # databases of Redis: one for the alerts of each engine


def lines_of(scale: str) -> Iterator[str]:
    """Driver lines without headings, none of them late or twice."""
    with dataset(scale).driver.open(encoding=DRIVER.encoding) as lines:
        yield from (line.rstrip("\n") for line in lines if not is_garbage(DRIVER, line))


def lane(cluster: Cluster) -> Collector:
    """Flume's agent on an empty log, and the topology at work on an empty topic and table."""
    collector = SpeedLane([], cluster=cluster).lay().collector
    redis_of(SPARK).flushdb()
    return collector


def feed(collector: Collector, lines: Iterator[str], rate: int, seconds: float) -> tuple[list[str], list[float]]:
    """Lets the log grow at a rate; returns its new lines, and when each was written."""
    chosen = list(islice(lines, round(rate * seconds)))
    with collector.driving(chosen, rate) as driving:
        driving.reach(seconds=3 * seconds + 60)
    return chosen, driving.times


def row_delays(lines: Sequence[str], times: Sequence[float], topology: Topology) -> np.ndarray:
    """Milliseconds from the writing of each line until its row stands in HBase."""
    key_of = KEYS[topology.row_key]
    sent = {
        key_of(dict(zip(DRIVER.names, line.split(","), strict=True))): at * 1000
        for line, at in zip(lines, times, strict=True)
    }
    written = measure.written_ms(list(sent), topology.table)
    if len(written) < len(sent):
        raise SystemExit(f"{len(sent) - len(written)} of {len(sent)} rows are not in {TABLE}.")
    return np.array([written[key] - at for key, at in sent.items()])


def alert_delays(database: int, lines: Sequence[str], times: Sequence[float], rule: Rule = Rule()) -> np.ndarray:  # noqa: B008
    """Milliseconds from the writing of the line that closes a window until its alerts stand in Redis.

    That line is the first one that is younger than the window's end by the rule's lateness: the same for each engine.
    """
    marks = list(accumulate((drive(line).time - rule.lateness for line in lines), max))
    found = []
    for end, written in alerts_of(database):
        if marks[0] < end <= marks[-1]:
            found.append(1000 * (written - times[bisect_left(marks, end)]))
    return np.array(found)


def alerts_of(database: int) -> Iterator[tuple[int, float]]:
    """For each alert of an engine the end of its window, and when it was written."""
    redis = redis_of(database)
    for day in redis.scan_iter("[0-9]" * 8 + ":alerts"):
        for member, told in redis.hgetall(day).items():
            end = datetime.strptime(member.rpartition("-")[2], STAMP).replace(tzinfo=UTC)
            yield int(end.timestamp()), json.loads(told)["written"]


def redis_of(database: int) -> Redis:
    return Redis.from_url(url_of(database), decode_responses=True)


def url_of(database: int) -> str:
    return f"{address('redis', settings()).removesuffix('/0')}/{database}"


def memory_mb(cluster: Cluster) -> dict[str, int]:
    """Resident size of each role with all that it has started, such as Storm's workers and bolts."""
    return {role.name: role.memory_mb for role in cluster.status() if role.memory_mb}
