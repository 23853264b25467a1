"""Files in the formats of the book: into the lake as they are, and from there to every mart.

`BOOK_FILES=FOLDER` takes the book's own files in place of those that are made here; the two logs are of 20160101.
"""

import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.load.status_files import write_book_day
from cluster.clients import namenode
from cluster.clients.hive import SPARK
from data import dataset
from data.records import DRIVER, is_garbage
from data.validation import validate
from tests.utils.explore import reference
from tests.utils.explore.lakes import rows, table
from utils.explore import account, drives, publish, tables
from utils.lab import lake

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(1800)]
DAY, MONTH = "20160101", "202003"
EVERY = 2  # s between two rows of a car in the book's driving log


def write_book_log(path, lines, cars):
    """The last rows of a day: a line of the device for each car, then a row of each every 2 s, up to 240000."""
    times = len(lines) // cars
    with path.open("w", encoding="utf-8") as file:
        for number in range(times):
            minutes, second = divmod(86_400 - EVERY * (times - 1 - number), 60)
            stamp = f"{DAY}{minutes // 60:02d}{minutes % 60:02d}{second:02d}"
            for line in lines[number * cars : (number + 1) * cars]:
                file.write(f"{DRIVER.garbage}\n" * (number == 0) + stamp + line[14:] + "\n")


def written(folder):
    """The six data sets, the two logs and the purchases in the book's rhythm and of its month."""
    cars = 3
    files = dataset(f"{cars} cars 20 min")
    shutil.copytree(files.folder, folder)
    for path in (*folder.glob("SmartCarStatusInfo_*"), *folder.glob("CarItemBuyList_*")):
        path.unlink()
    write_book_day(folder / f"SmartCarStatusInfo_{DAY}.txt", 2)
    lines = [line for line in files.driver.read_text("utf-8").splitlines() if not is_garbage(DRIVER, line)]
    write_book_log(folder / files.driver.name, lines, cars)
    bought = files.purchases[0].read_text("utf-8").splitlines()
    (folder / f"CarItemBuyList_{MONTH}.txt").write_text("".join(f"{line[:-6]}{MONTH}\n" for line in bought), "utf-8")
    return folder


def test_the_books_files_give_every_mart(cluster, tmp_path):
    cluster.up("spark-thrift")
    named = os.environ.get("BOOK_FILES")
    files = dataset(source=Path(named) if named else written(tmp_path / "book"))
    lake.fill(files)
    lines = files.driver.read_text("utf-8").splitlines()
    assert {validate(DRIVER, line).kind for line in lines} == {"row", "garbage"}
    driven = [line for line in lines if not is_garbage(DRIVER, line)]
    namenode.write(f"{drives.DRIVE_LOG}/biz_date={DAY}/rows.csv", "".join(f"{line}\n" for line in driven).encode())
    tables.make_tables()

    master = files.master.read_text("utf-8").splitlines()
    (day,) = files.status
    collected = [f"{line},20160102" for line in day.read_text("utf-8").splitlines() if line.startswith(DAY)]
    status, drive = reference.status(master, collected, DAY), reference.drive(master, driven, DAY)
    bought = reference.item_buylist(master, files.purchases[0].read_text("utf-8").splitlines(), MONTH)
    publish.make("over18", server=SPARK)
    for name, value, expected in (
        ("status", DAY, status),
        ("drive", DAY, drive),
        ("symptom", DAY, reference.symptom(drive)),
        ("emergency", DAY, reference.emergency(status)),
        ("item_buylist", MONTH, bought),
        ("item_sets", MONTH, reference.item_sets(bought)),
    ):
        publish.make(name, value, server=SPARK)
        pd.testing.assert_frame_equal(rows(name, value), table(expected))
    assert "2016-01-02 00:00:00" in set(status["reg_date"].astype(str)), "the last moment of the day"
    assert (account.account(files.status, DAY, server=SPARK)["missing"] == 0).all()
    lake.empty()
