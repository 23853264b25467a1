"""A sender that reports what it knows: how many rows it sent, and what Kafka said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cluster.clients import kafka_producer
from utils.collect.topics import car_of


class Sender:
    """Sends driver rows to a topic with the car number as the key. Options are those of Kafka's producer.

    ``sent`` counts rows given to the client, ``told`` those whose delivery Kafka confirmed, ``refused`` the others that
    had an answer, by its name.
    """

    def __init__(self, topic: str, **conf: object) -> None:
        self.topic, self.sent, self.told = topic, 0, 0
        self.refused: Counter[str] = Counter()
        self._producer = kafka_producer(linger_ms=5, **conf)

    def send(self, rows: Iterable[str], wait: float = 0) -> int:
        """Send rows and wait for answers for at most ``wait`` seconds; returns how many rows have no answer yet."""
        for row in rows:
            self._producer.produce(self.topic, row.encode(), key=car_of(row), on_delivery=self._hear)
            self.sent += 1
        if wait:
            self._producer.flush(wait)
        return self.sent - self.told - self.refused.total()

    def _hear(self, error, message) -> None:
        if error:
            self.refused[error.name()] += 1
        else:
            self.told += 1
