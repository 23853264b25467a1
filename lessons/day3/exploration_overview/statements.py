"""A learner's statements on trial: Hive runs them, and is asked what has become of its tables."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from base.exceptions import ServiceError
from cluster.clients import hdfs
from cluster.clients.hive import query
from data.records import MASTER

MASTER_TABLE, MASTER_FOLDER = "overview.smartcar_master", "/pilot-pjt/tables/master"
STATUS_TABLE = "overview.smartcar_status_info"
COLUMNS = len(MASTER.names)


class Made(NamedTuple):
    """The table that a statement has made; no columns if there is none of this name."""

    kind: str = ""  # EXTERNAL_TABLE or MANAGED_TABLE
    folder: str = ""
    columns: int = 0
    rows: int = 0
    ages: int = 0  # rows whose age is a number


def make_master(file: Path, statement: str) -> Made:
    """Put the file anew, run a statement in place of any earlier table of this name, and see what there is then.

    Raises `ServiceError` with Hive's reason if it refuses the statement.
    """
    query(f"drop table if exists {MASTER_TABLE}")
    store = hdfs()
    store.makedirs(MASTER_FOLDER, exist_ok=True)
    store.put_file(str(file), f"{MASTER_FOLDER}/{file.name}")
    query(statement.strip().rstrip(";"))
    if query("show tables in overview like 'smartcar_master'").empty:
        return Made()
    told = query(f"describe formatted {MASTER_TABLE}")
    facts = dict(zip(told.iloc[:, 0].str.strip(), told.iloc[:, 1].fillna("").str.strip(), strict=True))
    columns = len(query(f"describe {MASTER_TABLE}"))
    rows, ages = query(f"select count(*), count(cast(age as int)) from {MASTER_TABLE}").iloc[0] if columns else (0, 0)
    return Made(facts["Table Type:"], urlsplit(facts["Location:"]).path, columns, int(rows), int(ages))


def nights_after(statement: str) -> list[str]:
    """Run a statement; returns the partitions that the metastore then knows of the status table.

    A partition that is there already is no error: the statement may be run twice.
    """
    try:
        query(statement.strip().rstrip(";"))
    except ServiceError as refused:
        if "AlreadyExists" not in str(refused):
            raise
    told = query(f"show partitions {STATUS_TABLE}")
    return sorted(each.partition("=")[2] for each in told.iloc[:, 0])
