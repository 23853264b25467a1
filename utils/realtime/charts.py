"""Charts of the stage: windows of a car in event time, how late rows come, how writes fall on regions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import pandas as pd
from matplotlib import dates as mdates
from matplotlib import pyplot as plt

from utils import plots
from utils.realtime.windows import LENGTH, LIMIT, Row, averages

BLUE, ORANGE, RED, GREY = "#0173b2", "#de8f05", "#b2182b", "#8c8c8c"


def draw_windows(rows: Iterable[Row], car: str, begin: datetime, minutes: int = 4) -> None:
    """The speed of one car, second by second, and the average of each window; those above the limit stand out."""
    plots.style()
    end = begin + timedelta(minutes=minutes)
    own = sorted(row for row in rows if row.car == car and begin <= row.time < end)
    figure, axes = plt.subplots(figsize=(12, 4.2))
    axes.plot([row.time for row in own], [row.speed for row in own], color=GREY, linewidth=1.5, label="speed")
    found = averages(own)
    for window, speed in sorted(found.items()):
        fast = speed > LIMIT
        look = {"color": RED if fast else BLUE, "linewidth": 5 if fast else 3, "linestyle": "-"}
        axes.plot([window.begin, window.end], [speed, speed], solid_capstyle="butt", **look)
        axes.axvline(window.begin, color="0.85", linewidth=1)
        axes.text(window.begin + LENGTH / 2, speed + 13, f"{speed:.0f}", ha="center", va="center", fontsize=13,
                  weight="bold", bbox={"fc": "white", "ec": "none", "pad": 1.5, "alpha": 0.85})  # fmt: skip
    axes.axhline(LIMIT, color="black", linestyle="--", linewidth=1.2)
    axes.text(end, LIMIT, f" {LIMIT}", va="center", fontsize=13)
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%H:%M:%S"))
    axes.xaxis.set_major_locator(mdates.SecondLocator(bysecond=(0, 30)))
    axes.set(ylabel="km/h", xlim=(begin, end), ylim=(0, None), title=f"{car}: windows of 30 s · 30초 윈도우")
    axes.grid(axis="x", visible=False)
    over = sum(speed > LIMIT for speed in found.values())
    plots.show(
        figure,
        alt=f"Speed of car {car} over {minutes} minutes, second by second, with the average of each window of 30 s as "
        f"a bar. {over} of {len(found)} averages lie above the dashed line at {LIMIT} km/h.",
    )


def draw_lateness(rows: Iterable[Row], waits: Iterable[int]) -> None:
    """A dot for each row that came behind a younger one: when it happened, and how many seconds behind it came."""
    plots.style()
    late = [(row.time, (row.arrival - row.time).total_seconds()) for row in rows if row.arrival > row.time]
    figure, axes = plt.subplots(figsize=(12, 4.6))
    axes.scatter(*zip(*late, strict=True), s=16, color=BLUE, alpha=0.6, linewidths=0)
    told = []
    for wait in waits:
        below = sum(behind <= wait for _, behind in late)
        axes.axhline(wait, color=ORANGE, linestyle="--", linewidth=2)
        axes.text(1.01, wait, f"wait {wait} s:\n{below} of {len(late)} below", va="center", fontsize=13,
                  transform=axes.get_yaxis_transform())  # fmt: skip
        told.append(f"{below} below the line at {wait} s")
    axes.set_yscale("log")
    axes.set_yticks([1, 10, 60, 600], ["1 s", "10 s", "1 min", "10 min"])
    axes.minorticks_off()
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%H:%M"))
    axes.set(xlabel="when it happened (event time)", ylabel="came behind by", title="Late rows · 늦게 도착한 행")
    plots.show(
        figure,
        alt=f"Dots of {len(late)} rows that came behind younger ones, by event time and delay on a logarithmic axis: "
        f"a band of 1 to 5 seconds, and scattered ones up to ten minutes. {', '.join(told)}.",
    )


def draw_loads(loads: Mapping[str, pd.DataFrame], costs: pd.DataFrame) -> None:
    """How writes fall on the regions of each table, hour by hour, and what is read for one car and hour.

    Frames are as of `row_keys`: `KeyTable.loads` and `costs`.
    """
    plots.style()
    figure, grid = plt.subplots(1, len(loads), figsize=(14, 4.8), sharey=True, squeeze=False)
    told = []
    for axes, (name, counts) in zip(grid[0], loads.items(), strict=True):
        shares = 100 * counts / counts.sum()
        axes.imshow(shares, cmap="Blues", vmin=0, vmax=100, aspect="auto")
        for row, column in ((row, column) for row in range(len(counts)) for column in range(len(counts.columns))):
            share = shares.iat[row, column]
            ink = "white" if share > 60 else "black"
            axes.text(column, row, f"{share:.0f} %", ha="center", va="center", color=ink, fontsize=13)
        axes.set_xticks(range(len(counts.columns)), [f"{hour}h" for hour in counts.columns])
        axes.set_yticks(range(len(counts)), [f"region {region}" for region in counts.index])
        read, wanted = costs.loc[name, ["rows read", "rows wanted"]]
        axes.set_title(f"{name}\n{read:,} rows read for {wanted:,}", fontsize=15)
        axes.tick_params(length=0)
        axes.grid(False)
        busiest = f"the busiest region takes {shares.max(axis=None):.0f} % of the writes of an hour"
        told.append(f"{name}: {busiest}, {read:,} rows are read for {wanted:,}")
    figure.suptitle("Share of the writes of each hour, by region · 리전별 쓰기 비율", fontsize=16)
    plots.show(figure, alt=f"Grids of regions and hours, one for each row key. {'; '.join(told)}.")
