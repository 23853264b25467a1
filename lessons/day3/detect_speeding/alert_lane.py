"""The alert lane as this lesson runs it: rows of a bad day flow into the topic, parts of the topology are killed."""

from __future__ import annotations

import pandas as pd

from cluster import Cluster
from data import dataset
from data.records import DRIVER, is_garbage
from utils.collect.topics import topic_id
from utils.lab import storm_faults
from utils.lab.drill import Drill
from utils.realtime.lane.measure import alert_latency
from utils.realtime.lane.reset import reset
from utils.realtime.speeding import alerts
from utils.realtime.speeding.reference import apply_rule
from utils.realtime.speeding.rule import Alert, Drive, Rule, drives
from utils.realtime.storm import running
from utils.realtime.storm.topology import ALERTS, Topology

FAULTS = ("late", "duplicate", "out_of_order", "malformed")
RATE = 1000  # rows a second
SECONDS = 300  # for which the lane may be behind
COUNTS = ["fault", "sent", "alerts_expected", "alerts_seen", "alerts_equal"]


class AlertLane:
    """The log of a bad day and the topology that reads it. `submit` empties topic and alerts before it begins."""

    def __init__(self, scale: str, seed: int) -> None:
        log = dataset(scale, seed, faults=list(FAULTS)).driver.read_text().splitlines()
        self.lines = [line for line in log if not is_garbage(DRIVER, line)]
        self.topology = Topology(lanes=(ALERTS,))
        self.drill = Drill(self.lines, self.topology, RATE)

    def rows(self, lines: int) -> list[Drive]:
        """The rows among the first so many lines, in the order in which they came."""
        return drives(self.lines[:lines])

    def submit(self) -> None:
        """Empty topic, alerts and rule, submit the topology, and begin the log anew."""
        reset(self.topology)
        running.submit(self.topology)
        self.drill = Drill(self.lines, self.topology, RATE)

    def run(self, lines: int, kill: str = "", fault: str = "") -> pd.DataFrame:
        """Send the next lines, kill a part of the topology while they flow, wait until all are processed, and count:
        alerts that the rule in plain Python expects, alerts that Redis has. One row a run."""
        act = (lambda: storm_faults.kill_part(kill)) if kill else (lambda: None)
        self.drill.run(fault or (f"{kill} killed" if kill else "none"), lines, act, seconds=SECONDS)
        return self.table[COUNTS]

    @property
    def table(self) -> pd.DataFrame:
        return self.drill.table

    def expected(self, rule: Rule = Rule()) -> list[Alert]:  # noqa: B008 - a frozen value
        """The alerts of plain Python for every row sent so far."""
        return apply_rule(self.rows(self.drill.sent), rule).alerts

    def parts(self) -> pd.DataFrame:
        """The processes below the supervisor: ``part``, ``pid``, ``memory_mb``."""
        return storm_faults.parts()

    def state(self) -> pd.DataFrame:
        """What the checkpoint in Redis tells of each partition: ``position``, ``late``, ``duplicates``."""
        return alerts.counted(topic_id(self.topology.topic))

    def latency(self) -> pd.Series:
        """Milliseconds from the record that closed a window to its alert."""
        return alert_latency(self.topology, count=40_000)

    def end(self) -> None:
        """Kill the topology and wait until its processes are gone."""
        running.kill(self.topology.name)
        Cluster().wait(lambda: self.parts().empty, "the worker has ended", 120)
