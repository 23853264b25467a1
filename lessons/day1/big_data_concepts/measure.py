"""What makes our own data big: formats counted, bad lines counted."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from base.exceptions import DataError
from data.records import RECORDS, Record, is_garbage, parse_line


def formats() -> pd.DataFrame:
    """One row per data set: its ``separator``, whether it has a ``header`` and ``garbage`` lines, its ``fields``."""
    rows = {
        record.name: (record.separator, bool(record.header), bool(record.garbage), len(record.fields))
        for record in RECORDS.values()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["separator", "header", "garbage", "fields"])


def line_kinds(record: Record, lines: Iterable[str]) -> pd.Series:
    """How many lines are a ``row``, ``garbage`` of a device, or ``malformed``: neither of the two.

    >>> line_kinds(RECORDS["purchases"], ["M0014,Item-018,2,202003", "M0014,Item-018"]).to_dict()
    {'row': 1, 'garbage': 0, 'malformed': 1}
    """
    counts = dict.fromkeys(("row", "garbage", "malformed"), 0)
    for line in lines:
        counts[_kind(record, line)] += 1
    return pd.Series(counts, name="lines")


def _kind(record: Record, line: str) -> str:
    if is_garbage(record, line):
        return "garbage"
    try:
        parse_line(record, line)
    except DataError:
        return "malformed"
    return "row"
