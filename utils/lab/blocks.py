"""Where the blocks of one file in HDFS lie."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import requests
from matplotlib import pyplot as plt

from base.waiting import ANSWER_SECONDS
from cluster import Cluster
from cluster.clients import hdfs_check, hdfs_shell
from cluster.services.hdfs import USER
from utils.figures import plots

DATANODES = 3


def places(path: str, nodes: int = DATANODES) -> pd.DataFrame:
    """One row per block, one column per DataNode: True where the NameNode counts on a copy of the block."""
    cluster = Cluster()
    url = f"{cluster.url('namenode')}/webhdfs/v1{path}"
    answer = requests.get(url, params={"op": "GETFILEBLOCKLOCATIONS", "user.name": USER}, timeout=ANSWER_SECONDS)
    answer.raise_for_status()
    names = {cluster.port(f"datanode-{node}", "data"): f"datanode-{node}" for node in range(1, nodes + 1)}
    held = [
        {names[int(place.rpartition(":")[2])] for place in block["names"]}
        for block in answer.json()["BlockLocations"]["BlockLocation"]
    ]
    rows = [[name in holders for name in names.values()] for holders in held]
    return pd.DataFrame(rows, columns=list(names.values()), index=pd.RangeIndex(len(rows), name="block"))


def lacking(table: pd.DataFrame, copies: int) -> int:
    """How many blocks have fewer copies than they should."""
    return int((table.sum(axis=1) < copies).sum())


def fullest(table: pd.DataFrame) -> str:
    """The DataNode that holds the most blocks; the first of them where several do."""
    return str(table.sum().idxmax())


def same_bytes(path: str, file: Path) -> bool:
    """Whether ``hdfs dfs -get`` of ``path`` gives the very bytes of a local file."""
    with TemporaryDirectory() as folder:
        hdfs_shell("-get", path, folder)
        return (Path(folder) / Path(path).name).read_bytes() == file.read_bytes()


def check(path: str) -> pd.Series:
    """The block counts of ``hdfs fsck PATH``, by the names it prints."""
    counts = re.search(r"Replicated Blocks:\n(.*?)\n\n", hdfs_check(path), re.DOTALL)[1]
    pairs = (line.split(":") for line in counts.splitlines())
    return pd.Series({name.strip(): value.split("(")[0].strip() for name, value in pairs}, name="fsck")


def draw_places(panels: Mapping[str, pd.DataFrame], copies: int, dead: Mapping[str, str] | None = None) -> None:
    """Draw one grid for each table of `places`: blocks down, DataNodes across, a filled cell where a copy lies.

    A block with fewer than ``copies`` copies is orange. ``dead`` names the DataNode that is away in a panel.
    """
    plots.style()
    blocks = len(next(iter(panels.values())))
    figure, axes = plt.subplots(
        1, len(panels), figsize=(3.3 * len(panels) + 0.6, 0.42 * blocks + 1.6), sharey=True, squeeze=False
    )
    for plot, (title, table) in zip(axes[0], panels.items(), strict=True):
        short = table.sum(axis=1) < copies
        for block, row in enumerate(table.to_numpy()):
            for node, holds in enumerate(row):
                colour = ("#de8f05" if short[block] else "#0173b2") if holds else "#f0f0f0"
                plot.add_patch(plt.Rectangle((node - 0.45, block - 0.42), 0.9, 0.84, color=colour))
        gone = (dead or {}).get(title)
        if gone:
            place = list(table.columns).index(gone)
            plot.axvspan(place - 0.5, place + 0.5, facecolor="none", edgecolor="0.6", hatch="//", linewidth=0)
        plot.set(xlim=(-0.6, table.shape[1] - 0.4), ylim=(blocks - 0.5, -0.6), title=title)
        plot.set(xticks=range(table.shape[1]), yticks=range(blocks))
        plot.set_xticklabels([name.replace("datanode-", "DataNode\n") for name in table.columns])
        plot.grid(visible=False)
        plot.spines[:].set_visible(False)
    axes[0][0].set_ylabel("block · 블록")
    plots.show(figure, alt=_words(panels, dead or {}))


def _words(panels: Mapping[str, pd.DataFrame], dead: Mapping[str, str]) -> str:
    parts = ["Grid of blocks and DataNodes, filled where a copy of the block lies."]
    for title, table in panels.items():
        held = ", ".join(f"{name} {count}" for name, count in table.sum().items())
        away = f" ({dead[title]} is away)" if title in dead else ""
        parts.append(f"{title}{away}: copies on {held}.")
    return " ".join(parts)
