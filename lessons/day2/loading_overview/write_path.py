"""How a file gets into HDFS: who tells whom what, and what is listed and read of it before it is closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import requests
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from base.exceptions import ServiceError
from base.waiting import ANSWER_SECONDS, wait_until
from cluster import Cluster
from cluster.clients import hdfs_java
from cluster.services.hdfs import USER
from utils.figures import plots
from utils.lab.blocks import DATANODES

MB = 2**20
LINES = 2000  # of a log that are searched
CLIENT, NAMENODE = "client", "namenode"
STAMP = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) ")
DATA, WORD, ACK = "#de8f05", "#0173b2", "#02795a"


@dataclass(frozen=True)
class Message:
    """A message from one side to another."""

    ms: float  # since the first message
    sender: str
    receiver: str
    what: str

    @property
    def is_data(self) -> bool:
        return self.what.startswith("data")


def write_path(path: str) -> list[Message]:
    """The messages of the last writing of a file of one block, from the logs of NameNode and DataNodes.

    Raises ServiceError if they hold no such writing, NotReady if they do not tell all of it within 20 s.
    """
    cluster = Cluster()
    names = {cluster.port(f"datanode-{node}", "data"): f"datanode-{node}" for node in range(1, DATANODES + 1)}
    found: list[Message] = []

    def told() -> bool:
        logs = {role: cluster.logs(role, LINES).splitlines() for role in (NAMENODE, *_running(names.values()))}
        try:
            found[:] = messages(path, logs, names)
        except StopIteration:  # a DataNode tells of a block a moment after the client has gone
            return False
        return True

    wait_until(told, f"the logs tell how {path} was written", 20)
    return found


def messages(path: str, logs: dict[str, list[str]], names: dict[int, str]) -> list[Message]:
    """`write_path` from log lines by role; ``names`` gives the DataNode of a data port."""
    told = logs[NAMENODE]
    begin = max((n for n, line in enumerate(told) if "cmd=create" in line and f"src={path}" in line), default=None)
    if begin is None:
        raise ServiceError(f"The log of the NameNode tells of no writing of {path}. Write it again, then ask.")
    told = told[begin:]
    allocated = next(line for line in told if "BLOCK* allocate" in line and f"for {path}" in line)
    block = re.search(r"blk_\d+", allocated)[0]
    line_of = [names[int(port)] for port in re.findall(r":(\d+)", allocated.partition("replicas=")[2])]
    found = [(_time(told[0]), CLIENT, NAMENODE, "create the file"), (_time(allocated), CLIENT, NAMENODE, "a block?")]
    found += [(_time(allocated), NAMENODE, CLIENT, f"to {' and '.join(line_of)}")]
    hops = list(zip((CLIENT, *line_of), line_of, strict=False))
    found += [(_time(_line(logs[node], block, "Receiving")), before, node, "data") for before, node in hops]
    # a node closes its copy when it has heard from the node behind it, and passes the word on
    found += [(_time(_line(logs[node], block, "HDFS_WRITE")), node, before, "written") for before, node in hops[::-1]]
    for line in told:
        if "addStoredBlock" in line and f"{block}_" in line:
            node = names[int(re.search(r":(\d+) is added", line)[1])]
            found.append((_time(line), node, NAMENODE, "I hold the block"))
        elif "not COMPLETE" in line and f"{block}_" in line:
            found.append((_time(line), CLIENT, NAMENODE, "close? (not yet)"))
        elif "completeFile" in line and path in line:
            found.append((_time(line), CLIENT, NAMENODE, "close"))
        elif "cmd=rename" in line and f"dst={path}" in line:
            found.append((_time(line), CLIENT, NAMENODE, "give it its name"))
    found.sort(key=lambda each: each[0])
    return [Message(ms - found[0][0], *rest) for ms, *rest in found]


def _line(lines: list[str], block: str, what: str) -> str:
    """The first line that says this about the block."""
    return next(line for line in lines if what in line and f"{block}_" in line)


def _running(nodes: Sequence[str]) -> list[str]:
    started = {role.name for role in Cluster().status()}
    return [node for node in nodes if node in started]


def _time(line: str) -> float:
    """Milliseconds of a log line's stamp."""
    return datetime.strptime(STAMP.match(line)[1], "%Y-%m-%d %H:%M:%S,%f").timestamp() * 1000


def draw_write_path(told: list[Message]) -> None:
    """Draw the messages from top to bottom, one lane for each side; data thick and orange."""
    plots.style()
    nodes = [each.receiver for each in told if each.is_data]
    lanes = {name: 3.2 * place for place, name in enumerate((NAMENODE, CLIENT, *nodes))}
    figure, axes = plt.subplots(figsize=(12.6, 0.44 * len(told) + 1.2))
    for name, x in lanes.items():
        axes.vlines(x, -0.5, len(told) - 0.4, color="0.8", linewidth=2, zorder=1)
        title = {NAMENODE: "NameNode\n네임노드", CLIENT: "client\n클라이언트"}.get(name, f"{name}\n데이터노드")
        axes.text(x, -1.0, title, ha="center", va="center", fontsize=15, weight="bold")
    for row, each in enumerate(told):
        _draw_message(axes, row, each, lanes)
    axes.set(xlim=(-1.5, max(lanes.values()) + 1.2), ylim=(len(told) - 0.4, -1.7))
    axes.axis("off")
    words = "; ".join(f"{each.sender} to {each.receiver}: {each.what}" for each in told)
    plots.show(
        figure,
        alt="Messages of one write from top to bottom. Data goes from the client to the first DataNode and from there "
        f"to the next, never to the NameNode. {words}.",
    )


def _draw_message(axes: Axes, row: int, each: Message, lanes: dict[str, float]) -> None:
    start, end = lanes[each.sender], lanes[each.receiver]
    colour = DATA if each.is_data else ACK if each.what == "written" else WORD
    style = {"arrowstyle": "-|>", "color": colour, "lw": 5 if each.is_data else 2, "shrinkA": 0, "shrinkB": 2}
    axes.annotate("", xy=(end, row), xytext=(start, row), arrowprops=style | {"mutation_scale": 18})
    near = (start + end) / 2 if abs(start - end) < 4 else min(start, end) + 1.6
    axes.text(near, row - 0.12, each.what, ha="center", va="bottom", fontsize=14)
    axes.text(-1.45, row, f"{each.ms:.0f} ms", va="center", fontsize=13, color="0.4")


class Writer:
    """A file that Hadoop's own client writes and keeps open."""

    def __init__(self, path: str) -> None:
        files, java_path = hdfs_java()
        self._out = files.create(java_path(path), True)

    def write(self, content: bytes) -> None:
        self._out.write(content)

    def hflush(self) -> None:
        """Wait until every DataNode of the pipeline has what was written: from now on readers get it."""
        self._out.hflush()

    def close(self) -> None:
        self._out.close()


def lengths(path: str) -> pd.Series:
    """How long a file is, in MB: as the NameNode lists it (``listed``), and what a reader gets (``read``)."""
    url = f"{Cluster().url('namenode')}/webhdfs/v1{path}"
    status = requests.get(url, params={"op": "GETFILESTATUS", "user.name": USER}, timeout=ANSWER_SECONDS)
    content = requests.get(url, params={"op": "OPEN", "user.name": USER}, timeout=60)
    for answer in (status, content):
        answer.raise_for_status()
    return pd.Series({"listed": status.json()["FileStatus"]["length"] / MB, "read": len(content.content) / MB})
