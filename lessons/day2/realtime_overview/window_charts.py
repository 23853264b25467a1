"""Windows of a car in event time and how late rows come, as pictures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from matplotlib import dates as mdates
from matplotlib import pyplot as plt

from lessons.day2.realtime_overview.windows import LENGTH, LIMIT, Row, averages
from utils.figures import plots
from utils.figures.plots import BLUE, GREY, ORANGE, RED


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
