"""Charts of Kafka: where the copies of a topic lie, and how far each group of readers is behind."""

from __future__ import annotations

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from utils.figures import plots
from utils.figures.plots import BLUE, INK, ORANGE

GREEN, RED = "#029e73", "#d55e00"
SYNCED = "#9fcbe8"
BROKERS = (1, 2, 3)


def draw_layouts(**moments: pd.DataFrame) -> None:
    """One grid of partition and broker for each moment, named by its keyword; frames as of `replicas.layout`."""
    plots.style()
    figure, grid = plt.subplots(1, len(moments), figsize=(4.6 * len(moments) + 2.4, 4.4), squeeze=False)
    for axes, (moment, table) in zip(grid[0], moments.items(), strict=True):
        _draw_layout(axes, _title(moment), table)
    marks = (
        Patch(fc=SYNCED, ec=INK, label="copy in sync"),
        Patch(fc="white", ec=RED, hatch="///", label="copy not in sync"),
        Line2D([], [], marker="*", color="none", markerfacecolor=INK, markersize=17, label="leader"),
    )
    figure.legend(handles=marks, loc="outside right center", frameon=False)
    plots.show(figure, alt="; ".join(_layout_text(moment, table) for moment, table in moments.items()))


def _draw_layout(axes: Axes, moment: str, table: pd.DataFrame) -> None:
    for row, part in enumerate(table.itertuples()):
        for broker in part.copies:
            look = {"fc": SYNCED, "ec": INK} if broker in part.in_sync else {"fc": "white", "ec": RED, "hatch": "///"}
            axes.add_patch(plt.Rectangle((broker - 0.44, row - 0.4), 0.88, 0.8, lw=1.5, **look))
        if part.leader in part.copies:
            axes.plot(part.leader, row, marker="*", color=INK, markersize=24)
    rows = [f"partition {number}" for number in table.index]
    axes.set_xticks(BROKERS, [f"kafka-{broker}" for broker in BROKERS])
    axes.set_yticks(range(len(rows)), rows)
    axes.set(xlim=(0.4, 3.6), ylim=(len(rows) - 0.5, -0.5))
    axes.set_title(moment, fontsize=15)
    axes.tick_params(length=0)
    axes.grid(False)


def _layout_text(moment: str, table: pd.DataFrame) -> str:
    each = (
        f"partition {row.Index} {f'led by kafka-{row.leader}' if row.leader in row.copies else 'without a leader'}, "
        f"{len(row.in_sync)} of {len(row.copies)} copies in sync"
        for row in table.itertuples()
    )
    return f"{_title(moment)}: " + ", ".join(each)


def _title(moment: str) -> str:
    return moment.replace("_", " ")


def draw_lag(**moments: pd.DataFrame) -> None:
    """Bars of the lag of each group, partition by partition, for each moment; frames as of `replicas.lag`."""
    plots.style()
    figure, grid = plt.subplots(1, len(moments), figsize=(4.6 * len(moments) + 2.4, 4), sharey=True, squeeze=False)
    groups = list(next(iter(moments.values())).columns)
    for axes, (moment, table) in zip(grid[0], moments.items(), strict=True):
        for place, group in enumerate(groups):
            y = [row + (place - (len(groups) - 1) / 2) * 0.38 for row in range(len(table))]
            colour, hatch = ((BLUE, ""), (ORANGE, "//"), (GREEN, "xx"))[place]
            bars = axes.barh(y, table[group], height=0.34, color=colour, hatch=hatch, edgecolor="white", label=group)
            axes.bar_label(bars, padding=4, fontsize=12)
        axes.set_yticks(range(len(table)), [f"partition {n}" for n in table.index])
        axes.set(xlabel="lag in rows", xlim=(0, 1.2 * max(1, *(each.to_numpy().max() for each in moments.values()))))
        axes.set_title(_title(moment), fontsize=15)
        axes.grid(axis="y", visible=False)
    grid[0][0].invert_yaxis()
    figure.legend(*grid[0][0].get_legend_handles_labels(), loc="outside right center", title="group", frameon=False)
    told = (
        f"{_title(moment)}: " + ", ".join(f"{group} {rows}" for group, rows in table.sum().items())
        for moment, table in moments.items()
    )
    plots.show(figure, alt="Bars of the lag in rows by partition and group. In all, " + "; ".join(told) + ".")
