"""Charts of the rows lane: how long lines are on their way, and what an outage does to it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib import pyplot as plt

from lessons.day3.load_realtime.outages import Course
from utils.figures import plots
from utils.figures.plots import BLUE, GREEN, INK, ORANGE, RED

COLOURS = (BLUE, ORANGE, GREEN)


def draw_journey(ways: pd.DataFrame) -> None:
    """The share of lines that took at most so many ms, for each part of the way; p50 and p99 are marked."""
    plots.style()
    figure, axes = plt.subplots(figsize=(12, 4.4))
    told = []
    for (name, values), colour in zip(ways.items(), COLOURS, strict=True):
        ordered = values.sort_values().to_numpy()
        share = [100 * (place + 1) / len(ordered) for place in range(len(ordered))]
        middle, late = (float(values.quantile(q)) for q in (0.5, 0.99))
        axes.plot(ordered, share, lw=3, color=colour, label=f"{name}: p50 {middle:.0f} ms, p99 {late:.0f} ms")
        axes.plot([middle, late], [50, 99], "o", color=colour, ms=9, mec=INK)
        told.append(f"{name}: half within {middle:.0f} ms, 99 of 100 within {late:.0f} ms")
    axes.set(xlabel="milliseconds", ylabel="% of the lines", ylim=(0, 102), xlim=(0, None))
    axes.set_title("On their way · 행 하나가 걸린 시간", fontsize=15)
    axes.legend(loc="lower right")
    plots.show(figure, alt=f"Curves of the share of lines that took at most so many milliseconds. {'; '.join(told)}.")


def draw_outages(courses: Sequence[Course]) -> None:
    """For each outage the lines in the log and the rows in HBase; a dashed line marks when it broke."""
    plots.style()
    figure, grid = plt.subplots(1, len(courses), figsize=(14, 4.4), sharey=True, squeeze=False)
    told = []
    for axes, course in zip(grid[0], courses, strict=True):
        zero = course.appended[0]
        for times, name, colour, width in (
            (course.appended, "in the log", INK, 4),
            (sorted(course.written), "in HBase", GREEN, 2.5),
        ):
            axes.plot([at - zero for at in times], range(1, len(times) + 1), lw=width, color=colour, label=name)
        axes.axvline(course.broken - zero, color=RED, lw=2, ls="--", label="it breaks")
        axes.set_title(f"{course.fault}\n{course.standstill:.1f} s without a new row", fontsize=14)
        axes.set(xlabel="seconds", xlim=(0, None), ylim=(0, None))
        told.append(f"{course.fault}: {course.standstill:.1f} s without a new row, then all {len(course.written)}")
    grid[0][0].set_ylabel("rows")
    figure.legend(*grid[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=3, frameon=False)
    plots.show(
        figure,
        alt="Rows in the log and in HBase over the seconds of each outage; a dashed line marks its begin. "
        f"The log grows steadily, HBase stands still and then catches up. {'; '.join(told)}.",
    )
