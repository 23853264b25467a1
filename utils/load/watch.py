"""Watching HDFS through a failure: live DataNodes and copies of one file's blocks, over time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread

import pandas as pd
import requests
from matplotlib import pyplot as plt

from cluster.probes import wait_until
from utils import plots
from utils.load.blocks import lacking, places
from utils.load.inventory import jmx

STATE = "Hadoop:service=NameNode,name=FSNamesystemState"  # FSNamesystem shows the same, but up to ten seconds old


@dataclass(frozen=True)
class Look:
    """What the NameNode knew at one moment."""

    seconds: float  # since the watch began
    live: int  # DataNodes, stale ones among them
    stale: int
    dead: int
    places: pd.DataFrame  # of the watched file, see `places`


def datanodes() -> dict[str, int]:
    """How many DataNodes the NameNode counts as live, stale (also live) and dead."""
    state = jmx("namenode", STATE)
    return {"live": state["NumLiveDataNodes"], "stale": state["NumStaleDataNodes"], "dead": state["NumDeadDataNodes"]}


class Watch:
    """Looks at the NameNode several times a second, in a thread of its own, until `stop`.

    ``copies`` is how many copies a block of the file at ``path`` should have.
    """

    def __init__(self, path: str, copies: int, pause: float = 0.2) -> None:
        self.path, self.copies, self.pause = path, copies, pause
        self.looks: list[Look] = []
        self.marks: dict[str, float] = {}
        self._begin = time.monotonic()
        self._over = Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        wait_until(lambda: self.looks, "the NameNode answers", 20)

    @property
    def now(self) -> Look:
        """The latest look."""
        return self.looks[-1]

    @property
    def lacking(self) -> int:
        """Blocks of the file that have fewer copies than they should, at the latest look."""
        return lacking(self.now.places, self.copies)

    def mark(self, what: str) -> None:
        """Write the present moment into the timeline."""
        self.marks[what] = time.monotonic() - self._begin

    def wait(self, condition: Callable[[Watch], object], what: str, seconds: float = 60) -> None:
        """Wait until the condition holds for this watch, and mark the moment. Raises `NotReady` after the deadline."""
        seen = len(self.looks)
        wait_until(lambda: len(self.looks) > seen and condition(self), what, seconds)
        self.mark(what)

    def worst(self) -> Look:
        """The first look with the fewest copies."""
        return min(self.looks, key=lambda look: int(look.places.to_numpy().sum()))

    def stop(self) -> pd.DataFrame:
        """End the watch; returns one row a look: ``seconds``, ``live``, ``stale``, ``dead``, ``lacking``."""
        self._over.set()
        self._thread.join(10)
        rows = [(look.seconds, look.live, look.stale, look.dead, lacking(look.places, self.copies)) for look in self.looks]
        return pd.DataFrame(rows, columns=["seconds", "live", "stale", "dead", "lacking"])

    def _run(self) -> None:
        while not self._over.wait(self.pause):
            try:
                counts, held = datanodes(), places(self.path)
            except requests.RequestException:
                continue  # the NameNode is busy: the next look says more
            self.looks.append(Look(time.monotonic() - self._begin, **counts, places=held))


def draw_timeline(timeline: pd.DataFrame, marks: dict[str, float]) -> None:
    """Draw what `Watch.stop` gives, with the marked moments as numbered lines."""
    figure, (upper, lower) = plt.subplots(2, 1, figsize=(11, 5.6), sharex=True, height_ratios=(1, 1))
    fresh = timeline["live"] - timeline["stale"]
    upper.step(timeline["seconds"], timeline["live"], where="post", linewidth=4, label="live")
    upper.step(timeline["seconds"], fresh, where="post", linewidth=3, linestyle=":", label="live, heard of lately")
    upper.set(ylabel="DataNodes", ylim=(0, timeline["live"].max() + 0.6), yticks=range(timeline["live"].max() + 1))
    upper.legend(loc="lower left")
    lower.step(timeline["seconds"], timeline["lacking"], where="post", linewidth=4, color="#de8f05")
    lower.fill_between(timeline["seconds"], timeline["lacking"], step="post", alpha=0.25, color="#de8f05")
    lower.set(ylabel="blocks that\nlack a copy", xlabel="seconds", ylim=(0, timeline["lacking"].max() + 1))
    for number, (what, when) in enumerate(marks.items(), 1):
        for axes in (upper, lower):
            axes.axvline(when, color="0.4", linewidth=1)
        upper.annotate(f"{number}", (when, 1), xycoords=("data", "axes fraction"), ha="center", va="bottom")
    key = "   ".join(f"{number} {what}" for number, what in enumerate(marks, 1))
    figure.suptitle(f"A DataNode dies · 데이터노드 장애\n{key}", fontsize="medium")
    plots.show(
        figure,
        alt="Two curves over time. Live DataNodes fall from three to two some seconds after the kill and rise again "
        "after the revival. Blocks that lack a copy jump up when the node is counted dead, and fall to none before "
        "it is back.",
    )
