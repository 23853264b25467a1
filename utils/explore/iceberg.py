"""Mart 1 as a table of Iceberg, the successor of partitions that are replaced: a day is merged, and each state kept.

The rows are those of `publish`: staged by the same statement, held against the same checks. A MERGE writes what is new
or has changed, and commits a snapshot of the whole table in one step. A reader keeps the snapshot with which it began,
and earlier ones are read with ``version as of``. Only Spark SQL knows these tables: no row of them is in the metastore.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from cluster.clients import namenode
from cluster.clients.hive import SPARK, query
from cluster.services.spark_thrift import ICEBERG
from utils.explore import checks, marts, publish
from utils.explore.checks import Check
from utils.explore.statements import filled, statement

TABLE = "iceberg.marts.status"
FOLDER = f"{ICEBERG}/marts/status"
COUNTS = ("inserted", "updated", "deleted")


def merge(biz_date: str, extra: Iterable[Check] = ()) -> pd.DataFrame:
    """Stage and check the rows of a day, and bring them into the table; returns what the checks found.

    Twice is once. Raises `CheckFailed` if a check does not pass, `DataError` for a value that is no date; the table
    then stays as it was.
    """
    staged = publish.stage("status", biz_date, SPARK)
    found = checks.taken(staged, [*checks.of(marts.of("status")), *extra], SPARK)
    checks.demand(f"{TABLE} biz_date={biz_date}", staged, found)
    query(statement("status_iceberg"), SPARK)
    query(filled("status_merge", staged=staged, biz_date=biz_date), SPARK)
    publish.discard(staged)
    return found


def snapshots() -> pd.DataFrame:
    """The states of the table, the oldest first, by ``snapshot_id``: when they were ``committed``, the rows that were
    ``inserted``, ``updated`` and ``deleted``, and the ``rows`` that readers of this state see.
    """
    counts = ", ".join(f"summary['spark.merge-into.num-target-rows-{name}'] as {name}" for name in COUNTS)
    removed = "coalesce(summary['total-position-deletes'], '0')"
    found = query(
        f"select snapshot_id, committed_at as committed, {counts}, summary['total-records'] - {removed} as rows "
        f"from {TABLE}.snapshots order by committed_at",
        SPARK,
    ).set_index("snapshot_id")
    numbers = [*COUNTS, "rows"]
    return found.assign(**found[numbers].fillna(0).astype("int64"))


def drop() -> None:
    """Remove the table. It is its folder."""
    namenode.remove(FOLDER)
