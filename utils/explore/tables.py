"""The four external tables over the lake. Each statement may be run again: what is there stays."""

from __future__ import annotations

from cluster.clients.hive import partitions, query
from utils.explore.statements import statement

EXTERNAL = {
    "status": "SmartCar_Status_Info",
    "drive": "SmartCar_Drive_Info",
    "master": "SmartCar_Master",
    "item_buylist": "SmartCar_Item_BuyList",
}
PARTITIONED = {"status": "wrk_date", "drive": "biz_date"}  # two dates, never mixed


def make_tables() -> None:
    """Make the external tables that are missing, and bring their partitions in."""
    for name in EXTERNAL:
        query(statement(name))
    for name in PARTITIONED:
        refresh(name)


def refresh(name: str) -> list[str]:
    """Bring the metastore's list of partitions in line with the folders; returns the dates that it then knows.

    A folder that is new is added, one that is gone is taken from the list. No file is touched.
    """
    query(f"msck repair table {EXTERNAL[name]} sync partitions")
    return partitions(EXTERNAL[name])


def drop_tables() -> None:
    """Take the external tables from the metastore; their files stay."""
    for table in EXTERNAL.values():
        query(f"drop table if exists {table}")
