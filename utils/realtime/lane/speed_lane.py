"""The whole speed lane for real: cars write a log; its rows run through Flume, Kafka and Storm into HBase and Redis."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from statistics import median

import pandas as pd

from base.exceptions import NotReady, ServiceError
from cluster import Cluster
from cluster.clients import hbase
from data.records import DRIVER, is_garbage
from utils.collect.collector import Collector
from utils.collect.feed import Driving
from utils.collect.pilot import SPEED_CHANNEL, TAIL, speed_lane
from utils.realtime.lane import measure
from utils.realtime.lane.reset import empty_table, empty_topics
from utils.realtime.live.picture import Live, Picture
from utils.realtime.live.readings import AREA, HOPS, Hops, last_row
from utils.realtime.live.words import ABOUT
from utils.realtime.speeding import alerts
from utils.realtime.speeding.reference import judge
from utils.realtime.speeding.rule import STAMP, Alert, drive
from utils.realtime.storm import running
from utils.realtime.storm.topology import Topology

EVERY_S = 1.0  # between two looks
BEFORE_HBASE = ("flume", "kafka", "storm", "redis", "hdfs")
SERVICES = (*BEFORE_HBASE, "hbase")
Event = Callable[[str, str, float], object]  # as `Cluster.up` tells them
SHOWN = ["date", "car_number", "speed", "area_number"]
TITLES = {name: about.title for name, about in ABOUT.items()}


class SpeedLane:
    """Lets rows of a driving log run through the lane, and counts them at every hop.

    ``written`` holds the lines so far, ``counts`` one row a look: ``seconds`` since the first, and a column a hop.
    `show` is told each new picture.
    """

    def __init__(
        self,
        lines: Iterable[str],
        rows_per_second: int = 100,
        show: Callable[[Picture], object] = lambda picture: None,
        cluster: Cluster | None = None,
    ) -> None:
        self.cluster, self.rate, self.show = cluster or Cluster(), rows_per_second, show
        self.topology, self.collector = Topology(), Collector(self.cluster)
        self.written: list[str] = []
        self._lines, self._readings = iter(lines), []

    # --- lay ----------------------------------------------------------------------------------------------

    def lay(self, on_event: Event = lambda *_: None) -> SpeedLane:
        """Empty every hop and set all of them going; what an earlier run has left is removed.

        Services that do not run yet are started, HBase last: the topology starts while it does.
        """
        self.cluster.up(*BEFORE_HBASE, on_event=on_event)
        running.kill()
        with ThreadPoolExecutor(2) as pool:
            table, agent = pool.submit(self._lay_table, on_event), pool.submit(self._start_agent)
            empty_topics(self.topology, placed=[[1]])  # on the broker that will freeze
            alerts.forget()
            running.launch(self.topology)
            table.result()
            agent.result()
        self.hops, self.live = Hops(self.topology, self.cluster), Live()
        return self

    def _lay_table(self, on_event: Event) -> None:
        self.cluster.up("hbase", on_event=on_event)
        empty_table(self.topology)

    def _start_agent(self) -> None:
        """Let Flume take the log from its beginning; an agent that has not seen a line yet does so as it is."""
        if self.collector.log.exists() or not self._waits_for_lines():
            self.collector.run(speed_lane(self.collector.place), fresh=True)

    def _waits_for_lines(self) -> bool:
        table = self.collector.counters()
        if not {TAIL, SPEED_CHANNEL} <= set(table.index) or table.loc[TAIL, "came_in"]:
            return False
        return bool(pd.isna(table.loc[SPEED_CHANNEL, "holds"]))  # the channel is Kafka itself

    # --- drive --------------------------------------------------------------------------------------------

    @contextmanager
    def driving(self, seconds: float) -> Iterator[None]:
        """Let the cars write for so many seconds while the block goes on; it ends when they have written."""
        lines = list(islice(self._lines, round(seconds * self.rate)))
        with Driving(lines, self.collector.log, self.rate) as cars:
            yield
            self._look_until(lambda: cars.written == len(lines), seconds + 30)
        self.written += lines

    def watch(self, seconds: float) -> pd.Series:
        """Look at the lane for so many seconds; returns the counts at their end."""
        self._look_until(lambda: False, seconds)
        return self.counted()

    def drive(self, seconds: float) -> pd.Series:
        """Let the cars write for so many seconds, look on until all rows have arrived; returns the counts."""
        with self.driving(seconds):
            pass
        return self.settle()

    def settle(self, seconds: float = 120) -> pd.Series:
        """Look on until every line that was written has arrived at the end of the lane; returns the counts.

        That of HBase is then the number of its rows: while rows flow it is that of writes, repeated ones among them.
        Raises `NotReady` with what stands still if that takes longer.
        """
        if not self._look_until(self._arrived, seconds):
            raise NotReady(f"Rows are still on their way after {seconds:.0f} s. {self.picture.sentence}")
        counts = self.counted()
        counts[TITLES["hbase"]] = self.stored()
        return counts

    def _arrived(self) -> bool:
        counts, hops = self._readings[-1].counts, self.picture.hops
        if not set(HOPS) <= set(counts) or any(hop.waiting for hop in hops):
            return False
        return counts["flume"] + self.picture.aside == counts["cars"]

    def _look_until(self, over: Callable[[], bool], seconds: float) -> bool:
        pause, deadline = threading.Event(), time.monotonic() + seconds
        while True:
            begin = time.monotonic()
            self.look()
            if over():
                return True
            if begin + EVERY_S > deadline:
                pause.wait(max(deadline - time.monotonic(), 0))
                return False
            pause.wait(max(begin + EVERY_S - time.monotonic(), 0))

    # --- look ---------------------------------------------------------------------------------------------

    def look(self) -> Picture:
        """Count at every hop now, and show the picture."""
        reading = self.hops.look()
        self._readings.append(reading)
        self.live.add(reading)
        self.picture = self.live.picture(*diagnose(self.cluster) if self.live.troubled else ())
        self.show(self.picture)
        return self.picture

    def counted(self) -> pd.Series:
        """The last count of each hop, by its title; none of one that did not answer."""
        return pd.Series(self.live.counts, HOPS, dtype="Int64", name="rows").rename(TITLES)

    @property
    def counts(self) -> pd.DataFrame:
        begin = self._readings[0].time
        rows = [{"seconds": each.time - begin, **each.counts} for each in self._readings]
        return pd.DataFrame(rows, columns=["seconds", *HOPS]).ffill()

    @property
    def clock(self) -> float:
        """Seconds since the first look, as in ``counts``."""
        return time.time() - self._readings[0].time

    # --- what the stores hold -----------------------------------------------------------------------------

    def stored(self) -> int:
        """Rows in HBase, counted one by one."""
        return measure.count_rows(self.topology.table)

    def rows_of(self, car: str, count: int = 3) -> pd.DataFrame:
        """The newest rows of a car in HBase, by their keys."""
        connection = hbase()
        try:
            found = list(connection.table(self.topology.table).scan(row_prefix=f"{car}-".encode(), limit=count))
        finally:
            connection.close()
        rows = {key.decode(): [columns[f"cf1:{name}".encode()].decode() for name in SHOWN] for key, columns in found}
        return pd.DataFrame.from_dict(rows, orient="index", columns=SHOWN).rename_axis("row key")

    def speeding(self) -> pd.DataFrame:
        """The alerts in Redis, and from HBase the ``area`` of each: ``car``, ``end`` of the window, ``average``."""
        frame = alerts.alerts()[["car", "end", "average"]]
        keys = [last_row(each.car, f"{each.end:{STAMP}}", self.topology.row_key) for each in frame.itertuples()]
        connection = hbase()
        try:
            rows = dict(connection.table(self.topology.table).rows([key.encode() for key in keys], [AREA]))
        finally:
            connection.close()
        areas = [rows.get(key.encode(), {}).get(AREA, b"").decode() for key in keys]
        return frame.assign(area=areas)

    def expected(self) -> list[Alert]:
        """The alerts that the plain rule finds in what the cars have written."""
        return judge(drive(line) for line in self.written if not is_garbage(DRIVER, line)).alerts

    def found(self) -> list[Alert]:
        """The alerts that are in Redis, in the same form."""
        return alerts.found()

    def latency_ms(self) -> float:
        """Milliseconds from the log to HBase: the median of one row a second, which is followed on its way."""
        return median(each for reading in self._readings for each in reading.latencies)


def diagnose(cluster: Cluster) -> tuple[tuple, bool | None]:
    """The roles of the cluster, and whether the topology is submitted; asked when something stands still."""
    roles = tuple(cluster.status())
    try:
        submitted = Topology().name in running.topologies().index
    except ServiceError:
        submitted = None
    return roles, submitted
