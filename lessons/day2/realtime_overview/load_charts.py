"""How writes fall on the regions of a table, as a picture."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib import pyplot as plt

from utils.figures import plots


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
