"""A learner's question on trial, and an engine for the tests of the exercises, where none runs."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pandas as pd

from base.exceptions import ServiceError


def asked(statement: object, run) -> pd.DataFrame | str:
    """The rows of a learner's statement, or why it has none."""
    if not isinstance(statement, str):
        return "A statement is a text, in three quotes if it has several lines."
    lines = [line for line in statement.splitlines() if not line.lstrip().startswith("--")]
    if " ".join(lines).lower().split()[:1] not in (["select"], ["with"]):
        return "A question begins with `select`. It was not run."
    try:
        return run(statement)
    except ServiceError as refused:
        return f"{refused}"


def stand_in(statement: str) -> pd.DataFrame:
    """What an engine would answer, where none runs: SQLite, on a few rows that have every case in them."""
    rows = [  # time, car, battery, collected
        ("20160101230000", "A0001", 55, "20160102"),
        ("20160101230003", "A0001", 59, "20160102"),
        ("20160101230000", "A0002", 60, "20160102"),
        ("20160101230000", "A0003", 20, "20160102"),
        ("20160102000000", "A0001", 70, "20160103"),
        ("20160102000000", "A0002", 40, "20160103"),
        ("20160102000000", "A0003", 30, "20160103"),
        ("20160102010000", "A0001", 20160103, "20160103"),
    ]
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("create table SmartCar_Status_Info (reg_date, car_number, battery, wrk_date)")
        base.executemany("insert into SmartCar_Status_Info values (?, ?, ?, ?)", rows)
        base.execute("create table SmartCar_Master (car_number, age)")
        base.executemany("insert into SmartCar_Master values (?, ?)", [("A0001", 40), ("A0002", 18), ("A0003", 17)])
        base.execute("create table SmartCar_Master_Over18 as select * from SmartCar_Master where age >= 18")
        try:
            return pd.read_sql_query(statement, base)
        except pd.errors.DatabaseError as refused:
            raise ServiceError(str(refused)) from None
