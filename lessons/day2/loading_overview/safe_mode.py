"""A NameNode that starts while blocks are missing."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

import requests

from base.exceptions import NotReady, ServiceError
from base.waiting import wait_until
from cluster import Cluster
from cluster.clients import hdfs_shell
from utils.lab.inventory import jmx
from utils.lab.typed import typed

FILES = "Hadoop:service=NameNode,name=FSNamesystem"
INFO = "Hadoop:service=NameNode,name=NameNodeInfo"
COUNTS = re.compile(r"reported blocks (\d+).*?of total blocks (\d+)", re.DOTALL)
# what the NameNode logs when it has counted the last block of a report; its count of blocks grows meanwhile
COUNTED = r"processReport .*: from storage .*\(\S+:{port},.* hasStaleStorage: false"
LINES = 2000  # of the log that are searched


@dataclass(frozen=True)
class SafeMode:
    """What the NameNode says of its safe mode."""

    on: bool
    reported: int  # blocks of which a DataNode has reported a copy; 0 once safe mode is off
    total: int  # blocks that there are by the NameNode's records
    words: str  # its own


def told(words: str) -> SafeMode:
    """What the NameNode's sentences about safe mode mean; none says that it is off.

    >>> told("Safe mode is ON. The reported blocks 3 needs additional 1 blocks to reach the threshold 0.9990 of "
    ...      "total blocks 5.").reported
    3
    """
    counts = COUNTS.search(words)
    return SafeMode(bool(words), *map(int, counts.groups()) if counts else (0, 0), words)


def safe_mode() -> SafeMode:
    """The NameNode's safe mode now. Raises ServiceError if it does not answer."""
    try:
        return told(jmx("namenode", INFO)["Safemode"])
    except (requests.RequestException, IndexError) as error:  # its page answers before it has anything to tell
        raise ServiceError("The NameNode does not answer. Type: cluster logs namenode") from error


def half_a_cluster(away: tuple[str, ...], back: str) -> SafeMode:
    """Kill (``kill -9``) the NameNode and the DataNodes ``away``; start the NameNode again while they are gone.

    Before that every file of HDFS gets two copies, for other lessons may have left single ones. Returns its safe mode
    when the DataNode ``back``, which has kept running, has reported all that it holds.
    """
    cluster = Cluster()
    hdfs_shell("-setrep", "-R", "2", "/")
    wait_until(lambda: not int(jmx("namenode", FILES)["UnderReplicatedBlocks"]), "each block has two copies", 60)
    for name in (*away, "namenode"):
        cluster.kill(name)
    cluster.revive("namenode", wait=False)
    port = cluster.port(back, "data")
    wait_until(
        lambda: counted(cluster.logs("namenode", LINES), port), f"{back} reports its blocks to the new NameNode", 120
    )
    return safe_mode()


def counted(log: str, port: int) -> bool:
    """Whether a log of the NameNode says that it has counted all blocks of the DataNode with this data port.

    >>> counted("BLOCK* processReport 0x1: Processing first storage report for DS-1 from datanode", 9866)
    False
    """
    return re.search(COUNTED.format(port=port), log) is not None


def after(command: str, seconds: float = 60) -> tuple[bool, int]:
    """Run a command of ``cluster``; returns whether safe mode is on then, and how many blocks are missing.

    Safe mode may take some seconds to end, and a DataNode some more to report all that it holds.
    """
    print(typed(command))
    with suppress(NotReady):
        wait_until(lambda: not safe_mode().on and not _missing(), "the NameNode knows a copy of each block", seconds)
    return safe_mode().on, _missing()


def _missing() -> int:
    return int(jmx("namenode", FILES)["MissingBlocks"])
