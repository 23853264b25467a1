"""Reading a data set back into a frame, with the types of its record."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from base.exceptions import DataError
from data.record import Field, Record, is_garbage, parse_line

_EXCESS = "one field too many"


def read(record: Record, paths: Path | Iterable[Path]) -> pd.DataFrame:
    """The rows of some files of one data set; garbage lines and headers are dropped.

    The columns are those of the record type: whole numbers as int64, times as datetime64, the rest as text. Raises
    DataError at the first row that does not follow the record type, with its file and line; to look at such rows, use
    `parse_line` on each line.
    """
    paths = [paths] if isinstance(paths, Path) else list(paths)
    return pd.concat([_read(record, path) for path in paths], ignore_index=True)


def _read(record: Record, path: Path) -> pd.DataFrame:
    first = 2 if record.header else 1
    try:
        frame = pd.read_csv(
            path, sep=record.separator, encoding=record.encoding, header=None, names=[*record.names, _EXCESS],
            skiprows=first - 1, dtype=str, keep_default_na=False, na_values=[""], quoting=csv.QUOTE_NONE,
            skip_blank_lines=False,
        )  # fmt: skip
        if record.garbage:
            frame = frame[frame[record.names[0]] != record.garbage.split(",")[0]]
        if frame.pop(_EXCESS).notna().any() or frame.isna().any(axis=None):
            raise ValueError("a row has too many or too few fields")
        if frame.empty:
            raise ValueError("there are no rows")
        return frame.assign(**{field.name: _typed(field, frame[field.name]) for field in record.fields})
    except ValueError:  # which pandas' own errors are, too
        raise _first_bad_line(record, path, first) from None


def _typed(field: Field, texts: pd.Series) -> pd.Series:
    """The column with its type; ValueError if a text is not allowed. Each distinct text is parsed once."""
    codes, distinct = pd.factorize(texts)
    values = pd.Series([field.parse(text) for text in distinct])
    if field.kind in ("timestamp", "date", "month"):
        values = values.astype("datetime64[s]")
    return pd.Series(values.to_numpy()[codes], index=texts.index)


def _first_bad_line(record: Record, path: Path, first: int) -> DataError:
    with path.open(encoding=record.encoding, errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if number < first or is_garbage(record, line):
                continue
            try:
                parse_line(record, line)
            except DataError as reason:
                return DataError(f"{path}, line {number}: {reason}")
    return DataError(f"{path} holds no rows of the data set {record.name}. Write it again, or copy the whole file.")
