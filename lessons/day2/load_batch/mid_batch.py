"""An agent that is killed at the worst moment: its batch lies in HDFS, and the channel has not heard of it."""

from __future__ import annotations

import time
from pathlib import Path

from base.exceptions import NotReady
from cluster.clients import namenode
from utils.collect.collector import Collector
from utils.collect.configuration import Agent
from utils.lab.faults import away
from utils.load.ledger import collect
from utils.load.partitions import STATUS_LOG

SINK = "SmartCarInfo_HdfsSink"
TRIES = 3
LONG_ENOUGH_S = 0.5  # for what the sink has flushed to lie in the buffers of the DataNode, which is frozen


def killed_mid_batch(collector: Collector, lane: Agent, file: Path, after: int) -> int:
    """Load a file, and kill the agent between the flush of a batch and its commit; returns how many rows of a batch
    were flushed and not committed.

    When `after` rows are committed the DataNodes are frozen. The sink hands a batch to HDFS and waits for an answer
    that does not come: at that moment the agent is killed. The DataNodes go on and write what they were handed.
    A sink that was quicker than the freeze has nothing under way; then all begins again, three times at most.
    """
    for _ in range(TRIES):
        namenode.remove(STATUS_LOG)
        collector.run(lane, fresh=True)
        collect(collector, file)
        collector.wait_for(SINK, went_on=after)
        nodes = [role.name for role in collector.cluster.status() if role.name.startswith("datanode")]
        with away(collector.cluster, *nodes):
            try:
                collector.cluster.wait(Waiting(collector), "a batch waits for its flush", 20)
            except NotReady:
                collector.stop()
                continue
            under_way = in_flight(collector)
            collector.kill()
            return under_way
    raise NotReady(f"The agent was quicker than the freeze {TRIES} times. Run the cell again.")


def in_flight(collector: Collector) -> int:
    """Rows that the sink has handed to HDFS and not yet committed."""
    sink = collector.counters().loc[SINK]
    return int(sink["came_in"] - sink["went_on"])


class Waiting:
    """Whether the same rows have been in flight for a while."""

    def __init__(self, collector: Collector) -> None:
        self.collector, self.rows, self.since = collector, 0, time.monotonic()

    def __call__(self) -> bool:
        rows = in_flight(self.collector)
        if rows != self.rows:
            self.rows, self.since = rows, time.monotonic()
        return rows > 0 and time.monotonic() - self.since > LONG_ENOUGH_S
