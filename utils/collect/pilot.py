"""The pilot's agent SmartCar_Agent: built in four steps, then made durable.

Each function returns a `configuration.Agent`. `step` follows the book; `batch_lane`, `speed_lane` and `pilot`
judge every line, keep what is no row, and lose nothing when they are killed. ``python -m utils.collect.pilot`` writes
the agent into the text that the service starts with.
"""

from __future__ import annotations

from datetime import date

from base.exceptions import ConfigurationError
from cluster.services.flume import MARKS, PILOT, Place
from data.records import DRIVER, STATUS
from utils.collect.configuration import Agent, Channel, Sink, Source
from utils.collect.parts import (
    BATCH_CHANNEL,
    REJECTED_CHANNEL,
    SPEED_CHANNEL,
    file_sink,
    hdfs_sink,
    judged_by,
    kafka_sink,
    keeping,
    logger,
    only_rows,
    sorted_into,
    spool,
    tail,
)
from utils.collect.topics import SMARTCAR_TOPIC

COLLECTED = date(2016, 1, 2)  # the day after the first day of the simulated drive
SPOOL, TAIL = "SmartCarInfo_SpoolSource", "DriverCarInfo_TailSource"
LONGEST = 1_000_000  # characters of a line; the source makes another line of what follows


def step(number: int, place: Place, channel: str = "memory", shown: int = 16) -> Agent:
    """The agent after a step: 1 spool source → logger, 2 with a filter, 3 with a tail source, 4 with Kafka.

    `channel` is ``memory``, as in the book, or ``file``; the logger shows the first `shown` bytes of an event.
    """
    if number not in (1, 2, 3, 4):
        raise ConfigurationError(f"There is no step {number!r}. Steps are 1, 2, 3 and 4.")
    only = only_rows() if number > 1 else {}
    batch = Agent(
        (Source(SPOOL, "spooldir", {**spool(place), **only}, (BATCH_CHANNEL,)),),
        (keeping(channel, BATCH_CHANNEL, place),),
        (logger("SmartCarInfo_LoggerSink", BATCH_CHANNEL, shown),),
    )
    if number < 3:
        return batch
    kafka = kafka_sink(place)
    speed = Agent(
        (Source(TAIL, "TAILDIR", {**tail(place), **only}, (SPEED_CHANNEL,)),),
        (keeping(channel, SPEED_CHANNEL, place),),
        (logger("DriverCarInfo_LoggerSink", SPEED_CHANNEL, shown) if number == 3 else kafka,),
    )
    return batch | speed


def pilot(place: Place, collected: date = COLLECTED) -> Agent:
    """Both lanes, durable: status files to HDFS by way of the disk, the driving log straight into Kafka."""
    return batch_lane(place, collected=collected) | speed_lane(place)


def batch_lane(
    place: Place,
    channel: str = "file",
    sink: str = "hdfs",
    collected: date = COLLECTED,
    capacity: int = 200_000,
    roll_bytes: int = 64 * 2**20,
    idle_seconds: int = 5,
) -> Agent:
    """Status files → channel → `sink`: ``hdfs``, ``files`` (a folder of this machine) or ``logger``.

    Each row gets the date of collection, and HDFS keeps the rows of one such date in one folder. A file in HDFS
    is closed when it holds `roll_bytes`, or after `idle_seconds` without a row.
    """
    appended = {
        "interceptors": "recordInterceptor wrkDateInterceptor collectDayInterceptor",
        **judged_by(STATUS),
        # the date of its collection goes with an event, so that one left over for tomorrow's agent keeps its folder
        "interceptors.wrkDateInterceptor.type": "static",
        "interceptors.wrkDateInterceptor.key": "wrk_date",
        "interceptors.wrkDateInterceptor.value": f"{collected:%Y%m%d}",
        "interceptors.collectDayInterceptor.type": "search_replace",
        # a row begins with its time; what is no row begins with the verdict by now, and stays as it is
        "interceptors.collectDayInterceptor.searchPattern": r"^(\d{14}.*)$",
        "interceptors.collectDayInterceptor.replaceString": f"$1,{collected:%Y%m%d}",
    }
    sinks = {
        "hdfs": lambda: hdfs_sink(place, roll_bytes, idle_seconds),
        "files": lambda: file_sink("SmartCarInfo_FileSink", BATCH_CHANNEL, f"{place.folder}/rows", ".log"),
        "logger": lambda: logger("SmartCarInfo_LoggerSink", BATCH_CHANNEL, 16),
    }
    if sink not in sinks:
        raise ConfigurationError(f"There is no sink {sink!r} for the batch lane. Use {', '.join(sinks)}.")
    placed = {  # each line with its file and its place in it
        "trackerDir": f"{place.folder}/positions/spool",
        "basenameHeader": True,
        "deserializer": "PlacedLineDeserializer$Builder",
        "deserializer.maxLineLength": LONGEST,
    }
    settings = {**spool(place), **placed, **appended, **sorted_into(BATCH_CHANNEL)}
    source = Source(SPOOL, "spooldir", settings, (BATCH_CHANNEL, REJECTED_CHANNEL))
    return _with_rejected(source, keeping(channel, BATCH_CHANNEL, place, capacity), (sinks[sink](),), place)


def speed_lane(place: Place, channel: str = "kafka", capacity: int = 200_000, topic: str = SMARTCAR_TOPIC) -> Agent:
    """The driving log → Kafka, by a channel that is Kafka itself, or by a ``file`` or ``memory`` channel and a sink."""
    settings = {
        **tail(place),
        "fileHeader": True,
        "byteOffsetHeader": True,
        "interceptors": "recordInterceptor",
        **judged_by(DRIVER),
        **sorted_into(SPEED_CHANNEL),
    }
    source = Source(TAIL, "TAILDIR", settings, (SPEED_CHANNEL, REJECTED_CHANNEL))
    sinks = () if channel == "kafka" else (kafka_sink(place, topic),)
    return _with_rejected(source, keeping(channel, SPEED_CHANNEL, place, capacity, topic), sinks, place)


def _with_rejected(source: Source, channel: Channel, sinks: tuple[Sink, ...], place: Place) -> Agent:
    rejected = keeping("file", REJECTED_CHANNEL, place)
    file = file_sink("Rejected_FileSink", REJECTED_CHANNEL, f"{place.folder}/dead-letters", ".tsv")
    return Agent((source,), (channel, rejected), (*sinks, file))


if __name__ == "__main__":
    PILOT.write_text(pilot(MARKS).text(), "utf-8")
