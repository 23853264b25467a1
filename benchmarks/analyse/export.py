"""Rows a second from the mart into PostgreSQL: Sqoop, Spark over JDBC, COPY.

Run `python -m benchmarks.analyse.export [rounds] [rows…]`, for example `3 1000 100000`. Each way is warmed by a run
that does not count; then they take turns. What each leaves is held against the mart. It prints a Markdown table.
"""

import statistics
import sys
import time

from benchmarks.bench import cluster_of_its_own, machine
from cluster.clients.hive import SPARK
from utils.analyse import delivered, export
from utils.lab import symptoms

DAY = "20160101"


def measure(way: str, rows: int) -> float:
    """Seconds of one run."""
    begin = time.monotonic()
    assert export.WAYS[way](DAY) == rows
    return time.monotonic() - begin


def main(rounds: int = 3, *sizes: int) -> None:
    print("| Rows | Way | Rows a second, median | Seconds: median (least – most) |\n|---|---|---|---|")
    with cluster_of_its_own("analyse", "postgresql", "spark-thrift", "yarn"):
        for rows in sizes or (1_000, 100_000):
            symptoms.make(DAY, rows)
            for way in export.WAYS:
                measure(way, rows)
                assert delivered.differences(DAY, SPARK).empty, way
            taken: dict[str, list[float]] = {way: [] for way in export.WAYS}
            for _ in range(rounds):
                for way, seconds in taken.items():
                    seconds.append(measure(way, rows))
            for way, seconds in taken.items():
                middle = statistics.median(seconds)
                spread = f"{middle:.1f} ({min(seconds):.1f} – {max(seconds):.1f})"
                print(f"| {rows:,} | {way} | {rows / middle:,.0f} | {spread} |", flush=True)
    print(machine())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
