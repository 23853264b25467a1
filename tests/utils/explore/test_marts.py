"""The marts, on real servers: what two engines and pandas make of the same lines, and what a reader sees meanwhile."""

import pandas as pd
import pytest

from base.exceptions import DataError
from cluster.clients import namenode
from cluster.clients.hive import HIVE, SPARK, cursor, query
from tests.utils.explore import reference
from tests.utils.explore.lakes import DAYS, MONTH, rows, table
from utils.explore import account, publish, tables
from utils.explore.checks import Check, CheckFailed
from utils.explore.statements import filled, statement
from utils.load.partitions import path_of

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(900)]


@pytest.mark.parametrize(("day", "server"), [(day, SPARK) for day in DAYS] + [(min(DAYS), HIVE)])
def test_an_engine_makes_what_pandas_makes(lake, day, server):
    for name, frame in lake.expected(day).items():
        publish.make(name, day, server=server)
        assert len(frame) or name == "emergency"
        pd.testing.assert_frame_equal(rows(name, day, HIVE if server == SPARK else SPARK), table(frame))


@pytest.mark.parametrize("server", [SPARK, HIVE])
def test_purchases_and_their_sets(lake, server):
    for name in ("item_buylist", "item_sets"):
        publish.make(name, MONTH, server=server)
    bought = reference.item_buylist(lake.master, lake.items, MONTH)
    pd.testing.assert_frame_equal(rows("item_buylist", MONTH), table(bought))
    pd.testing.assert_frame_equal(rows("item_sets", MONTH), table(reference.item_sets(bought)))


def test_the_account_names_every_loss(lake):
    day = min(DAYS)
    publish.make("status", day, server=SPARK)
    whole = account.account(lake.files[day], day, server=SPARK)
    assert (whole["missing"] == 0).all() and whole.loc["all", "mart"] == len(rows("status", day))
    assert whole.loc[lake.young, "under_18"] > 0 == whole.loc[lake.young, "mart"]
    assert whole.loc[lake.unknown, "no_master"] > 0 == whole.loc[lake.unknown, "mart"]
    assert whole.loc["all", "again"] > 0 and whole.loc["all", "conflict"] == 1


def test_a_failed_check_leaves_what_was_there(lake):
    day = min(DAYS)
    publish.make("status", day, server=SPARK)
    before, place = rows("status", day), publish.published("status", day)
    _, _, *values, _, _ = lake.status["20160102"][-1].split(",")
    bad = f"{path_of('20160109')}/garage.log"
    lake.put(bad, [",".join([f"{day}235901", lake.known, *values, "101", "20160109"])])
    tables.refresh("status")
    with pytest.raises(CheckFailed, match=r"biz_date=20160101 is not published: check 'battery not 0 to 100' found 1"):
        publish.make("status", day, server=SPARK)
    assert rows("status", day).equals(before) and publish.published("status", day) == place
    assert len(query(f"select * from {publish.staged('status', day)} where battery > 100")) == 1
    namenode.remove(bad)
    tables.refresh("status")
    with pytest.raises(CheckFailed, match="check 'nobody' found"):
        publish.make("status", day, [Check("nobody", "count(*)")], server=SPARK)


def test_a_reader_sees_the_old_rows_or_the_new_wherever_a_run_is_broken_off(lake, monkeypatch):
    day = min(DAYS)
    publish.make("status", day, server=SPARK)
    old = rows("status", day, HIVE)
    lake.put(f"{path_of('20160109')}/late.log", [f"{day}235902,{lake.known},9,9,9,9,1,1,1,1,A,A,50,20160109"])
    tables.refresh("status")
    with cursor() as early:  # planned before, and read after
        early.execute(f"select car_number, reg_date from Managed_SmartCar_Status_Info where biz_date = '{day}'")
        publish.stage("status", day, server=SPARK)
        seen = []
        for last in range(1, 20):
            left = [last]

            def broken(*words, left=left, **more):
                left[0] -= 1
                if left[0] < 0:
                    raise KeyboardInterrupt
                return query(*words, **more)

            with monkeypatch.context() as patch:
                patch.setattr(publish, "query", broken)
                try:
                    publish.publish("status", day, server=SPARK)
                    break
                except KeyboardInterrupt:
                    seen.append(len(rows("status", day, HIVE)))
        assert seen == sorted(seen) and set(seen) <= {len(old), len(old) + 1}
        count = f"select count(*) from Managed_SmartCar_Status_Info where biz_date = '{day}'"
        assert [int(query(count, server).iloc[0, 0]) for server in (SPARK, HIVE)] == [len(old) + 1] * 2
        assert len(early.fetchall()) == len(old)
    publish.make("status", day, server=SPARK)
    folders = [each["pathSuffix"] for each in namenode.listed(f"{publish.FOLDER}/status")]
    assert len([name for name in folders if name.startswith(day)]) == 2
    namenode.remove(path_of("20160109"))
    tables.refresh("status")


def test_a_mart_that_was_dropped_can_be_made_by_anybody(lake):
    """Spark refuses to make a table where files lie; the first run of a mart lay in the warehouse."""
    query("drop table SmartCar_Master_Over18")
    query(statement("table_over18"))
    query(filled("mart_over18", staged="SmartCar_Master_Over18"))
    publish.make("over18", server=SPARK)
    publish.drop()
    query("create table SmartCar_Master_Over18 stored as orc as select * from SmartCar_Master where age >= 18", SPARK)
    publish.drop()
    publish.make("over18", server=SPARK)


def test_what_is_no_date_changes_nothing(lake):
    for value in ("2016-01-01", "20161301", "201601", ""):
        with pytest.raises(DataError, match="yyyyMMdd, as 20160101"):
            publish.make("status", value)
    with pytest.raises(DataError, match="stage"):
        publish.publish("status", "19991231")
