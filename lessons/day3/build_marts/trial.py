"""A learner's check on trial: what it counts in staged rows, in published ones, and for cars with one good tyre."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from base.exceptions import ServiceError
from cluster.clients.hive import query
from utils.explore.checks import Check

TIRES = ("tire_fl", "tire_fr", "tire_bl", "tire_br")


def _flat(good: str) -> str:
    """A row in which one tyre is good and three are flat: no condition on fewer than all four leaves it out."""
    tires = ", ".join(f"{90 if tire == good else 0} as {tire}" for tire in TIRES)
    return f"select {tires}, 60 as battery, 'B0007' as car_number"


FLAT = f"({' union all '.join(map(_flat, TIRES))}) flat"


def counted(staged: str, published: str):
    """A function of a check: what it counts in a staged table, in a published one, and in rows with one good tyre."""

    def of(check: Check) -> tuple[int, ...]:
        return tuple(
            int(query(f"select coalesce({check.counts}, 0) from {table}").iloc[0, 0])
            for table in (staged, published, FLAT)
        )

    return of


def stand_in(check: Check) -> tuple[int, ...]:
    """What an engine would count, where none runs: SQLite, over a few rows of each kind."""
    silent = "(select 0 as tire_fl, 0 as tire_fr, 0 as tire_bl, 0 as tire_br, 60 as battery, 'B0007' as car_number)"
    sound = silent.replace("0 as tire", "90 as tire")
    staged = f"(select * from {sound} union all select * from {silent} union all select * from {silent})"
    with closing(sqlite3.connect(":memory:")) as base:
        try:
            return tuple(
                int(base.execute(f"select coalesce({check.counts}, 0) from {table}").fetchone()[0])
                for table in (staged, sound, FLAT)
            )
        except sqlite3.Error as refused:
            raise ServiceError(str(refused)) from None
