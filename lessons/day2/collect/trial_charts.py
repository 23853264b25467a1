"""Charts of three channels in one failure, and of the time that each costs on a good day."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from utils.figures import plots
from utils.figures.plots import BLUE, GREEN, INK, ORANGE

RED, GREY = "#d55e00", "#d0d0d0"
HELD = {"memory": "in memory", "file": "on disk", "kafka": "in memory"}  # of the agent, before a channel has them
LOOKS = {
    "in memory": {"fc": ORANGE, "hatch": ".."},
    "on disk": {"fc": BLUE},
    "in the log": {"fc": GREY, "hatch": "//"},
    "arrived": {"fc": GREEN},
    "lost": {"fc": "white", "hatch": "xx"},
}


def draw_trial(before: pd.DataFrame, after: pd.DataFrame) -> None:
    """Where the rows are at the kill (`trial.whereabouts`), and what of them has arrived (`trial.account`)."""
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


def draw_delays(delays: pd.DataFrame) -> None:
    """One dot a row, one line a channel; seconds as of `trial.delays`."""
    plots.style()
    figure, axes = plt.subplots(figsize=(11, 3.6))
    colours = {"memory": ORANGE, "file": BLUE, "kafka": GREEN}
    for y, channel in enumerate(delays):
        axes.plot(delays[channel], [y] * len(delays), "o", ms=11, mec=INK, color=colours[channel], alpha=0.75)
        middle = delays[channel].median()
        axes.text(middle, y - 0.3, f"median {middle:.2f} s", ha="center", fontsize=13)
    axes.set_yticks(range(len(delays.columns)), [f"{channel} channel" for channel in delays])
    axes.set(ylim=(len(delays.columns) - 0.6, -0.7), xlabel="seconds from the log to the reader")
    axes.set_xlim(left=-0.15, right=max(1.3, 1.1 * delays.to_numpy().max()))
    axes.grid(axis="y", visible=False)
    told = ", ".join(f"{channel} {delays[channel].median():.2f} s" for channel in delays)
    plots.show(figure, alt=f"Dots of the delay of {len(delays)} rows through each of three channels. Medians: {told}.")
