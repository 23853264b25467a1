"""What does a compaction cost, in this process and as a job of Spark?

Run `python -m benchmarks.load.compaction [rounds] [scales…]`, for example `3 class full`. Each scale lies in HDFS in
40 files, one row in 200 twice. It prints a Markdown table.
"""

import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.bench import cluster_of_its_own, machine
from benchmarks.load.lane import WRK_DATE, cpu
from benchmarks.load.status_files import write_status
from cluster import Cluster
from cluster.clients import namenode
from cluster.clients.spark import session
from utils.load import partitions
from utils.load.compaction import compact

FILES, TWICE, TARGET_MB = 40, 200, 64


def fill(rows: list[bytes]) -> None:
    """The rows in so many files of one partition."""
    namenode.remove(partitions.STATUS_LOG)
    share = -(-len(rows) // FILES)
    for number in range(FILES):
        part = rows[number * share : (number + 1) * share]
        namenode.write(f"{partitions.path_of(WRK_DATE)}/car-batch-log.{number:02d}.log", b"".join(part + part[::TWICE]))


def measure(cluster: Cluster, spark) -> tuple[float, float, int, int]:
    """Seconds, CPU seconds, peak MB of the engine; rows left."""
    own = psutil.Process()
    before, begin = sum(own.cpu_times()[:2]) + cpu(cluster, "spark-connect"), time.monotonic()
    done = compact(WRK_DATE, TARGET_MB, spark)
    taken = time.monotonic() - begin
    engine = psutil.Process(cluster.role("spark-connect").pid) if spark else own
    used = sum(own.cpu_times()[:2]) + cpu(cluster, "spark-connect") - before
    return taken, used, engine.memory_info().rss >> 20, int(done.per_car["rows"].sum())


def main(rounds: int = 3, *scales: str) -> None:
    print("| Rows | MB | Files | Engine | Seconds: median (least – most) | CPU s | MB of memory afterwards |")
    print("|---|---|---|---|---|---|---|")
    with TemporaryDirectory() as folder, cluster_of_its_own("load", "hdfs=1", "spark-connect") as cluster:
        spark = session()
        spark.range(10).count()
        for scale in scales or ("class",):
            file = Path(folder) / "status.txt"
            count = write_status(scale, file)
            rows = [line + f",{WRK_DATE}\n".encode() for line in file.read_bytes().splitlines()]
            engines = {"this process": None, "Spark Connect, 2 cores": spark}
            taken: dict[str, list] = {name: [] for name in engines}
            for _ in range(rounds):
                for name, engine in engines.items():
                    fill(rows)
                    megabytes = partitions.partitions()["MB"].sum()
                    taken[name].append(measure(cluster, engine))
                    assert taken[name][-1][3] == count
            for name, found in taken.items():
                seconds = [each[0] for each in found]
                print(
                    f"| {count:,} | {megabytes:.0f} | {FILES} → {len(partitions.parts(WRK_DATE))} | {name} "
                    f"| {statistics.median(seconds):.1f} ({min(seconds):.1f} – {max(seconds):.1f}) "
                    f"| {statistics.median(each[1] for each in found):.1f} | {max(each[2] for each in found):,} |",
                    flush=True,
                )
        spark.stop()
    print(f"\n{rounds} rounds, {machine()}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 3, *sys.argv[2:])
