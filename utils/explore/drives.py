"""Rows of the table DriverCarInfo copied from HBase into the lake, so that SQL reaches them.

Maven's repository has no storage handler of HBase for Hive 4, so Hive cannot ask HBase itself. The copy is exact, and
made day by day: a day's rows lie in one file of one folder, which a new copy replaces in one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import happybase
import pandas as pd

from cluster.clients import namenode
from data.records import DRIVER
from utils.collect.parts import COLLECT
from utils.realtime.table.hfiles import FAMILY
from utils.realtime.table.keys import car_first

DRIVE_LOG = f"{COLLECT}/drive-log"
NAMES = DRIVER.names
ROWS = 2000  # of HBase in one answer


def store(table: happybase.Table, lines: Iterable[str]) -> int:
    """Put rows of the driving log under the key that names the car first; returns how many differ in car and time."""
    keys = set()
    with table.batch(batch_size=ROWS) as batch:
        for line in lines:
            row = dict(zip(NAMES, line.split(","), strict=True))
            keys.add(car_first(row))
            batch.put(car_first(row), {f"{FAMILY}:{name}": value for name, value in row.items()})
    return len(keys)


def copy_day(table: happybase.Table, cars: Iterable[str], biz_date: str) -> pd.Series:
    """Copy the rows of one day into the lake; returns how many rows of each car the new file holds.

    `cars` are asked one after the other: the key begins with the car, so each answer is one stretch of the table. A day
    without a row has no folder afterwards.
    """
    per_car = {car: [",".join(values) for values in _rows(table, car, biz_date)] for car in cars}
    counts = pd.Series({car: len(lines) for car, lines in per_car.items() if lines}, name="rows", dtype="int64")
    folder = f"{DRIVE_LOG}/biz_date={biz_date}"
    if counts.empty:
        namenode.remove(folder)
        return counts.rename_axis("car_number")
    content = "".join(f"{line}\n" for lines in per_car.values() for line in reversed(lines)).encode()
    namenode.put_whole(content, f"{folder}/rows.csv", len(content))
    return counts.rename_axis("car_number")


def _rows(table: happybase.Table, car: str, biz_date: str) -> Iterator[list[str]]:
    """The values of a car's rows of a day, the newest first, as the key sorts them."""
    begin = date.fromisoformat(biz_date)
    newest, oldest = f"{begin + timedelta(1):%Y%m%d}000000", f"{begin:%Y%m%d}000000"
    first, last = (car_first({"car_number": car, "date": time}) for time in (newest, oldest))
    # the day ends with 240000 in the book's files; midnight itself belongs to the next day
    for _, cells in table.scan(row_start=f"{first}!", row_stop=f"{last}!", batch_size=ROWS):
        yield [cells.get(f"{FAMILY}:{name}".encode(), b"").decode() for name in NAMES]
