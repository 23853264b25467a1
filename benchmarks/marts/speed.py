"""How long do the marts take, by three engines of the pilot and by DuckDB over the same files, and how does it grow?

Run `python -m benchmarks.marts.speed [times…]`, for example `1 10 100`: so many times the rows of `small`. It prints
Markdown tables. A way that takes longer than a minute the first time is not asked again.
"""

from __future__ import annotations

import math
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pandas as pd
import psutil

from base.settings import settings
from benchmarks.bench import cluster_of_its_own, machine
from benchmarks.marts.floor import Floor
from cluster import Cluster
from cluster.clients import hive, namenode
from cluster.clients.hive import HIVE, SPARK, query
from data import dataset
from data.files import Files
from data.records import DRIVER, MASTER, PURCHASES, STATUS, Record, is_garbage
from utils.explore import marts, publish, tables
from utils.explore.drives import DRIVE_LOG
from utils.explore.statements import filled, statement
from utils.lab import lake
from utils.lab.turns import ROUNDS, turns
from utils.load.partitions import path_of
from utils.load.tables import FOLDERS

DAY, MONTH = "20160101", "201601"
TIMES = {1: "10 cars 1 h", 10: "100 cars 1 h", 100: "100 cars 10 h"}
MADE = {"over18": "", "status": DAY, "drive": DAY, "symptom": DAY, "emergency": DAY, "item_buylist": MONTH}
GROWING = ("status", "drive", "symptom", "emergency")  # with the times; owners and purchases are those of 2,600 cars
LIMIT_MS = 60_000
TEZ, MR, SQL, FLOOR = "Hive on Tez", "Hive on MapReduce", "Spark SQL", "DuckDB"
SERVERS = {TEZ: (HIVE, "tez"), MR: (HIVE, "mr"), SQL: (SPARK, "")}
BENCH = "/bench"


def fill(files: Files, copy: Path) -> None:
    """The lake of a data set: sound rows of a day, the registry, the purchases; here, and the same files in HDFS."""
    lake.empty()
    shutil.rmtree(copy, ignore_errors=True)
    _write(copy, f"{DRIVE_LOG}/biz_date={DAY}/rows.csv", DRIVER, [files.driver])
    (status,) = files.status
    wrk_date = lake.collected(status)
    _write(copy, f"{path_of(wrk_date)}/car-batch-log.1.log", STATUS, [status], f",{wrk_date}")
    _write(copy, f"{FOLDERS[MASTER.name]}/CarMaster.txt", MASTER, [files.master])
    _write(copy, f"{FOLDERS[PURCHASES.name]}/all.txt", PURCHASES, files.purchases)
    tables.make_tables()


def _write(copy: Path, path: str, record: Record, files: list[Path], more: str = "") -> None:
    here = copy / path.lstrip("/")
    here.parent.mkdir(parents=True)
    with here.open("w", encoding="utf-8") as to:
        for file in files:
            with file.open(encoding="utf-8") as lines:
                to.writelines(f"{line.rstrip()}{more}\n" for line in lines if not is_garbage(record, line))
    with here.open("rb") as content:
        namenode.put_whole(content, path, here.stat().st_size)


def ways(name: str, floor: Floor) -> dict[str, Callable[[], object]]:
    """The statement of a mart on each engine, each into a table of its own that is there before."""
    mart, found = marts.of(name), {}
    query(statement(f"table_{name}"))
    for way, (server, engine) in SERVERS.items():
        query(f"drop table if exists {_table(way, name)}")
        namenode.remove(f"{BENCH}/{_table(way, name)}")
        query(f"create external table {_table(way, name)} like {mart.table} location '{BENCH}/{_table(way, name)}'")
        text = filled(f"mart_{name}", staged=_table(way, name), **({mart.cut: MADE[name]} if mart.cut else {}))
        options = {"hive_execution_engine": engine} if engine else {}
        found[way] = partial(query, text, server, **options)
    return found | {FLOOR: partial(floor.make, name, MADE[name])}


def alike(name: str, floor: Floor) -> int:
    """How many rows a mart has. Ends with an error unless all engines made as many, with the same sums."""
    columns = re.findall(r"^  `?(\w+)`? (?:int|double)", statement(f"table_{name}"), re.MULTILINE)
    sums = ", ".join(f"round(sum({column}), 2) as {column}" for column in columns)
    asked = f"select count(*) as n, {sums} from "
    floor.publish(name, MADE[name])
    rows = {way: query(asked + _table(way, name), SPARK) for way in SERVERS}
    rows[FLOOR] = floor.query(asked + marts.of(name).table)
    for way, found in rows.items():
        pd.testing.assert_frame_equal(found, rows[SQL], check_dtype=False, obj=f"{name} by {way}")
    return int(rows[SQL].iloc[0, 0])


def _table(way: str, name: str) -> str:
    return f"bench_{way.split()[-1].lower()}_{name}"


@dataclass
class Taken:
    """Seconds of a way, the first time before the others: by the clock, and of CPU in the process that did the work."""

    wall: list[float]
    cpu: list[float]

    @property
    def again(self) -> tuple[float, float]:
        """The median of the others; what the first took, where there are no others."""
        return median(self.wall[1:] or self.wall), median(self.cpu[1:] or self.cpu)

    def cells(self) -> str:
        wall, cpu = self.again
        if len(self.wall) == 1:
            return f"{wall:.1f} ({cpu:.1f}) | not asked again"
        return (
            f"{self.wall[0]:.2f} ({self.cpu[0]:.2f}) "
            f"| {wall:.2f} ({min(self.wall[1:]):.2f} – {max(self.wall[1:]):.2f}); {cpu:.2f}"
        )


def measure(name: str, floor: Floor, processes: Mapping[str, psutil.Process]) -> tuple[dict[str, Taken], int]:
    """What each way took, and the rows of the mart."""
    spent: dict[str, list[float]] = {way: [] for way in processes}

    def metered(way: str, run: Callable[[], object]) -> None:
        before = sum(processes[way].cpu_times()[:2])
        run()
        spent[way].append(sum(processes[way].cpu_times()[:2]) - before)

    asked = {way: partial(metered, way, run) for way, run in ways(name, floor).items()}
    first = turns(asked, rounds=1, before=0).iloc[0]
    again = turns({way: asked[way] for way in asked if first[way] <= LIMIT_MS}, ROUNDS, before=0)
    found = {way: Taken([each / 1000 for each in (first[way], *again.get(way, ()))], spent[way]) for way in asked}
    rows = alike(name, floor)
    publish.make(name, MADE[name], server=SPARK)  # for the marts that are made of this one
    return found, rows


def main(*times: int) -> None:
    totals: dict[int, dict[str, tuple[float, float]]] = {}
    memory: dict[int, dict[str, int]] = {}
    hive.ANSWER_SECONDS = 3600  # on a busy machine an engine plans for longer than people wait
    with cluster_of_its_own("marts", "spark-thrift") as cluster, TemporaryDirectory(dir=settings().home) as folder:
        processes = {way: psutil.Process(cluster.role(server).pid) for way, (server, _) in SERVERS.items()}
        processes[FLOOR] = psutil.Process()
        print("Seconds of each statement and, in brackets or at the end, CPU seconds of its server.\n")
        print("| × | Mart | Rows |" + "".join(f" {way}: first | again |" for way in processes)
              + "\n|" + "---|" * (3 + 2 * len(processes)))  # fmt: skip
        for multiple in times or tuple(TIMES):
            fill(dataset(TIMES[multiple], start="2016-01-01T00:00"), Path(folder, "lake"))
            floor = Floor(Path(folder, "lake"), Path(folder))
            summed = {way: (0.0, 0.0) for way in processes}
            for name in MADE:
                found, rows = measure(name, floor, processes)
                told = " | ".join(each.cells() for each in found.values())
                print(f"| {multiple} | {name} | {rows:,} | {told} |", flush=True)
                if name in GROWING:
                    summed = {way: tuple(map(sum, zip(summed[way], found[way].again, strict=True))) for way in summed}
            totals[multiple], memory[multiple] = summed, resident(cluster)
            report(totals)
    print("\nMB of memory afterwards:")
    for multiple, sizes in memory.items():
        print(f"- {multiple} ×: " + ", ".join(f"{name} {size:,}" for name, size in sizes.items()))
    print(f"\n{ROUNDS} rounds after the first, {machine()}")


def report(totals: Mapping[int, Mapping[str, tuple[float, float]]]) -> None:
    """Marts 1 to 4 together, how they grow from each size to the next, and each way against the floor."""
    for place, kind in enumerate(("Seconds", "CPU seconds")):
        print(f"\n| {kind}, marts 1 to 4 |" + "".join(f" {each} × | ÷ {FLOOR} |" for each in totals) + " Exponents |")
        print("|---|" + "---|" * (2 * len(totals) + 1))
        for way in (*SERVERS, FLOOR):
            taken = {multiple: each[way][place] for multiple, each in totals.items()}
            cells = [f"{taken[each]:.2f} | {taken[each] / totals[each][FLOOR][place]:.1f}" for each in totals]
            grown = [f"{math.log(taken[b] / taken[a]) / math.log(b / a):.2f}" for a, b in pairwise(taken)]
            print(f"| {way} | {' | '.join(cells)} | {', '.join(grown)} |", flush=True)


def resident(cluster: Cluster) -> dict[str, int]:
    roles = {role.name: role.memory_mb for role in cluster.status() if role.memory_mb}
    return roles | {"this process, with DuckDB": psutil.Process().memory_info().rss >> 20}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
