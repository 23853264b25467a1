"""The account of the speed lane with every fault of the simulator, and four of the agent's surroundings.

Run `python -m benchmarks.collect.account [scale]`; it prints lines in and rows in Kafka, by car and in total. While
the log grows, the agent is killed, restarted in an orderly way, and left alone by Kafka for half a minute; at the
end it is killed again, with lines in a full channel on disk.
"""

import os
import sys
import time

from benchmarks.bench import cluster_of_its_own
from data import dataset
from data.faults import FAULTS
from utils.collect.collector import Collector
from utils.collect.parts import SPEED_CHANNEL
from utils.collect.pilot import speed_lane
from utils.collect.reconcile import Stage, arrived, reconcile
from utils.collect.topics import SMARTCAR_TOPIC, make_topic, read
from utils.lab.faults import away

SHOWN = 4  # cars
RATE = 20_000  # lines a second, many times those of the pilot
CAPACITY = 5_000  # events that the channel on disk may hold


def disturb(collector: Collector, lines: list[str], rate: int) -> None:
    """Lets the log grow by these lines; a kill, a restart and an outage come at each quarter of them."""
    cluster, quarter = collector.cluster, len(lines) // 4
    agent = speed_lane(collector.place)
    collector.run(agent, fresh=True)
    with collector.driving(lines, rate) as log:
        cluster.wait(lambda: log.written > quarter, "a quarter is written", 900)
        collector.kill()
        collector.revive()
        cluster.wait(lambda: log.written > 2 * quarter, "half is written", 900)
        collector.run(agent)
        cluster.wait(lambda: log.written > 3 * quarter, "three quarters are written", 900)
        back = time.monotonic() + 30
        with away(cluster, "kafka-1"):
            cluster.wait(lambda: time.monotonic() > back, "30 s have passed", 40)
        cluster.wait(lambda: log.written == len(lines), "all lines are written", 900)
    collector.drain(900)


def fill(collector: Collector, lines: list[str]) -> None:
    """Lets the log grow by more lines than the channel on disk may hold while Kafka is away, and kills the agent."""
    collector.run(speed_lane(collector.place, channel="file", capacity=CAPACITY))
    with away(collector.cluster, "kafka-1"):
        collector.append(lines)
        collector.wait_for(SPEED_CHANNEL, holds=CAPACITY - 1000)
        collector.kill()
    collector.revive()
    collector.drain(900)


def main(scale: str = "class") -> None:
    with cluster_of_its_own("collect", "kafka") as cluster:
        collector = Collector(cluster)
        make_topic(SMARTCAR_TOPIC, partitions=3)
        with dataset(scale, faults=FAULTS).driver.open(encoding="utf-8", newline="\n") as log:
            lines = [line.rstrip("\n") for line in log]
        disturb(collector, lines[: -4 * CAPACITY], RATE)
        fill(collector, lines[-4 * CAPACITY :])
        cluster.wait(lambda: arrived(account(collector)), "every row has arrived", 120)
        table = account(collector)
        print(f"{len(table) - 1} cars, every one equal: {arrived(table)}; load {os.getloadavg()[0]:.1f}")
        print(table.iloc[[*range(SHOWN), -1]].to_string())


def account(collector: Collector):
    stage = Stage.of("Kafka", read(SMARTCAR_TOPIC, seconds=120)["value"])
    return reconcile(collector.log, stage, rejected=collector.rejected())


if __name__ == "__main__":
    main(*sys.argv[1:])
