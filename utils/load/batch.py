"""The batch lane at work: status files through the agent into HDFS, until every file there is closed."""

from __future__ import annotations

from pathlib import Path

from utils.collect.collector import Collector
from utils.collect.configuration import Agent
from utils.collect.recovery import left_open
from utils.load.ledger import collect


def load(collector: Collector, lane: Agent, *files: Path, fresh: bool = False) -> float:
    """Runs the agent with a lane, gives it status files and ends it when they lie in HDFS; returns the seconds it took.

    `fresh` empties the agent's folder before. Raises `DataError` for a file that was collected already, `NotReady`
    with the agent's counters if the rows do not arrive.
    """
    seconds = collector.run(lane, fresh=fresh)
    for file in files:
        collect(collector, file)
    return seconds + delivered(collector)


def delivered(collector: Collector, seconds: float = 90) -> float:
    """Waits until no file waits for the agent and its channels are empty, then ends it: that closes its files in HDFS.

    A running agent would close the last one only when no row has come for its `idle_seconds`.
    """
    drained = collector.drain(seconds)
    collector.stop()
    return drained + collector.cluster.wait(lambda: not left_open(), "every file in HDFS is closed", seconds)
