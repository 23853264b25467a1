"""Mart 1 as a table of Iceberg, on real servers: the rows of the mart, and what readers see while it is rewritten."""

import re
from string import Template
from threading import Thread

import pandas as pd
import pytest

from base.exceptions import DataError
from base.settings import PROJECT
from cluster.clients import namenode
from cluster.clients.hive import SPARK, cursor, query
from cluster.clients.spark import running_jobs
from tests.utils.explore.lakes import DAYS, rows, table
from utils.explore import iceberg, marts, publish, tables
from utils.explore.checks import Check, CheckFailed
from utils.explore.statements import filled
from utils.load.partitions import path_of

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(900)]
PAGE = PROJECT / "docs" / "table-formats.md"
FIRST, SECOND, *_ = sorted(DAYS)
COLUMNS = ", ".join(f"`{column}`" for column in marts.of("status").columns)
SELECT = f"select {COLUMNS} from {iceberg.TABLE} {{version}} where biz_date = '{{day}}'"
SLOW = "length(coalesce(reflect('java.lang.Thread', 'sleep', 100L), '')) >= 0"


@pytest.fixture
def day(lake):
    """The first day, merged; late rows that a test put there are gone afterwards."""
    tables.refresh("status")
    iceberg.merge(FIRST)
    yield FIRST
    namenode.remove(path_of("20160109"))


def seen(day, version=""):
    return table(query(SELECT.format(day=day, version=version), SPARK))


def late(lake, *lines):
    """Rows that are collected a week later: battery values, by car and second."""
    whole = [f"{FIRST}{second},{car},9,9,9,9,1,1,1,1,A,A,{battery},20160109" for car, second, battery in lines]
    lake.put(f"{path_of('20160109')}/late.log", whole)
    tables.refresh("status")


def last():
    return iceberg.snapshots().iloc[-1]


def changes():
    return last()[list(iceberg.COUNTS)].tolist()


def test_it_has_the_rows_of_the_mart_and_merged_twice_it_has_them_once(lake):
    for day in (FIRST, SECOND):
        publish.make("status", day, server=SPARK)
        for _ in range(2):
            found = iceberg.merge(day)
            assert found["passed"].all() and seen(day).equals(rows("status", day))
        assert changes() == [0, 0, 0]
    pd.testing.assert_frame_equal(seen(SECOND), table(lake.expected(SECOND)["status"]))
    assert last()["rows"] == len(seen(FIRST)) + len(seen(SECOND))


def test_a_merge_writes_what_is_new_changed_or_gone_and_former_versions_stay(lake, day):
    before, version = seen(day), iceberg.snapshots().index[-1]
    car, moment = before.loc[0, ["car_number", "reg_date"]]
    late(lake, (lake.known, "235902", 50), (car, moment[11:].replace(":", ""), 51))
    iceberg.merge(day)
    publish.make("status", day, server=SPARK)
    assert changes() == [1, 1, 0] and seen(day).equals(rows("status", day))
    assert seen(day, f"version as of {version}").equals(before)
    namenode.remove(path_of("20160109"))
    tables.refresh("status")
    iceberg.merge(day)
    assert changes() == [0, 1, 1] and seen(day).equals(before)


def test_a_reader_that_began_before_a_rewrite_reads_the_old_rows(lake, day):
    before = seen(day)
    with cursor(SPARK) as early:
        early.execute("set spark.sql.thriftServer.incrementalCollect = true")  # rows are read as they are fetched
        early.execute(SELECT.format(day=day, version=""))
        query(f"delete from {iceberg.TABLE} where biz_date = '{day}' and car_number <> '{lake.known}'", SPARK)
        late(lake, (lake.known, "235902", 50))
        iceberg.merge(day)
        assert len(seen(day)) == len(before) + 1
        found = pd.DataFrame(early.fetchall(), columns=before.columns)
    assert table(found).equals(before)


def test_a_failed_check_leaves_the_table(lake, day):
    before = iceberg.snapshots()
    late(lake, (lake.known, "235902", 101))
    with pytest.raises(CheckFailed, match=rf"{iceberg.TABLE} biz_date={day} is not published: check 'battery not"):
        iceberg.merge(day)
    with pytest.raises(CheckFailed, match="check 'nobody' found"):
        iceberg.merge(SECOND, [Check("nobody", "count(*)")])
    with pytest.raises(DataError, match="yyyyMMdd, as 20160101"):
        iceberg.merge("2016-01-01")
    assert iceberg.snapshots().equals(before)


def test_a_merge_that_is_broken_off_leaves_the_old_snapshot(lake, day, cluster):
    before, known = seen(day), iceberg.snapshots()
    late(lake, (lake.known, "235902", 50))
    staged = publish.stage("status", day, SPARK)
    whole = filled("status_merge", staged=f"(select * from {staged} where {SLOW})", biz_date=day)
    ended = []

    def broken():
        try:
            query(whole, SPARK)
            ended.append("committed")
        except Exception as reason:  # of whatever kind: the server is gone
            ended.append(type(reason))

    merging = Thread(target=broken)
    merging.start()
    cluster.wait(lambda: running_jobs(SPARK), "the MERGE is at work", 120)
    cluster.kill("spark-thrift")
    merging.join()
    assert ended != ["committed"]
    cluster.up("spark-thrift")
    assert iceberg.snapshots().equals(known) and seen(day).equals(before)
    iceberg.merge(day)
    assert changes() == [1, 0, 0]


def test_the_page_of_table_formats_says_what_happens(cluster):
    cluster.up("spark-thrift")
    blocks = re.findall(r"^```sql\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    told = [each.strip() for block in blocks for each in block.split(";\n") if each.strip()]
    answers = []
    for text in told:
        first = answers[-1].iloc[0, 0] if "${first}" in text else ""
        answers.append(query(Template(text).safe_substitute(first=first), SPARK))
        if text.startswith("merge"):
            assert int(query("select count(*) from iceberg.marts.late", SPARK).iloc[0, 0]) == 3
    *_, snapshots, count, _ = answers
    assert len(snapshots) == 2 and int(count.iloc[0, 0]) == 2
    assert len(PAGE.read_text("utf-8").split()) <= 600
