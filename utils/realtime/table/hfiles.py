"""The files in which HBase keeps a table on HDFS: flushed, listed, and merged by HBase itself."""

from __future__ import annotations

import happybase

from base.waiting import wait_until
from cluster.clients import hdfs

TABLES = "/hbase/data/default"
FAMILY = "cf1"
TO_MERGE = 3  # files of a region and family from which on HBase merges: hbase.hstore.compaction.min


def fresh_table(base: happybase.Connection, name: str, versions: int = 3) -> happybase.Table:
    """Make an empty table of one region and the family cf1; an old table of this name is deleted with its rows."""
    if name.encode() in base.tables():
        base.delete_table(name, disable=True)
    base.create_table(name, {FAMILY: {"max_versions": versions}})
    return base.table(name)


def hfiles(table: str) -> dict[str, int]:
    """The HFiles of a table's regions, and their sizes in bytes."""
    found = hdfs().find(f"{TABLES}/{table}", detail=True)
    return {path: entry["size"] for path, entry in found.items() if path.split("/")[-2] == FAMILY and "/." not in path}


def flush(base: happybase.Connection, table: str) -> None:
    """Let every region write its MemStore into a file: closing a region does that, and Thrift has no call for it."""
    base.disable_table(table)
    base.enable_table(table)


def merged(base: happybase.Connection, table: str, seconds: float = 60) -> dict[str, int]:
    """Wait until HBase has merged the three HFiles of a table of one region; returns the one that is left."""
    wait_until(lambda: len(hfiles(table)) != TO_MERGE, f"the HFiles of {table} are merged", seconds)
    flush(base, table)  # a region that closes removes the old files; otherwise that takes up to two minutes
    wait_until(lambda: len(hfiles(table)) == 1, f"{table} has one HFile", seconds)
    return hfiles(table)
