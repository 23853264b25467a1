"""What lies in HDFS, told from names and bytes."""

import doctest

import pandas as pd
import pytest

from cluster.clients import namenode
from lessons.day2.load_batch import charts
from utils.load import arrivals, compaction, partitions

DAY_ONE = "20160102"
ROWS = b"20160101235957,A0001,9,9,9,9,1,1,1,1,A,A,80,20160102\n20160101240000,B0002,9,9,9,9,1,1,1,1,B,C,7,20160102\n"


@pytest.mark.parametrize("module", [partitions, compaction])
def test_examples(module):
    found = doctest.testmod(module)
    assert found.attempted and not found.failed


def test_heads_of_no_rows():
    assert partitions.heads(b"").tolist() == []


def test_a_group_takes_what_fits_and_a_large_file_stays_alone():
    sizes = pd.Series({"a": 5, "b": 5, "c": 30, "d": 1}) * partitions.MB
    assert compaction.grouped(sizes, 10) == [["a", "b"], ["c"], ["d"]]
    assert compaction.grouped(sizes, 1000) == [["a", "b", "c", "d"]]
    assert compaction.grouped(sizes[:0], 10) == []


def test_pictures_tell_what_they_show(capsys):
    parts = pd.DataFrame({"bytes": [3 * 2**20, 2**20], "blocks": [1, 1], "open": [False, False]}, index=["a", "b"])
    charts.draw_parts({"before": parts, "after": parts[:1]})
    table = pd.DataFrame([[100, 0], [3, 97]], ["20160102", "20160103"], ["20160101", "20160102"])
    charts.draw_by_dates(table)
    told = capsys.readouterr().out
    assert "before: 2 files, 2 blocks, 4.00 MB" in told
    assert "collected 20160103: 3 of 20160101, 97 of 20160102" in told


def test_rows_of_an_earlier_day_than_their_file_are_late():
    table = pd.DataFrame([[100, 0], [3, 97]], ["20160102", "20160103"], ["20160101", "20160102"])
    assert arrivals.late(table, {"20160102": "20160101", "20160103": "20160102"}).to_dict() == {
        "20160102": 0,
        "20160103": 3,
    }


@pytest.mark.cluster
def test_open_and_hidden_files_do_not_count(lake):
    folder = partitions.path_of(DAY_ONE)
    for name in ("car-batch-log.1.log", "_car-batch-log.2.log.tmp", "_collected.json"):
        namenode.write(f"{folder}/{name}", ROWS)
    assert partitions.wrk_dates() == [DAY_ONE]
    assert partitions.partitions().loc[DAY_ONE, ["files", "open"]].tolist() == [1, 1]
    assert partitions.parts(DAY_ONE)["open"].tolist() == [True, False]
    assert partitions.per_car().to_dict() == {"A0001": 1, "B0002": 1}
    rows = partitions.rows(DAY_ONE)
    assert rows["reg_date"].astype(str).tolist() == ["2016-01-01 23:59:57", "2016-01-02 00:00:00"]
    assert rows["battery"].tolist() == [80, 7]
    # the last moment of 1 January belongs to 1 January
    assert arrivals.by_dates().to_dict() == {"20160101": {DAY_ONE: 2}}
