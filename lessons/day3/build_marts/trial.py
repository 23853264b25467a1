"""A learner's answers on trial: what a check counts in rows of several kinds, what a command of HDFS leaves."""

from __future__ import annotations

import shlex
import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

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


FLAG = "/pilot-pjt/collect/car-batch-log/wrk_date=20160103/_SUCCESS"


def judge_flag(command: object, run) -> str | None:
    """What is wrong with the command that makes the file for which the second night waits, if anything is."""
    if not isinstance(command, str):
        return "A command is a text, as it is typed in a terminal."
    if "{" in command:
        return "`{LOG}` is filled in behind `!`, but not in a text. Write the folder itself. It was not run."
    try:
        words = shlex.split(command.removeprefix("!").strip())
    except ValueError:
        return "A quote is open in it. A path needs none. It was not run."
    if words[:2] not in (["hdfs", "dfs"], ["hadoop", "fs"]):
        return "It was to begin with `hdfs dfs`. It was not run."
    if len(words) != 4 or words[2] not in ("-touchz", "-touch"):
        return "`-touchz` was asked for, which makes an empty file, and behind it the path of one file. It was not run."
    path = urlsplit(words[-1]).path
    if not path.endswith("/_SUCCESS"):
        return "The file that is waited for is called `_SUCCESS`. Its path stands above the two runs. It was not run."
    told, there = run(words)
    if path != FLAG or not there:
        return f"It was run, and the second run still waits. {told.strip() or 'Compare your path with the one above.'}"
    return None


def hdfs_stand_in(words: list[str]) -> tuple[str, bool]:
    """As HDFS would answer where none runs."""
    path = words[-1].removeprefix("hdfs://localhost:30020")
    return ("", path == FLAG and words[2] in ("-touchz", "-touch"))
