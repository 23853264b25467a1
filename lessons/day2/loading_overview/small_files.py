"""The same rows as one file for each car and minute, and as one file: what each costs."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.ticker import FuncFormatter

from base.settings import settings
from base.waiting import wait_until
from cluster.clients import hdfs_shell
from lessons.day2.loading_overview.heap import live_objects
from utils.figures import plots
from utils.lab.hdfs_watch import STATE
from utils.lab.inventory import jmx
from utils.lab.turns import spread, turns

THREADS = 4
# else a writer that asks to close a file before a DataNode has reported its block waits 0.4 s before it asks again
QUICK_CLOSE = "-Ddfs.client.block.write.locateFollowingBlock.initial.delay.ms=5"
SERVER = "org.apache.hadoop.hdfs.server"
EXACT = {
    f"{SERVER}.namenode.INodeFile": "file",
    f"[L{SERVER}.blockmanagement.BlockInfo;": "list of its blocks",
    f"{SERVER}.blockmanagement.BlockInfoContiguous": "block",
}
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}  # under a text, so that no line crosses it
# names and places of copies are kept in these; the NameNode has some for other things too
ARRAYS = {"[B": "bytes", "[Ljava.lang.Object;": "arrays"}


def by_car_and_minute(rows: Iterable[str], minutes: int) -> Path:
    """Write the status rows of the first minutes to one local file for each car and minute; returns their folder.

    All these rows are also in one file beside the folder, of the same name with ``.txt``.
    """
    folder = settings().home / "small-files" / "minutes"
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.mkdir(parents=True)
    parts: dict[str, list[str]] = {}
    times: dict[str, None] = {}
    for row in rows:
        times[row[:12]] = None
        if len(times) > minutes:
            break
        parts.setdefault(f"{row[15:20]}-{row[:12]}", []).append(row + "\n")
    for name, lines in parts.items():
        (folder / f"{name}.txt").write_text("".join(lines))
    folder.with_suffix(".txt").write_text("".join(line for lines in parts.values() for line in lines))
    return folder


@dataclass(frozen=True)
class Cost:
    """What some rows cost in one form."""

    files: int
    blocks: int
    bytes: int  # of content
    rows: int  # that were read back
    kept: pd.DataFrame  # see `growth`

    @property
    def heap(self) -> int:
        """Bytes of the objects in the NameNode's heap that stand for files and blocks."""
        return int(self.kept.loc[list(EXACT.values()), "bytes"].sum())

    @property
    def per_file(self) -> int:
        """Bytes of the NameNode's heap for each file, names and places of copies among them."""
        return round(self.kept["bytes"].sum() / self.files)


def store(local: Path, target: str) -> Cost:
    """Put a local file or folder into HDFS, see what that has brought into the NameNode's heap, and read it back."""
    known, objects = totals(), namenode_objects()
    put(local, target)
    kept, now = growth(objects, namenode_objects()), totals()
    rows = read(local, target).count("\n")
    files = [each for each in (local.iterdir() if local.is_dir() else [local])]
    size = sum(file.stat().st_size for file in files)
    return Cost(len(files), now["blocks"] - known["blocks"], size, rows, kept)


def put(local: Path, target: str) -> None:
    """Put a local file or folder into a folder of HDFS, a few files at the same time."""
    hdfs_shell(QUICK_CLOSE, "-put", "-d", "-t", str(THREADS), "-q", "4096", str(local), target)


def read(local: Path, target: str) -> str:
    """All that was put there, by one command."""
    return hdfs_shell("-cat", f"{target}/{local.name}" + "/*" * local.is_dir())


def seconds(rows: Iterable[str], target: str, minutes: int) -> pd.DataFrame:
    """Seconds to write and to read the rows of some minutes, as one file and as a file for each car and minute.

    All four take turns, each time in a new folder below ``target``: the ``least`` of the rounds, the ``median``, the
    ``most``. A first round is not counted.
    """
    folder = by_car_and_minute(rows, minutes)
    forms = {"1 file": folder.with_suffix(".txt"), f"{len(list(folder.iterdir())):,} files": folder}
    places, numbers = {}, count()

    def write(local: Path) -> None:
        places[local] = f"{target}/turns-{next(numbers)}"
        hdfs_shell("-mkdir", places[local])
        put(local, places[local])

    ways = {("write", form): partial(write, local) for form, local in forms.items()}
    ways |= {("read", form): lambda local=local: read(local, places[local]) for form, local in forms.items()}
    taken = spread(turns(ways)) / 1000
    return taken.set_index(pd.MultiIndex.from_tuples(taken.index, names=["seconds to", "as"])).round(2)


def totals() -> dict[str, int]:
    """How many ``names`` (of files and folders) and ``blocks`` the NameNode keeps, when nothing is being removed."""
    wait_until(lambda: jmx("namenode", STATE)["PendingDeletionBlocks"] == 0, "removed blocks are gone", 60)
    state = jmx("namenode", STATE)
    return {"names": state["FilesTotal"], "blocks": state["BlocksTotal"]}


def namenode_objects() -> pd.DataFrame:
    """``objects`` and ``bytes`` of the classes that a file costs in the NameNode's heap: `EXACT`, then `ARRAYS`."""
    return live_objects("namenode").reindex([*EXACT, *ARRAYS], fill_value=0)


def growth(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """What came into the heap between two tables of `namenode_objects`: ``objects``, ``bytes``, ``bytes each``."""
    more = (after - before).rename(index=EXACT | ARRAYS)
    return more.assign(**{"bytes each": (more["bytes"] / more["objects"].clip(lower=1)).round().astype(int)})


def draw_costs(one: Cost, many: Cost) -> None:
    """Draw how many times as much is kept for the many files as for the one, on a scale of powers of ten."""
    plots.style()
    bars = (
        ("bytes of content", one.bytes, many.bytes, "{:,.0f}"),
        ("pieces for mappers", one.blocks, many.blocks, "{:,.0f}"),
        ("heap for files and blocks", one.heap, many.heap, "{:,.0f} bytes"),
        ("names to keep", one.files, many.files, "{:,.0f}"),
    )
    figure, axes = plt.subplots(figsize=(12.4, 3.8))
    for row, (_, small, large, form) in enumerate(bars):
        times = max(large / small, 1.05)  # a bar that can be seen
        axes.barh(row, times, color="#de8f05" if times > 1.5 else "#0173b2", height=0.66)
        text = f"× {large / small:,.0f}   ({form.format(large)} against {form.format(small)})"
        axes.text(times * 1.06, row, text, va="center", fontsize=13, bbox=PAPER)
    axes.set_yticks(range(len(bars)), [bar[0] for bar in bars])
    axes.set(xscale="log", xlim=(0.9, 300 * many.files), xlabel="times as much as in one file")
    axes.set_title(f"The same {many.rows:,} rows in {many.files:,} files · 작은 파일의 비용")
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.grid(axis="y", visible=False)
    told = "; ".join(f"{name}: {form.format(large)} against {form.format(small)}" for name, small, large, form in bars)
    plots.show(figure, alt=f"Bars on a logarithmic scale: what many files cost, against one file. {told}.")
