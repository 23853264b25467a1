"""Outages of the rows lane: lines flow into the log, something dies or freezes, and every row is accounted for."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice, pairwise

import pandas as pd

from base.exceptions import NotReady
from base.waiting import wait_until
from cluster import Cluster
from cluster.clients import hbase
from lessons.day3.load_realtime.rows_lane import writes
from utils.collect.collector import Collector
from utils.lab import storm_faults
from utils.lab.drill import endure
from utils.lab.faults import away
from utils.realtime.lane import measure
from utils.realtime.storm.topology import Topology

MEND = 0.6  # of the lines are in the log, at the earliest, when what broke is mended
SERVERS = ("regionserver-1", "regionserver-2")
COLUMNS = ["rows before", "sent", "rows after", "missing", "written again", "standstill s"]


@contextmanager
def killed_worker(topology: Topology) -> Iterator[float]:
    """Kill the worker when rows have come since its spout last noted its place; Storm alone restarts it.

    Yields the moment of the kill, in seconds since 1970.
    """
    lags = [0]

    def place_noted() -> bool:
        lags.append(measure.lag(topology))
        return lags[-1] < lags[-2]

    with suppress(NotReady):  # on a slow machine kill it at any moment
        wait_until(place_noted, "the spout notes its place", 5, pause=0.01)
        wait_until(lambda: measure.lag(topology), "new rows come", 5, pause=0.01)
    at = time.time()
    storm_faults.kill_part("worker")
    yield at


def holder(cluster: Cluster, table: str) -> str:
    """The region server that serves the first region of a table, by the name of its role."""
    connection = hbase()
    port = connection.table(table).regions()[0]["port"]
    connection.close()
    return next(name for name in SERVERS if cluster.port(name, "rpc") == port)


@contextmanager
def killed_server(cluster: Cluster, table: str, seconds: float = 120) -> Iterator[float]:
    """Kill the region server that holds a table; start it again when another one serves the table.

    Yields the moment of the kill, in seconds since 1970.
    """
    role, at = holder(cluster, table), time.time()
    cluster.kill(role)
    yield at
    wait_until(lambda: holder(cluster, table) != role, f"another region server serves {table}", seconds, pause=0.3)
    cluster.revive(role, wait=False)


def frozen_broker(cluster: Cluster) -> AbstractContextManager[None]:
    """Freeze the broker, and let it go on."""
    return away(cluster, "kafka-1")


@dataclass(frozen=True)
class Course:
    """One outage: when something broke, when each line was appended and its row first written, in s since 1970."""

    fault: str
    broken: float
    appended: list[float]
    written: list[float]

    @property
    def standstill(self) -> float:
        """The longest time without a new row, in seconds."""
        times = sorted(self.written)
        return max(after - before for before, after in pairwise(times))


class Outages:
    """Sends lines through the log of an agent that feeds a topology, and breaks something meanwhile.

    ``table`` has one row for each `run`: rows in HBase before it, lines sent, rows afterwards, rows ``missing``, how
    often a row was ``written again``, and the longest ``standstill`` without a new row, in seconds.
    """

    def __init__(self, agent: Collector, lines: Iterable[str], topology: Topology, rate: int = 200) -> None:
        self.agent, self.topology, self.rate = agent, topology, rate
        self.courses: list[Course] = []
        self._lines, self._rows = iter(lines), {}

    @property
    def table(self) -> pd.DataFrame:
        return pd.DataFrame.from_dict(self._rows, orient="index", columns=COLUMNS).rename_axis("fault")

    def run(self, fault: str, broken: AbstractContextManager, rows: int = 1200, seconds: float = 180) -> pd.DataFrame:
        """Drive lines with a fault among them, wait until all are through, and count; returns the row of `table`.

        Raises `NotReady` if the lane is still behind after so many seconds.
        """
        lines, before = list(islice(self._lines, rows)), measure.count_rows(self.topology.table)
        driving = self.agent.driving(lines, self.rate)
        at = endure(driving, broken, MEND)
        measure.settle(self.agent, self.topology, seconds=seconds)
        return self._counted(fault, at, driving.times, lines, before)

    def _counted(self, fault: str, broken: float, appended: list, lines: list, before: int) -> pd.DataFrame:
        moments = writes(lines, self.topology)
        written = [times[0] / 1000 for times in moments.values() if times]
        self.courses.append(Course(fault, broken, appended, written))
        after = measure.count_rows(self.topology.table)
        again = sum(len(times) - 1 for times in moments.values() if times)
        still = round(self.courses[-1].standstill, 1)
        self._rows[fault] = (before, len(lines), after, len(lines) - len(written), again, still)
        return self.table.loc[[fault]]
