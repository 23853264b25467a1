"""What the lesson begins with: two nights in the lake, drives of five cars in HBase, a file with a field missing."""

from __future__ import annotations

import happybase
import pandas as pd

from cluster.clients import hbase
from data.files import Files
from data.reading import read
from data.records import DRIVER, MASTER, STATUS, is_garbage
from utils.explore import drives
from utils.lab.lake import READ_OUT, empty, fill, nights, read_out
from utils.realtime.storm.topology import TABLE
from utils.realtime.table.hfiles import fresh_table

__all__ = ["READ_OUT", "cleaned", "drives_in_hbase", "empty", "fill", "nights", "over18", "read_out", "status"]
CARS = 5  # whose drives lie in HBase


def drives_in_hbase(files: Files) -> tuple[happybase.Table, list[str], int]:
    """The table DriverCarInfo, made anew with the rows of the first five cars; these cars; how many rows they have."""
    cars = sorted(status(files)["car_number"].unique())[:CARS]
    table = fresh_table(hbase(), TABLE)
    with files.driver.open(encoding="utf-8") as log:
        lines = (line.rstrip("\n") for line in log if line[15:20] in cars and not is_garbage(DRIVER, line))
        return table, cars, drives.store(table, lines)


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
