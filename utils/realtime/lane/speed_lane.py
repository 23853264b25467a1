"""The whole speed lane: cars write a log; its rows run through Flume, Kafka and Storm into HBase and Redis."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from statistics import median

import pandas as pd

from base.exceptions import NotReady
from base.waiting import wait_until
from cluster import Cluster
from cluster.clients import hbase
from data.records import DRIVER, is_garbage
from utils.collect.collector import Collector
from utils.collect.feed import Driving
from utils.collect.pilot import SPEED_CHANNEL, TAIL, speed_lane
from utils.realtime.lane import measure
from utils.realtime.lane.reset import reset_table, reset_topics
from utils.realtime.live.hops import ABOUT, HOPS
from utils.realtime.live.lookout import Lookout, once_a_second
from utils.realtime.live.picture import Picture
from utils.realtime.live.readings import AREA, last_row
from utils.realtime.speeding import alerts
from utils.realtime.speeding.reference import apply_rule
from utils.realtime.speeding.rule import STAMP, Alert, drive
from utils.realtime.storm import running
from utils.realtime.storm.topology import Topology

BEFORE_HBASE = ("flume", "kafka", "storm", "redis", "hdfs")
SERVICES = (*BEFORE_HBASE, "hbase")
Event = Callable[[str, str, float], object]  # as `Cluster.up` tells them
SHOWN = ["date", "car_number", "speed", "area_number"]
TITLES = {name: about.title for name, about in ABOUT.items()}


class SpeedLane:
    """Sends rows of a driving log through the lane and counts them at every hop.

    ``written`` holds the lines so far, ``counts`` one row for each look: ``seconds`` since the first, and a
    column for each hop. Each new picture goes to `show`.
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
            reset_topics(self.topology, placed=[[1]])  # on the broker that will freeze
            alerts.forget()
            running.launch(self.topology)
            table.result()
            agent.result()
        self.lookout = Lookout(self.topology, self.cluster)
        return self

    def _lay_table(self, on_event: Event) -> None:
        self.cluster.up("hbase", on_event=on_event)
        reset_table(self.topology)

    def _start_agent(self) -> None:
        """Let Flume read the log from its beginning. An agent that has not seen a line yet is left as it is."""
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
        """Let the cars write for so many seconds while the ``with`` block runs, and wait until they have."""
        lines = list(islice(self._lines, round(seconds * self.rate)))
        with Driving(lines, self.collector.log, self.rate) as cars:
            yield
            self._look_until(lambda: cars.written == len(lines), "the cars have written", seconds + 30)
        self.written += lines

    def watch(self, seconds: float) -> pd.Series:
        """Look at the lane for so many seconds; returns the counts at their end."""
        with suppress(NotReady):
            self._look_until(lambda: False, "looking on ends", seconds)
        return self.counted()

    def drive(self, seconds: float) -> pd.Series:
        """Let the cars write for so many seconds, and look on until all rows have arrived; returns the counts."""
        with self.driving(seconds):
            pass
        return self.settle()

    def settle(self, seconds: float = 120) -> pd.Series:
        """Look on until every line that was written has arrived at the end of the lane; returns the counts.

        HBase's count is then the number of its rows; while rows flow it counts writes, with those that were repeated.
        Raises `NotReady`, which says what stands still, after so many seconds.
        """
        try:
            self._look_until(self._arrived, "all rows have arrived", seconds)
        except NotReady:
            raise NotReady(
                f"Rows are still on their way after {seconds:.0f} s. {self.lookout.picture.sentence}"
            ) from None
        counts = self.counted()
        counts[TITLES["hbase"]] = self.stored()
        return counts

    def _arrived(self) -> bool:
        counts, picture = self.lookout.reading.counts, self.lookout.picture
        if not set(HOPS) <= set(counts) or any(hop.waiting for hop in picture.hops):
            return False
        return counts["flume"] + picture.aside == counts["cars"]

    def _look_until(self, over: Callable[[], bool], what: str, seconds: float) -> None:
        def look() -> bool:
            self.look()
            return over()

        wait_until(once_a_second(look), what, seconds, pause=0.05)

    # --- look ---------------------------------------------------------------------------------------------

    def look(self) -> Picture:
        """Count at every hop now, and show the picture."""
        picture = self.lookout.look()
        self._readings.append(self.lookout.reading)
        self.show(picture)
        return picture

    def counted(self) -> pd.Series:
        """The last count of each hop, by its title; ``<NA>`` for a hop that did not answer."""
        return pd.Series(self.lookout.counts, HOPS, dtype="Int64", name="rows").rename(TITLES)

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
        return apply_rule(drive(line) for line in self.written if not is_garbage(DRIVER, line)).alerts

    def found(self) -> list[Alert]:
        """The alerts that are in Redis, in the same form."""
        return alerts.found()

    def latency_ms(self) -> float:
        """Milliseconds from the log to HBase: the median of one row a second, which is followed on its way."""
        return median(each for reading in self._readings for each in reading.latencies)
