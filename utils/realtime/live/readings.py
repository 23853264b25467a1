"""How far each hop of the speed lane has come: one small question to each, cheap enough for every second."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

import happybase
from confluent_kafka import ConsumerGroupTopicPartitions, KafkaException, TopicCollection, TopicPartition
from confluent_kafka.admin import AdminClient, OffsetSpec
from redis.exceptions import RedisError
from thriftpy2.thrift import TException

from base.exceptions import CourseError
from cluster import Cluster
from cluster.clients import kafka_admin, redis
from cluster.panel import PATIENCE_S, ask_json
from utils.collect.collector import ROLE, Collector
from utils.collect.pilot import REJECTED_CHANNEL, SPEED_CHANNEL
from utils.realtime.live.growing import GrowingLog, Position, Probe
from utils.realtime.live.hops import HOPS
from utils.realtime.speeding import store
from utils.realtime.speeding.alerts import DAY
from utils.realtime.speeding.rule import STAMP
from utils.realtime.storm.topology import Topology
from utils.realtime.table.keys import KEYS

LOST = (CourseError, OSError, KafkaException, RedisError, TException, KeyError, ValueError, TypeError)
QUESTIONS = ("_ask_flume", "_ask_kafka", "_ask_regions", "_ask_rows", "_ask_redis")
AREA = b"cf1:area_number"
PROBES = 20  # rows on the way at once; further ones wait until some have arrived
NEWEST = 40  # alerts that are shown


class Fast(NamedTuple):
    """A speeding car, as Redis has it, and where it was, as HBase has it."""

    car: str
    end: str  # of the window, yyyymmddHHMMSS
    average: float  # km/h
    written: float  # seconds since 1970
    area: str = ""  # of the window's last row; empty while it is not known


@dataclass(frozen=True)
class Reading:
    """What was counted at one moment. A hop that gave no answer has no count."""

    time: float  # seconds since 1970
    counts: Mapping[str, int]  # cars: lines; flume: rows handed on; the others: rows
    waiting: Mapping[str, int] = field(default_factory=dict)  # lines or rows that lie before a hop
    aside: int = 0  # lines that Flume set aside
    latencies: tuple[float, ...] = ()  # ms from the log to HBase, of the probes that arrived since the last reading
    on_the_way: float = 0.0  # seconds that the oldest probe has been on its way
    positions: Mapping[str, Position] = field(default_factory=dict)
    alerts: tuple[Fast, ...] = ()  # the newest first
    alert_count: int = 0


class Instruments:
    """Asks all hops at once. Each question has its own patience, so one hop that is silent does not hide the others."""

    def __init__(self, topology: Topology = Topology(), cluster: Cluster | None = None) -> None:  # noqa: B008
        self.topology, self.cluster = topology, cluster or Cluster()
        self._collector = Collector(self.cluster)
        self._log = GrowingLog(self._collector.log)
        self._pool = ThreadPoolExecutor(len(HOPS), thread_name_prefix="hop")
        self._admin = self._redis = self._hbase = None
        self._topic, self._partitions = "", ()
        self._probes: dict[str, Probe] = {}  # by row key
        self._alerts: tuple[Fast, ...] = ()
        self._alert_count = 0
        self._areas: dict[tuple[str, str], str] = {}  # by car and end of the window

    def read(self) -> Reading:
        """Ask every hop; takes as long as the slowest answer."""
        now, probe = time.time(), self._log.look()
        if probe and len(self._probes) < PROBES:
            self._probes[KEYS[self.topology.row_key](probe.row)] = probe
        asking = {ask: self._pool.submit(self._try, ask) for ask in QUESTIONS}
        flume, kafka, regions, latencies, noted = (each.result() for each in asking.values())
        counts, waiting = {"cars": self._log.lines}, {}
        if flume:
            counts["flume"], waiting["flume"] = flume[0], self._unread(sum(flume))
        if kafka:
            counts["kafka"], counts["storm"] = kafka
            waiting["storm"] = max(kafka[0] - kafka[1], 0)
        if regions is not None:
            counts["hbase"] = regions
        if noted is not None:
            counts["redis"] = noted
            if kafka:
                waiting["redis"] = max(kafka[0] - noted, 0)
        return Reading(
            time=now,
            counts=counts,
            waiting=waiting,
            aside=flume[1] if flume else 0,
            latencies=latencies or (),
            on_the_way=max((now - each.written for each in self._probes.values()), default=0.0),
            positions=dict(self._log.positions),
            alerts=tuple(each._replace(area=self._areas.get(each[:2], "")) for each in self._alerts),
            alert_count=self._alert_count,
        )

    def _try(self, ask: str):
        try:
            return getattr(self, ask)()
        except LOST:
            return None

    # --- questions ----------------------------------------------------------------------------------------

    def _ask_flume(self) -> tuple[int, int]:
        """Rows handed on, and lines set aside, since the agent's start."""
        told = ask_json(f"{self.cluster.url(ROLE)}/metrics")
        counters = (told.get(f"CHANNEL.{name}", {}) for name in (SPEED_CHANNEL, REJECTED_CHANNEL))
        rows, aside = (int(each.get("EventPutSuccessCount", 0)) for each in counters)
        return rows, aside

    def _unread(self, taken: int) -> int:
        """Lines before Flume: by its counters, unless it was restarted; then by its place in the log."""
        log = self._log
        behind = max(log.size - self._collector.noted(), 0) * log.lines // max(log.size, 1)
        return min(log.lines - taken, behind) if taken <= log.lines else behind

    def _ask_kafka(self) -> tuple[int, int]:
        """Records in the topic, and how many of them the whole topology has acknowledged."""
        self._admin = self._admin or kafka_admin()
        try:
            return self._ends(self._admin)
        except BaseException:
            self._admin = None  # a client that has seen its broker freeze may go on without an answer when it is back
            raise

    def _ends(self, admin: AdminClient) -> tuple[int, int]:
        name, soon = self.topology.topic, {"request_timeout": PATIENCE_S}
        topic = admin.describe_topics(TopicCollection([name]), **soon)[name].result()
        places = [TopicPartition(name, each.id) for each in topic.partitions]
        latest = admin.list_offsets({place: OffsetSpec.latest() for place in places}, **soon)
        group = [ConsumerGroupTopicPartitions(self.topology.name, places)]
        noted = admin.list_consumer_group_offsets(group, **soon)[self.topology.name]
        wait([*latest.values(), noted])  # a client must not go while one of its questions is open
        own = noted.result()
        self._topic, self._partitions = str(topic.topic_id), tuple(place.partition for place in places)
        ends = sum(each.result().offset for each in latest.values())
        return ends, sum(max(each.offset, 0) for each in own.topic_partitions)

    def _ask_regions(self) -> int | None:
        """Writes of the table's regions since they were opened, as region servers tell the master."""
        told = ask_json(f"{self.cluster.url('hbase-master')}/api/v1/admin/cluster_metrics/live_servers")
        regions = (region for server in told["data"] for region in server["region_status"].items())
        own = f"{self.topology.table},"
        writes = [int(each["write_request_count"]) for name, each in regions if name.startswith(own)]
        return sum(writes) if writes else None

    def _ask_rows(self) -> tuple[float, ...]:
        """Milliseconds that each probe took, of those that are rows by now; finds the areas of new alerts, too."""
        probes = dict(self._probes)
        unplaced = {
            last_row(each.car, each.end, self.topology.row_key): each[:2]
            for each in self._alerts
            if each[:2] not in self._areas
        }
        if not probes and not unplaced:
            return ()
        try:
            if self._hbase is None:
                port = self.cluster.port("hbase-thrift", "client")
                self._hbase = happybase.Connection("127.0.0.1", port, timeout=round(PATIENCE_S * 1000))
            keys = [key.encode() for key in (*probes, *unplaced)]
            found = self._hbase.table(self.topology.table).rows(keys, [AREA], include_timestamp=True)
        except BaseException:
            self._hbase = None  # an answer that comes late would be taken for that to the next question
            raise
        cells = {key.decode(): columns[AREA] for key, columns in found}
        self._areas |= {alert: cells[key][0].decode() for key, alert in unplaced.items() if key in cells}
        self._probes = {key: probe for key, probe in self._probes.items() if key not in cells}
        return tuple(cells[key][1] - probe.written * 1000 for key, probe in probes.items() if key in cells)

    def _ask_redis(self) -> int | None:
        """Rows that the alert lane has taken and noted, once the partitions are known; finds new alerts, too."""
        self._redis = self._redis or redis(timeout=PATIENCE_S, retry=None)
        days = sorted(self._redis.scan_iter(DAY, count=1000))
        count = sum(self._redis.scard(day) for day in days)
        if count != self._alert_count:
            told = self._redis.hgetall(f"{days[-1]}:alerts") if days else {}
            found = (_fast(member, json.loads(text)) for member, text in told.items())
            newest = sorted(found, key=lambda each: (each.end, each.car), reverse=True)
            self._alerts, self._alert_count = tuple(newest[:NEWEST]), count
        topic, partitions = self._topic, self._partitions
        return sum(store.position(self._redis, topic, each) + 1 for each in partitions) if partitions else None


def _fast(member: str, told: dict) -> Fast:
    car, _, end = member.rpartition("-")
    return Fast(car, end, told["average"], told["written"])


def last_row(car: str, end: str, row_key: str) -> str:
    """The key of a car's last row before a window ends.

    >>> last_row("A0001", "20160101000030", "original")
    '92000010106102-A0001'
    """
    last = datetime.strptime(end, STAMP) - timedelta(seconds=1)
    return KEYS[row_key]({"date": last.strftime(STAMP), "car_number": car})
