"""Where the batch lane lies in HDFS, and what is in it: one folder for each date of collection, ``wrk_date``.

A file whose name begins with ``_`` is still being written: readers pass over it, and so does everything here that
counts rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pandas as pd
from matplotlib import pyplot as plt

from data.record import Record
from data.records import COLLECTED_STATUS
from utils import plots
from utils.exceptions import DataError
from utils.load import namenode
from utils.load.namenode import HIDDEN

COLLECTED = "/pilot-pjt/collect"
STATUS_LOG = f"{COLLECTED}/car-batch-log"
KEY = "wrk_date="
MB = 2**20


def path_of(wrk_date: str) -> str:
    """The folder of one date of collection.

    >>> path_of("20160101")
    '/pilot-pjt/collect/car-batch-log/wrk_date=20160101'
    """
    return f"{STATUS_LOG}/{KEY}{wrk_date}"


def wrk_dates() -> list[str]:
    """The dates of collection that have a partition, the oldest first."""
    names = (each["pathSuffix"] for each in namenode.listed(STATUS_LOG) if each["type"] == "DIRECTORY")
    return sorted(name.removeprefix(KEY) for name in names if name.startswith(KEY))


def partitions() -> pd.DataFrame:
    """One row a partition: closed ``files`` and their ``MB``, files still ``open``."""
    tables = {date: parts(date) for date in wrk_dates()}
    rows = [
        (date, int((~table["open"]).sum()), table.loc[~table["open"], "bytes"].sum() / MB, int(table["open"].sum()))
        for date, table in tables.items()
    ]
    return pd.DataFrame(rows, columns=["wrk_date", "files", "MB", "open"]).set_index("wrk_date")


def parts(wrk_date: str) -> pd.DataFrame:
    """One row a file of a partition, by name: its ``bytes`` as the NameNode knows them, its ``blocks``, if ``open``."""
    found = [each for each in namenode.listed(path_of(wrk_date)) if each["type"] == "FILE"]
    rows = [
        (
            each["pathSuffix"],
            each["length"],
            -(-each["length"] // each["blockSize"]),
            each["pathSuffix"].startswith(HIDDEN),
        )
        for each in found
    ]
    return pd.DataFrame(rows, columns=["file", "bytes", "blocks", "open"]).set_index("file").astype({"open": bool})


def closed(wrk_date: str) -> list[str]:
    """Paths of the files of a partition that readers see, by name."""
    table = parts(wrk_date)
    return [f"{path_of(wrk_date)}/{name}" for name in table.index[~table["open"]]]


def contents(wrk_date: str | None = None) -> Iterator[tuple[str, bytes]]:
    """The bytes of each closed file with its ``wrk_date``; of all partitions if none is named."""
    for date in wrk_dates() if wrk_date is None else [wrk_date]:
        for path in closed(date):
            yield date, namenode.read(path)


def per_car(wrk_date: str | None = None) -> pd.Series:
    """How many rows each car has in a partition, or in all of them. Duplicates count as often as they are there."""
    counts: Counter[str] = Counter()
    for _, content in contents(wrk_date):
        counts.update(line.split(b",", 2)[1].decode(errors="replace") for line in content.split(b"\n")[:-1])
    return pd.Series(counts, name="rows", dtype="int64").rename_axis("car_number").sort_index()


def rows(wrk_date: str | None = None) -> pd.DataFrame:
    """The rows of a partition, or of all of them, with the types of `COLLECTED_STATUS` and their ``wrk_date``.

    Raises `DataError` if there are none.
    """
    found = list(contents(wrk_date))
    if not any(content for _, content in found):
        place = path_of(wrk_date) if wrk_date else STATUS_LOG
        raise DataError(f"{place} holds no rows. Collect a file first; a file that is still open does not count.")
    dates = pd.Categorical([date for date, content in found for _ in range(content.count(b"\n"))])
    return _frame(COLLECTED_STATUS, b"".join(content for _, content in found)).assign(wrk_date=dates)


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


def draw_parts(tables: dict[str, pd.DataFrame], block_mb: float = 4) -> None:
    """Draw the files of a partition by size, one panel for each table of `parts`, against the size of a block."""
    plots.style()
    tallest = max(len(table) for table in tables.values())
    figure, panels = plt.subplots(
        1, len(tables), figsize=(5.2 * len(tables), 0.2 * min(tallest, 24) + 2.2), sharex=True, squeeze=False
    )
    for axes, (title, table) in zip(panels[0], tables.items(), strict=True):
        sizes = table["bytes"].sort_values(ascending=False).to_numpy() / MB
        axes.barh(range(len(sizes)), sizes, color="#0173b2", height=0.8)
        axes.axvline(block_mb, color="#de8f05", linewidth=3, label=f"one block, {block_mb:g} MB")
        axes.set(title=f"{title}\n{len(table)} files, {sizes.sum():.1f} MB", xlabel="MB a file", yticks=[])
        axes.invert_yaxis()
        axes.grid(axis="y", visible=False)
    panels[0][-1].legend(loc="lower right")
    told = "; ".join(
        f"{title}: {len(table)} files, the largest {table['bytes'].max() / MB:.2f} MB, "
        f"the smallest {table['bytes'].min() / MB:.2f} MB"
        for title, table in tables.items()
    )
    plots.show(figure, alt=f"Bars of file sizes in a partition, largest first, with the size of one block. {told}.")
