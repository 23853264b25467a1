"""The account of the batch lane with every fault of the simulator, and the agent killed in mid file.

Run `python -m benchmarks.load.account [scale]`; it prints lines in and rows in HDFS, by car and in total.
"""

import sys
from datetime import date

from benchmarks.bench import cluster_of_its_own, machine
from benchmarks.load.lane import SINK
from data import dataset
from data.faults import FAULTS
from utils.collect.collector import Collector
from utils.collect.pilot import batch_lane
from utils.collect.reconcile import arrived, reconcile
from utils.collect.recovery import recovered_table
from utils.load import ledger, partitions
from utils.load.arrivals import by_dates
from utils.load.compaction import compact

SHOWN = 4  # cars


def collect(collector: Collector, file, day: int, killed_at: int = 0) -> None:
    """Collects the file of a day on the next one, with a kill -9 when HDFS has so many rows."""
    agent = batch_lane(collector.place, collected=date(2016, 1, day + 1), capacity=50_000, roll_bytes=2**21)
    collector.run(agent, fresh=day == 1)
    ledger.collect(collector, file)
    if killed_at:
        collector.wait_for(SINK, went_on=killed_at, seconds=900)
        collector.kill()
        print(f"killed in mid file: {not (collector.spool / f'{file.name}.COMPLETED').exists()}; recovered:")
        print(recovered_table(collector.recover()).to_string())
        collector.revive()
    done = collector.spool / f"{file.name}.COMPLETED"
    collector.cluster.wait(lambda: done.exists() and not collector.counters()["holds"].fillna(0).any(), "all read", 900)
    collector.stop()


def show(files, collector: Collector, title: str) -> None:
    table = reconcile(files.status, partitions.in_hdfs(), rejected=collector.rejected())
    print(f"\n{title}: {len(table) - 1} cars, every one equal: {arrived(table)}")
    print(table.iloc[[*range(SHOWN), -1]].to_string())


def main(scale: str = "class") -> None:
    with cluster_of_its_own("load", "hdfs=1", "flume") as cluster:
        collector, files = Collector(cluster), dataset(scale, faults=FAULTS)
        for day, file in enumerate(files.status, start=1):
            collect(collector, file, day, killed_at=files.rows["status"] // 4 if day == 1 else 0)
        show(files, collector, "collected")
        print(by_dates().to_string())
        for wrk_date in partitions.wrk_dates():
            print(compact(wrk_date).table().to_string())
        show(files, collector, "compacted")
    print(f"\n{machine()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
