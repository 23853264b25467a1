"""Compaction on real HDFS: nothing lost, nothing doubled, whenever it is broken off, while others read."""

import threading
from contextlib import suppress

import pytest
import requests

from base.exceptions import ConfigurationError
from cluster.clients import namenode
from data.records import COLLECTED_STATUS
from utils.load import commit, compaction_engines, partitions
from utils.load.compaction import compact
from utils.load.partitions import MB

pytestmark = pytest.mark.cluster
DATE = "20160102"
FOLDER = partitions.path_of(DATE)


class Killed(BaseException):
    """Stands for the end of the process: nothing in the code under test catches it."""


def row(second: int, car: int, battery: int = 80) -> bytes:
    return f"201601010000{second:02d},A{car:04d},90,90,90,90,1,1,1,1,A,A,{battery},{DATE}\n".encode()


def fill(files: int = 6, again: int = 3, other: int = 1) -> set[bytes]:
    """Small files of ten cars; ``again`` rows stand in two of them, ``other`` have a twin with other values."""
    rows = [[row(second, car) for car in range(10)] for second in range(files)]
    rows[-1] += rows[0][:again] + [row(1, car, battery=7) for car in range(other)]
    for number, part in enumerate(rows):
        namenode.write(f"{FOLDER}/car-batch-log.{number}.log", b"".join(part))
    return {each for part in rows for each in part}


def lines() -> list[bytes]:
    return [line for _, content in partitions.contents(DATE) for line in content.splitlines(keepends=True)]


def names() -> list[str]:
    return [each["pathSuffix"] for each in namenode.listed(FOLDER)]


def test_many_files_become_one_and_rows_that_came_twice_become_one(lake):
    expected = fill()
    namenode.write(f"{FOLDER}/_car-batch-log.9.log.tmp", row(50, 9))
    namenode.write(f"{FOLDER}/car-batch-log.8.log", b"")
    done = compact(DATE)
    assert done.table()["files"].tolist() == [6, 1]
    assert done.per_car.sum().to_dict() == {"came": 64, "rows": 61, "duplicates": 3, "conflicts": 1}
    assert done.per_car.loc["A0000"].to_dict() == {"came": 8, "rows": 7, "duplicates": 1, "conflicts": 1}
    assert lines() == sorted(expected)
    assert names() == ["_car-batch-log.9.log.tmp", "car-batch-log.0.log"]
    before = namenode.listed(FOLDER)
    again = compact(DATE)
    assert not again.changed and namenode.listed(FOLDER) == before
    assert again.per_car.sum().to_dict() == {"came": 61, "rows": 61, "duplicates": 0, "conflicts": 0}
    assert len(partitions.rows(DATE)) == 61 and set(partitions.rows(DATE)) >= set(COLLECTED_STATUS.names)


def test_a_file_that_comes_later_is_compared_with_what_was_compacted(lake):
    expected = fill()
    compact(DATE)
    namenode.write(f"{FOLDER}/car-batch-log.7.log", row(0, 0) + row(59, 1))
    done = compact(DATE)
    assert done.per_car["duplicates"].sum() == 1
    assert lines() == sorted(expected | {row(59, 1)})


class Breaking:
    """Ends the compaction after so many steps; before that, whoever reads must see every row."""

    def __init__(self, steps: int, expected: set[bytes]) -> None:
        self.left, self.expected = steps, expected

    def __call__(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Killed
        assert set(lines()) == self.expected


@pytest.mark.parametrize("target_mb", [64, 1200 / MB], ids=["one file", "several files"])
def test_broken_off_at_any_step_it_loses_nothing_and_the_next_run_ends_it(lake, target_mb):
    steps, ended = 0, False
    while not ended:
        namenode.remove(FOLDER)
        expected = fill(files=4)
        try:
            compact(DATE, target_mb, step=Breaking(steps, expected))
            ended = True
        except Killed:
            assert set(lines()) == expected
            compact(DATE, target_mb)
        assert sorted(lines()) == sorted(expected)
        assert commit.DRAFTS not in names()
        steps += 1
    assert steps > 4


def test_a_reader_sees_every_row_at_every_moment(lake):
    expected, over, seen = fill(files=12), threading.Event(), []

    def read():
        while not over.is_set():
            with suppress(FileNotFoundError):  # listed before, gone now: a reader lists again
                seen.append(set(lines()))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        compact(DATE, 2000 / MB)
    finally:
        over.set()
        reader.join()
    assert seen and all(found == expected for found in seen)


def test_files_of_different_block_sizes_and_copies_are_joined(lake):
    expected = fill(files=2)
    where = namenode.ask("CREATE", f"{FOLDER}/z.log", "put", redirect=False, blocksize=2**27, replication=3)
    requests.put(where.headers["Location"], data=row(58, 8), timeout=30).raise_for_status()
    compact(DATE)
    assert lines() == sorted(expected | {row(58, 8)})


def test_what_does_not_fit_into_this_process_is_left_to_spark(lake, monkeypatch):
    monkeypatch.setattr(compaction_engines, "IN_MEMORY_MB", 0.001)
    expected = fill()
    with pytest.raises(ConfigurationError, match="Let Spark do it"):
        compact(DATE)
    assert set(lines()) == expected


def test_spark_writes_the_same_bytes(lake):
    from cluster.clients.spark import session

    fill()
    here = compact(DATE, 1100 / MB)
    wanted, parts = lines(), partitions.parts(DATE)
    namenode.remove(FOLDER)
    fill()
    spark = session()
    try:
        there = compact(DATE, 1100 / MB, spark)
    finally:
        spark.stop()
        lake.down("spark-connect")
    assert lines() == wanted and partitions.parts(DATE).equals(parts)
    assert there.per_car.equals(here.per_car)
