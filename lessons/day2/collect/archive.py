"""A reader that is started now and then: it takes what there is, commits, and ends."""

from __future__ import annotations

from collections.abc import Mapping

from confluent_kafka import Consumer, KafkaException, TopicPartition

from base.waiting import wait_until
from cluster.clients import kafka_consumer
from utils.collect.topics import ADVICE


def read_on(topic: str, settings: Mapping[str, object], seconds: float = 40) -> list[str]:
    """One start of a reader with these settings of Kafka's consumer; returns the rows that it got.

    It reads up to the end that the topic has when the group hands it the partitions, then commits. Raises `NotReady`
    if that takes longer than ``seconds``.
    """
    group = str(settings["group.id"])
    consumer = kafka_consumer(group, **{key: value for key, value in settings.items() if key != "group.id"})
    waiting: dict[int, int] = {}  # partition → rows between the place of the group and the end
    consumer.subscribe([topic], on_assign=lambda _, given: waiting.update(_ahead(consumer, given, settings)))
    rows: list[str] = []

    def has_all() -> bool:
        if waiting and len(rows) >= sum(waiting.values()):
            return True
        rows.extend(_value(message) for message in consumer.consume(1000, timeout=0.2))
        return False

    try:
        wait_until(has_all, f"the group {group} gets the rows of {topic}", seconds, pause=0, advice=ADVICE)
        if rows:
            consumer.commit(asynchronous=False)
    finally:
        consumer.close()
    return rows


def _ahead(consumer: Consumer, given: list[TopicPartition], settings: Mapping[str, object]) -> dict[int, int]:
    begins = settings.get("auto.offset.reset", "earliest") == "earliest"
    found = {}
    for place in consumer.committed(given, timeout=20):
        first, end = consumer.get_watermark_offsets(place, timeout=20)
        begin = place.offset if place.offset >= 0 else (first if begins else end)
        found[place.partition] = end - begin
    return found


def _value(message) -> str:
    if message.error():
        raise KafkaException(message.error())
    return message.value().decode()
