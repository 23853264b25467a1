"""Marts 3 and 4 against the truth: who drives wildly, as more and more do, and which cars have a fault.

Run `python -m benchmarks.marts.scores`; it starts Hive and Spark SQL, publishes the marts of an hour of 100 cars, and
of fewer of them in which the wild drivers are a larger share, and prints how many were found, and how many wrongly.
"""

from __future__ import annotations

import pandas as pd

from benchmarks.bench import cluster_of_its_own, machine
from cluster.clients import namenode
from cluster.clients.hive import SPARK, query
from data import truth
from data.records import DRIVER, is_garbage
from utils.explore import publish, tables
from utils.explore.drives import DRIVE_LOG
from utils.lab import lake

DAY, NEXT = "20160101", "2016-01-02"
SHARES = (0.1, 0.2, 0.25, 0.3)  # of wild drivers
LIMIT = 2  # deviations from the middle, for both measures


def symptom(lines: list[str], cars: list[str]) -> pd.DataFrame:
    """Mart 3 of these cars alone."""
    kept = set(cars)
    rows = "".join(f"{line}\n" for line in lines if line[15:20] in kept)
    namenode.put_whole(rows.encode(), f"{DRIVE_LOG}/biz_date={DAY}/rows.csv", len(rows))
    tables.refresh("drive")
    for name in ("drive", "symptom"):
        publish.make(name, DAY, server=SPARK)
    found = query(f"select * from Managed_SmartCar_Symptom_Info where biz_date = '{DAY}'", SPARK)
    return found.set_index("car_number")


def main() -> None:
    files = lake.nights(100, 20220329)
    told = truth.read(files.truth)
    driving = told["cars"][told["cars"]["driving"]].set_index("car_number")
    with cluster_of_its_own("marts", "spark-thrift"):
        lake.fill(files)
        tables.make_tables()
        publish.make("over18", server=SPARK)
        adults = set(query("select car_number from SmartCar_Master_Over18", SPARK).iloc[:, 0])
        wild = sorted(set(driving.index[driving["wild"]]) & adults)
        calm = sorted(set(driving.index[~driving["wild"]]) & adults)
        with files.driver.open(encoding="utf-8") as log:
            lines = [line.rstrip("\n") for line in log if line.startswith(DAY) and not is_garbage(DRIVER, line)]
        print("| Wild drivers | of cars | by the mean: right, wrong | by the median: right, wrong |\n|---|---|---|---|")
        for share in SHARES:
            cars = [*wild, *calm[: round(len(wild) * (1 - share) / share)]]
            mart = symptom(lines, cars)
            cells = []
            for measure in ("speed_pedal_z", "speed_pedal_robust"):
                named = set(mart.index[mart[measure] > LIMIT])
                cells.append(f"{len(named & set(wild))}, {len(named - set(wild))}")
            print(f"| {len(wild)} | {len(mart)} | {' | '.join(cells)} |")
        publish.make("status", DAY, server=SPARK)
        publish.make("emergency", DAY, server=SPARK)
        named = set(
            query(f"select car_number from Managed_SmartCar_Emergency_Check_Info where biz_date = '{DAY}'").iloc[:, 0]
        )
        faults = told["faults"].set_index("car_number")["latched"]
        faulty = set(faults.index[faults < NEXT]) & adults
        print(f"\ncars of which something was faulty before midnight: {len(faulty)}; ", end="")
        print(f"in mart 4: {len(named & faulty)}; in it without a fault: {len(named - faulty)}")
        print(f"not in it: {', '.join(sorted(faulty - named)) or 'none'}")
    print(machine())


if __name__ == "__main__":
    main()
