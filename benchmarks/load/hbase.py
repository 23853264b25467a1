"""How fast are rows put into HBase and scanned, by batch size, and what do 1, 10, 100 times the rows cost?

Run `python -m benchmarks.load.hbase [rounds] [rows…]`, for example `3 1000 10000 100000`. Rows of a driver log, of
eight cells each, go through the Thrift server into a table of five regions on two region servers. It prints a
Markdown table.
"""

import statistics
import sys
import time
from itertools import islice

from benchmarks.bench import cluster_of_its_own, machine
from benchmarks.load.lane import cpu
from cluster import Cluster
from cluster.clients import hbase
from cluster.clients.regions import create_split
from data import dataset
from data.record import is_garbage
from data.records import DRIVER

TABLE, FAMILY, REGIONS = "Bench", "cf1", 5
BATCHES = (1, 10, 100, 1000)  # rows that are sent, and asked for, at once
ONE_BY_ONE = 10_000  # rows; more of them in batches of one would only take longer
ROLES = ("hbase-thrift", "regionserver-1", "regionserver-2")


def rows_of(count: int) -> list[tuple[bytes, dict[bytes, bytes]]]:
    """Keys, the car first and then the time, and cells."""
    columns = [f"{FAMILY}:{name}".encode() for name in DRIVER.names]
    with dataset("class").driver.open(encoding=DRIVER.encoding) as lines:
        rows = (line.rstrip("\n").split(",") for line in lines if not is_garbage(DRIVER, line))
        return [
            (f"{row[1]}-{row[0]}".encode(), dict(zip(columns, (value.encode() for value in row), strict=True)))
            for row in islice(rows, count)
        ]


def put(table, rows, size: int) -> None:
    if size == 1:
        for key, cells in rows:
            table.put(key, cells)
        return
    with table.batch(batch_size=size * len(DRIVER.names)) as batch:  # happybase counts cells
        for key, cells in rows:
            batch.put(key, cells)


def measure(cluster: Cluster, rows, size: int) -> tuple[float, float, float]:
    """Seconds of the puts and of the scan, and the CPU seconds of HBase for both; the table is new each time."""
    base = hbase()
    if TABLE.encode() in base.tables():
        base.delete_table(TABLE, disable=True)
    create_split(TABLE, "A", "[", REGIONS, FAMILY)
    table, before, begin = base.table(TABLE), cpu(cluster, *ROLES), time.monotonic()
    put(table, rows, size)
    written = time.monotonic()
    assert sum(1 for _ in table.scan(batch_size=size)) == len(rows), "HBase does not hand out every row"
    read = time.monotonic()
    base.close()
    return written - begin, read - written, cpu(cluster, *ROLES) - before


def line(count: int, size: int, found: list[tuple[float, float, float]]) -> str:
    *work, used = zip(*found, strict=True)
    rates = (
        f"{count / statistics.median(seconds):,.0f} ({count / max(seconds):,.0f} – {count / min(seconds):,.0f})"
        for seconds in work
    )
    return f"| {count:,} | {size:,} | {' | '.join(rates)} | {1e6 * statistics.median(used) / count:,.0f} |"


def main(rounds: int = 3, *counts: int) -> None:
    print("| Rows | In batches of | Put, rows/s: median (least – most) | Scanned, rows/s | CPU of HBase, µs a row |")
    print("|---|---|---|---|---|")
    with cluster_of_its_own("load", "hbase=2", "hdfs=3") as cluster:
        measure(cluster, rows_of(ONE_BY_ONE), 1000)  # does not count: HBase warms up
        for count in counts or (1000, 10_000, 100_000):
            rows = rows_of(count)
            taken = {size: [] for size in BATCHES if size > 1 or count <= ONE_BY_ONE}
            for _ in range(rounds):
                for size, found in taken.items():
                    found.append(measure(cluster, rows, size))
            for size, found in taken.items():
                print(line(count, size, found), flush=True)
    print(f"\n{rounds} rounds, {machine()}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
