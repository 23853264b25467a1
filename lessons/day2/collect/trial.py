"""One agent with three lanes that differ only in their channels: one crash, and a picture of what each is worth."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from base.waiting import wait_until
from cluster.services.flume import Place
from utils.collect.collector import Collector
from utils.collect.configuration import Agent
from utils.collect.parts import keeping
from utils.collect.pilot import speed_lane
from utils.collect.topics import read
from utils.figures import plots
from utils.figures.plots import BLUE, GREEN, INK, ORANGE

CHANNELS = ("memory", "file", "kafka")
BATCH = 100  # events that a source or a sink moves at once: what may be under way in a crash
RED, GREY = "#d55e00", "#d0d0d0"
HELD = {"memory": "in memory", "file": "on disk", "kafka": "in memory"}  # of the agent, before a channel has them
LOOKS = {
    "in memory": {"fc": ORANGE, "hatch": ".."},
    "on disk": {"fc": BLUE},
    "in the log": {"fc": GREY, "hatch": "//"},
    "arrived": {"fc": GREEN},
    "lost": {"fc": "white", "hatch": "xx"},
}


def topic_of(channel: str) -> str:
    return f"by-{channel}"


def three_lanes(place: Place, capacity: int) -> Agent:
    """The driving log read three times, into a channel in memory, one on disk, and one that is Kafka itself."""
    memory, *others = (_lane(place, channel, capacity) for channel in CHANNELS)
    for other in others:
        memory |= other
    return memory


def _lane(place: Place, channel: str, capacity: int) -> Agent:
    """The pilot's lane under other names, with a separate file for its place in the log."""
    lane = speed_lane(place, channel, capacity, topic_of(channel))
    named = f"{channel}_Channel"
    source, sinks = lane.sources[0], lane.sinks[:-1]
    own = {"positionFile": _positions(place.folder, channel), "batchSize": BATCH, "selector.mapping.row": named}
    channels = (named, source.channels[-1])
    source = replace(source, name=f"{channel}_Source", settings={**source.settings, **own}, channels=channels)
    sinks = tuple(
        replace(sink, name=f"{channel}_Sink", channel=named, settings={**sink.settings, "flumeBatchSize": BATCH})
        for sink in sinks
    )
    kept = keeping(channel, named, place, capacity, topic_of(channel))
    return Agent((source,), (kept, lane.channels[-1]), (*sinks, lane.sinks[-1]))


def _positions(folder: object, channel: str) -> str:
    return f"{folder}/positions/{channel}.json"


def noted(collector: Collector, channel: str) -> int:
    """The place in the log, in bytes, from which the source of a lane would go on after a crash."""
    try:
        return json.loads(Path(_positions(collector.folder, channel)).read_text("utf-8"))[0]["pos"]
    except (FileNotFoundError, ValueError, IndexError):  # not written yet, or being written
        return 0


def wait_noted(collector: Collector, channels: Collection[str], seconds: float = 30) -> None:
    """Wait until the sources of these lanes have noted the end of the log."""
    wait_until(lambda: _at_the_end(collector, channels), _end_noted(channels), seconds)


def kill_when_noted(collector: Collector, channels: Collection[str]) -> None:
    """End the agent by ``kill -9`` while the sources of these lanes have noted the end of the log.

    The machine lives on, and with it what its page cache holds.
    """
    collector.kill_when(lambda: _at_the_end(collector, channels), _end_noted(channels))


def _at_the_end(collector: Collector, channels: Collection[str]) -> bool:
    end = collector.log.stat().st_size
    return all(noted(collector, channel) == end for channel in channels)


def _end_noted(channels: Collection[str]) -> str:
    return f"the sources of {', '.join(channels)} have noted the end of the log"


def wait_quiet(collector: Collector, written: int) -> None:
    """Wait until nothing is under way: sinks have confirmed all rows since the start, sources have noted the end.

    A sink at a memory channel confirms a batch that is not full only when no event has come for three seconds.
    """
    for channel in ("memory", "file"):
        collector.wait_for(f"{channel}_Sink", went_on=written)
    wait_noted(collector, CHANNELS)


def whereabouts(collector: Collector, written: int) -> pd.DataFrame:
    """One row per ``channel``: rows still ``in the log``, which would be read again, and rows only ``in the agent``."""
    log = collector.log.read_bytes()
    unread = {channel: log[noted(collector, channel) :].count(b"\n") for channel in CHANNELS}
    table = {channel: (rows, written - rows) for channel, rows in unread.items()}
    return pd.DataFrame.from_dict(table, orient="index", columns=["in the log", "in the agent"]).rename_axis("channel")


def account(rows: Iterable[str]) -> pd.DataFrame:
    """One row per ``channel``: rows ``written``, how many of them ``arrived`` or are ``lost``, and copies ``twice``."""
    sent = set(rows)
    table = {}
    for channel in CHANNELS:
        got = [row for row in read(topic_of(channel))["value"] if row in sent]
        table[channel] = (len(sent), len(set(got)), len(sent) - len(set(got)), len(got) - len(set(got)))
    columns = ["written", "arrived", "lost", "twice"]
    return pd.DataFrame.from_dict(table, orient="index", columns=columns).rename_axis("channel")


def draw_trial(before: pd.DataFrame, after: pd.DataFrame) -> None:
    """Where the rows are at the kill (`whereabouts`), and what of them has arrived (`account`)."""
    plots.style()
    figure, (left, right) = plt.subplots(1, 2, figsize=(13, 4.4), sharey=True)
    for axes in (left, right):
        axes.set(xlabel="rows", xlim=(0, 1.02 * after["written"].max()))
        axes.grid(axis="y", visible=False)
    for y, channel in enumerate(before.index):
        unread, held = before.loc[channel]
        _bar(left, y, (("in the log", unread), (HELD[channel], held)))
        _bar(right, y, after.loc[channel, ["arrived", "lost"]].items())
    left.set_yticks(range(len(before)), [f"{channel}\nchannel" for channel in before.index])
    left.set_ylim(len(before) - 0.5, -0.7)
    left.set_title("the broker is frozen: where the rows are", fontsize=15)
    right.set_title("after the kill and the restart", fontsize=15)
    marks = [Patch(ec=RED if name == "lost" else INK, label=name, **look) for name, look in LOOKS.items()]
    figure.legend(handles=marks, loc="outside lower center", ncols=len(marks), frameon=False)
    plots.show(figure, alt=_trial_text(before, after))


def _bar(axes: Axes, y: int, parts: Iterable[tuple[str, int]]) -> None:
    begin = 0
    for name, rows in parts:
        if rows:
            edge = RED if name == "lost" else INK
            axes.barh(y, rows, left=begin, height=0.6, ec=edge, lw=1.2, **LOOKS[name])
            wide = rows > 0.1 * axes.get_xlim()[1]
            place = (
                {"x": begin + rows / 2, "y": y, "va": "center"} if wide else {"x": begin, "y": y - 0.34, "va": "bottom"}
            )
            box = {"fc": "white", "ec": "none", "pad": 2} if wide else None
            axes.text(s=f"{rows:,}", ha="center" if wide else "left", fontsize=13, color=INK, bbox=box, **place)
            begin += rows


def _trial_text(before: pd.DataFrame, after: pd.DataFrame) -> str:
    each = (
        f"{channel} channel: {before.loc[channel, 'in the agent']} in the agent, {before.loc[channel, 'in the log']} "
        f"still in the log, then {after.loc[channel, 'arrived']} arrived and {after.loc[channel, 'lost']} lost"
        for channel in before.index
    )
    return f"Two bars for each of three channels, in rows. {'; '.join(each)}."
