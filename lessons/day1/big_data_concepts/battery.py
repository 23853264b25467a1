"""One question through three stages: which car needs a mechanic? The charge of each battery, minute by minute."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt

from utils.figures import plots


def by_minute(status: pd.DataFrame) -> pd.DataFrame:
    """Mean charge in %, one row a minute from 0 on, one column a car; `status` is as of `data.reading.read`."""
    minute = (status["reg_date"] - status["reg_date"].min()).dt.total_seconds() // 60
    return status.groupby([minute.rename("minute"), "car_number"])["battery"].mean().unstack()


def lost(charge: pd.DataFrame) -> pd.Series:
    """Points of charge that each car has lost from the first minute to the last, most first."""
    return (charge.iloc[0] - charge.iloc[-1]).sort_values(ascending=False)


def go_on(charge: pd.Series, minute: int) -> float:
    """The charge at a later minute, if it goes on along the straight line of the minutes that are known.

    >>> go_on(pd.Series([90.0, 88.0, 86.0]), 10)
    70.0
    """
    slope, begin = np.polyfit(charge.index, charge, 1)
    return round(float(begin + slope * minute), 1)


def draw(charge: pd.DataFrame, title: str, falling: float = 10) -> None:
    """Draw the charge of every car over time; cars that lost more than `falling` points are drawn strong and named."""
    plots.style()
    figure, axes = plt.subplots(figsize=(11, 5))
    points = lost(charge)
    named = points.index[points > falling]
    axes.plot(charge.index, charge.drop(columns=named), color=plots.GREY, linewidth=0.8, alpha=0.7)
    axes.plot(charge.index, charge[named], color=plots.RED, linewidth=3)
    for level, cars in charge[named].iloc[-1].groupby(charge[named].iloc[-1]):  # cars that end alike share a name
        at = (charge.index[-1], level)
        axes.annotate(", ".join(cars.index), at, xytext=(6, 0), textcoords="offset points", va="center")
    axes.set(xlabel="minutes · 분", ylabel="charge, % · 배터리", title=title, xlim=(0, 60), ylim=(0, 100))
    plots.show(
        figure,
        alt=f"Charge of {charge.shape[1]} batteries over {len(charge)} minutes. Falling: "
        f"{', '.join(named) or 'none'}. All other lines are level.",
    )
