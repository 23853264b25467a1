"""A picture of the files of a partition, by size."""

from __future__ import annotations

from collections.abc import Mapping, Sized

import pandas as pd
from matplotlib import pyplot as plt

from utils.figures import plots
from utils.load.partitions import MB

MANY = 60  # bars; more would be a blur


def draw_parts(tables: Mapping[str, pd.DataFrame], block_mb: float = 4) -> None:
    """Draw one panel for each table of `partitions.parts`: a bar a file, the largest first, and a line at one block."""
    plots.style()
    figure, panels = plt.subplots(1, len(tables), figsize=(4.6 * len(tables), 4.4), sharey=True, squeeze=False)
    for axes, (title, table) in zip(panels[0], tables.items(), strict=True):
        sizes = table["bytes"].sort_values(ascending=False).to_numpy() / MB
        colours = ["#de8f05" if size < block_mb / 2 else "#0173b2" for size in sizes[:MANY]]
        axes.bar(range(len(sizes[:MANY])), sizes[:MANY], color=colours, width=0.8)
        axes.axhline(block_mb, color="#262626", linestyle="--", linewidth=2, label=f"one block: {block_mb:g} MB")
        axes.bar(0, 0, color="#de8f05", label="less than half a block")
        axes.set(title=f"{title}\n{_files(sizes)}, {sizes.sum():.1f} MB", xticks=[], xlim=(-1, max(3, len(sizes))))
        axes.set_xlabel("files, the largest first" if len(sizes) > 1 else "one file")
        axes.grid(axis="x", visible=False)
    panels[0][0].set_ylabel("MB · 파일 크기")
    panels[0][-1].legend(loc="upper right")
    told = "; ".join(
        f"{title}: {_files(table)} from {table['bytes'].min() / MB:.2f} to {table['bytes'].max() / MB:.2f} MB"
        for title, table in tables.items()
    )
    plots.show(figure, alt=f"Bars of file sizes of a partition, the largest first, with a line at one block. {told}.")


def _files(found: Sized) -> str:
    return f"{len(found)} file{'s' * (len(found) != 1)}"
