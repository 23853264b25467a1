"""How fast does a file reach HDFS by way of Flume, against `hdfs dfs -put` of the same file?

Run `python -m benchmarks.load.files [rounds] [sizes]`, sizes as multiples of 20,000 rows, for example `3 1 10 100`.
It prints a Markdown table.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bench import cluster_of_its_own, machine
from benchmarks.load.lane import through_flume
from benchmarks.load.status_files import write_status
from cluster.clients import hdfs_shell, namenode
from utils.collect.collector import Collector
from utils.load import partitions

MINUTES = 10  # of 100 cars: 20,000 rows
WAYS = ("put", "flume, file channel", "flume, memory channel")


def by_put(file: Path) -> tuple[float, float]:
    """Seconds and CPU seconds of the command, the start of its JVM included."""
    namenode.remove("/put.txt")
    subprocess.run(["true"], check=True)  # takes account of processes that ended earlier, such as the last agent
    before, begin = os.times(), time.monotonic()
    hdfs_shell("-put", str(file), "/put.txt")
    taken, after = time.monotonic() - begin, os.times()
    return taken, after.children_user + after.children_system - before.children_user - before.children_system


def measure(collector: Collector, way: str, file: Path, rows: int) -> tuple[float, float]:
    if way == "put":
        return by_put(file)
    result = through_flume(collector, file, rows, way.split()[1])
    assert partitions.per_car().sum() == rows, "HDFS does not hold every row"
    return result


def main(rounds: int = 3, *sizes: int) -> None:
    print("| Rows | MB | Way | Seconds: median (least – most) | MB/s | Rows/s | CPU s | Put's time ÷ this |")
    print("|---|---|---|---|---|---|---|---|")
    with TemporaryDirectory() as folder, cluster_of_its_own("load", "hdfs=1", "flume") as cluster:
        collector, file = Collector(cluster), Path(folder) / "status.txt"
        hdfs_shell("-ls", "/")  # makes the class archive of the command
        for size in sizes or (1, 10):
            rows = write_status(f"100 cars {size * MINUTES} min", file)
            megabytes = file.stat().st_size / 1e6
            taken: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
            for _ in range(rounds):
                for way, found in taken.items():
                    found.append(measure(collector, way, file, rows))
            put = statistics.median(seconds for seconds, _ in taken["put"])
            for way, found in taken.items():
                seconds = [each for each, _ in found]
                median = statistics.median(seconds)
                print(
                    f"| {rows:,} | {megabytes:.1f} | {way} | {median:.1f} ({min(seconds):.1f} – {max(seconds):.1f}) "
                    f"| {megabytes / median:.2f} | {rows / median:,.0f} | {statistics.median(c for _, c in found):.1f} "
                    f"| {put / median:.2f} |",
                    flush=True,
                )
    print(f"\n{rounds} rounds, {machine()}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
