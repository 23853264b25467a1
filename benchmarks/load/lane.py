"""The batch lane run once over a file, for the measurements of loading."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import psutil

from cluster import Cluster
from cluster.clients import namenode
from utils.collect.collector import ROLE, Collector
from utils.collect.pilot import batch_lane
from utils.load import partitions

WRK_DATE = "20160102"
SINK = "SmartCarInfo_HdfsSink"


def cpu(cluster: Cluster, *roles: str) -> float:
    """CPU seconds of these processes so far."""
    return sum(sum(psutil.Process(cluster.role(role).pid).cpu_times()[:2]) for role in roles)


def through_flume(collector: Collector, file: Path, rows: int, channel: str = "file") -> tuple[float, float]:
    """Seconds from the moment at which the file is in the spool folder until HDFS has confirmed the last row.

    Returns them with the CPU seconds of the agent. The agent runs before, and is stopped afterwards, which closes the
    last file.
    """
    namenode.remove(partitions.STATUS_LOG)
    collector.run(batch_lane(collector.place, channel, collected=date.fromisoformat(WRK_DATE)), fresh=True)
    before, begin = cpu(collector.cluster, ROLE), time.monotonic()
    collector.drop(file, "SmartCarStatusInfo_20160101.txt")
    collector.wait_for(SINK, went_on=rows, seconds=3600)
    taken = time.monotonic() - begin
    used = cpu(collector.cluster, ROLE) - before
    collector.stop()
    return taken, used
