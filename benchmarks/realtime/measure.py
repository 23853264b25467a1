"""How long is a line on its way, how many go through in a second, and how soon does the lane run?

Run `python -m benchmarks.realtime.measure latency|maximum|soak|start|kills [numbers…]`; see README.md. Each measurement
has its services in a home of its own and prints a Markdown table.
"""

import sys
import time
from functools import partial
from itertools import islice
from statistics import median

import numpy as np

from base.exceptions import ServiceError
from base.waiting import wait_until
from benchmarks.bench import cluster_of_its_own, machine
from benchmarks.realtime.lane import (
    SPARK,
    STORM,
    alert_delays,
    feed,
    lane,
    lines_of,
    memory_mb,
    row_delays,
    url_of,
)
from data import dataset
from data.records import DRIVER
from utils.collect.topics import stored
from utils.lab.drill import Drill
from utils.lab.storm_faults import kill_and_mend
from utils.realtime.lane import measure
from utils.realtime.lane.speed_lane import SERVICES
from utils.realtime.speeding import structured
from utils.realtime.storm.topology import SCRIPTS, Topology

TOPOLOGY = Topology()
WARM_RATE, WARM_SECONDS = 1000, 20  # lines that do not count: JVMs and Python load what they need
KILLED = ("worker", *SCRIPTS, "supervisor", "nimbus", "regionserver-1", "kafka-1")
FAULTY = ["late", "duplicate", "out_of_order", "malformed"]
BEHIND = 2  # seconds of lines that may wait at the end of a step for its rate to be called sustained


def spread(delays: np.ndarray) -> str:
    if not len(delays):
        return "– | –"
    return " | ".join(f"{value:,.0f}" for value in np.percentile(delays, (50, 99)))


def latency(*rates: int, seconds: int = 120) -> None:
    """Each engine on the same lines at the same time, from the writing of a line to the row, and to the alert."""
    from cluster.clients.spark import session

    with cluster_of_its_own("realtime", *SERVICES, "spark-connect") as cluster:
        collector, lines = lane(cluster), lines_of("class")
        spark = session("bench")
        query = structured.start(spark, url=url_of(SPARK))
        sent = len(feed(collector, lines, WARM_RATE, WARM_SECONDS)[0])
        measure.settle(collector, TOPOLOGY, seconds=600)
        print("| Lines/s | Rows | Row in HBase, ms: p50 | p99 | Alerts of Storm | p50 | p99 | of Spark | p50 | p99 |")
        print("|---|---|---|---|---|---|---|---|---|---|")
        for rate in rates or (100, 400, 4000):
            chosen, times = feed(collector, lines, rate, seconds if rate < 4000 else seconds // 4)
            sent += len(chosen)
            measure.settle(collector, TOPOLOGY, seconds=600)
            storm = alert_delays(STORM, chosen, times)
            _wait_for_spark(len(storm), chosen, times)
            beside = alert_delays(SPARK, chosen, times)
            rows = spread(row_delays(chosen, times, TOPOLOGY))
            print(f"| {rate:,} | {len(chosen):,} | {rows} | {len(storm)} | {spread(storm)} | {len(beside)} | "
                  f"{spread(beside)} |", flush=True)  # fmt: skip
        taken = memory_mb(cluster)
        query.stop()
        spark.stop()
    alone = sum(size for role, size in taken.items() if role != "spark-connect")
    print(f"\nMemory, MB: {taken}; the lane without Spark {alone:,}")
    print(machine())


def maximum(step: int = 1000, seconds: int = 30) -> None:
    """Faster and faster, from the log to both stores, until rows pile up."""
    print("| Lines/s | Acknowledged of them when the last is written | Seconds until all are |\n|---|---|---|")
    with cluster_of_its_own("realtime", *SERVICES) as cluster:
        collector, lines = lane(cluster), lines_of("class")
        sent, rate = len(feed(collector, lines, WARM_RATE, WARM_SECONDS)[0]), step
        measure.settle(collector, TOPOLOGY, seconds=600)
        while True:
            chosen, times = feed(collector, lines, rate, seconds)
            sent, end = sent + len(chosen), time.time()
            done = _acknowledged() - (sent - len(chosen))
            measure.settle(collector, TOPOLOGY, seconds=600)
            real = len(chosen) / (times[-1] - times[0])
            print(f"| {real:,.0f} | {done:,} of {len(chosen):,} | {time.time() - end:.1f} |", flush=True)
            if len(chosen) - done > BEHIND * rate or real < 0.9 * rate:
                break
            rate += step
    print(f"\nSustained are {rate - step:,} lines/s: no more than {BEHIND} s of them waited at the end.\n{machine()}")


def soak(rate: int = 2000, seconds: int = 300) -> None:
    """Minutes at one rate: how far behind was the topology, and is every row there?"""
    with cluster_of_its_own("realtime", *SERVICES) as cluster:
        collector, lines, behind = lane(cluster), lines_of("class"), []
        chosen = list(islice(lines, rate * seconds))
        with collector.driving(chosen, rate) as driving:
            began = time.monotonic()

            def over() -> bool:
                behind.append((time.monotonic() - began, driving.written - _acknowledged()))
                return driving.written == len(chosen)

            wait_until(over, "all lines are written", 3 * seconds, pause=5)
        late = measure.settle(collector, TOPOLOGY, seconds=600)
        rows, taken = measure.count_rows(), memory_mb(cluster)
        delays = row_delays(chosen[-20_000:], driving.times[-20_000:], TOPOLOGY)
    thirds = np.array_split([waiting for _, waiting in behind], 3)
    medians = ", ".join(f"{median(third):,.0f}" for third in thirds)
    most, took = max(waiting for _, waiting in behind), behind[-1][0]
    print(
        "| Lines/s | Seconds | Lines | Rows | Behind, lines: median of each third | Most | Seconds behind at the end |"
    )
    print("|---|---|---|---|---|---|---|")
    print(
        f"| {len(chosen) / took:,.0f} | {took:.0f} | {len(chosen):,} | {rows:,} | {medians} | {most:,} | {late:.1f} |"
    )
    print(f"\nLast 20,000 rows in HBase, ms: p50 | p99 = {spread(delays)}")
    print(f"Memory, MB: {taken}, together {sum(taken.values()):,}\n{machine()}")


def start(rounds: int = 3) -> None:
    """From nothing to the first row: services, agent, topology, table, a line, its row."""
    print("| Round | Services, topology and agent run, s | First row in HBase, s |\n|---|---|---|")
    with cluster_of_its_own("realtime") as cluster:
        for number in range(rounds + 1):  # the first does not count: it makes the class archives
            cluster.reset()
            began = time.monotonic()
            collector = lane(cluster)
            runs = time.monotonic() - began
            feed(collector, lines_of("tiny"), 100, 1)
            wait_until(lambda: measure.count_rows() > 0, "the first row", 120, pause=0.1)
            if number:
                print(f"| {number} | {runs:.1f} | {time.monotonic() - began:.1f} |", flush=True)
            cluster.down()
    print(f"\n{machine()}")


def kills(rows: int = 3000) -> None:
    """Every part and every server killed in turn while 400 lines a second flow into the topic: is all of it exact?"""
    lines = dataset("40 cars 10 min", faults=FAULTY).driver.read_text(DRIVER.encoding).splitlines()
    with cluster_of_its_own("realtime", *SERVICES) as cluster:
        lane(cluster)
        drill = Drill(lines)
        for name in KILLED:
            drill.run(name, rows, partial(kill_and_mend, name), seconds=180)
    print("| Killed | Sent so far | Different | Rows in HBase | Alerts expected | Seen | Equal | Seconds behind |")
    print("|---|---|---|---|---|---|---|---|")
    for row in drill.table.itertuples():
        print(f"| {row.fault} | {row.sent:,} | {row.distinct:,} | {row.stored:,} | {row.alerts_expected} | "
              f"{row.alerts_seen} | {'yes' if row.alerts_equal else 'no'} | {row.seconds_behind:.1f} |")  # fmt: skip
    print(f"\n{machine()}")


def _wait_for_spark(alerts: int, lines: list[str], times: list[float]) -> None:
    """Until it has told as many alerts of these lines."""
    wait_until(lambda: len(alert_delays(SPARK, lines, times)) >= alerts, "Spark has told as many alerts", 300, pause=1)


def _acknowledged() -> int:
    """Lines of the topic that the whole topology has acknowledged."""
    try:
        return int(stored(TOPOLOGY.topic).sum()) - measure.lag(TOPOLOGY)
    except ServiceError:  # no place is noted yet
        return 0


if __name__ == "__main__":
    what = {each.__name__: each for each in (latency, maximum, soak, start, kills)}
    if len(sys.argv) < 2 or sys.argv[1] not in what:
        raise SystemExit(__doc__)
    what[sys.argv[1]](*map(int, sys.argv[2:]))
