"""What is installed and how it is doing, asked of the processes themselves as a cluster manager does."""

from __future__ import annotations

import re
import socket
from xml.etree import ElementTree

import pandas as pd
import psutil
import requests
from matplotlib import pyplot as plt

from base.exceptions import ConfigurationError
from base.settings import settings
from base.waiting import ANSWER_SECONDS
from cluster import Cluster, RoleStatus
from utils.figures import plots

MB = 2**20
MEMORY = "java.lang:type=Memory"
VERSION_PAGES = {
    "namenode": "/jmx?qry=Hadoop:service=NameNode,name=NameNodeInfo",
    "datanode": "/jmx?qry=Hadoop:service=DataNode,name=DataNodeInfo",
    "secondary": "/jmx?qry=Hadoop:service=SecondaryNameNode,name=SecondaryNameNodeInfo",
    "resourcemanager": "/ws/v1/cluster/info",
    "nodemanager": "/ws/v1/node/info",
    "historyserver": "/ws/v1/history/info",
}


def jmx(role: str, bean: str) -> dict[str, object]:
    """One management bean of a Hadoop process, as its page /jmx shows it."""
    answer = requests.get(f"{Cluster().url(role)}/jmx", params={"qry": bean}, timeout=ANSWER_SECONDS)
    answer.raise_for_status()
    return answer.json()["beans"][0]


def installed(roles: list[RoleStatus]) -> pd.DataFrame:
    """One row per living ``process``: its ``service``, the ``version`` that it reports, its ``heap limit`` in MB."""
    rows = [(role.name, role.service, _version(role), _heap_limit(role)) for role in roles if role.pid]
    return pd.DataFrame(rows, columns=["process", "service", "version", "heap limit"]).set_index("process")


def memory(roles: list[RoleStatus]) -> pd.DataFrame:
    """One row per ``process`` that lives, in MB: heap ``used`` (unknown for ZooKeeper), ``limit``, ``resident``."""
    rows = [(role.name, _heap_used(role), _heap_limit(role), role.memory_mb) for role in roles if role.pid]
    return pd.DataFrame(rows, columns=["process", "used", "limit", "resident"]).set_index("process")


def draw_memory(table: pd.DataFrame) -> None:
    """Draw what `memory` gives: resident memory as a bar, the heap in use inside it, the heap limit as a mark."""
    plots.style()
    figure, axes = plt.subplots(figsize=(10, 0.55 * len(table) + 1.4))
    places = range(len(table))
    axes.barh(places, table["resident"], color="#bcd4e6", label="resident in memory (RSS)")
    axes.barh(places, table["used"].fillna(0), height=0.4, color="#0173b2", label="heap in use")
    axes.plot(table["limit"], places, "|", color="#de8f05", markersize=22, markeredgewidth=4, label="heap limit (-Xmx)")
    for place, (resident, limit) in enumerate(zip(table["resident"], table["limit"], strict=True)):
        end = (max(resident, limit), place)
        axes.annotate(f"{resident:.0f}", end, xytext=(8, 0), textcoords="offset points", va="center")
    axes.set(
        xlabel="MB",
        xlim=(0, 1.15 * table["resident"].max()),
        yticks=places,
        title=f"Memory of {len(table)} processes · 프로세스별 메모리",
    )
    axes.set_yticklabels(table.index)
    axes.invert_yaxis()
    axes.grid(axis="y", visible=False)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3, frameon=False)
    plots.show(
        figure,
        alt="Bars of the resident memory of each process in MB, with the heap in use inside and the heap limit as a "
        "mark. Heap in use is the smaller part of every bar that shows it.",
    )


def configured(name: str) -> pd.Series:
    """The settings of one rendered Hadoop file, such as ``hdfs-site.xml``, by their names.

    Raises ConfigurationError if there is no such file.
    """
    path = settings().home / "conf" / "hadoop" / name
    if not path.exists():
        known = ", ".join(sorted(each.name for each in path.parent.glob("*.xml")))
        raise ConfigurationError(f"There is no configuration file {name!r}. Use one of: {known}")
    found = {each.findtext("name"): each.findtext("value") for each in ElementTree.parse(path).iter("property")}
    return pd.Series(found, name=name).sort_index()


def _version(role: RoleStatus) -> str:
    path = VERSION_PAGES.get(role.name.split("-")[0])
    if path:
        told = requests.get(f"{Cluster().url(role.name)}{path}", timeout=ANSWER_SECONDS).text
    else:
        with socket.create_connection(("127.0.0.1", role.ports["client"]), timeout=10) as line:
            line.sendall(b"srvr")
            told = line.recv(4096).decode()
    return re.search(r'[vV]ersion"?\s*:\s*"?([0-9.]+)', told)[1]


def _heap_used(role: RoleStatus) -> float:
    return jmx(role.name, MEMORY)["HeapMemoryUsage"]["used"] / MB if role.service != "zookeeper" else float("nan")


def _heap_limit(role: RoleStatus) -> float:
    """In MB; unknown where the JVM chose it itself, as with ``SMARTCAR_JVM=default``."""
    for part in psutil.Process(role.pid).cmdline():
        if part.startswith("-Xmx"):
            return int(part.removeprefix("-Xmx").removesuffix("m"))
    return float("nan")
