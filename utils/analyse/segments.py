"""Owners in groups: the master in bins, and clusters of it."""

from __future__ import annotations

import pandas as pd

from base.exceptions import DataError
from data.records import MASTER

POINT = ("car_capacity", "car_year", "car_model", "sex", "marriage")  # 3 · 3 · 8 · 2 · 2 = 288 possible points


def binned(master: pd.DataFrame) -> pd.DataFrame:
    """The columns of the master with few values each, as text; the index is the car.

    Displacement is small below 1500 cc, large from 2000 cc on. A car of 2016 is 0 years old: it is new up to 4 years,
    old from 9 on. Ages are decades. Raises `DataError` without a row, or without a column.

    >>> from data import simulate
    >>> binned(simulate("tiny", 7).master()).iloc[0].tolist()[:4]
    ['여', '40s', '기혼', '경북']
    """
    missing = [name for name in MASTER.names if name not in master]
    if missing:
        raise DataError(f"The master lacks {', '.join(missing)}. Take it from SmartCar_Master or its file.")
    if master.empty:
        raise DataError("The master has no row. Load it first: tables.make_tables()")
    bins = {
        "age": (master["age"] // 10 * 10).astype(str) + "s",
        "car_capacity": pd.cut(master["car_capacity"], [0, 1499, 1999, 10_000], labels=["small", "middle", "large"]),
        "car_year": pd.cut(2016 - master["car_year"], [-1, 4, 8, 100], labels=["new", "used", "old"]),
    }
    return master.assign(**bins).set_index("car_number").astype(str)


def ordinal(bins: pd.DataFrame) -> pd.DataFrame:
    """Each column as numbers from 0 to 1: its values by how frequent they are, as the pilot's original has them.

    That a number stands between two others means nothing: it is what a distance then goes by.
    """
    ranks = bins.apply(lambda column: column.map({value: n for n, value in enumerate(column.value_counts().index)}))
    return ranks / ranks.max().clip(lower=1)
