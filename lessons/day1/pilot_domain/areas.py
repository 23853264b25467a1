"""The city as a grid: six zones (A–F) by ten areas, coloured by a number."""

from __future__ import annotations

import pandas as pd
from matplotlib import pyplot as plt

from utils.figures import plots


def area_grid(values: pd.Series) -> pd.DataFrame:
    """A series over area numbers (``"A01"`` … ``"F10"``) as a table: one row per zone, one column per number.

    >>> area_grid(pd.Series({"A01": 50.0, "B10": 20.0})).shape
    (2, 2)
    """
    frame = pd.DataFrame({"zone": values.index.str[0], "number": values.index.str[1:], "value": values.to_numpy()})
    return frame.pivot(index="zone", columns="number", values="value")


def draw_areas(maps: dict[str, pd.Series], label: str, alt: str, marked: tuple[str, ...] = ()) -> None:
    """Draw one city map for each title in ``maps``, all on the same colour scale; frame the ``marked`` areas."""
    plots.style()
    grids = {title: area_grid(values) for title, values in maps.items()}
    low = min(grid.min().min() for grid in grids.values())
    high = max(grid.max().max() for grid in grids.values())
    figure, axes = plt.subplots(1, len(grids), figsize=(6.2 * len(grids), 4.2), squeeze=False)
    for axis, (title, grid) in zip(axes[0], grids.items(), strict=True):
        image = axis.imshow(grid, cmap="cividis", vmin=low, vmax=high)
        axis.set(title=title, xticks=range(grid.shape[1]), yticks=range(grid.shape[0]))
        axis.set_xticklabels(grid.columns)
        axis.set_yticklabels(grid.index)
        axis.grid(False)
        for area in marked:
            column, row = list(grid.columns).index(area[1:]), list(grid.index).index(area[0])
            axis.add_patch(plt.Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, edgecolor="white", linewidth=2.5))
    figure.colorbar(image, ax=axes[0], label=label, shrink=0.8)
    plots.show(figure, alt=alt)
