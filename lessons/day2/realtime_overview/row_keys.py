"""What a row key costs, measured in HBase: how writes fall on regions, and what is read for one car and hour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cluster.clients import hbase
from cluster.clients.regions import create_split
from data import dataset
from data.records import DRIVER, is_garbage

FAMILY = "cf1"
REGIONS = 5
BATCH = 1000  # rows that are put at once
STEP = 7  # s between two rows that are taken of a car: with it all ten last digits of the second occur

Key = Callable[[str, str], str]  # of a car and a time, yyyyMMddHHmmss


def reversed_time(car: str, time: str) -> str:
    """The key of the original pilot.

    >>> reversed_time("B0092", "20160101000530")
    '03500010106102-B0092'
    """
    return f"{time[::-1]}-{car}"


def time_first(car: str, time: str) -> str:
    """The order of the log.

    >>> time_first("B0092", "20160101000530")
    '20160101000530-B0092'
    """
    return f"{time}-{car}"


@dataclass(frozen=True)
class KeyTable:
    """A table whose rows lie under one kind of key, cut into five regions between `first` and `last`."""

    name: str
    key: Key
    first: str
    last: str

    def make(self, rows: Iterable[dict[str, str]]) -> None:
        """Make the table, in place of an old one, and put the rows into it."""
        base = hbase()
        if self.name.encode() in base.tables():
            base.delete_table(self.name, disable=True)
        create_split(self.name, self.first, self.last, REGIONS, FAMILY)
        with base.table(self.name).batch(batch_size=BATCH) as batch:
            for row in rows:
                cells = {f"{FAMILY}:{name}": row[name] for name in ("date", "car_number", "speed")}
                batch.put(self.key(row["car_number"], row["date"]), cells)
        base.close()

    def loads(self) -> pd.DataFrame:
        """Rows in each region, by the hour in which they were written: one row a region, one column an hour."""
        base = hbase()
        table, column = base.table(self.name), f"{FAMILY}:date".encode()
        counts = {}
        for number, region in enumerate(table.regions(), start=1):
            stop = region["end_key"] or None
            found = table.scan(row_start=region["start_key"], row_stop=stop, columns=[column], batch_size=BATCH)
            counts[number] = pd.Series([cells[column][8:10].decode() for _, cells in found], dtype=str).value_counts()
        base.close()
        return pd.DataFrame(counts).T.fillna(0).astype(int).sort_index(axis=1).rename_axis("region")

    def read(self, car: str, hour: str) -> tuple[int, int]:
        """How many rows HBase hands out for one car and hour (yyyyMMddHH), and how many of them are the wanted ones.

        The scan goes from the first key that is possible for them to the last.
        """
        return self._between([car], [f"{hour}{second // 60:02}{second % 60:02}" for second in range(3600)])

    def read_minute(self, cars: Iterable[str], minute: str) -> tuple[int, int]:
        """The same for some cars and one minute (yyyyMMddHHmm), by one scan."""
        return self._between(list(cars), [f"{minute}{second:02}" for second in range(60)])

    def _between(self, cars: list[str], times: list[str]) -> tuple[int, int]:
        keys = sorted(self.key(car, time) for car in cars for time in times)
        car, date = f"{FAMILY}:car_number".encode(), f"{FAMILY}:date".encode()
        base = hbase()
        scan = base.table(self.name).scan(row_start=keys[0], row_stop=keys[-1] + "\0", batch_size=BATCH)
        found = [cells[car].decode() in cars and times[0] <= cells[date].decode() <= times[-1] for _, cells in scan]
        base.close()
        return len(found), sum(found)

    def drop(self) -> None:
        """Delete the table and its rows."""
        base = hbase()
        base.delete_table(self.name, disable=True)
        base.close()


def thinned(log: Path) -> list[dict[str, str]]:
    """The rows of a driver log, of each car one in seven seconds."""
    rows: list[dict[str, str]] = []
    with log.open(encoding=DRIVER.encoding) as lines:
        for line in lines:
            second = int(line[8:10]) * 3600 + int(line[10:12]) * 60 + int(line[12:14]) if line[:1].isdigit() else 0
            if not is_garbage(DRIVER, line) and second % STEP == 0:
                rows.append(dict(zip(DRIVER.names, line.rstrip("\n").split(","), strict=True)))
    return rows


def five_hours(seed: int) -> list[dict[str, str]]:
    """The rows of ten cars in five hours, of each car one in seven seconds."""
    return thinned(dataset("10 cars 5 h", seed).driver)


def make(tables: Iterable[KeyTable], rows: list[dict[str, str]]) -> None:
    """Make and fill some tables at the same time."""
    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(table.make, rows) for table in tables]:
            done.result()


def costs(tables: Mapping[str, KeyTable], loads: Mapping[str, pd.DataFrame], car: str, hour: str) -> pd.DataFrame:
    """One row a table: the busiest region's share of an hour's writes (%), rows read for a car's hour, rows wanted."""
    found = {}
    for name, table in tables.items():
        share = (loads[name].max() / loads[name].sum()).max()
        found[name] = [round(100 * share), *table.read(car, hour)]
    columns = ["busiest region, % of writes", "rows read", "rows wanted"]
    return pd.DataFrame.from_dict(found, orient="index", columns=columns)


def minute_costs(tables: Mapping[str, KeyTable], cars: Iterable[str], minute: str) -> pd.DataFrame:
    """One row a table and way: the ``scans`` for all cars in a minute (yyyyMMddHHmm), ``rows read``, ``rows wanted``.

    One scan goes from the first key that is possible for any of the cars to the last; the other way is one a car.
    """
    cars, found = sorted(set(cars)), {}
    for name, table in tables.items():
        for way, groups in (("one scan", [cars]), ("one scan a car", [[car] for car in cars])):
            read, wanted = zip(*(table.read_minute(group, minute) for group in groups), strict=True)
            found[name, way] = len(groups), sum(read), sum(wanted)
    return pd.DataFrame(found, index=["scans", "rows read", "rows wanted"]).T
