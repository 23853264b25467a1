"""The tables of a day in the shape of the book's, from files in HDFS to five checked and published marts.

Run `python -m benchmarks.marts.book_day [engine…]`, for example `spark hive`. The status rows are the book's
2.16 million, of 100 cars every 4 s; beside them lie two hours of driving rows, the registry and the purchases.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bench import cluster_of_its_own, machine
from benchmarks.load.status_files import write_book_day
from benchmarks.marts.speed import DAY, MADE, fill, resident
from cluster.clients.hive import HIVE, SPARK, query
from data import dataset
from utils.explore import marts, publish, tables

ENGINES = {"spark": SPARK, "hive": HIVE}


def main(*engines: str) -> None:
    with TemporaryDirectory() as folder, cluster_of_its_own("marts", "spark-thrift") as cluster:
        status = Path(folder, f"SmartCarStatusInfo_{DAY}.txt")
        lines = write_book_day(status)
        files = replace(dataset("class", start="2016-01-01T00:00"), status=[status])
        print("| Engine | Step | Seconds | Rows |\n|---|---|---|---|")
        for engine in engines or ("spark",):
            fill(files, Path(folder, "lake"))
            tables.drop_tables()
            begin = last = time.monotonic()
            tables.make_tables()
            steps = [("external tables", time.monotonic() - last, lines)]
            for name, value in MADE.items():
                last = time.monotonic()
                found = publish.make(name, value, server=ENGINES[engine])
                steps.append((marts.of(name).table, time.monotonic() - last, found.loc["rows", "found"]))
            whole = time.monotonic() - begin
            for step, seconds, rows in steps:
                print(f"| {engine} | {step} | {seconds:.1f} | {rows:,} |")
            print(f"| {engine} | all | {whole:.1f} | |", flush=True)
            told = int(query(f"select count(*) from Managed_SmartCar_Status_Info where biz_date = '{DAY}'").iloc[0, 0])
            assert told == steps[2][2], "readers find other rows than were checked"
        print(f"\nMB of memory afterwards: {resident(cluster)}\n{machine()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
