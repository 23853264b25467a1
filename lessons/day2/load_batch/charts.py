"""Charts of a partition: rows by their two dates, and files before and after a compaction."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt

from utils.figures import plots
from utils.load.partitions import MB


def draw_by_dates(table: pd.DataFrame) -> None:
    """Draw `by_dates` as a grid: dates of collection down, dates of the event across, the number of rows in each."""
    plots.style()
    figure, axes = plt.subplots(figsize=(2.4 * table.shape[1] + 2.6, 0.9 * len(table) + 1.8))
    axes.imshow(np.log10(table.to_numpy() + 1), cmap="Blues", vmin=0, vmax=1.6 * np.log10(table.to_numpy().max() + 1))
    for row, values in enumerate(table.to_numpy()):
        for column, value in enumerate(values):
            axes.text(column, row, f"{value:,}" if value else "–", ha="center", va="center", color="#262626", size=15)
    axes.set(xticks=range(table.shape[1]), yticks=range(len(table)), aspect="auto")
    axes.set(xlabel="biz_date: happened · 발생일", ylabel="wrk_date: collected · 수집일")
    axes.set_xticklabels(table.columns)
    axes.set_yticklabels(table.index)
    axes.grid(visible=False)
    told = "; ".join(
        f"collected {date}: " + ", ".join(f"{rows:,} of {day}" for day, rows in values.items() if rows)
        for date, values in table.iterrows()
    )
    plots.show(figure, alt=f"Grid of row counts, date of collection down, date of the event across. {told}.")


def draw_parts(tables: Mapping[str, pd.DataFrame], block_mb: float = 4) -> None:
    """One line of blocks for each table of `partitions.parts`, on one scale: each file is a piece as long as its size,
    with the number of files and blocks beside it, and a line at one block."""
    plots.style()
    figure, axes = plt.subplots(figsize=(13, 1.3 * len(tables) + 1.6))
    told = []
    for place, (title, table) in enumerate(tables.items()):
        begin = 0.0
        for size in table["bytes"].sort_values(ascending=False) / MB:
            axes.barh(place, size, left=begin, height=0.6, color="#de8f05", edgecolor="white", linewidth=2)
            begin += size
        text = f"{_counted(len(table), 'file')}, {_counted(int(table['blocks'].sum()), 'block')}"
        axes.text(begin, place, f"  {text}", va="center", fontsize=14)
        told.append(f"{title}: {text}, {begin:.2f} MB")
    widest = max(table["bytes"].sum() / MB for table in tables.values())
    axes.set_yticks(range(len(tables)), list(tables))
    axes.invert_yaxis()
    axes.set(xlim=(0, 1.35 * widest), xlabel=f"MB, file behind file (a block holds {block_mb:g} MB) · 파일 크기",
             title="One partition: names and blocks before and after · 컴팩션 전후")  # fmt: skip
    axes.grid(axis="y", visible=False)
    plots.show(figure, alt=f"For each state of a partition a bar, cut into its files. {'; '.join(told)}.")


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"
