"""Charts of a run of the whole lane: rows at each hop over time, and speeding cars on the map of the city."""

from __future__ import annotations

import pandas as pd
from matplotlib import pyplot as plt

from data.records import AREAS
from utils.figures import plots
from utils.figures.plots import BLUE, GREY, RED
from utils.realtime.live.hops import ABOUT, HOPS

BEFORE_S = 5
SETTLES_S = 1.5


def draw_hops(counts: pd.DataFrame, pause: tuple[float, float], paused: str = "Kafka", headings: int = 0) -> None:
    """Rows at every hop since shortly before a pause, one panel each, with the cars' line behind it.

    All count from the same moment, that of the cars. `counts` is as of `lane.SpeedLane.counts`; ``pause`` holds two
    of its seconds, and what lies between is shaded; `headings` are lines that no hop behind the cars counts.
    """
    plots.style()
    rows, told = _since(counts, pause, headings), stood(counts, pause)
    figure, grid = plt.subplots(2, 3, figsize=(13, 6.4), sharex=True, sharey=True)
    shaded = [second - pause[0] + BEFORE_S for second in pause]
    for axes, name in zip(grid.flat, HOPS, strict=True):
        axes.axvspan(*shaded, color="0.88", zorder=0)
        axes.plot(rows["seconds"], rows["cars"], color=GREY, linewidth=1.5, linestyle="--", label="written by the cars")
        colour = RED if name == paused.lower() else BLUE
        axes.plot(rows["seconds"], rows[name], color=colour, linewidth=3, label="counted at this hop")
        axes.set_title(f"{ABOUT[name].title} · {ABOUT[name].korean}", fontsize=15)
        axes.set(xlim=(0, None), ylim=(0, None))
    for axes in grid[1]:
        axes.set_xlabel("seconds · 초")
    for axes in grid[:, 0]:
        axes.set_ylabel("rows · 행")
    grid[0, 0].text(sum(shaded) / 2, rows["cars"].max() * 0.97, f"{paused} paused", ha="center", va="top", fontsize=12)
    figure.legend(*grid[0, 0].get_legend_handles_labels(), loc="outside lower center", ncols=2, frameon=False)
    words = ", ".join(f"{ABOUT[name].title} {'stands' if told[name] else 'goes on'}" for name in HOPS)
    plots.show(
        figure,
        alt=f"Six panels with rows so far at each hop over time; the grey dashed line is what the cars have written, "
        f"and all count from the same moment. While {paused} is paused: {words}. Afterwards all lines meet that of "
        "the cars again.",
    )


def stood(counts: pd.DataFrame, pause: tuple[float, float]) -> dict[str, bool]:
    """Which hops stood still in a pause, next to the cars; its first moments, while rows arrive, do not count."""
    inside = counts[counts["seconds"].between(pause[0] + SETTLES_S, pause[1])]
    rise = inside.max() - inside.min()
    return {name: bool(rise[name] < 0.15 * rise["cars"]) for name in HOPS}


def rate(counts: pd.DataFrame, hop: str, begin: float, end: float) -> float:
    """Rows a second at a hop between two of the seconds of `counts`."""
    inside = counts[counts["seconds"].between(begin, end)]
    return float(
        (inside[hop].iloc[-1] - inside[hop].iloc[0]) / (inside["seconds"].iloc[-1] - inside["seconds"].iloc[0])
    )


def _since(counts: pd.DataFrame, pause: tuple[float, float], headings: int) -> pd.DataFrame:
    """Counts since shortly before a pause, all less what the cars had written by then."""
    behind = counts.columns.difference(["seconds", "cars"])
    counts = counts.assign(**{name: counts[name] + headings for name in behind})
    counts = counts[counts["seconds"] >= pause[0] - BEFORE_S]
    begin = counts["cars"].iloc[0]
    rows = counts.drop(columns="seconds") - begin
    return rows.assign(seconds=counts["seconds"] - (pause[0] - BEFORE_S))


def draw_alerts(alerts: pd.DataFrame) -> None:
    """Where cars were too fast: the city's sixty areas, with the cars and the number of alerts in each.

    `alerts` has one row an alert, with ``car`` and ``area``.
    """
    plots.style()
    zones, numbers = sorted({area[0] for area in AREAS}), sorted({area[1:] for area in AREAS})
    figure, axes = plt.subplots(figsize=(12, 5.2))
    counts = alerts.groupby("area").size()
    cars = alerts.groupby("area")["car"].agg(lambda each: "\n".join(sorted(set(each))[:2]))
    for row, zone in enumerate(zones):
        for column, number in enumerate(numbers):
            area = zone + number
            many = counts.get(area, 0)
            shade = plt.get_cmap("Oranges")(0.15 + 0.45 * many / counts.max()) if many else "#eef2f5"
            axes.add_patch(plt.Rectangle((column - 0.47, row - 0.46), 0.94, 0.92, color=shade, linewidth=0))
            if many:
                axes.text(column, row, cars[area], ha="center", va="center", fontsize=11, weight="bold")
                axes.text(column + 0.42, row + 0.4, f"{many}", ha="right", va="bottom", fontsize=10, color="0.25")
    axes.set(xlim=(-0.5, len(numbers) - 0.5), ylim=(len(zones) - 0.5, -0.5))
    axes.set_xticks(range(len(numbers)), numbers)
    axes.set_yticks(range(len(zones)), zones)
    axes.tick_params(length=0)
    axes.grid(False)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_title("Speeding cars and their alerts, by area · 지역별 과속 경보", fontsize=15)
    busiest = counts.idxmax() if len(counts) else "none"
    plots.show(
        figure,
        alt=f"Map of the city's sixty areas, zones A to F by numbers 01 to 10. {len(counts)} areas are coloured by how "
        f"many alerts arose there, with the cars' numbers; most arose in {busiest}.",
    )
