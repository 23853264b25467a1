"""A drill: rows flow into the topic, something breaks and is mended, and then everything is counted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pandas as pd

from base.exceptions import ServiceError
from base.waiting import wait_until
from data.records import DRIVER, is_garbage
from utils.collect.topics import read, send
from utils.realtime.lane import measure
from utils.realtime.speeding import alerts
from utils.realtime.speeding.reference import Judged, judge
from utils.realtime.speeding.rule import Drive, drives
from utils.realtime.storm.topology import ALERTS, ROWS, Topology

SLICE = 0.1  # seconds between two handfuls of rows
EARLY = 0.3  # of the rows are sent when something breaks
COLUMNS = ["fault", "sent", "distinct", "stored", "alerts_expected", "alerts_seen", "alerts_equal", "seconds_behind"]


class Drill:
    """Sends driver lines at a steady rate to the topic of a running topology.

    ``table`` has one row for each `run`: how many rows were ``sent`` so far, how many of them differ (``distinct``),
    how many rows HBase has ``stored``, alerts as the reference expects and as Redis has them, and for how many
    seconds after the last row the topology was still behind. ``distinct`` should equal ``stored``.
    """

    def __init__(self, lines: Iterable[str], topology: Topology = Topology(), rate: int = 400) -> None:  # noqa: B008
        self.topology, self.rate, self.sent = topology, rate, 0
        self._lines = (line for line in lines if not is_garbage(DRIVER, line))
        self._rows: list[dict] = []

    @property
    def table(self) -> pd.DataFrame:
        return pd.DataFrame(self._rows, columns=COLUMNS)

    def run(
        self,
        fault: str = "none",
        rows: int = 2000,
        act: Callable[[], object] = lambda: None,
        mend: Callable[[], object] = lambda: None,
        seconds: float = 120,
    ) -> pd.Series:
        """Send rows; break something while they flow (`act`), mend it, wait until all is processed, and count.

        Raises `NotReady` if the topology is still behind after so many seconds.
        """
        begun = self.sent
        with ThreadPoolExecutor(1) as pool:
            feeding = pool.submit(self._feed, rows)
            wait_until(lambda: feeding.done() or self.sent - begun >= EARLY * rows, "rows flow", 60)
            act()
            mend()
            feeding.result()
        behind = wait_until(self._done, f"{self.topology.name} has processed all rows", seconds, pause=0.3)
        self._rows.append({"fault": fault, "sent": self.sent, **self._counted(), "seconds_behind": round(behind, 1)})
        return self.table.iloc[-1]

    def judged(self) -> Judged:
        """What the reference makes of the topic as it is."""
        return judge(self._drives(), alerts.rule())

    def _feed(self, rows: int) -> None:
        handful, pacing, due = max(round(self.rate * SLICE), 1), threading.Event(), time.monotonic()
        lines = islice(self._lines, rows)
        while some := list(islice(lines, handful)):
            send(self.topology.topic, some)
            self.sent += len(some)
            due += SLICE
            pacing.wait(max(due - time.monotonic(), 0))

    def _done(self) -> bool:
        try:
            return measure.lag(self.topology) == 0
        except ServiceError:
            return False

    def _drives(self) -> list[Drive]:
        return drives(read(self.topology.topic)["value"])

    def _counted(self) -> dict:
        came, told = self._drives(), {}
        if ROWS in self.topology.lanes:
            told |= {
                "distinct": len({(each.car, each.time) for each in came}),
                "stored": measure.count_rows(self.topology.table),
            }
        if ALERTS in self.topology.lanes:
            expected, seen = judge(came, alerts.rule()).alerts, alerts.found()
            told |= {"alerts_expected": len(expected), "alerts_seen": len(seen), "alerts_equal": expected == seen}
        return told
