"""Two nights in the lake as the batch lane leaves them, marts of them, and files that should not be there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from cluster.clients import namenode
from cluster.clients.hive import SPARK
from data import dataset
from data.files import Files
from data.records import DRIVER, STATUS, is_garbage
from utils.collect.parts import COLLECT
from utils.explore import drives, iceberg, marts, publish, tables
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


def fill_with_marts(files: Files, names: Iterable[str] = (), server: str = SPARK) -> str:
    """Fill the lake, put the driving rows of the first night beside the status rows, and make marts of that night.

    The rows of the log stand for the nightly copy from HBase: they are the same. `names` are the marts wanted, all by
    default; what these need is made, too. Returns the night, a ``biz_date``.
    """
    fill(files)
    day = files.status[0].stem[-8:]
    with files.driver.open(encoding="utf-8") as log:
        rows = [line for line in log if line.startswith(day) and not is_garbage(DRIVER, line)]
    namenode.write(f"{drives.DRIVE_LOG}/biz_date={day}/rows.csv", "".join(rows).encode())
    tables.make_tables()
    for mart in _with_needs(names or [each.name for each in marts.MARTS]):
        value = {"": "", marts.DAY: day, marts.MONTH: day[:6]}[mart.cut]
        publish.make(mart.name, value, server=server)
    return day


def _with_needs(names: Iterable[str]) -> list[marts.Mart]:
    """These marts and all that they need, in an order in which they can be made."""
    wanted = {marts.of(name).name for name in names}
    for mart in reversed(marts.MARTS):  # each stands behind those that it needs
        if mart.name in wanted:
            wanted.update(mart.needs)
    return [mart for mart in marts.MARTS if mart.name in wanted]


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
