"""What the lesson begins with: two nights in the lake, drives of five cars in HBase, a file with a field missing."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import happybase
import pandas as pd

from cluster.clients import hbase, namenode
from cluster.clients.hive import query
from data import dataset
from data.files import Files
from data.reading import read
from data.records import DRIVER, MASTER, STATUS, is_garbage
from utils.collect.parts import COLLECT
from utils.explore import drives, tables
from utils.load.partitions import path_of
from utils.load.tables import load_tables
from utils.realtime.storm.topology import TABLE
from utils.realtime.table.hfiles import fresh_table

OVER18 = "SmartCar_Master_Over18"
CARS = 5  # whose drives lie in HBase
GARAGE, READ_OUT = "B0007", 20  # a car whose device was read out by hand; rows of that file


def nights(cars: int, seed: int) -> Files:
    """The data set: two hours around midnight, so that the status rows come in two files."""
    return dataset(f"{cars} cars 2 h", seed=seed, start="2016-01-01T23:00")


def fill(files: Files) -> None:
    """Put into the lake, emptied before, what the batch lane leaves there: sound rows with their date of collection."""
    empty()
    for file in files.status:
        wrk_date = _collected(file)
        rows = [line for line in file.read_text("utf-8").splitlines() if not is_garbage(STATUS, line)]
        content = "".join(f"{row},{wrk_date}\n" for row in rows)
        namenode.write(f"{path_of(wrk_date)}/car-batch-log.1.log", content.encode())
    load_tables(files)


def drives_in_hbase(files: Files) -> tuple[happybase.Table, list[str], int]:
    """The table DriverCarInfo, made anew with the rows of the first five cars; these cars; how many rows they have."""
    cars = sorted(status(files)["car_number"].unique())[:CARS]
    table = fresh_table(hbase(), TABLE)
    with files.driver.open(encoding="utf-8") as log:
        lines = (line.rstrip("\n") for line in log if line[15:20] in cars and not is_garbage(DRIVER, line))
        return table, cars, drives.store(table, lines)


def read_out(file: Path, to: Path) -> None:
    """Write the file of a garage: rows of one car, an hour after its last ones, without the field of the engine."""
    rows = [line.split(",") for line in file.read_text("utf-8").splitlines() if f",{GARAGE}," in line]
    engine = STATUS.names.index("engine")
    with to.open("w", encoding="utf-8") as out:
        for time, *values in rows[-READ_OUT:]:
            later = datetime.strptime(time, "%Y%m%d%H%M%S") + timedelta(hours=1)
            fields = [f"{later:%Y%m%d%H%M%S}", *values, _collected(file)]
            print(*(field for number, field in enumerate(fields) if number != engine), sep=",", file=out)


def status(files: Files) -> pd.DataFrame:
    """The sound rows of both nights as the files have them: ``car_number``, ``battery`` and ``biz_date``."""
    columns = ["reg_date", "car_number", "battery"]
    frames = [pd.read_csv(file, names=STATUS.names, usecols=columns, dtype=str) for file in files.status]
    whole = pd.concat(frames, ignore_index=True)
    whole = whole[whole["reg_date"].str.isdigit()]
    dates = whole["reg_date"].str[:8].astype("category")
    return whole.assign(biz_date=dates, battery=whole["battery"].astype("int16")).drop(columns="reg_date")


def over18(files: Files) -> int:
    """How many cars of the master have an owner of 18 years or more."""
    return len(_over18(files))


def cleaned(files: Files) -> pd.DataFrame:
    """What exercise 2 must give: ``car_number``, ``biz_date``, ``n`` rows and their ``mean`` battery."""
    rows = status(files)
    kept = rows[rows["car_number"].isin(_over18(files))].groupby(["car_number", "biz_date"], observed=True)["battery"]
    return kept.agg(n="size", mean="mean").reset_index()


def _over18(files: Files) -> pd.Series:
    master = read(MASTER, files.master)
    return master.loc[master["age"] >= 18, "car_number"]


def empty() -> None:
    """Take the tables from the metastore, and remove the lake."""
    tables.drop_tables()
    query(f"drop table if exists {OVER18}")
    namenode.remove(COLLECT)


def _collected(file: Path) -> str:
    """The date on which a day's file is collected: the day after.

    >>> _collected(Path("SmartCarStatusInfo_20160101.txt"))
    '20160102'
    """
    return f"{datetime.strptime(file.stem[-8:], '%Y%m%d') + timedelta(1):%Y%m%d}"
