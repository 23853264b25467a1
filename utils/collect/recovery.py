"""After an agent was killed: its open files in HDFS get their length, their last whole row and their proper name.

Such a file holds rows that Flume counts as delivered, under a name that every reader passes over, and the NameNode
does not know its length before the lease is taken from the dead writer. What Flume had sent of a batch that it had
not committed will come again: a row cut in two at the end is cut off, whole rows are left for the compaction to find.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from base.exceptions import NotReady, ServiceError
from cluster import Cluster
from cluster.clients import namenode
from utils.collect.parts import STATUS_LOG

AGENT = "flume-agent"
IN_USE = re.compile(r"_(.+)\.tmp")  # inUsePrefix and inUseSuffix of the HDFS sink


@dataclass(frozen=True)
class Recovered:
    """One file that a writer had left open, and what was done to it."""

    path: str  # its name now; of an empty file, which is removed, its name before
    seen: int  # bytes that the NameNode reported before the lease was taken
    bytes: int  # bytes that were there, without the cut-off row
    cut: int  # bytes of a row cut in two
    rows: int
    seconds: float  # until the NameNode had closed it


def left_open() -> list[str]:
    """Paths of all files under an in-use name, whether the agent that wrote them lives or not."""
    dates = (each["pathSuffix"] for each in namenode.listed(STATUS_LOG) if each["type"] == "DIRECTORY")
    folders = (f"{STATUS_LOG}/{date}" for date in dates)
    paths = (f"{folder}/{each['pathSuffix']}" for folder in folders for each in namenode.listed(folder))
    return [path for path in paths if IN_USE.fullmatch(path.rpartition("/")[2])]


def recover(cluster: Cluster | None = None) -> list[Recovered]:
    """Closes and renames every file that an agent has left open; running it twice changes nothing.

    Raises `ServiceError` if an agent is running, because it writes these files; `NotReady` if a DataNode that holds
    the last block does not answer.
    """
    paths = left_open()
    if paths and _lives(cluster or Cluster()):
        raise ServiceError(
            f"{len(paths)} files under {STATUS_LOG} are open because {AGENT} is writing them now. "
            "Recovery is for files of an agent that has died: it runs before an agent starts."
        )
    return [_recover(path) for path in paths]


def recovered_table(files: list[Recovered]) -> pd.DataFrame:
    """What `recover` did: one row per ``file``, with ``seen``, ``bytes``, ``cut``, ``rows`` and ``seconds``."""
    names = [each.path.rpartition("/")[2] for each in files]
    columns = ["seen", "bytes", "cut", "rows", "seconds"]
    return pd.DataFrame([[getattr(each, name) for name in columns] for each in files], names, columns).rename_axis(
        "file"
    )


def _recover(path: str) -> Recovered:
    folder, _, name = path.rpartition("/")
    seen = namenode.status(path)["length"]
    try:
        seconds = namenode.release(path)
    except NotReady:
        raise NotReady(
            f"HDFS cannot close {path}, which a killed agent has left open: no DataNode that holds its last block "
            "answers. Type: cluster status, revive the DataNode, and start the agent again."
        ) from None
    content = namenode.read(path) if namenode.status(path)["length"] else b""
    whole = content.rfind(b"\n") + 1
    if not whole:
        namenode.remove(path)
        return Recovered(path, seen, 0, len(content), 0, seconds)
    if whole < len(content):
        namenode.truncate(path, whole)
    proper = f"{folder}/{IN_USE.fullmatch(name)[1]}"
    namenode.rename(path, proper)
    return Recovered(proper, seen, whole, len(content) - whole, content.count(b"\n"), seconds)


def _lives(cluster: Cluster) -> bool:
    return any(role.name == AGENT and role.state not in ("dead", "stopped") for role in cluster.status())
