"""How fast and how soon does the driving log reach Kafka by way of Flume, and what does a kill -9 cost?

Run `python -m benchmarks.collect.measure [rows] [rounds] [seconds]`; it prints two Markdown tables.
It starts Flume and Kafka in a home and on ports of its own (`.cluster/bench-collect`, shift 17000).
"""

import os
import re
import statistics
import subprocess
import sys
import threading
import time
from bisect import bisect
from collections.abc import Callable
from functools import cache
from itertools import islice
from pathlib import Path

import psutil
from confluent_kafka import Consumer, TopicPartition

from base.settings import settings
from base.waiting import wait_until
from benchmarks.bench import cluster_of_its_own
from cluster.addresses import address
from cluster.clients import kafka_consumer
from cluster.configs import log4j2
from cluster.plan import JVM_FLAGS
from cluster.process.local import local_site
from data import dataset
from data.records import DRIVER, is_garbage
from utils.collect.collector import ROLE, Collector
from utils.collect.pilot import speed_lane
from utils.collect.reconcile import Stage, reconcile
from utils.collect.topics import SMARTCAR_TOPIC, make_topic, read

PER_SECOND = 400
PRODUCER = {"acks": "all", "linger.ms": 0}  # as the agent's


class Arrivals:
    """A reader that notes when each row reaches it."""

    def __init__(self) -> None:
        self.times: dict[str, float] = {}
        self._over = threading.Event()
        self._consumer = kafka_consumer("benchmark", enable_auto_commit=False)
        self._consumer.assign([TopicPartition(SMARTCAR_TOPIC, 0, 0)])
        self._thread = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> "Arrivals":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._consumer.close()

    def _read(self) -> None:
        while not self._over.is_set():
            message = self._consumer.poll(0.05)
            if message is not None and not message.error():
                self.times.setdefault(message.value().decode(), time.time())


def driving_rows(count: int) -> list[str]:
    """Rows of the driving log, all different."""
    with dataset("class").driver.open(encoding="utf-8") as lines:
        rows = (line.rstrip("\n") for line in lines if not is_garbage(DRIVER, line))
        return list(islice(rows, count))


@cache
def _ends() -> Consumer:
    return kafka_consumer("ends")


def stored() -> int:
    return _ends().get_watermark_offsets(TopicPartition(SMARTCAR_TOPIC, 0), timeout=10)[1]


def by_flume(collector: Collector, channel: str, file: Path, rows: int) -> tuple[float, float]:
    """Seconds from the moment at which the log is there until Kafka has all rows, and CPU seconds since the start."""
    make_topic(SMARTCAR_TOPIC)
    collector.run(speed_lane(collector.place, channel=channel), fresh=True)
    agent = psutil.Process(collector.cluster.role(ROLE).pid)
    begin = time.monotonic()
    os.link(file, collector.log)
    wait_until(lambda: stored() >= rows, "Kafka has all rows", 300, pause=0.02)
    return time.monotonic() - begin, sum(agent.cpu_times()[:2])


def by_producer(file: Path, rows: int) -> tuple[float, float]:
    """The same of Kafka's own producer test with the same rows: seconds of sending, and CPU seconds in all."""
    make_topic(SMARTCAR_TOPIC)
    site = local_site(settings())
    logging = settings().home / "conf" / "errors.properties"
    logging.write_text(log4j2("error"))
    options = [f"{key}={value}" for key, value in PRODUCER.items()]
    command = [site.java, "-Xmx192m", *JVM_FLAGS, f"-Dlog4j2.configurationFile={logging}",
               "org.apache.kafka.tools.ProducerPerformance", "--topic", SMARTCAR_TOPIC, "--num-records", str(rows),
               "--payload-file", str(file), "--throughput", "-1",
               "--producer-props", f"bootstrap.servers={address('kafka', settings())}", *options]  # fmt: skip
    before = os.times()
    environment = {"CLASSPATH": ":".join(site.class_path("kafka"))}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    after = os.times()
    told = re.findall(r"^(\d+) records sent, ([\d.]+) records/sec", done.stdout, re.MULTILINE)
    if not told or stored() != rows:
        raise SystemExit(f"the producer test failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return rows / float(told[-1][1]), cpu


def compare(collector: Collector, rows: list[str], rounds: int) -> None:
    """Throughput: every way once a round, one after the other."""
    file = settings().home / "rows.log"
    file.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    size = file.stat().st_size / len(rows)
    ways: dict[str, Callable[[], tuple[float, float]]] = {
        "Kafka's producer test": lambda: by_producer(file, len(rows)),
        "Flume, the channel is Kafka": lambda: by_flume(collector, "kafka", file, len(rows)),
        "Flume, memory channel and Kafka sink": lambda: by_flume(collector, "memory", file, len(rows)),
        "Flume, file channel and Kafka sink": lambda: by_flume(collector, "file", file, len(rows)),
    }
    taken: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, work in ways.items():
            taken[way].append(work())
    yardstick = [seconds for seconds, _ in taken["Kafka's producer test"]]
    print(f"\n{len(rows):,} rows of {size:.0f} bytes, {rounds} rounds, load {os.getloadavg()[0]:.1f}\n")
    print("| Way | Rows/s: median (least – most) | Ratio to the first: median (least – most) | CPU µs a row |")
    print("|---|---|---|---|")
    for way, each in taken.items():
        rates = [len(rows) / seconds for seconds, _ in each]
        ratios = [own / seconds for (seconds, _), own in zip(each, yardstick, strict=True)]
        cpu = statistics.median(cpu for _, cpu in each) * 1e6 / len(rows)
        print(f"| {way} | {_spread(rates, ',.0f')} | {_spread(ratios, '.2f')} | {cpu:.1f} |")


def delays(collector: Collector, rows: list[str], seconds: int, kill: bool) -> str:
    """One line of the table of delays: append → consumed, with a kill -9 of the agent half-way if asked for."""
    make_topic(SMARTCAR_TOPIC)
    collector.run(speed_lane(collector.place), fresh=True)
    with Arrivals() as arrivals:
        with collector.driving(rows, PER_SECOND) as log:
            wait_until(lambda: len(arrivals.times) > PER_SECOND, "the first second is through", 60)  # warm
            first = log.written
            half = seconds * PER_SECOND // 2
            wait_until(lambda: log.written >= first + half, "half of the rows are written", 120)
            if kill:
                collector.kill()
                collector.revive()
            wait_until(lambda: log.written >= first + 2 * half, "all rows are written", 120)
        wait_until(lambda: len(arrivals.times) >= log.written, "every row has arrived", 60)
    written = log.times[first:]
    arrived = [arrivals.times[row] for row in rows[first : log.written]]
    waited = sorted(there - here for here, there in zip(written, arrived, strict=True))
    behind = max(bisect(written, moment) - number for number, moment in enumerate(sorted(arrived)))
    account = reconcile(collector.log, Stage.of("Kafka", read(SMARTCAR_TOPIC)["value"]))
    lost, again = account.loc["all", ["missing", "Kafka again"]]
    marks = (statistics.median(waited), waited[int(len(waited) * 0.99)], waited[-1])
    times = " | ".join(f"{1000 * mark:.0f}" for mark in marks)
    name = "kill -9 of the agent half-way" if kill else "undisturbed"
    return f"| {name} | {len(waited):,} | {times} | {behind:,} | {lost} | {again} |"


def _spread(values: list[float], form: str) -> str:
    return f"{statistics.median(values):{form}} ({min(values):{form}} – {max(values):{form}})"


def main(count: int = 200_000, rounds: int = 3, seconds: int = 30) -> None:
    with cluster_of_its_own("collect", "flume", "kafka") as cluster:
        cluster.down()  # the first clean stop writes the class archives
        cluster.up("kafka")
        collector = Collector(cluster)
        rows = driving_rows(count)
        if rounds:
            compare(collector, rows, rounds)
        print(f"\nThe channel is Kafka, {PER_SECOND} rows a second for {seconds} s, load {os.getloadavg()[0]:.1f}\n")
        print("| Run | Rows | p50 ms | p99 ms | longest ms | most rows behind | lost | twice |")
        print("|---|---|---|---|---|---|---|---|")
        for kill in (False, False, False, True, True, True):
            print(delays(collector, rows, seconds, kill), flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
