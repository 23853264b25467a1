"""The pilot's agent SmartCar_Agent: built in four steps, then made durable.

Each function returns a `configuration.Agent`. `step` follows the book; `batch_lane`, `speed_lane` and `pilot`
judge every line, keep what is no row, and lose nothing when they are killed. ``python -m utils.collect.pilot`` writes
the agent into the text that the service starts with.
"""

from __future__ import annotations

from datetime import date

from base.exceptions import ConfigurationError
from cluster.services.flume import MARKS, PILOT, Place
from data.records import DRIVER, STATUS, Field, Record
from utils.collect.configuration import FILTER, KAFKA_CHANNEL, KAFKA_SINK, Agent, Channel, Sink, Source
from utils.collect.topics import SMARTCAR_TOPIC

STATUS_FOLDER = "/pilot-pjt/collect/car-batch-log"
COLLECTED = date(2016, 1, 2)  # the day after the first day of the simulated drive
SPOOL, TAIL = "SmartCarInfo_SpoolSource", "DriverCarInfo_TailSource"
BATCH_CHANNEL, SPEED_CHANNEL, REJECTED_CHANNEL = "SmartCarInfo_Channel", "DriverCarInfo_Channel", "Rejected_Channel"
LOG = "SmartCarDriverInfo.log"
LONGEST = 1_000_000  # characters of a line; what follows would be taken for another line
BATCH = 1000  # events that a source or a sink moves at once


def step(number: int, place: Place, channel: str = "memory", shown: int = 16) -> Agent:
    """The agent after a step: 1 spool source → logger, 2 with a filter, 3 with a tail source, 4 with Kafka.

    `channel` is ``memory``, as in the book, or ``file``; the logger shows the first `shown` bytes of an event.
    """
    if number not in (1, 2, 3, 4):
        raise ConfigurationError(f"There is no step {number!r}. Steps are 1, 2, 3 and 4.")
    only = _filter() if number > 1 else {}
    batch = Agent(
        (Source(SPOOL, "spooldir", {**_spool(place), **only}, (BATCH_CHANNEL,)),),
        (keeping(channel, BATCH_CHANNEL, place),),
        (_logger("SmartCarInfo_LoggerSink", BATCH_CHANNEL, shown),),
    )
    if number < 3:
        return batch
    kafka = _kafka_sink(place)
    speed = Agent(
        (Source(TAIL, "TAILDIR", {**_tail(place), **only}, (SPEED_CHANNEL,)),),
        (keeping(channel, SPEED_CHANNEL, place),),
        (_logger("DriverCarInfo_LoggerSink", SPEED_CHANNEL, shown) if number == 3 else kafka,),
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
        **_judged(STATUS),
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
        "hdfs": lambda: _hdfs_sink(place, roll_bytes, idle_seconds),
        "files": lambda: _file_sink("SmartCarInfo_FileSink", BATCH_CHANNEL, f"{place.folder}/rows", ".log"),
        "logger": lambda: _logger("SmartCarInfo_LoggerSink", BATCH_CHANNEL, 16),
    }
    if sink not in sinks:
        raise ConfigurationError(f"There is no sink {sink!r} for the batch lane. Use {', '.join(sinks)}.")
    placed = {  # each line with its file and its place in it
        "trackerDir": f"{place.folder}/positions/spool",
        "basenameHeader": True,
        "deserializer": "PlacedLineDeserializer$Builder",
        "deserializer.maxLineLength": LONGEST,
    }
    settings = {**_spool(place), **placed, **appended, **_sorted_into(BATCH_CHANNEL)}
    source = Source(SPOOL, "spooldir", settings, (BATCH_CHANNEL, REJECTED_CHANNEL))
    return _with_rejected(source, keeping(channel, BATCH_CHANNEL, place, capacity), (sinks[sink](),), place)


def speed_lane(place: Place, channel: str = "kafka", capacity: int = 200_000, topic: str = SMARTCAR_TOPIC) -> Agent:
    """The driving log → Kafka, by a channel that is Kafka itself, or by a ``file`` or ``memory`` channel and a sink."""
    settings = {
        **_tail(place),
        "fileHeader": True,
        "byteOffsetHeader": True,
        "interceptors": "recordInterceptor",
        **_judged(DRIVER),
        **_sorted_into(SPEED_CHANNEL),
    }
    source = Source(TAIL, "TAILDIR", settings, (SPEED_CHANNEL, REJECTED_CHANNEL))
    sinks = () if channel == "kafka" else (_kafka_sink(place, topic),)
    return _with_rejected(source, keeping(channel, SPEED_CHANNEL, place, capacity, topic), sinks, place)


def keeping(channel: str, name: str, place: Place, capacity: int = 200_000, topic: str = SMARTCAR_TOPIC) -> Channel:
    """A channel by its kind: ``memory``, ``file`` or ``kafka``; `capacity` in events."""
    at_once = min(10_000, capacity)
    kinds = {
        "memory": ("memory", {"capacity": capacity, "transactionCapacity": at_once}),
        "file": (
            "file",
            {
                "checkpointDir": f"{place.folder}/channels/{name}/checkpoint",
                "dataDirs": f"{place.folder}/channels/{name}/data",
                "capacity": capacity,
                "transactionCapacity": at_once,
                "checkpointInterval": 5000,
                "maxFileSize": 67_108_864,
                "minimumRequiredSpace": 104_857_600,
            },
        ),
        "kafka": (
            KAFKA_CHANNEL,
            {
                "kafka.bootstrap.servers": place.kafka,
                "kafka.topic": topic,
                "kafka.producer.acks": "all",
                "kafka.producer.linger.ms": 0,
                "parseAsFlumeEvent": False,  # the line itself, so that any reader understands it
                "migrateZookeeperOffsets": False,
            },
        ),
    }
    if channel not in kinds:
        raise ConfigurationError(f"There is no channel {channel!r}. Use {', '.join(kinds)}.")
    return Channel(name, *kinds[channel])


def _with_rejected(source: Source, channel: Channel, sinks: tuple[Sink, ...], place: Place) -> Agent:
    rejected = keeping("file", REJECTED_CHANNEL, place)
    file = _file_sink("Rejected_FileSink", REJECTED_CHANNEL, f"{place.folder}/dead-letters", ".tsv")
    return Agent((source,), (channel, rejected), (*sinks, file))


def _spool(place: Place) -> dict[str, object]:
    return {
        "spoolDir": f"{place.folder}/spool",
        "decodeErrorPolicy": "REPLACE",  # else a single strange byte ends the source
        "batchSize": BATCH,
        "pollDelay": 200,
    }


def _tail(place: Place) -> dict[str, object]:
    return {
        "positionFile": f"{place.folder}/positions/tail.json",
        "filegroups": "log",
        "filegroups.log": f"{place.folder}/tail/{LOG}",
        "batchSize": BATCH,
        # how long it sleeps when the log has not grown, in ms; by default 1000, rising to 5000
        "backoffSleepIncrement": 50,
        "maxBackoffSleep": 200,
        "writePosInterval": 500,
    }


def _filter() -> dict[str, object]:
    return {
        "interceptors": "filterInterceptor",
        "interceptors.filterInterceptor.type": "regex_filter",
        "interceptors.filterInterceptor.regex": FILTER,
        "interceptors.filterInterceptor.excludeEvents": False,
    }


def _judged(record: Record) -> dict[str, object]:
    rules = {"type": "RecordInterceptor$Builder", "separator": record.separator, "key": "car_number"}
    rules |= {"fields": " ".join(record.names)} | {f"fields.{field.name}": _rule(field) for field in record.fields}
    return {f"interceptors.recordInterceptor.{key}": value for key, value in rules.items()}


def _rule(field: Field) -> str:
    """What a field must be, in the words of RecordInterceptor.java.

    >>> _rule(STATUS.fields[2]), _rule(STATUS.fields[1])
    ('integer 0 to 100', 'text like [A-Z][0-9]{4}')
    """
    if field.values:
        return f"{field.kind} of {' '.join(map(str, field.values))}"
    if field.pattern:
        return f"{field.kind} like {field.pattern}"
    return field.kind if field.low is None else f"{field.kind} {field.low} to {field.high}"


def _sorted_into(channel: str) -> dict[str, object]:
    return {
        "selector.type": "multiplexing",
        "selector.header": "verdict",
        "selector.mapping.row": channel,
        "selector.default": REJECTED_CHANNEL,
    }


def _hdfs_sink(place: Place, roll_bytes: int, idle_seconds: int) -> Sink:
    settings = {
        "hdfs.path": f"{place.hdfs}{STATUS_FOLDER}/wrk_date=%{{wrk_date}}",
        "hdfs.filePrefix": "car-batch-log",
        "hdfs.fileSuffix": ".log",
        "hdfs.inUsePrefix": "_",  # Hive and Spark pass over such names
        "hdfs.fileType": "DataStream",
        "hdfs.writeFormat": "Text",
        "hdfs.batchSize": BATCH,
        "hdfs.rollInterval": 0,
        "hdfs.rollCount": 0,
        "hdfs.rollSize": roll_bytes,
        "hdfs.idleTimeout": idle_seconds,
        "hdfs.callTimeout": 30_000,
        "hdfs.minBlockReplicas": 1,
    }
    return Sink("SmartCarInfo_HdfsSink", "hdfs", settings, BATCH_CHANNEL)


def _kafka_sink(place: Place, topic: str = SMARTCAR_TOPIC) -> Sink:
    settings = {
        "kafka.bootstrap.servers": place.kafka,
        "kafka.topic": topic,
        "kafka.producer.acks": "all",
        "kafka.producer.linger.ms": 0,
        "flumeBatchSize": BATCH,
        "useFlumeEventFormat": False,
    }
    return Sink("DriverCarInfo_KafkaSink", KAFKA_SINK, settings, SPEED_CHANNEL)


def _logger(name: str, channel: str, shown: int) -> Sink:
    return Sink(name, "logger", {"maxBytesToLog": shown}, channel)


def _file_sink(name: str, channel: str, folder: str, suffix: str) -> Sink:
    settings = {"sink.directory": folder, "sink.rollInterval": 0, "sink.pathManager.extension": suffix.lstrip(".")}
    return Sink(name, "file_roll", settings, channel)


if __name__ == "__main__":
    PILOT.write_text(pilot(MARKS).text(), "utf-8")
