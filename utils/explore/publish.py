"""Making a mart: rows are staged where nobody reads, checked, and published in one step.

Each run writes into a folder of its own. Publishing tells the metastore that the partition now lies there. A query that
was planned before reads the folder it knows, which stays until the run after the next; a query after it reads the new
rows. So a reader sees all of the old rows or all of the new ones, and a run that is killed anywhere leaves what was.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

import pandas as pd

from base.exceptions import DataError
from cluster.clients import namenode
from cluster.clients.hive import HIVE, partitions, query
from cluster.services.hive import WAREHOUSE
from utils.explore import checks, marts
from utils.explore.checks import Check
from utils.explore.statements import filled, statement

FOLDER = "/pilot-pjt/marts"
STAGED = "staged_"


def make(name: str, value: str = "", extra: Iterable[Check] = (), server: str = HIVE) -> pd.DataFrame:
    """Stage, check and publish a partition of a mart, or a mart without partitions; returns what the checks found.

    Twice is once, and any date may be made again. Raises `CheckFailed` if a check does not pass, `DataError` for a
    value that is no date; what was published before then stays.
    """
    stage(name, value, server)
    return publish(name, value, extra, server)


def stage(name: str, value: str = "", server: str = HIVE) -> str:
    """Write the new rows of a partition into a folder of their own; returns the table in which they can be read.

    Raises `DataError` if a mart from which they are made is not published for that date or month.
    """
    mart, value = marts.of(name), marts.of(name).value(value)
    for need in map(marts.of, mart.needs):
        if need.cut == mart.cut and value not in values(need.name):
            raise DataError(
                f"{_named(mart, value)} is made from {need.table}, which is not published for {value}. "
                f"Publish that first: make({need.name!r}, {value!r})"
            )
    query(statement(f"table_{name}"))
    for earlier in _tables(f"{_staged(mart, value)}%"):
        query(f"drop table {earlier}")
    run = uuid4().hex[:7]
    table = f"{_staged(mart, value)}{run}"  # a name of its own: what a killed run still writes finds no table
    folder = f"{FOLDER}/{name}/{value or 'all'}-{run}"
    query(f"create external table {table} like {mart.table} location '{folder}'")
    query(filled(f"mart_{name}", staged=table, **({mart.cut: value} if mart.cut else {})), server)
    return table


def staged(name: str, value: str = "") -> str:
    """The table in which the new rows of a partition can be read. Raises `DataError` if none are staged."""
    mart = marts.of(name)
    found = _tables(f"{_staged(mart, value)}%")
    if not found:
        raise DataError(f"No rows are staged for {_named(mart, value)}. Stage them first: stage({name!r}, {value!r})")
    return found[0]


def publish(name: str, value: str = "", extra: Iterable[Check] = (), server: str = HIVE) -> pd.DataFrame:
    """Check the staged rows of a partition, by the mart's checks and `extra` ones, and let readers find them.

    Raises `CheckFailed` if a check does not pass, `DataError` if nothing is staged.
    """
    mart, value = marts.of(name), marts.of(name).value(value)
    table = staged(name, value)
    new = location(table)  # what is checked is published, even if another run stages meanwhile
    found = checks.taken(table, [*checks.of(mart), *extra], server)
    checks.demand(_named(mart, value), table, found)
    old = published(name, value)
    if mart.cut:
        new = f"{new}/{mart.cut}={value}"
        query(f"alter table {mart.table} add if not exists {mart.clause(value)} location '{new}'")
    if old or not mart.cut:
        query(f"alter table {mart.table} {mart.clause(value)} set location '{new}'")
    _forget(name, value, {_run(new), _run(old)})
    query(f"drop table {table}")
    return found


def discard(table: str) -> None:
    """Remove a staged table with its rows."""
    folder = location(table)
    query(f"drop table {table}")
    namenode.remove(folder[folder.index(FOLDER) :])


def published(name: str, value: str = "") -> str:
    """Where the rows lie that readers of a partition find now; nothing if it was never published."""
    mart = marts.of(name)
    if mart.cut and value not in values(name):
        return ""
    return location(mart.table, mart.clause(value))


def values(name: str) -> list[str]:
    """The dates or months of a mart that are published."""
    table = marts.of(name).table
    return partitions(table) if _tables(table) else []


def location(table: str, clause: str = "") -> str:
    """The folder of a table, or of one of its partitions, as the metastore has it."""
    told = query(f"describe formatted {table} {clause}")
    return told.loc[told.iloc[:, 0].str.strip() == "Location:"].iloc[0, 1].strip()


def drop() -> None:
    """Take the marts from the metastore, with what is staged for them, and remove their folders."""
    for table in (*(mart.table for mart in marts.MARTS), *_tables(f"{STAGED}%")):
        query(f"drop table if exists {table}")
        namenode.remove(f"{WAREHOUSE}/{table.lower()}")  # where it lay before it was pointed elsewhere
    namenode.remove(FOLDER)


def _named(mart: marts.Mart, value: str) -> str:
    return f"{mart.table} {mart.cut}={value}" if mart.cut else mart.table


def _staged(mart: marts.Mart, value: str) -> str:
    """What the names of all staged tables of a partition begin with."""
    return f"{STAGED}{mart.name}_{value or 'all'}_r"


def _tables(pattern: str) -> list[str]:
    """The tables of such a name; ``%`` stands for any letters."""
    return query(f"show tables like '{pattern}'").iloc[:, 0].tolist()


def _run(location: str) -> str:
    """The name of a run's folder within that of its mart.

    >>> _run("hdfs://localhost:30020/pilot-pjt/marts/status/20160101-1a2b3c4d/biz_date=20160101")
    '20160101-1a2b3c4d'
    """
    return location.partition(f"{FOLDER}/")[2].split("/")[1] if FOLDER in location else ""


def _forget(name: str, value: str, kept: set[str]) -> None:
    """Remove the folders of earlier runs that no reader can know any more: all but what is published and was before."""
    begins = {each["pathSuffix"]: each["modificationTime"] for each in namenode.listed(f"{FOLDER}/{name}")}
    oldest = min(begins[run] for run in kept if run in begins)
    for run, begin in begins.items():
        if run.startswith(f"{value or 'all'}-") and run not in kept and begin <= oldest:
            namenode.remove(f"{FOLDER}/{name}/{run}")
