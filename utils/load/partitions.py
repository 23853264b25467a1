"""Where the batch lane lies in HDFS, and what is in it: one folder for each date of collection, ``wrk_date``.

A name that begins with ``_`` is hidden: every reader passes over it, and so does everything here that counts rows.
A file that is still being written has such a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import numpy as np
import pandas as pd

from base.exceptions import DataError
from cluster.clients import namenode
from cluster.clients.namenode import HIDDEN
from data.record import Record
from data.records import COLLECTED_STATUS
from utils.collect.parts import STATUS_LOG
from utils.collect.reconcile import HEAD, Stage
from utils.collect.recovery import IN_USE

KEY = "wrk_date="
MB = 2**20


def path_of(wrk_date: str) -> str:
    """The folder of one date of collection.

    >>> path_of("20160102")
    '/pilot-pjt/collect/car-batch-log/wrk_date=20160102'
    """
    return f"{STATUS_LOG}/{KEY}{wrk_date}"


def wrk_dates() -> list[str]:
    """The dates of collection that have a partition, the oldest first."""
    names = (each["pathSuffix"] for each in namenode.listed(STATUS_LOG) if each["type"] == "DIRECTORY")
    return sorted(name.removeprefix(KEY) for name in names if name.startswith(KEY))


def partitions() -> pd.DataFrame:
    """One row per ``wrk_date``: closed ``files`` and their ``MB`` (2²⁰ bytes), files still ``open``."""
    tables = {date: parts(date) for date in wrk_dates()}
    rows = [
        (date, int((~table["open"]).sum()), table.loc[~table["open"], "bytes"].sum() / MB, int(table["open"].sum()))
        for date, table in tables.items()
    ]
    return pd.DataFrame(rows, columns=["wrk_date", "files", "MB", "open"]).set_index("wrk_date")


def parts(wrk_date: str) -> pd.DataFrame:
    """One row per ``file`` of a partition: ``bytes`` as the NameNode knows them, ``blocks``, whether it is ``open``."""
    rows = [
        (name, each["length"], -(-each["length"] // each["blockSize"]), bool(IN_USE.fullmatch(name)))
        for each in namenode.listed(path_of(wrk_date))
        if each["type"] == "FILE" and (IN_USE.fullmatch(name := each["pathSuffix"]) or not name.startswith(HIDDEN))
    ]
    return pd.DataFrame(rows, columns=["file", "bytes", "blocks", "open"]).set_index("file").astype({"open": bool})


def contents(wrk_date: str | None = None) -> Iterator[tuple[str, bytes]]:
    """The bytes of each closed file with its ``wrk_date``; of all partitions if none is named."""
    for date in wrk_dates() if wrk_date is None else [wrk_date]:
        table = parts(date)
        for name in table.index[~table["open"] & (table["bytes"] > 0)]:
            yield date, namenode.read(f"{path_of(date)}/{name}")


def heads(content: bytes) -> np.ndarray:
    """Time and car of each row, as they stand at its beginning.

    >>> heads(b"20160101000000,A0001,99\\n20160101000003,A0001,98\\n").tolist()
    [b'20160101000000,A0001', b'20160101000003,A0001']
    """
    text = np.frombuffer(content, np.uint8)
    starts = np.concatenate(([0], np.flatnonzero(text == ord("\n")) + 1))
    starts = starts[starts + HEAD <= len(text)]
    return text[starts[:, None] + np.arange(HEAD)].view(f"S{HEAD}").ravel()


def per_car(wrk_date: str | None = None) -> pd.Series:
    """How many ``rows`` each ``car_number`` has in a partition, or in all of them. Every copy of a row counts."""
    stage = in_hdfs(wrk_date)
    return (stage.rows + stage.again).rename("rows").rename_axis("car_number")


def in_hdfs(wrk_date: str | None = None, name: str = "HDFS") -> Stage:
    """What a partition, or all of them, hold, as a stage for `utils.collect.reconcile.reconcile`."""
    found = [heads(content) for _, content in contents(wrk_date)]
    if not found:
        return Stage(name, pd.Series(dtype="int64"))
    keys, counts = np.unique(np.concatenate(found), return_counts=True)
    cars = keys.view(np.uint8).reshape(-1, HEAD)[:, HEAD - 5 :].copy().view("S5").ravel().astype(str)
    table = pd.DataFrame({"rows": 1, "again": counts - 1}).groupby(cars).sum()
    return Stage(name, table["rows"], table["again"])


def rows(wrk_date: str | None = None) -> pd.DataFrame:
    """The rows of a partition, or of all of them, with the types of `COLLECTED_STATUS` and their ``wrk_date``.

    Raises `DataError` if there are none.
    """
    found = list(contents(wrk_date))
    if not found:
        place = path_of(wrk_date) if wrk_date else STATUS_LOG
        raise DataError(f"{place} holds no rows. Collect a file first; a file that is still open does not count.")
    dates = np.repeat([date for date, _ in found], [content.count(b"\n") for _, content in found])
    return _frame(COLLECTED_STATUS, b"".join(content for _, content in found)).assign(wrk_date=dates.astype(object))


def _frame(record: Record, content: bytes) -> pd.DataFrame:
    """Rows with types; a text is a category, because it repeats."""
    numbers = {field.name: "int16" for field in record.fields if field.kind == "integer"}
    texts = {name: "category" for name in record.names if name not in numbers}
    frame = pd.read_csv(BytesIO(content), header=None, names=record.names, dtype=texts | numbers)
    for field in record.fields:
        if field.kind in ("timestamp", "date"):
            meaning = {text: field.parse(text) for text in frame[field.name].cat.categories}
            frame[field.name] = frame[field.name].map(meaning).astype("datetime64[s]")
    return frame
