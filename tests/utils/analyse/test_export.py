"""The symptom mart in PostgreSQL, on real servers: three ways bring the same, and none leaves half a table."""

import doctest
import math
import signal
import subprocess
import sys
from functools import partial

import pandas as pd
import pytest

from base.exceptions import DataError, ServiceError
from cluster import clients
from cluster.clients import namenode, postgres
from cluster.clients.hive import SPARK
from utils.analyse import delivered, export, sqoop
from utils.explore import publish
from utils.explore.statements import statement
from utils.lab import symptoms

DAY, NEXT = "20160101", "20160102"


@pytest.mark.parametrize("module", [delivered, export, sqoop])
def test_examples(module):
    assert doctest.testmod(module).failed == 0


def test_the_table_has_the_columns_of_the_mart_and_its_statements_name_all():
    made = [line.split()[0] for line in statement("symptom_info", export.SQL).splitlines()[1:-1]]
    assert made == [*export.MART.columns, "biz_date"]
    upsert, text = (statement(name, export.SQL) for name in ("symptom_upsert", "symptom_text"))
    for column in export.MART.columns[1:]:
        assert f"{column} = excluded.{column}" in upsert and column in text


def test_a_difference_is_told_with_both_values():
    mart = pd.DataFrame({"steer_z": [0.5, 1.0, math.nan], "steer_symptom": ["normal"] * 3}, index=["A1", "A2", "A3"])
    other = mart.drop("A1").assign(steer_z=[math.nextafter(1, 2), math.nan])
    other.loc["B1"] = [0.1, "abnormal"]
    assert list(delivered.compare(mart, other).itertuples(index=False, name=None)) == [
        ("A1", "missing", "", None, None),
        ("A2", "different", "steer_z", 1.0, math.nextafter(1, 2)),
        ("B1", "extra", "", None, None),
    ]
    assert delivered.compare(mart, mart.copy()).empty


@pytest.fixture(scope="module")
def mart(cluster):
    cluster.up("postgresql", "spark-thrift", "yarn")
    yield partial(symptoms.make, DAY)
    publish.drop()
    with export.database() as sql:
        sql.execute(f"drop table if exists {export.TABLE}")


def left():
    """Tables and folders of runs."""
    with export.database() as sql:
        found = sql.execute("select tablename from pg_tables where tablename like '%%symptom_2016%%'").fetchall()
    return [name for (name,) in found] + [each["pathSuffix"] for each in namenode.listed(export.FOLDER)]


def works_at(way):
    """Whether a run has come to its middle: Sqoop's job runs, or all has arrived and waits to be published."""
    if way == "sqoop":
        return (clients.yarn("apps?states=RUNNING")["apps"] or {}).get("app")
    with export.database() as sql:
        ask = "select count(*) from pg_locks where relation = to_regclass(%s) and not granted"
        return sql.execute(ask, [export.TABLE]).fetchone()[0]


@pytest.mark.cluster
@pytest.mark.timeout(900)
@pytest.mark.parametrize("way", export.WAYS)
def test_a_run_that_is_killed_leaves_what_was_and_the_next_one_is_whole(mart, cluster, way):
    mart(30)
    export.by_copy(DAY)
    old = delivered.in_postgresql(DAY)
    mart(20, shift=0.1)  # ten cars are gone, the others have other numbers
    with postgres() as holder:
        holder.execute(f"lock table {export.TABLE} in exclusive mode")  # whoever reads goes on, whoever writes waits
        begun = subprocess.Popen([sys.executable, "-m", "utils.analyse.export", way, DAY])
        cluster.wait(lambda: works_at(way) or begun.poll() is not None, f"the export by {way} is in its middle", 300)
        assert begun.poll() is None, "it ended before it could be killed"
        begun.send_signal(signal.SIGKILL)
        assert begun.wait(10) == -signal.SIGKILL
    pd.testing.assert_frame_equal(delivered.in_postgresql(DAY), old)
    cars = delivered.differences(DAY, SPARK).drop_duplicates("car_number")
    assert cars["verdict"].value_counts().to_dict() == {"different": 20, "extra": 10}
    for _ in range(1 if way == "sqoop" else 2):
        assert export.WAYS[way](DAY) == 20
        pd.testing.assert_frame_equal(delivered.in_postgresql(DAY), delivered.in_mart(DAY, SPARK), check_exact=True)
    cluster.wait(lambda: not works_at(way), "what was killed has ended", 120)
    assert left() == []


@pytest.mark.cluster
@pytest.mark.timeout(900)
def test_sqoop_brings_back_what_it_took_there(mart):
    mart(5)
    export.by_copy(DAY)
    sqoop.bring_back(export.TABLE, f"biz_date = '{export.date(DAY)}'", "/pilot-pjt/back")
    files = [name for each in namenode.listed("/pilot-pjt/back") if (name := each["pathSuffix"]).startswith("part")]
    lines = [line.split(",") for name in files for line in namenode.read(f"/pilot-pjt/back/{name}").decode().split()]
    whole = delivered.in_mart(DAY, SPARK).reset_index()
    told = pd.DataFrame(lines, columns=[*whole.columns, "biz_date"]).sort_values("car_number", ignore_index=True)
    assert set(told.pop("biz_date")) == {export.date(DAY)}
    pd.testing.assert_frame_equal(told.astype(whole.dtypes.to_dict()), whole, check_exact=True)


@pytest.mark.cluster
@pytest.mark.parametrize("way", ["copy", "spark"])
def test_what_cannot_be_exported_is_told_and_changes_nothing(mart, way):
    mart(3)
    export.WAYS[way](DAY)
    old = delivered.in_postgresql(DAY)
    with pytest.raises(DataError, match=rf"has no rows of {NEXT}\. Make them first: publish\.make"):
        export.WAYS[way](NEXT)
    with pytest.raises(DataError, match=r"'2016-01-01' is no biz_date\. Use yyyyMMdd"):
        export.WAYS[way]("2016-01-01")
    with export.database() as sql:
        sql.execute(f"alter table {export.TABLE} add constraint few check (speed_pedal_mean > 9) not valid")
    try:
        with pytest.raises(ServiceError, match=f'violates check constraint "few"(.|\n)*{export.TABLE} stays as it was'):
            export.WAYS[way](DAY)
    finally:
        with export.database() as sql:
            sql.execute(f"alter table {export.TABLE} drop constraint few")
    pd.testing.assert_frame_equal(delivered.in_postgresql(DAY), old)


@pytest.mark.cluster
def test_a_row_that_is_lost_or_changed_in_postgresql_is_found(mart):
    mart(3)
    export.by_copy(DAY)
    with export.database() as sql:
        sql.execute(f"delete from {export.TABLE} where car_number = 'A0000000'")
        sql.execute(f"update {export.TABLE} set steer_symptom = 'abnormal' where car_number = 'A0000001'")
        sql.execute(f"update {export.TABLE} set car_number = 'B0000002' where car_number = 'A0000002'")
    found = delivered.differences(DAY, SPARK)
    assert found[["car_number", "verdict", "column"]].to_numpy().tolist() == [
        ["A0000000", "missing", ""],
        ["A0000001", "different", "steer_symptom"],
        ["A0000002", "missing", ""],
        ["B0000002", "extra", ""],
    ]
    export.by_copy(DAY)
    assert delivered.differences(DAY, SPARK).empty
