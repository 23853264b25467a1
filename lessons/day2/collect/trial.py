"""One agent with three lanes that differ only in their channels, so that one crash shows what each channel is worth."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd
from confluent_kafka import TopicPartition

from base.waiting import wait_until
from cluster.clients import kafka_consumer
from cluster.services.flume import Place
from utils.collect.collector import Collector
from utils.collect.configuration import Agent
from utils.collect.parts import keeping
from utils.collect.pilot import speed_lane
from utils.collect.topics import ADVICE, read

CHANNELS = ("memory", "file", "kafka")
BATCH = 100  # events that a source or a sink moves at once: what may be under way in a crash


def topic_of(channel: str) -> str:
    return f"by-{channel}"


def three_lanes(place: Place, capacity: int) -> Agent:
    """The driving log read three times, into a channel in memory, one on disk, and one that is Kafka itself."""
    memory, *others = (_lane(place, channel, capacity) for channel in CHANNELS)
    for other in others:
        memory |= other
    return memory


def _lane(place: Place, channel: str, capacity: int) -> Agent:
    """The pilot's lane under other names, with a separate file for its place in the log."""
    lane = speed_lane(place, channel, capacity, topic_of(channel))
    named = f"{channel}_Channel"
    source, sinks = lane.sources[0], lane.sinks[:-1]
    own = {"positionFile": _positions(place.folder, channel), "batchSize": BATCH, "selector.mapping.row": named}
    channels = (named, source.channels[-1])
    source = replace(source, name=f"{channel}_Source", settings={**source.settings, **own}, channels=channels)
    sinks = tuple(
        replace(sink, name=f"{channel}_Sink", channel=named, settings={**sink.settings, "flumeBatchSize": BATCH})
        for sink in sinks
    )
    kept = keeping(channel, named, place, capacity, topic_of(channel))
    return Agent((source,), (kept, lane.channels[-1]), (*sinks, lane.sinks[-1]))


def _positions(folder: object, channel: str) -> str:
    return f"{folder}/positions/{channel}.json"


def noted(collector: Collector, channel: str) -> int:
    """The place in the log, in bytes, from which the source of a lane would go on after a crash."""
    try:
        return json.loads(Path(_positions(collector.folder, channel)).read_text("utf-8"))[0]["pos"]
    except (FileNotFoundError, ValueError, IndexError):  # not written yet, or being written
        return 0


def wait_noted(collector: Collector, channels: Collection[str], seconds: float = 30) -> None:
    """Wait until the sources of these lanes have noted the end of the log."""
    wait_until(lambda: _at_the_end(collector, channels), _end_noted(channels), seconds)


def cut_power(collector: Collector, channels: Collection[str]) -> None:
    """Kill the agent while the sources of these lanes have noted the end of the log."""
    collector.kill_when(lambda: _at_the_end(collector, channels), _end_noted(channels))


def _at_the_end(collector: Collector, channels: Collection[str]) -> bool:
    end = collector.log.stat().st_size
    return all(noted(collector, channel) == end for channel in channels)


def _end_noted(channels: Collection[str]) -> str:
    return f"the sources of {', '.join(channels)} have noted the end of the log"


def wait_quiet(collector: Collector, written: int) -> None:
    """Wait until nothing is under way: sinks have confirmed all rows since the start, sources have noted the end.

    A sink at a memory channel confirms a batch that is not full only when no event has come for three seconds.
    """
    for channel in ("memory", "file"):
        collector.wait_for(f"{channel}_Sink", went_on=written)
    wait_noted(collector, CHANNELS)


def whereabouts(collector: Collector, written: int) -> pd.DataFrame:
    """One row per ``channel``: rows still ``in the log``, which would be read again, and rows only ``in the agent``."""
    log = collector.log.read_bytes()
    unread = {channel: log[noted(collector, channel) :].count(b"\n") for channel in CHANNELS}
    table = {channel: (rows, written - rows) for channel, rows in unread.items()}
    return pd.DataFrame.from_dict(table, orient="index", columns=["in the log", "in the agent"]).rename_axis("channel")


def account(rows: Iterable[str]) -> pd.DataFrame:
    """One row per ``channel``: rows ``written``, how many of them ``arrived`` or are ``lost``, and copies ``twice``."""
    sent = set(rows)
    table = {}
    for channel in CHANNELS:
        got = [row for row in read(topic_of(channel))["value"] if row in sent]
        table[channel] = (len(sent), len(set(got)), len(sent) - len(set(got)), len(got) - len(set(got)))
    columns = ["written", "arrived", "lost", "twice"]
    return pd.DataFrame.from_dict(table, orient="index", columns=columns).rename_axis("channel")


def delays(collector: Collector, rows: Iterable[str], seconds: float = 60) -> pd.DataFrame:
    """Seconds from writing a row into the log to reading it from each lane: one row per row, one column per lane.

    A row is written when the one before it has come through all lanes. Raises `NotReady` after `seconds`.
    """
    consumer = kafka_consumer("stopwatch", enable_auto_commit=False)
    ends = (consumer.get_watermark_offsets(TopicPartition(topic_of(c), 0), timeout=10)[1] for c in CHANNELS)
    consumer.assign([TopicPartition(topic_of(c), 0, end) for c, end in zip(CHANNELS, ends, strict=True)])
    try:
        return pd.DataFrame([_delay(collector, consumer, row, seconds) for row in rows])
    finally:
        consumer.close()


def _delay(collector: Collector, consumer, row: str, seconds: float) -> dict[str, float]:
    found: dict[str, float] = {}

    def through() -> bool:
        message = consumer.poll(1)
        if message and not message.error() and message.value().decode() == row:
            found[message.topic().removeprefix("by-")] = time.monotonic() - begin
        return len(found) == len(CHANNELS)

    begin = time.monotonic()
    collector.append([row])
    wait_until(through, "the row is read from every lane", seconds, pause=0, advice=ADVICE)
    return {channel: found[channel] for channel in CHANNELS}
