"""How drivers differ: the course of their speed, and two numbers for each."""

from __future__ import annotations

import pandas as pd
from matplotlib import pyplot as plt

from utils.figures import plots

STRONG = ("L2", "L3", "R2", "R3")
CALM = 60  # km/h; the usual speed of who is fast only for a while


def of(drives: pd.DataFrame) -> pd.DataFrame:
    """One row per car: mean ``accelerator`` step (0–5), mean ``speed`` (km/h), share of ``strong`` steering (0–1)."""
    by_car = drives.assign(strong=drives["steer_angle"].isin(STRONG)).groupby("car_number")
    frame = by_car[["speed_pedal", "speed", "strong"]].mean()
    return frame.rename(columns={"speed_pedal": "accelerator"})


def four(drives: pd.DataFrame, minutes: int = 10) -> dict[str, str]:
    """Four cars by letter: R is fast from the first minute to the last, Q the calmest, P and S are fast for a while."""
    begin = drives["date"].min()
    first = drives[drives["date"] < begin + pd.Timedelta(minutes=minutes)].groupby("car_number")["speed"]
    usual, most = first.median(), first.max()
    short = most[usual < CALM].nlargest(2).index
    return {"P": short[0], "Q": most.idxmin(), "R": usual.idxmax(), "S": short[1]}


def draw_speeds(drives: pd.DataFrame, cars: dict[str, str], minutes: int = 10) -> None:
    """Draw the speed of some cars (label → car number) over the first minutes, one panel each."""
    plots.style()
    figure, axes = plt.subplots(len(cars), 1, figsize=(10, 1.7 * len(cars)), sharex=True, sharey=True)
    for axis, (label, car) in zip(axes, cars.items(), strict=True):
        own = drives[drives["car_number"] == car].head(60 * minutes)
        axis.plot((own["date"] - own["date"].iloc[0]).dt.total_seconds() / 60, own["speed"], linewidth=1.6)
        axis.set_ylabel(label, rotation=0, labelpad=14, fontweight="bold")
        axis.set(ylim=(0, 250), xlim=(0, minutes))
    axes[-1].set_xlabel("minutes")
    figure.suptitle("Speed in km/h of four cars · 네 차량의 속도")
    plots.show(
        figure,
        alt="Speed of four cars in the same ten minutes, one panel each. Q is slow all the time; P and S are slow "
        "but for a stretch in which they are very fast; R is very fast from the first minute to the last.",
    )


def draw(drivers: pd.DataFrame) -> None:
    """Draw accelerator against strong steering, one dot a car."""
    plots.style()
    figure, axes = plt.subplots(figsize=(9, 5))
    axes.scatter(drivers["accelerator"], drivers["strong"], s=60, alpha=0.75, edgecolor="white")
    axes.set(
        xlabel="mean accelerator step (0–5)",
        ylabel="share of strong steering",
        title="One dot per car · 차량별 운전 습관",
        xlim=(0, 4),
        ylim=(0, 0.6),
    )
    plots.show(
        figure,
        alt="Scatter of all cars: mean accelerator step against share of strong steering. A dense cloud lies on "
        "the left; a small group of cars lies apart on the right, with nothing between.",
    )
