"""A drill: lines flow, something breaks and is mended, and then everything is counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import islice

import pandas as pd

from data.records import DRIVER, is_garbage
from utils.collect.feed import Flow
from utils.collect.topics import read, send, topic_id
from utils.realtime.lane import measure
from utils.realtime.speeding import alerts
from utils.realtime.speeding.reference import Outcome, apply_rule
from utils.realtime.speeding.rule import Drive, drives
from utils.realtime.storm.topology import ALERTS, ROWS, Topology

SLICE = 0.1  # seconds between two handfuls of rows
BREAK = 0.2  # of the lines are written when something breaks
COLUMNS = [
    *("fault", "sent", "distinct", "stored", "alerts_expected", "alerts_seen", "alerts_equal", "seconds_behind"),
    "skipped",
]


def endure(flow: Flow, fault: AbstractContextManager[float | None], mend: float = BREAK) -> float:
    """Let lines flow with a fault in their midst; returns when something broke, in seconds since 1970.

    It is mended at the earliest when the share `mend` of the lines is written. At the end all of them are.
    """
    with flow:
        flow.reach(BREAK)
        begin = time.time()
        with fault as at:
            flow.reach(mend)
        flow.reach()
    return at or begin


@contextmanager
def _act(act: Callable[[], object]) -> Iterator[None]:
    act()
    yield


class Drill:
    """Sends driver lines at a steady rate to the topic of a running topology.

    ``table`` has one row for each `run`: how many rows were ``sent`` so far, how many of them differ (``distinct``),
    how many rows HBase has ``stored``, alerts as the reference expects and as Redis has them, and for how many
    seconds after the last row the topology was still behind. ``distinct`` should equal ``stored``. ``skipped`` are
    rows that Kafka deleted before the alert lane had read them: nobody expects them.
    """

    def __init__(self, lines: Iterable[str], topology: Topology = Topology(), rate: int = 400) -> None:  # noqa: B008
        self.topology, self.rate, self.sent = topology, rate, 0
        self._lines = (line for line in lines if not is_garbage(DRIVER, line))
        self._rows: list[dict] = []
        self._came: dict[tuple[int, int], str] = {}  # by partition and offset, for Kafka may delete what was counted

    @property
    def table(self) -> pd.DataFrame:
        return pd.DataFrame(self._rows, columns=COLUMNS)

    def run(
        self, fault: str = "none", rows: int = 2000, act: Callable[[], object] = lambda: None, seconds: float = 120
    ) -> pd.Series:
        """Send rows, let something break while they flow (`act`), wait until all are processed, and count.

        Raises `NotReady` if the topology is still behind after so many seconds.
        """
        flow = Flow(islice(self._lines, rows), partial(send, self.topology.topic), self.rate, SLICE)
        endure(flow, _act(act))
        self.sent += flow.written
        behind = measure.settle(None, self.topology, seconds=seconds)
        self._rows.append({"fault": fault, "sent": self.sent, **self._counted(), "seconds_behind": round(behind, 1)})
        return self.table.iloc[-1]

    def expected(self) -> Outcome:
        """What the reference makes of the topic as it is, and of records that it held when they were counted."""
        return apply_rule(self._drives(), alerts.rule())

    def _drives(self) -> list[Drive]:
        records = read(self.topology.topic)
        places = zip(records["partition"], records["offset"], strict=True)
        self._came |= dict(zip(places, records["value"], strict=True))
        return drives(self._came.values())

    def _counted(self) -> dict:
        came, told = self._drives(), {}
        if ROWS in self.topology.lanes:
            told |= {
                "distinct": len({(each.car, each.time) for each in came}),
                "stored": measure.count_rows(self.topology.table),
            }
        if ALERTS in self.topology.lanes:
            expected, seen = apply_rule(came, alerts.rule()).alerts, alerts.found()
            told |= {"alerts_expected": len(expected), "alerts_seen": len(seen), "alerts_equal": expected == seen}
            told["skipped"] = int(alerts.counted(topic_id(self.topology.topic), "skipped")["skipped"].sum())
        return told
