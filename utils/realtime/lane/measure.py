"""What the speed lane has done: rows and alerts counted, lag, and how long a record took."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Sequence

import pandas as pd
from confluent_kafka import TopicPartition

from base.exceptions import DataError, ServiceError
from base.waiting import wait_until
from cluster.clients import hbase, kafka_consumer
from data.records import DRIVER
from utils.collect import replicas
from utils.collect.collector import Collector
from utils.collect.topics import SMARTCAR_TOPIC
from utils.realtime.speeding import alerts
from utils.realtime.speeding.rule import Drive, drive
from utils.realtime.storm.topology import TABLE, Topology
from utils.realtime.table.keys import KEYS

KEYS_ONLY = "KeyOnlyFilter() AND FirstKeyOnlyFilter()"
CHUNK = 500


def count_rows(name: str = TABLE) -> int:
    """How many rows a table holds, by reading all of its keys."""
    connection = hbase()
    try:
        return sum(1 for _ in connection.table(name).scan(filter=KEYS_ONLY, batch_size=5000))
    finally:
        connection.close()


def lag(topology: Topology = Topology()) -> int:  # noqa: B008 - a frozen value
    """Records that are stored in the topic but not yet acknowledged by the whole topology."""
    return int(replicas.lag(topology.topic, [topology.name])[topology.name].sum())


def settle(agent: Collector | None, *topologies: Topology, seconds: float = 120) -> float:
    """Wait until the agent has sent its whole log, and each topology has acknowledged its topic; returns the seconds.

    The agent is None where rows go straight into the topic. Raises `NotReady` after so many seconds.
    """

    def through() -> bool:
        try:
            sent = agent is None or agent.noted() == agent.log.stat().st_size
            return sent and not any(lag(each) for each in topologies)
        except ServiceError:  # Kafka does not answer, or a new group has no place yet
            return False

    return wait_until(through, "every line has gone through the lane", seconds, pause=0.3)


def newest(topic: str = SMARTCAR_TOPIC, count: int = 1000) -> pd.DataFrame:
    """The newest records of each partition: ``partition``, ``line``, and when it was sent (``sent_ms``)."""
    consumer = kafka_consumer("questions", enable_auto_commit=False)
    try:
        places = [TopicPartition(topic, n) for n in consumer.list_topics(topic, timeout=10).topics[topic].partitions]
        wanted = 0
        for place in places:
            low, high = consumer.get_watermark_offsets(place, timeout=10)
            place.offset = max(low, high - count)
            wanted += high - place.offset
        consumer.assign(places)
        found: list = []
        while len(found) < wanted and (more := consumer.consume(wanted - len(found), timeout=5)):
            found += more
    finally:
        consumer.close()
    rows = [(m.partition(), m.value().decode(), m.timestamp()[1]) for m in found]
    return pd.DataFrame(rows, columns=["partition", "line", "sent_ms"])


def row_latency(topology: Topology = Topology(), count: int = 1000) -> pd.Series:  # noqa: B008
    """Milliseconds from the sending of a record to its row in HBase, by row key, for the newest of them."""
    records = newest(topology.topic, count)
    fields = [dict(zip(DRIVER.names, line.split(","), strict=False)) for line in records["line"]]
    whole = [len(each) == len(DRIVER.names) for each in fields]
    key_of = KEYS[topology.row_key]
    sent = {key_of(each): at for each, good, at in zip(fields, whole, records["sent_ms"], strict=True) if good}
    written = written_ms(list(sent), topology.table)
    return pd.Series({key: at - sent[key] for key, at in written.items()}, name="ms", dtype="int64")


def written_ms(keys: Sequence[str], name: str = TABLE) -> dict[str, int]:
    """When the region server wrote each of these rows, in ms since 1970; rows that are not there are left out."""
    written: dict[str, int] = {}
    connection = hbase()
    table = connection.table(name)
    for begin in range(0, len(keys), CHUNK):
        chunk = [key.encode() for key in keys[begin : begin + CHUNK]]
        for key, columns in table.rows(chunk, columns=[b"cf1:date"], include_timestamp=True):
            written[key.decode()] = columns[b"cf1:date"][1]
    connection.close()
    return written


def alert_latency(topology: Topology = Topology(), count: int = 10_000) -> pd.Series:  # noqa: B008
    """Milliseconds from the sending of the record that closed a window to its alert in Redis, among the newest records.

    By car and end of the window. That record is the first of its partition that is younger than the window's end by
    the rule's lateness.
    """
    written, rule, found = alerts.alerts(), alerts.rule(), {}
    for _, records in newest(topology.topic, count).groupby("partition"):
        drives = [_drive(line) for line in records["line"]]
        times = pd.Series([each.time if each else None for each in drives], index=records.index, dtype="float64")
        mark = times.cummax().ffill() - rule.lateness
        cars = {each.car for each in drives if each}
        for row in written[written["car"].isin(cars)].itertuples():
            end = timegm(row.end.timetuple())
            closing = records["sent_ms"][mark >= end]
            if len(closing) and mark.iloc[0] < end:
                found[row.car, row.end] = row.written.timestamp() * 1000 - closing.iloc[0]
    return pd.Series(found, name="ms", dtype="float64").round()


def _drive(line: str) -> Drive | None:
    try:
        return drive(line)
    except DataError:
        return None
