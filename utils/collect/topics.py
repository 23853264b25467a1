"""Topics of Kafka: made, written, read and counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
from confluent_kafka import KafkaError, KafkaException, TopicCollection, TopicPartition
from confluent_kafka.admin import NewTopic

from base.exceptions import ServiceError
from base.waiting import wait_until
from cluster.clients import kafka_admin, kafka_consumer, kafka_producer
from data.records import RECORDS, is_garbage

SMARTCAR_TOPIC = "SmartCar-Topic"
DRIVER = RECORDS["driver"]
LEADER_SECONDS = 20
ADVICE = "Type: cluster status"


def make_topic(name: str, partitions: int = 1, copies: int = 1, placed: Sequence[Sequence[int]] = ()) -> None:
    """Make an empty topic; one of this name that exists is deleted first, with all its records.

    ``placed`` names the brokers of each partition, the leader first, where Kafka is not to choose them itself.
    """
    admin = kafka_admin()
    if name in admin.list_topics(timeout=10).topics:
        admin.delete_topics([name])[name].result(timeout=20)
        wait_until(lambda: name not in admin.list_topics(timeout=10).topics, f"{name} is deleted", 20)
    new = NewTopic(name, partitions, copies)
    if placed:
        partitions = len(placed)
        new = NewTopic(name, partitions, replica_assignment=[list(brokers) for brokers in placed])
    admin.create_topics([new])[name].result(timeout=20)
    brokers = [f"{each.host}:{each.port}" for each in admin.list_topics(timeout=10).brokers.values()]
    wait_until(lambda: all(_led(broker, name, partitions) for broker in brokers), f"every broker knows {name}", 30)
    wait_until(lambda: _answers(name, partitions), f"the leaders of {name} answer", 30)


def _led(broker: str, name: str, partitions: int) -> bool:
    """Whether this broker knows a leader of each partition; it may hear of a new topic later than the others."""
    asked = kafka_admin(**{"bootstrap.servers": broker})
    found = asked.list_topics(name, timeout=10).topics[name].partitions
    return len(found) == partitions and all(each.leader >= 0 for each in found.values())


def _answers(name: str, partitions: int) -> bool:
    """Whether each leader answers; the cluster names it a moment before it does."""
    consumer = kafka_consumer("questions")
    try:
        for number in range(partitions):
            consumer.get_watermark_offsets(TopicPartition(name, number), timeout=10)
        return True
    except KafkaException:
        return False
    finally:
        consumer.close()


def topic_id(topic: str) -> str:
    """The id that Kafka gave a topic. One that is deleted and made again under the same name gets another."""
    admin = kafka_admin()  # held until the answer is there
    return str(admin.describe_topics(TopicCollection([topic]))[topic].result(timeout=10).topic_id)


def car_of(line: str) -> str:
    """The car number of a driver or status line: its second field."""
    return line.split(",", 2)[1]


def send(topic: str, lines: Iterable[str], **conf: object) -> int:
    """Send each driver line that is not garbage, with its car number as the key; returns how many were stored.

    Raises `ServiceError` if the broker refused one or did not answer in time.
    """
    producer, stored, refused = kafka_producer(**conf), [], []

    def told(error, message) -> None:
        (refused if error else stored).append(error or message.offset())

    for line in lines:
        if not is_garbage(DRIVER, line):
            while True:
                try:
                    producer.produce(topic, line.encode(), key=car_of(line), on_delivery=told)
                    break
                except BufferError:  # the local queue is full: let it drain
                    producer.poll(0.1)
            producer.poll(0)
    if producer.flush(60) or refused:
        raise ServiceError(f"{topic}: {len(stored)} rows were stored, {len(refused)} were not: {refused[:1]}")
    return len(stored)


def stored(topic: str) -> pd.Series:
    """How many ``records`` each ``partition`` (the index) holds: the distance of its first and last offset.

    A leader that has just started does not know its last offset before its followers have caught up: it is asked
    again. Raises `NotReady` if it does not know in `LEADER_SECONDS`.
    """
    consumer = kafka_consumer("questions")
    marks: dict[int, tuple[int, int]] = {}

    def known() -> bool:
        try:
            for n in partitions:
                marks[n] = consumer.get_watermark_offsets(TopicPartition(topic, n), timeout=10)
        except KafkaException as refused:
            if refused.args[0].code() != KafkaError.OFFSET_NOT_AVAILABLE:
                raise
            return False
        return True

    try:
        partitions = sorted(consumer.list_topics(topic, timeout=10).topics[topic].partitions)
        wait_until(known, f"the leaders of {topic} know their last offsets", LEADER_SECONDS, advice=ADVICE)
    finally:
        consumer.close()
    return pd.Series({n: high - low for n, (low, high) in marks.items()}, name="records").rename_axis("partition")


def read(topic: str, group: str = "readers", seconds: float = 20) -> pd.DataFrame:
    """Read a topic from its first record to its present end.

    Returns one row a record: ``partition``, ``offset``, ``key``, ``value``. Commits nothing. Raises `NotReady` if not
    all of them come within `seconds`.
    """
    wanted = int(stored(topic).sum())
    consumer = kafka_consumer(group, enable_auto_commit=False)
    partitions = consumer.list_topics(topic, timeout=10).topics[topic].partitions
    consumer.assign([TopicPartition(topic, n, 0) for n in partitions])
    rows: list[tuple[int, int, str, str]] = []

    def whole() -> bool:
        left = min(wanted - len(rows), 10_000)  # it waits for as many as it is asked for
        rows.extend(map(_row, consumer.consume(left, timeout=0.5) if left else ()))
        return len(rows) == wanted

    try:
        wait_until(whole, f"all {wanted} records of {topic} are read", seconds, pause=0, advice=ADVICE)
    finally:
        consumer.close()
    return pd.DataFrame(rows, columns=["partition", "offset", "key", "value"])


def _row(message) -> tuple[int, int, str, str]:
    if message.error():
        raise KafkaException(message.error())
    return message.partition(), message.offset(), (message.key() or b"").decode(), message.value().decode()
