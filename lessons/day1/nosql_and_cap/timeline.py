"""A picture of who answered what while a network broke and healed: one lane for each server."""

from __future__ import annotations

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from lessons.day1.nosql_and_cap.availability import ANSWERED, OLD, READS, REFUSED, SERVERS, SILENT
from utils.figures import plots

# shape and colour both tell the outcome
LOOKS = {
    ANSWERED: {"marker": "o", "s": 70, "c": "#0173b2"},
    OLD: {"marker": "D", "s": 75, "c": "#de8f05", "edgecolors": "#262626", "linewidths": 1.2},
    READS: {"marker": "o", "s": 70, "facecolors": "white", "edgecolors": "#0173b2", "linewidths": 2.2},
    REFUSED: {"marker": "x", "s": 75, "c": "#b2182b", "linewidths": 2.8},
    SILENT: {"marker": "|", "s": 130, "c": "#555555", "linewidths": 2.8},
}
LANES = {name: 5.8 - row - 0.4 * (row > 2) - 0.4 * (row > 4) for row, name in enumerate(SERVERS)}


def draw_timeline(answers: pd.DataFrame) -> None:
    """Draw `Availability.answers`: time to the right, a mark for each question, the phases side by side."""
    plots.style()
    figure, axes = plt.subplots(figsize=(14, 6.4))
    phases = answers.groupby("phase", sort=False)["seconds"].agg(["min", "max"])
    _draw_phases(axes, phases)
    told = {outcome: outcome for outcome in LOOKS}  # that the legend lacks
    for server, y in LANES.items():
        axes.axhline(y, color="0.75", linewidth=1, zorder=1)
        for outcome, look in LOOKS.items():
            seconds = answers[(answers["server"] == server) & (answers["outcome"] == outcome)]["seconds"]
            label = told.pop(outcome, None) if len(seconds) else None
            axes.scatter(seconds, [y] * len(seconds), zorder=3, label=label, **look)
    axes.set_yticks(list(LANES.values()), list(LANES))
    axes.set(xlabel="seconds in which questions were asked", xlim=(0, phases["max"].max() + 0.4), ylim=(-0.6, 6.9))
    axes.grid(False)
    axes.tick_params(axis="y", length=0, labelsize=14)
    for y, text in ((LANES["zookeeper-2"], "CP"), (LANES["redis-primary"] - 0.5, "AP"), (LANES["postgresql"], "CA")):
        axes.text(1.015, y, text, transform=axes.get_yaxis_transform(), va="center", fontsize=16, weight="bold")
    figure.legend(*axes.get_legend_handles_labels(), loc="outside lower center", ncols=5, frameon=False, fontsize=14)
    plots.show(
        figure,
        alt="Lanes of six servers over time, a mark for each question. ZooKeeper: in the second phase one server "
        "answers reads only, then refuses; the two others refuse for a moment, then answer again. In the third these "
        "two answer reads only or refuse, and in the end all three refuse. Redis: the primary answers always, the "
        "replica with old values while the link is cut. PostgreSQL: refuses in the third phase. In the last phase all "
        "answer.",
    )


def _draw_phases(axes: Axes, phases: pd.DataFrame) -> None:
    ends = [*phases["min"].iloc[1:], phases["max"].max() + 0.4]
    for number, (phase, begin, end) in enumerate(zip(phases.index, phases["min"], ends, strict=True)):
        axes.axvspan(begin, end, color="0.94" if number % 2 else "white", zorder=0)
        axes.text((begin + end) / 2, 6.45, phase.replace(", ", "\n"), ha="center", va="center", fontsize=13.5)
