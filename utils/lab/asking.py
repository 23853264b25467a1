"""A learner's question on trial, and an engine for the tests of exercises, where no server runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing

import pandas as pd

from base.exceptions import ServiceError


def asked(statement: object, run: Callable[[str], pd.DataFrame]) -> pd.DataFrame | str:
    """The rows of a learner's statement, or why it has none."""
    if not isinstance(statement, str):
        return "A statement is a text, in three quotes if it has several lines."
    lines = [line for line in statement.lower().splitlines() if not line.lstrip().startswith("--")]
    if " ".join(lines).replace("(", " ").split()[:1] not in (["select"], ["with"]):
        return "A question begins with `select`. It was not run."
    try:
        return run(statement)
    except ServiceError as refused:
        return f"{refused}"


def in_sqlite(statement: str, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What SQLite answers over these tables. Raises `ServiceError` with its reason for a statement that it refuses."""
    with closing(sqlite3.connect(":memory:")) as base:
        for name, rows in tables.items():
            rows.to_sql(name, base, index=False)
        try:
            return pd.read_sql_query(statement, base)
        except pd.errors.DatabaseError as refused:
            raise ServiceError(str(refused)) from None
