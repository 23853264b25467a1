"""Rows a second from the mart into PostgreSQL: Sqoop, Spark over JDBC, COPY.

Run `python -m benchmarks.analyse.export [rounds] [rows…]`, for example `3 1000 100000`. The ways take turns; a round
before the first does not count, and what is there at the end is held against the mart. It prints a Markdown table.
"""

import sys
from functools import partial

from benchmarks.bench import cluster_of_its_own, machine
from cluster.clients.hive import SPARK
from utils.analyse import delivered, export
from utils.lab import symptoms
from utils.lab.turns import ROUNDS, turns

DAY = "20160101"


def main(rounds: int = ROUNDS, *sizes: int) -> None:
    print("| Rows | Way | Rows a second, median | Seconds: median (least – most) |\n|---|---|---|---|")
    with cluster_of_its_own("analyse", "postgresql", "spark-thrift", "yarn"):
        for rows in sizes or (1_000, 100_000):
            symptoms.make(DAY, rows)
            taken = turns({name: partial(way, DAY) for name, way in export.WAYS.items()}, rounds) / 1000
            assert delivered.differences(DAY, SPARK).empty
            for name, seconds in taken.items():
                middle = seconds.median()
                spread = f"{middle:.1f} ({seconds.min():.1f} – {seconds.max():.1f})"
                print(f"| {rows:,} | {name} | {rows / middle:,.0f} | {spread} |", flush=True)
    print(machine())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
