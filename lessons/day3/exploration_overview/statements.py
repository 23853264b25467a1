"""A learner's statements on trial: Hive runs them, and is asked what has become of its tables."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from base.exceptions import ServiceError
from cluster.clients import hdfs
from cluster.clients.hive import partitions, query
from cluster.clients.namenode import remove
from data.records import MASTER

MASTER_TABLE, MASTER_FOLDER = "overview.smartcar_master", "/pilot-pjt/tables/master"
STATUS_TABLE, STATUS_FOLDER = "overview.smartcar_status_info", "/pilot-pjt/tables/status"
NIGHTS = ("20160102", "20160103")
COLUMNS = MASTER.names


class Made(NamedTuple):
    """The table that a statement has made; no columns if there is none of this name."""

    kind: str = ""  # EXTERNAL_TABLE or MANAGED_TABLE
    folder: str = ""
    names: tuple[str, ...] = ()  # of the columns
    rows: int = 0
    ages: int = 0  # rows whose age is a number
    type_of_age: str = ""


def make_master(file: Path, statement: str) -> Made:
    """Put the file anew, run a statement in place of any earlier table of this name, and see what there is then.

    Raises `ServiceError` with Hive's reason if it refuses the statement.
    """
    query(f"drop table if exists {MASTER_TABLE}")
    store = hdfs()
    store.makedirs(MASTER_FOLDER, exist_ok=True)
    store.put_file(str(file), f"{MASTER_FOLDER}/{file.name}")
    query(statement)
    if query("show tables in overview like 'smartcar_master'").empty:
        return Made()
    facts = described(MASTER_TABLE)
    types = query(f"describe {MASTER_TABLE}").set_index("col_name")["data_type"]
    rows, ages = query(f"select count(*), count(cast(age as int)) from {MASTER_TABLE}").iloc[0]
    return Made(facts["Table Type:"], folder_of(facts), tuple(types.index), int(rows), int(ages), types.get("age", ""))


def described(table: str) -> dict[str, str]:
    """What ``describe formatted`` tells of a table, by its first column, such as ``Table Type:``."""
    told = query(f"describe formatted {table}")
    return dict(zip(told.iloc[:, 0].str.strip(), told.iloc[:, 1].fillna("").str.strip(), strict=True))


def folder_of(facts: dict[str, str]) -> str:
    """The path of a described table in HDFS."""
    return urlsplit(facts["Location:"]).path


def nights_after(statement: str) -> list[str]:
    """Run a statement; returns the partitions that the metastore then knows of the status table.

    A partition that is there already is no error: the statement may be run twice. One that an earlier try has made of
    a night that never was is removed first.
    """
    for night in set(partitions(STATUS_TABLE)) - set(NIGHTS):
        query(f"alter table {STATUS_TABLE} drop partition (wrk_date='{night}')")
        remove(f"{STATUS_FOLDER}/wrk_date={night}")
    try:
        query(statement)
    except ServiceError as refused:
        if "AlreadyExists" not in str(refused):
            raise
    return partitions(STATUS_TABLE)
