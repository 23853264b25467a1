"""How much data there is in the world, and what was invented to keep it: small tables with their sources."""

from __future__ import annotations

from math import log2

import pandas as pd
from matplotlib import pyplot as plt

from base.settings import settings
from utils.figures import plots


def growth() -> pd.DataFrame:
    """Estimates of the data made in a year, worldwide: ``year``, ``zettabytes`` (10²¹ bytes), ``kind``, ``source``."""
    return pd.read_csv(settings().project / "data" / "history" / "data_growth.csv")


def databases() -> pd.DataFrame:
    """When which kind of store appeared: ``year``, ``name``, ``kind``, ``source``."""
    return pd.read_csv(settings().project / "data" / "history" / "databases.csv")


def doubling_years(table: pd.DataFrame) -> float:
    """In how many years the data doubles, from the first to the last estimate.

    >>> doubling_years(pd.DataFrame({"year": [2000, 2006], "zettabytes": [1, 8], "kind": "estimate"}))
    2.0
    """
    known = table[table["kind"] == "estimate"].sort_values("year")
    first, last = known.iloc[0], known.iloc[-1]
    return float((last["year"] - first["year"]) / log2(last["zettabytes"] / first["zettabytes"]))


def draw_history(growth: pd.DataFrame, databases: pd.DataFrame) -> None:
    """Draw both tables over the same years: data made each year above, new kinds of stores below."""
    plots.style()
    figure, (upper, lower) = plt.subplots(2, 1, figsize=(12, 7), sharex=True, height_ratios=(2, 3))
    for kind, look in (("estimate", {"color": "#0173b2"}), ("forecast", {"color": "white"})):
        part = growth[growth["kind"] == kind]
        upper.scatter(part["year"], part["zettabytes"], s=90, edgecolor="#0173b2", linewidth=2, label=kind, **look)
    for year, amount in zip(growth["year"], growth["zettabytes"], strict=True):
        upper.text(year - 0.7, amount, f"{amount:g}", ha="right", va="bottom", fontsize="small")
    upper.set(yscale="log", ylim=(0.05, 1000), ylabel="zettabytes a year\n(each line ten times more)")
    upper.set_yticks([0.1, 1, 10, 100, 1000], ["0.1", "1", "10", "100", "1000"])
    upper.set_title("Data in the world, and what was made to keep it · 데이터의 증가와 저장소의 역사")
    upper.legend(loc="upper left")
    _draw_stores(lower, databases)
    plots.show(
        figure,
        alt="Above, on a scale of powers of ten: data made in a year, nearly on a straight line from 0.13 zettabytes "
        "in 2005 to 64 in 2020, and a forecast of 175 for 2025. Below: a timeline of stores in five rows: hierarchical "
        "from 1968, relational from 1970, distributed from 2003, NoSQL from 2006, stream from 2011.",
    )


def _draw_stores(axes: plt.Axes, databases: pd.DataFrame) -> None:
    kinds = list(dict.fromkeys(databases["kind"]))
    for row, kind in enumerate(kinds):
        part = databases[databases["kind"] == kind].sort_values("year")
        axes.plot([part["year"].iloc[0], 2026], [row, row], linewidth=10, alpha=0.25, solid_capstyle="butt")
        colour = axes.lines[-1].get_color()
        axes.scatter(part["year"], [row] * len(part), s=50, color=colour, zorder=3)
        for number, (year, name) in enumerate(zip(part["year"], part["name"], strict=True)):
            height, align = ((-0.18, "bottom"), (0.18, "top"))[number % 2]
            axes.text(year, row + height, name, ha="center", va=align, fontsize="small")
    axes.set(yticks=range(len(kinds)), ylim=(len(kinds) - 0.4, -0.6), xlabel="year")
    axes.set_yticklabels(kinds)
    axes.grid(axis="y", visible=False)
