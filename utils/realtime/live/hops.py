"""The hops of the lane: what each of them is, and how it is at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class About(NamedTuple):
    """What a hop is."""

    title: str
    korean: str
    counts: str
    role: str  # the first to look at when the hop stands still


ABOUT = {
    "cars": About("Cars", "자동차", "lines written into the log", ""),
    "flume": About("Flume", "플룸", "rows handed on", "flume-agent"),
    "kafka": About("Kafka", "카프카", "rows kept in the topic", "kafka-1"),
    "storm": About("Storm", "스톰", "rows processed, as Storm notes it twice a second", "supervisor"),
    "hbase": About("HBase", "에이치베이스", "rows written; one that Storm repeats counts again", "regionserver-1"),
    "redis": About("Redis", "레디스", "rows checked against the rule", "redis-primary"),
}
HOPS = tuple(ABOUT)  # in the order in which a row meets them
SERVICES = ("flume", "kafka", "zookeeper", "storm", "hdfs", "hbase", "redis")


@dataclass(frozen=True)
class Hop:
    """One hop at one moment. Its state is a key of `STATES`."""

    name: str
    state: str
    total: int | None
    rate: float  # a second
    waiting: int | None  # lines or rows that lie before it; None if nobody can say
    still_s: float  # since it moved last
    trace: tuple[float, ...] = ()  # its rate, reading by reading


STATES = {
    "moving": "moves",
    "idle": "has nothing to do",
    "starved": "gets nothing",
    "stopped": "stands still",
    "silent": "does not answer",
    "off": "is not running",
}
