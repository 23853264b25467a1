"""A reader that is started now and then: it takes what there is, commits, and ends."""

from __future__ import annotations

import time
from collections.abc import Mapping

from confluent_kafka import Consumer, KafkaException, TopicPartition

from base.exceptions import NotReady
from cluster.clients import kafka_consumer


def read_on(topic: str, settings: Mapping[str, object], seconds: float = 40) -> list[str]:
    """One start of a reader with these settings of Kafka's consumer; returns the rows that it got.

    It reads up to the end that the topic has when the group hands it the partitions, then commits. Raises `NotReady`
    if that takes longer than so many seconds.
    """
    group = str(settings["group.id"])
    consumer = kafka_consumer(group, **{key: value for key, value in settings.items() if key != "group.id"})
    waiting: dict[int, int] = {}  # partition → rows between the place of the group and the end
    consumer.subscribe([topic], on_assign=lambda _, given: waiting.update(_ahead(consumer, given, settings)))
    rows, deadline = [], time.monotonic() + seconds
    try:
        while not waiting or len(rows) < sum(waiting.values()):
            if time.monotonic() > deadline:
                raise NotReady(
                    f"The group {group} did not get the rows of {topic} in {seconds} s. Type: cluster status"
                )
            rows += [_value(message) for message in consumer.consume(1000, timeout=0.2)]
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
