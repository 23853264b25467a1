"""Tables over the lake and the copy of HBase, on real servers: made twice, read by both engines, exact."""

import pytest

from base.exceptions import ServiceError
from cluster.clients import hbase, namenode
from cluster.clients.hive import HIVE, SPARK, partitions, query
from utils.explore import drives, tables
from utils.load.partitions import path_of
from utils.realtime.table.hfiles import fresh_table

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(600)]
LINES = [  # of three cars: both ends of a day, the book's last moment, a row of the day after
    "20160101000000,A0001,1,0,F,N,10,A01",
    "20160101120000,A0001,1,0,F,N,20,A01",
    "20160101240000,A0001,1,0,F,N,30,A01",
    "20160102000000,A0001,1,0,F,N,40,A01",
    "20160101235959,A0002,0,3,L1,L,0,F10",
    "20160102000001,A0003,2,0,R2,R,50,B02",
]
CARS = ("A0001", "A0002", "A0003", "A0004")


@pytest.fixture(scope="module")
def warehouse(cluster):
    cluster.up("hbase", "spark-thrift")
    namenode.remove(drives.DRIVE_LOG)
    yield cluster
    tables.drop_tables()


@pytest.fixture
def table(warehouse):
    table = fresh_table(hbase(), "DriverCarInfo")
    assert drives.store(table, LINES) == len(LINES)
    return table


def in_sql(server=HIVE):
    rows = query("select biz_date, `date`, car_number, speed from SmartCar_Drive_Info", server)
    return sorted(map(tuple, rows.to_numpy().tolist()))


def expected(lines=LINES):
    parts = [line.split(",") for line in lines]
    return sorted((time[:8], time, car, int(speed)) for time, car, *_, speed, _ in parts)


def test_a_copy_is_exact_and_made_twice_it_is_there_once(table):
    for _ in range(2):
        assert drives.copy_day(table, CARS, "20160101").to_dict() == {"A0001": 3, "A0002": 1}
        assert drives.copy_day(table, CARS, "20160102").to_dict() == {"A0001": 1, "A0003": 1}
        tables.make_tables()
    assert in_sql() == in_sql(SPARK) == expected()


def test_a_day_that_lost_its_rows_loses_its_partition(table):
    drives.copy_day(table, CARS, "20160101")
    drives.copy_day(table, CARS, "20160102")
    tables.make_tables()
    assert partitions(tables.EXTERNAL["drive"]) == ["20160101", "20160102"]
    empty = fresh_table(hbase(), "DriverCarInfo")
    assert drives.copy_day(empty, CARS, "20160102").empty
    assert tables.refresh("drive") == ["20160101"]
    assert in_sql(SPARK) == [row for row in expected() if row[0] == "20160101"]


def test_both_engines_read_alike_what_is_no_number(warehouse):
    folder = path_of("20160103")
    namenode.write(f"{folder}/a.log", b"20160102000000,A0001,x,,101,7.5,1,1,1,1,A,A,83,20160103\n20160102,A0002\n")
    tables.make_tables()
    ask = "select tire_fl, tire_fr, tire_bl, tire_br, battery, cast(engine as int) from SmartCar_Status_Info"
    rows = [sorted(map(str, query(ask, server).to_numpy().tolist())) for server in (HIVE, SPARK)]
    assert rows[0] == rows[1] and "101" in rows[0][0] + rows[0][1]
    namenode.remove(folder)
    tables.refresh("status")


@pytest.mark.parametrize("server", [HIVE, SPARK])
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("selec 1", "near 'selec'"),
        ("select * from nowhere", "nowhere"),
        ("select seven from SmartCar_Master", "seven"),
    ],
)
def test_a_refusal_is_one_line_with_the_place(warehouse, server, statement, told):
    tables.make_tables()
    with pytest.raises(ServiceError) as refused:
        query(statement, server)
    assert told in str(refused.value) and "\n" not in str(refused.value) and "Exception: " not in str(refused.value)


def test_what_one_engine_makes_the_other_reads(warehouse):
    tables.make_tables()
    for writer, reader in ((HIVE, SPARK), (SPARK, HIVE)):
        query("drop table if exists Kept", writer)
        query("create table Kept (car string, speed int) partitioned by (biz_date string) stored as orc", writer)
        for _ in range(2):
            query("insert overwrite table Kept partition (biz_date='20160101') values ('A0001', 60)", writer)
        assert query("select * from Kept", reader).to_numpy().tolist() == [["A0001", 60, "20160101"]]
        query("drop table Kept", reader)
