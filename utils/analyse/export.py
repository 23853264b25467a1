"""The symptom mart in PostgreSQL, where other systems read it: three ways to bring a day there, and one to publish it.

The rows of a run arrive in a table of its own. What readers find changes in one transaction when all of them are there:
a run that fails or is killed before leaves what was, a second one gives the same table, and what a killed one still
writes finds no table. Each raises `DataError` for a day that the mart does not have, or whose rows did not all arrive.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from base.exceptions import CourseError, DataError, ServiceError
from cluster.clients import namenode, postgres
from cluster.clients.hive import HIVE, SPARK, query, reason
from cluster.clients.stores import jdbc, password
from cluster.services.postgresql import USER
from utils.analyse import sqoop
from utils.explore import marts, publish
from utils.explore.statements import filled, statement

if TYPE_CHECKING:
    import psycopg

SQL = Path(__file__).parent / "sql"
MART, TABLE = marts.of("symptom"), "smartcar_symptom_info"
FOLDER = "/pilot-pjt/export/symptom"


def by_sqoop(day: str, mappers: int = 1, server: str = HIVE) -> int:
    """Bring a day by Sqoop, a job on YARN; returns the number of rows."""
    with _text(day, server) as folder:
        arrived, staging = _tables(day, "arrived", "staged")
        sqoop.export(folder, arrived, staging, mappers)
        return _publish(day, arrived, staging)


def by_spark(day: str) -> int:
    """Bring a day by Spark SQL, which reads the mart itself and writes over JDBC; returns the number of rows."""
    from pyspark.errors import PySparkException
    from pyspark.sql import functions as F

    from cluster.clients.spark import session

    _demand(day)
    spark = session("export", master="warehouse")
    spark.catalog.refreshTable(MART.table)  # the session remembers the files of a table that it has read before
    rows = spark.table(MART.table).where(F.col("biz_date") == day)
    (arrived,) = _tables(day, "arrived")
    properties = {"user": USER, "password": password(), "driver": "org.postgresql.Driver"}
    dated = rows.withColumn("biz_date", F.to_date("biz_date", "yyyyMMdd"))
    try:
        dated.write.jdbc(jdbc(), arrived, mode="append", properties=properties)
    except PySparkException as refused:
        raise ServiceError(f"{reason(str(refused), SPARK)} {TABLE} stays as it was.") from None
    return _publish(day, arrived)


def by_copy(day: str, server: str = HIVE) -> int:
    """Bring a day by PostgreSQL's own COPY, all in one transaction; returns the number of rows."""
    with _text(day, server) as folder, database() as sql:
        arrived = _name(day, "arrived")
        _make(sql, arrived)
        with sql.cursor() as cursor, cursor.copy(f"copy {arrived} from stdin (delimiter ',')") as copy:
            for each in namenode.listed(folder):
                copy.write(namenode.read(f"{folder}/{each['pathSuffix']}"))
        return _replace(sql, day, arrived)


WAYS = {"copy": by_copy, "spark": by_spark, "sqoop": by_sqoop}


@contextmanager
def database() -> Iterator[psycopg.Connection]:
    """A transaction in PostgreSQL. Raises `ServiceError` if it does not answer, or with its reason if it refuses."""
    import psycopg

    try:
        with postgres() as sql:
            yield sql
    except psycopg.OperationalError as lost:
        raise ServiceError(f"PostgreSQL does not answer: {_first(lost)} Type: cluster up postgresql") from None
    except psycopg.Error as refused:
        raise ServiceError(f"PostgreSQL refuses: {_first(refused)} {TABLE} stays as it was.") from None


def _first(error: Exception) -> str:
    return f"{str(error).strip().splitlines()[0]}."


def date(day: str) -> str:
    """A day of the mart as PostgreSQL writes it. Raises `DataError` for what is no day.

    >>> date("20160101")
    '2016-01-01'
    """
    return f"{datetime.strptime(MART.value(day), '%Y%m%d'):%Y-%m-%d}"


def _demand(day: str) -> None:
    MART.value(day)
    if day not in publish.values(MART.name):
        raise DataError(f"{MART.table} has no rows of {day}. Make them first: publish.make({MART.name!r}, {day!r})")


@contextmanager
def _text(day: str, server: str) -> Iterator[str]:
    """The rows of a day as text in a folder of HDFS, which goes with the block."""
    _demand(day)
    for each in namenode.listed(FOLDER):
        if each["pathSuffix"].startswith(day):  # of a run that was killed
            namenode.remove(f"{FOLDER}/{each['pathSuffix']}")
    folder = f"{FOLDER}/{day}-{uuid4().hex[:7]}"
    try:
        query(filled("symptom_text", SQL, folder=folder, biz_date=day), server)
        yield folder
    finally:
        namenode.remove(folder)


def _tables(day: str, *kinds: str) -> list[str]:
    """New tables for the rows of a run, typed as the one that is read; those of earlier runs go."""
    with database() as sql:
        for kind in kinds:
            begin = _name(day, kind)[:-7]
            asked = "select tablename from pg_tables where starts_with(tablename, %s)"
            for (table,) in sql.execute(asked, [begin]).fetchall():
                sql.execute(f"drop table {table}")
        names = [_name(day, kind) for kind in kinds]
        for name in names:
            _make(sql, name)
    return names


def _name(day: str, kind: str) -> str:
    return f"{kind}_symptom_{day}_r{uuid4().hex[:7]}"


def _make(sql: psycopg.Connection, name: str) -> None:
    sql.execute(statement("symptom_info", SQL))
    sql.execute(f"create table {name} (like {TABLE} including all)")


def _publish(day: str, arrived: str, *others: str) -> int:
    with database() as sql:
        for each in others:
            sql.execute(f"drop table {each}")
        return _replace(sql, day, arrived)


def _replace(sql: psycopg.Connection, day: str, arrived: str) -> int:
    """Let what has arrived take the place of the day, if it is whole."""
    (wanted,) = query(f"select count(*) from {MART.table} where biz_date = '{day}'").iloc[0]
    (rows,) = sql.execute(f"select count(*) from {arrived} where biz_date = %s", [date(day)]).fetchone()
    if rows != wanted:
        raise DataError(
            f"{rows} of {wanted} rows of {day} arrived in {arrived}; {TABLE} stays as it was. Export again."
        )
    sql.execute(filled("symptom_upsert", SQL, arrived=arrived))
    sql.execute(filled("symptom_forget", SQL, arrived=arrived, biz_date=date(day)))
    sql.execute(f"drop table {arrived}")
    return rows


def main(words: list[str] | None = None) -> int:
    """``python -m utils.analyse.export WAY DAY``, as a scheduler starts it."""
    parser = argparse.ArgumentParser(
        prog="python -m utils.analyse.export", description="Export a day of the symptom mart."
    )
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("day", help="yyyyMMdd")
    asked = parser.parse_args(words)
    try:
        print(f"{WAYS[asked.way](asked.day)} rows of {asked.day} in {TABLE}")
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
