"""Watching HDFS through a failure: live DataNodes and copies of one file's blocks, over time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread

import pandas as pd
import requests
from matplotlib import pyplot as plt

from base.waiting import wait_until
from utils.figures import plots
from utils.lab.blocks import lacking, places
from utils.lab.inventory import jmx

STATE = "Hadoop:service=NameNode,name=FSNamesystemState"  # FSNamesystem shows the same, but up to ten seconds old
PAUSE = 0.2  # seconds between two looks


@dataclass(frozen=True)
class Look:
    """What the NameNode knew at one moment."""

    seconds: float  # since the watch began
    live: int  # DataNodes, stale ones among them
    stale: int
    dead: int
    places: pd.DataFrame  # of the watched file, see `places`
    lacking: int  # its blocks that have fewer copies than they should

    @property
    def copies(self) -> int:
        """Copies of the file's blocks in all."""
        return int(self.places.to_numpy().sum())


def datanodes() -> dict[str, int]:
    """How many DataNodes the NameNode counts as live, stale (also live) and dead."""
    state = jmx("namenode", STATE)
    return {"live": state["NumLiveDataNodes"], "stale": state["NumStaleDataNodes"], "dead": state["NumDeadDataNodes"]}


class NameNodeWatch:
    """Looks at the NameNode several times a second, in its own thread, until `stop`.

    ``copies`` is how many copies a block of the file at ``path`` should have. ``marks`` are moments with a name, in
    seconds since the watch began.
    """

    def __init__(self, path: str, copies: int) -> None:
        self.path, self.copies = path, copies
        self.looks: list[Look] = []
        self.marks: dict[str, float] = {}
        self._begin = time.monotonic()
        self._over = Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        wait_until(lambda: self.looks, "the NameNode answers", 20)

    def mark(self, what: str) -> None:
        """Give the present moment a name."""
        self.marks[what] = time.monotonic() - self._begin

    def wait(self, condition: Callable[[Look], object], what: str, seconds: float = 90) -> Look:
        """The first look since the last mark that meets the condition; its moment becomes a mark.

        Raises `NotReady` if there is none before the deadline.
        """
        since = max(self.marks.values(), default=0.0)

        def first() -> Look | None:
            return next((look for look in tuple(self.looks) if look.seconds >= since and condition(look)), None)

        wait_until(first, what, seconds)
        self.marks[what] = first().seconds
        return first()

    def stop(self) -> pd.DataFrame:
        """End the watch; returns one row per look: ``seconds``, ``live``, ``stale``, ``dead``, ``lacking``."""
        self._over.set()
        self._thread.join(10)
        names = ["seconds", "live", "stale", "dead", "lacking"]
        return pd.DataFrame([[getattr(look, name) for name in names] for look in self.looks], columns=names)

    def _run(self) -> None:
        while not self._over.wait(PAUSE):
            try:
                counts, held = datanodes(), places(self.path)
            except requests.RequestException:
                continue  # the NameNode is busy: the next look says more
            now = time.monotonic() - self._begin
            self.looks.append(Look(now, **counts, places=held, lacking=lacking(held, self.copies)))


def draw_timeline(timeline: pd.DataFrame, marks: dict[str, float]) -> None:
    """Draw what `Watch.stop` gives, with the marked moments as numbered lines; the first mark is second 0."""
    plots.style()
    start = next(iter(marks.values()))
    figure, (upper, lower) = plt.subplots(2, 1, figsize=(11, 5.6), sharex=True)
    timeline = timeline.assign(seconds=timeline["seconds"] - start)
    # for a moment the NameNode counts a node as dead and stale at once
    fresh = (timeline["live"] + timeline["dead"] - timeline["stale"]).clip(upper=timeline["live"])
    upper.step(timeline["seconds"], timeline["live"], where="post", linewidth=4, label="live")
    upper.step(timeline["seconds"], fresh, where="post", linewidth=3, linestyle=":", label="live, heard of lately")
    upper.set(ylabel="DataNodes", ylim=(0, timeline["live"].max() + 0.6), yticks=range(timeline["live"].max() + 1))
    upper.legend(loc="lower left")
    lower.step(timeline["seconds"], timeline["lacking"], where="post", linewidth=4, color="#de8f05")
    lower.fill_between(timeline["seconds"], timeline["lacking"], step="post", alpha=0.25, color="#de8f05")
    lower.set(
        ylabel="blocks that\nlack a copy", xlabel="seconds since the kill", ylim=(0, timeline["lacking"].max() + 1)
    )
    for number, when in enumerate(marks.values(), 1):
        for axes in (upper, lower):
            axes.axvline(when - start, color="0.4", linewidth=1)
        height = 1.0 + 0.1 * (number % 2)  # two marks may be close
        upper.annotate(
            f"{number}", (when - start, height), xycoords=("data", "axes fraction"), ha="center", va="bottom"
        )
    key = "   ".join(f"{number} {what}" for number, what in enumerate(marks, 1))
    figure.suptitle(f"A DataNode dies · 데이터노드 장애\n{key}", fontsize="medium")
    plots.show(
        figure,
        alt="Two curves over time. Live DataNodes fall from three to two some seconds after the kill and rise again "
        "after the revival. Blocks that lack a copy jump up when the node is counted dead, and fall to none before "
        "it is back.",
    )
