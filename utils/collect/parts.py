"""The parts of the pilot's agent: what each source, interceptor, channel and sink is set to."""

from __future__ import annotations

from base.exceptions import ConfigurationError
from cluster.services.flume import Place
from data.records import Field, Record
from utils.collect.configuration import FILTER, KAFKA_CHANNEL, KAFKA_SINK, Channel, Sink
from utils.collect.topics import SMARTCAR_TOPIC

COLLECT = "/pilot-pjt/collect"  # the folder of HDFS for all that is collected
STATUS_LOG = f"{COLLECT}/car-batch-log"
BATCH_CHANNEL, SPEED_CHANNEL, REJECTED_CHANNEL = "SmartCarInfo_Channel", "DriverCarInfo_Channel", "Rejected_Channel"
LOG = "SmartCarDriverInfo.log"
BATCH = 1000  # events that a source or a sink moves at once


def spool(place: Place) -> dict[str, object]:
    """What both kinds of spool source have: the folder, and how to read it."""
    return {
        "spoolDir": f"{place.folder}/spool",
        "decodeErrorPolicy": "REPLACE",  # else a single strange byte ends the source
        "batchSize": BATCH,
        "pollDelay": 200,
    }


def tail(place: Place) -> dict[str, object]:
    """The driving log, and the file that keeps the place in it."""
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


def only_rows() -> dict[str, object]:
    """The book's filter: only what begins with fourteen digits goes on."""
    return {
        "interceptors": "filterInterceptor",
        "interceptors.filterInterceptor.type": "regex_filter",
        "interceptors.filterInterceptor.regex": FILTER,
        "interceptors.filterInterceptor.excludeEvents": False,
    }


def judged_by(record: Record) -> dict[str, object]:
    """The interceptor that judges each line by a record type."""
    rules = {"type": "RecordInterceptor$Builder", "separator": record.separator, "key": "car_number"}
    rules |= {"fields": " ".join(record.names)} | {f"fields.{field.name}": _rule(field) for field in record.fields}
    return {f"interceptors.recordInterceptor.{key}": value for key, value in rules.items()}


def _rule(field: Field) -> str:
    """What a field must be, in the words of RecordInterceptor.java.

    >>> from data.records import STATUS
    >>> _rule(STATUS.fields[2]), _rule(STATUS.fields[1])
    ('integer 0 to 100', 'text like [A-Z][0-9]{4}')
    """
    if field.values:
        return f"{field.kind} of {' '.join(map(str, field.values))}"
    if field.pattern:
        return f"{field.kind} like {field.pattern}"
    return field.kind if field.low is None else f"{field.kind} {field.low} to {field.high}"


def sorted_into(channel: str) -> dict[str, object]:
    """Rows go into this channel, everything else into the one for rejected lines."""
    return {
        "selector.type": "multiplexing",
        "selector.header": "verdict",
        "selector.mapping.row": channel,
        "selector.default": REJECTED_CHANNEL,
    }


def hdfs_sink(place: Place, roll_bytes: int, idle_seconds: int) -> Sink:
    """A folder of HDFS for each date of collection; see `pilot.batch_lane`."""
    settings = {
        "hdfs.path": f"{place.hdfs}{STATUS_LOG}/wrk_date=%{{wrk_date}}",
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


def kafka_sink(place: Place, topic: str = SMARTCAR_TOPIC) -> Sink:
    """The topic, with each line as it is."""
    settings = {
        "kafka.bootstrap.servers": place.kafka,
        "kafka.topic": topic,
        "kafka.producer.acks": "all",
        "kafka.producer.linger.ms": 0,
        "flumeBatchSize": BATCH,
        "useFlumeEventFormat": False,
    }
    return Sink("DriverCarInfo_KafkaSink", KAFKA_SINK, settings, SPEED_CHANNEL)


def logger(name: str, channel: str, shown: int) -> Sink:
    """The agent's own log, with the first bytes of each event."""
    return Sink(name, "logger", {"maxBytesToLog": shown}, channel)


def file_sink(name: str, channel: str, folder: str, suffix: str) -> Sink:
    """Files in a folder of this machine, which grow until the agent ends."""
    settings = {"sink.directory": folder, "sink.rollInterval": 0, "sink.pathManager.extension": suffix.lstrip(".")}
    return Sink(name, "file_roll", settings, channel)


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
