"""A short run of the speed lane with a count at every hop: written by the cars, stored by Kafka, read by a reader."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pandas as pd
from confluent_kafka import KafkaException, TopicPartition
from matplotlib import pyplot as plt

from cluster.clients import kafka_consumer, kafka_producer
from data.records import is_garbage
from utils import plots
from utils.collect.topics import DRIVER, car_of

TICK = 0.1  # seconds between two looks at the counters


class SpeedLane:
    """Takes driver lines at a steady rate, sends those that are rows to a topic, and reads them back.

    ``counts`` has one row a tick: ``seconds`` on the lane's ``clock``, rows ``written``, ``stored`` and ``read``.
    """

    def __init__(self, lines: Iterable[str], topic: str, rows_per_second: int = 100) -> None:
        self.topic, self.rate = topic, rows_per_second
        self._lines = (line for line in lines if not is_garbage(DRIVER, line))
        self._producer = kafka_producer(linger_ms=5)
        self._reader = kafka_consumer("tour", enable_auto_commit=False)
        partitions = self._reader.list_topics(topic, timeout=10).topics[topic].partitions
        self._reader.assign([TopicPartition(topic, n, self._end(n)) for n in partitions])
        self.written = self.stored = self.read = 0
        self.clock = 0.0
        self._ticks: list[tuple[float, int, int, int]] = []

    def _end(self, partition: int) -> int:
        return self._reader.get_watermark_offsets(TopicPartition(self.topic, partition), timeout=10)[1]

    def run(self, seconds: float) -> dict[str, int]:
        """Let rows flow for so many seconds; returns the three counts."""
        begin, before = time.monotonic(), self.written
        while (passed := time.monotonic() - begin) < seconds:
            while self.written - before < passed * self.rate:
                self._write()
            self._look(self.clock + passed)
        while self.written - before < round(seconds * self.rate):
            self._write()
        self.clock += seconds
        return self.counted()

    def settle(self, seconds: float = 30) -> dict[str, int]:
        """Write no more, and wait until all that was written is stored and read."""
        begin = time.monotonic()
        while not self.written == self.stored == self.read and time.monotonic() - begin < seconds:
            self._look(self.clock + time.monotonic() - begin)
        self.clock += time.monotonic() - begin
        self._look(self.clock)
        return self.counted()

    def counted(self) -> dict[str, int]:
        return {"written": self.written, "stored": self.stored, "read": self.read}

    @property
    def counts(self) -> pd.DataFrame:
        return pd.DataFrame(self._ticks, columns=["seconds", "written", "stored", "read"])

    def close(self) -> None:
        self._reader.close()

    def _write(self) -> None:
        line = next(self._lines)
        self._producer.produce(self.topic, line.encode(), key=car_of(line), on_delivery=self._told)
        self.written += 1

    def _told(self, error, message) -> None:
        if error:
            raise KafkaException(error)
        self.stored += 1

    def _look(self, at: float) -> None:
        self._producer.poll(0)
        self.read += sum(1 for message in self._reader.consume(1000, timeout=TICK) if not message.error())
        self._producer.poll(0)
        self._ticks.append((at, self.written, self.stored, self.read))


def draw_counts(counts: pd.DataFrame, pause: tuple[float, float] | None = None) -> None:
    """Draw the three counts over time; ``pause`` shades the seconds in which a hop stood still."""
    plots.style()
    figure, axes = plt.subplots(figsize=(10, 4.5))
    looks = {
        "written": ("written by the cars", "-", 5),
        "stored": ("stored by Kafka", "-", 3),
        "read": ("read", ":", 3),
    }
    for name, (label, line, width) in looks.items():
        axes.plot(counts["seconds"], counts[name], line, linewidth=width, label=label)
    if pause:
        axes.axvspan(*pause, color="0.9", zorder=0)
        axes.text(sum(pause) / 2, counts["written"].max() * 0.94, "broker paused", ha="center")
    axes.set(xlabel="seconds", ylabel="rows", title="Rows at each hop · 구간별 행 수", xlim=(0, None), ylim=(0, None))
    axes.legend(loc="upper left")
    plots.show(
        figure,
        alt="Rows written, stored and read over time. Written rises all the time; stored and read stand still "
        "while the broker is paused, then rise steeply until they meet it.",
    )
