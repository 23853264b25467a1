"""The symptom mart and what was delivered of it to PostgreSQL, held side by side, row by row."""

from __future__ import annotations

import pandas as pd

from cluster.clients.hive import HIVE, query
from utils.analyse.export import MART, TABLE, database, date

COLUMNS = ["car_number", "verdict", "column", "mart", "delivered"]


def differences(day: str, server: str = HIVE) -> pd.DataFrame:
    """What does not agree, by car; without rows if all does.

    `verdict` is ``missing`` (a row of the mart was not delivered), ``extra`` (the mart has no such row) or
    ``different``: then there is a line for each `column` that differs, with its value in the `mart` and as
    `delivered`. Numbers are equal only if they are so to the last bit.
    """
    return compare(in_mart(day, server), in_postgresql(day))


def in_mart(day: str, server: str = HIVE) -> pd.DataFrame:
    """The rows of a day in Hive's mart, by car, without the date."""
    return _by_car(query(f"select {', '.join(MART.columns)} from {MART.table} where biz_date = '{day}'", server))


def in_postgresql(day: str) -> pd.DataFrame:
    """The rows of a day in PostgreSQL, by car, without the date."""
    with database() as sql:
        if sql.execute("select to_regclass(%s)", [TABLE]).fetchone() == (None,):
            return _by_car(pd.DataFrame(columns=MART.columns))
        rows = sql.execute(f"select {', '.join(MART.columns)} from {TABLE} where biz_date = %s", [date(day)]).fetchall()
    return _by_car(pd.DataFrame(rows, columns=MART.columns))


def compare(mart: pd.DataFrame, delivered: pd.DataFrame) -> pd.DataFrame:
    """`differences` of two frames with the same columns, by car.

    >>> mart = pd.DataFrame({"steer_z": [0.5, 1.0]}, index=["A0001", "A0002"])
    >>> compare(mart, mart.rename({"A0001": "A0003"})).iloc[:, :2].to_numpy().tolist()
    [['A0001', 'missing'], ['A0003', 'extra']]
    """
    found = [(car, "missing", "", None, None) for car in mart.index.difference(delivered.index)]
    found += [(car, "extra", "", None, None) for car in delivered.index.difference(mart.index)]
    both = mart.index.intersection(delivered.index)
    for column in mart.columns:
        here, there = mart.loc[both, column], delivered.loc[both, column]
        differing = both[(here != there) & ~(here.isna() & there.isna())]
        found += [(car, "different", column, here[car], there[car]) for car in differing]
    return pd.DataFrame(sorted(found, key=lambda row: row[:3]), columns=COLUMNS, dtype=object)


def _by_car(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_index("car_number").sort_index()
