"""Where a topic's records lie: the leader and the copies of each partition, and how far each group has come."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from confluent_kafka import ElectionType, TopicPartition

from base.waiting import wait_until
from cluster.clients import kafka_admin, kafka_consumer

IN_TURN = ((1, 2, 3), (2, 3, 1), (3, 1, 2))  # brokers of partition 0, 1, 2; the first of each leads


def layout(topic: str) -> pd.DataFrame:
    """One row per ``partition`` (the index): its ``leader``, the brokers that hold ``copies``, and those ``in_sync``.

    A partition without a leader has the leader -1.
    """
    found = kafka_admin().list_topics(topic, timeout=10).topics[topic].partitions
    rows = {n: (each.leader, tuple(each.replicas), tuple(sorted(each.isrs))) for n, each in sorted(found.items())}
    columns = ["leader", "copies", "in_sync"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("partition")


def all_in_sync(topic: str) -> bool:
    """Whether every copy of every partition is in step with its leader."""
    return all(len(row.copies) == len(row.in_sync) for row in layout(topic).itertuples())


def led_without(topic: str, broker: int) -> bool:
    """Whether every partition has a leader, and neither leads nor counts on this broker."""
    return all(row.leader not in (-1, broker) and broker not in row.in_sync for row in layout(topic).itertuples())


def return_leads(topics: Iterable[str]) -> None:
    """Let each partition be led by the first of its copies again; Kafka itself does so every five minutes."""
    wanted = [TopicPartition(topic, number) for topic in topics for number in layout(topic).index]
    admin = kafka_admin()  # held until the answer is there
    admin.elect_leaders(ElectionType.PREFERRED, wanted).result(timeout=20)
    wait_until(lambda: all(_led_by_first(topic) for topic in topics), "each first copy leads its partition", 30)


def _led_by_first(topic: str) -> bool:
    return all(row.leader == row.copies[0] for row in layout(topic).itertuples())


def lag(topic: str, groups: list[str]) -> pd.DataFrame:
    """Records stored but not yet committed as read: one row per partition, one column per group."""
    return pd.DataFrame({group: _behind(topic, group) for group in groups}).rename_axis("partition")


def _behind(topic: str, group: str) -> dict[int, int]:
    consumer = kafka_consumer(group)
    try:
        numbers = sorted(consumer.list_topics(topic, timeout=10).topics[topic].partitions)
        places = consumer.committed([TopicPartition(topic, n) for n in numbers], timeout=10)
        marks = [consumer.get_watermark_offsets(place, timeout=10) for place in places]
    finally:
        consumer.close()
    # a group that never committed stands at -1001; it would begin with the oldest record
    pairs = zip(places, marks, strict=True)
    return {place.partition: end - max(place.offset, begin) for place, (begin, end) in pairs}
