"""Tables of HBase that start with several regions, and regions cut in two. Thrift has no call for either."""

from __future__ import annotations

from base.exceptions import ServiceError
from cluster import Cluster

SPLITTER = "org.apache.hadoop.hbase.util.RegionSplitter"
CUTTER = "RegionCutter"  # in cluster/jvm/sources


def create_split(table: str, first: str, last: str, regions: int, family: str = "cf1") -> None:
    """Make a table of one family, cut into regions of equal width between the keys `first` and `last`.

    Width is that of the keys as numbers, byte by byte: from 0 to : five regions begin at the start, 2, 4, 6 and 8.
    Raises `ServiceError` if the table exists or HBase does not answer.
    """
    wanted = (table, "UniformSplit", "-c", str(regions), "-f", family, "--firstrow", first, "--lastrow", last)
    _run(f"make the table {table}", SPLITTER, *wanted)


def split(table: str, key: str) -> None:
    """Cut the region of a table in which a key lies; the key becomes the first of the new region.

    Rows can be read and written meanwhile. Returns when the two are there. Raises `ServiceError` with HBase's
    reason, such as that a region begins with this key already.
    """
    _run(f"cut {table} at {key}", CUTTER, table, key)


def _run(what: str, main: str, *words: str) -> None:
    done = Cluster().command("hbase", main, *words)
    if done.returncode:
        lines = (done.stderr + done.stdout).splitlines()
        told = next((line for line in lines if "Exception" in line), lines[0] if lines else "it gave no reason")
        raise ServiceError(f"HBase did not {what}: {told.strip()}. Type: cluster status")
