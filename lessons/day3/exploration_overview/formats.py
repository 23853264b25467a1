"""One table in three formats: what each takes on the disks, and how long a question to each takes."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib import pyplot as plt

from cluster.clients.hive import cursor, fetched, query
from cluster.clients.namenode import ask
from lessons.day3.exploration_overview.statements import described, folder_of
from utils.figures import plots
from utils.lab.turns import turns

if TYPE_CHECKING:
    from impala.hiveserver2 import HiveServer2Cursor

ENGINES = ("mr", "tez")
FORMATS = {"text": "textfile", "ORC": "orc", "Parquet": "parquet"}
MB = 10**6


def make(source: str, database: str) -> None:
    """Write the rows of a table to one managed table for each format, ``as_text``, ``as_orc`` and ``as_parquet``."""
    for name, stored in FORMATS.items():
        query(f"drop table if exists {database}.{_table(name)}")
        query(f"create table {database}.{_table(name)} stored as {stored} as select * from {source}")


def compare(database: str, question: str) -> pd.DataFrame:
    """One row a format: ``MB`` of its files, ``ms`` that a question takes, the median of three after a first one.

    `question` holds ``{table}``. The formats take turns, so that what else the machine does meets all alike.
    """
    taken = _timed({name: question.format(table=f"{database}.{_table(name)}") for name in FORMATS})
    rows = {name: [_bytes(f"{database}.{_table(name)}") / MB, taken[name]] for name in FORMATS}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["MB", "ms"]).rename_axis("format")


def by_engine(question: str) -> pd.Series:
    """``ms`` that a question takes with each engine, the median of three after a first one; they take turns."""
    return _timed(dict.fromkeys(ENGINES, question)).rename("ms").rename_axis("engine")


def _timed(questions: Mapping[str, str]) -> pd.Series:
    """The median time of an answer, in ms. Each question has a session of its own, on the engine whose name it has."""
    with ExitStack() as stack:
        ways = {name: partial(fetched, _on_engine(stack, name), question) for name, question in questions.items()}
        return turns(ways).median()


def _on_engine(stack: ExitStack, name: str) -> HiveServer2Cursor:
    opened = stack.enter_context(cursor())
    if name in ENGINES:
        opened.execute(f"set hive.execution.engine={name}")
    return opened


def _table(name: str) -> str:
    return f"as_{name.lower()}"


def _bytes(table: str) -> int:
    return ask("GETCONTENTSUMMARY", folder_of(described(table))).json()["ContentSummary"]["length"]


def draw(frame: pd.DataFrame) -> None:
    """Bytes and time of each format, side by side."""
    plots.style()
    figure, axes = plt.subplots(1, 2, figsize=(12, 3.6))
    titles = {"MB": "On the disks, MB · 크기", "ms": "One column of all rows, ms · 조회 시간"}
    for panel, column in zip(axes, frame, strict=True):
        bars = panel.barh(frame.index, frame[column], color=plots.BLUE)
        panel.bar_label(bars, fmt="%.1f" if column == "MB" else "%.0f", padding=4)
        panel.set_title(titles[column])
        panel.margins(x=0.15)
        panel.invert_yaxis()
    words = "; ".join(f"{name} {row.MB:.1f} MB and {row.ms:.0f} ms" for name, row in frame.iterrows())
    plots.show(figure, alt=f"Two bar charts of three formats of the same rows: {words}.")
