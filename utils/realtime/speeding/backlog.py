"""Rows that a partition holds before a certain one, read from Kafka by their offsets, beside the spout's group."""

from __future__ import annotations

from collections.abc import Iterator

from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition

from base.exceptions import NotReady

CHUNK = 1000  # records of one list at most
PATIENCE = 20  # seconds for one answer of the broker
QUIET = {"log_level": 2, "log.connection.close": False, "queued.max.messages.kbytes": 4096}


class Backlog:
    """The records of a topic at the brokers `servers`, as a spout reads them. It belongs to no group's members.

    Offsets are not always consecutive: retention and compaction take records away, and the marks of a transaction
    have offsets of their own, too.
    """

    def __init__(self, servers: str, topic: str) -> None:
        self.servers, self.topic = servers, topic

    def first(self, partition: int) -> int:
        """The offset from which on the partition has records."""
        consumer = self._consumer()
        try:
            return self._first(consumer, partition)
        finally:
            consumer.close()

    def before(self, partition: int, begin: int, end: int) -> Iterator[list[tuple[int, str]]]:
        """All records from offset `begin` on below `end` that Kafka still has: lists of offset and line, in order.

        Raises `NotReady` or KafkaException if the broker does not answer in time.
        """
        consumer = self._consumer()
        try:
            begin = max(begin, self._first(consumer, partition))
            if begin >= end:
                return
            consumer.assign([TopicPartition(self.topic, partition, begin)])
            over = False
            while not over:
                came = consumer.consume(CHUNK, timeout=1) or consumer.consume(1, timeout=PATIENCE)
                if not came:
                    raise NotReady(f"Kafka gave no record of {self.topic}-{partition} at {begin} in {PATIENCE} s.")
                over = any(_ends(each, end) for each in came)
                rows = [(each.offset(), each.value().decode()) for each in came if not each.error()]
                yield [row for row in rows if row[0] < end]
        finally:
            consumer.close()

    def _consumer(self) -> Consumer:
        own = {"group.id": "backlog", "enable.auto.commit": False, "enable.partition.eof": True}
        # as the spout: it begins with the oldest record, and reads those of transactions that are not committed
        same = {"auto.offset.reset": "earliest", "isolation.level": "read_uncommitted"}
        return Consumer({"bootstrap.servers": self.servers, **QUIET, **own, **same})

    def _first(self, consumer: Consumer, partition: int) -> int:
        return consumer.get_watermark_offsets(TopicPartition(self.topic, partition), timeout=PATIENCE)[0]


def _ends(message, end: int) -> bool:
    """Whether this is the first record that is asked for no longer, or the end of the partition."""
    error = message.error()
    if error is None:
        return message.offset() >= end
    if error.code() == KafkaError._PARTITION_EOF:
        return True
    if error.retriable() or error.code() in (KafkaError._TRANSPORT, KafkaError._ALL_BROKERS_DOWN):
        return False
    raise KafkaException(error)
