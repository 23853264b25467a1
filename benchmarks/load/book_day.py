"""A whole day in the shape of the book's files through the real agent: 100 cars, every 4 s, both midnights.

Run `python -m benchmarks.load.book_day [cars]`; it prints the account of the day.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bench import cluster_of_its_own, machine
from benchmarks.load.lane import WRK_DATE, through_flume
from benchmarks.load.status_files import write_book_day
from utils.collect.collector import Collector
from utils.collect.reconcile import arrived, reconcile
from utils.load import partitions
from utils.load.arrivals import by_dates
from utils.load.compaction import compact


def main(cars: int = 100) -> None:
    with TemporaryDirectory() as folder, cluster_of_its_own("load", "hdfs=1", "flume") as cluster:
        collector, file = Collector(cluster), Path(folder) / "SmartCarStatusInfo_20160101.txt"
        rows = write_book_day(file, cars)
        seconds, cpu = through_flume(collector, file, rows)
        table = reconcile(file, partitions.in_hdfs(), rejected=collector.rejected())
        print(table.loc[["all"]].to_string())
        print(f"{len(table) - 1} cars, every one equal: {arrived(table)}")
        print(by_dates().to_string())
        size = file.stat().st_size / 1e6
        print(f"{size:.1f} MB in {seconds:.1f} s: {rows / seconds:,.0f} rows/s, {size / seconds:.2f} MB/s")
        print(f"{cpu:.1f} CPU s of the agent")
        begin = time.monotonic()
        print(compact(WRK_DATE, 512).table().to_string(), f"\ncompacted in {time.monotonic() - begin:.1f} s")
    print(machine())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
