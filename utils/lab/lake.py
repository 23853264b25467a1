"""Two nights of status rows in the lake as the batch lane leaves them, and files that should not be there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from cluster.clients import namenode
from data import dataset
from data.files import Files
from data.records import STATUS, is_garbage
from utils.collect.parts import COLLECT
from utils.explore import iceberg, publish, tables
from utils.load.partitions import path_of
from utils.load.tables import load_tables

GARAGE, READ_OUT = "B0007", 20  # a car whose device was read out by hand; rows of such a file
HOUR = timedelta(hours=1)


def nights(cars: int, seed: int) -> Files:
    """The data set: two hours around midnight, so that the status rows come in two files."""
    return dataset(f"{cars} cars 2 h", seed=seed, start="2016-01-01T23:00")


def fill(files: Files) -> None:
    """Put into the lake, emptied before, what the batch lane leaves there: sound rows with their date of collection."""
    empty()
    for file in files.status:
        wrk_date = collected(file)
        rows = [line for line in file.read_text("utf-8").splitlines() if not is_garbage(STATUS, line)]
        content = "".join(f"{row},{wrk_date}\n" for row in rows)
        namenode.write(f"{path_of(wrk_date)}/car-batch-log.1.log", content.encode())
    load_tables(files)


def without_engine(fields: list[str]) -> list[str]:
    """A row with a field too few."""
    place = STATUS.names.index("engine")
    return [*fields[:place], *fields[place + 1 :]]


def read_out(
    file: Path,
    to: Path,
    later: timedelta = HOUR,
    change: Callable[[list[str]], list[str]] = without_engine,
    wrk_date: str = "",
) -> None:
    """Write rows of one car as a garage reads them out, `later` than its last ones in the file and with a `change`.

    A row is a list of its fields; the last is `wrk_date`, or the day after that of the file.
    """
    rows = [line.split(",") for line in file.read_text("utf-8").splitlines() if f",{GARAGE}," in line]
    with to.open("w", encoding="utf-8") as out:
        for time, *values in rows[-READ_OUT:]:
            moved = datetime.strptime(time, "%Y%m%d%H%M%S") + later
            print(*change([f"{moved:%Y%m%d%H%M%S}", *values, wrk_date or collected(file)]), sep=",", file=out)


def empty() -> None:
    """Take the tables and the marts from the metastore, and remove the lake."""
    tables.drop_tables()
    publish.drop()
    iceberg.drop()
    namenode.remove(COLLECT)


def collected(file: Path) -> str:
    """The date on which a day's file is collected: the day after.

    >>> collected(Path("SmartCarStatusInfo_20160101.txt"))
    '20160102'
    """
    return f"{datetime.strptime(file.stem[-8:], '%Y%m%d') + timedelta(1):%Y%m%d}"
