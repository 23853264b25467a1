"""Two dates of a row: ``wrk_date``, when it was collected, and ``biz_date``, when it happened."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from utils.load.partitions import contents, heads


def by_dates() -> pd.DataFrame:
    """How many rows are in HDFS: one row per ``wrk_date``, one column per ``biz_date``, both as yyyyMMdd text.

    The business date is the first eight digits of a row: 20160101240000, as in the book's files, is the last moment
    of 1 January.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for wrk_date, content in contents():
        days, rows = np.unique(heads(content).astype("S8"), return_counts=True)
        counts.update({(wrk_date, day): int(count) for day, count in zip(days.astype(str), rows, strict=True)})
    if not counts:
        return pd.DataFrame(dtype="int64").rename_axis(index="wrk_date", columns="biz_date")
    index = pd.MultiIndex.from_tuples(counts, names=["wrk_date", "biz_date"])
    table = pd.Series(list(counts.values()), index, dtype="int64").unstack(fill_value=0)
    return table.sort_index().sort_index(axis=1)


def late(table: pd.DataFrame, file_days: dict[str, str]) -> pd.Series:
    """For each ``wrk_date`` of `by_dates`, the rows that happened before the day of its file: they came late.

    ``file_days`` says which day's file was collected on a ``wrk_date``: ``{"20160102": "20160101"}``.
    """
    late_rows = {date: int(table.loc[date, table.columns < file_days[date]].sum()) for date in table.index}
    return pd.Series(late_rows, name="late", dtype="int64").rename_axis("wrk_date")
