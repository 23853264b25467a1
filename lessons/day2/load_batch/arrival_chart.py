"""A picture of two dates: rows by the date of collection and the date of the event."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt

from utils.figures import plots


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
