"""HDFS with two DataNodes, the command that gives it a third, and a folder with a quota."""

from __future__ import annotations

from pathlib import Path

from base.exceptions import ServiceError
from cluster import Cluster
from cluster.clients import hdfs_admin, hdfs_shell
from utils.lab import blocks, hdfs_watch
from utils.lab.typed import typed

THIRD = "datanode-3"
SECONDS = 60  # until the NameNode misses a DataNode that was ended


def begin_with_two(cluster: Cluster) -> None:
    """End a third DataNode that an earlier run has left, and wait until HDFS does without it.

    Its folder stays. With two copies of each block nothing is lost: the NameNode makes anew what it held.
    """
    if any(role.name == THIRD and role.state != "dead" for role in cluster.status()):
        cluster.kill(THIRD)
    cluster.wait(lambda: hdfs_watch.datanodes()["live"] == 2, "HDFS counts two live DataNodes", SECONDS)


def lacking(path: str, copies: int) -> int:
    """How many blocks of a file have fewer copies than these."""
    return blocks.lacking(blocks.places(path), copies)


def grown_by(command: str) -> int:
    """Run a command of ``cluster`` and print what it says; returns how many live DataNodes HDFS then reports."""
    print(typed(command))
    return hdfs_watch.datanodes()["live"]


def fits(mb: int, file: Path, folder: str) -> bool:
    """Whether a folder of HDFS with a space quota of so many MB takes a file, which is put into it anew."""
    hdfs_shell("-rm", "-f", "-skipTrash", f"{folder}/{file.name}")
    hdfs_admin("-setSpaceQuota", f"{mb}m", folder)
    try:
        hdfs_shell("-put", str(file), folder)
    except ServiceError as refused:
        if "quota" not in str(refused).lower():
            raise
        return False
    return True
