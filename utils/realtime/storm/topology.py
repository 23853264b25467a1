"""The topology DriverCarInfo as data, and as the YAML that Storm's Flux submits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from base.exceptions import ConfigurationError
from data.records import DRIVER
from utils.collect.topics import SMARTCAR_TOPIC
from utils.realtime.table.keys import KEYS

DEAD_LETTERS = "SmartCar-DeadLetter"
TABLE = "DriverCarInfo"
BOLT = "org.apache.storm.flux.wrappers.bolts.FluxShellBolt"
KAFKA = "org.apache.storm.kafka"
TEXT = "org.apache.kafka.common.serialization.String"
ROWS, ALERTS = "rows", "alerts"  # the two lanes: every row into HBase, speeding cars into Redis
# the sleep of a component without work; with Storm's 1 ms an idle worker takes a seventh of a core
IDLE_MS = tuple(f"topology.{part}.wait.progressive.level3.sleep.millis" for part in ("spout", "bolt", "backpressure"))
SCRIPTS = {
    "splitBolt": "split_bolt.py",
    "hbaseBolt": "hbase_bolt.py",
    "esperBolt": "esper_bolt.py",
    "redisBolt": "redis_bolt.py",
}


@dataclass(frozen=True)
class Topology:
    """What can be chosen of the topology. ``parallel`` gives components more than one task: ``{"splitBolt": 2}``."""

    name: str = "DriverCarInfo"
    topic: str = SMARTCAR_TOPIC
    table: str = TABLE
    lanes: tuple[str, ...] = (ROWS, ALERTS)
    workers: int = 1
    parallel: Mapping[str, int] = field(default_factory=dict)
    row_key: str = "car_first"  # of utils.realtime.table.keys
    batch_rows: int = 200  # rows that hbaseBolt writes at once, at most
    batch_seconds: float = 0.0  # that the first of them waits for others
    pending: int = 2000  # rows that a spout may have on the way
    timeout_s: int = 30  # after which a row that was not acknowledged is repeated

    def __post_init__(self) -> None:
        unknown = [name for name in self.parallel if name not in ("kafkaSpout", *SCRIPTS)]
        if unknown or self.row_key not in KEYS or not set(self.lanes) <= {ROWS, ALERTS}:
            raise ConfigurationError(
                f"Components are kafkaSpout, {', '.join(SCRIPTS)}; row keys are {', '.join(KEYS)}; lanes are "
                f"{ROWS} and {ALERTS}. Asked for: {', '.join(unknown) or self.row_key}, {', '.join(self.lanes)}."
            )


def flux(topology: Topology, servers: str, python: str, facts: Mapping[str, object]) -> str:
    """The YAML of a topology; ``facts`` are what its bolts must know, such as addresses.

    >>> print(flux(Topology(), "localhost:29092", "python", {})[:47])
    name: DriverCarInfo
    config:
      topology.workers:
    """
    rows, alerts = ROWS in topology.lanes, ALERTS in topology.lanes
    bolts, streams = [], []
    if rows:
        bolts += [_split(topology, python), _bolt(topology, "hbaseBolt", python), _dead_letter_bolt()]
        streams += [
            _stream("kafkaSpout", "splitBolt", {"type": "SHUFFLE"}),
            _stream("splitBolt", "hbaseBolt", {"type": "SHUFFLE"}),
            _stream("splitBolt", "deadLetterBolt", {"type": "SHUFFLE", "streamId": "malformed"}),
        ]
    if alerts:
        partition = {"type": "FIELDS", "args": ["partition"]}  # the rows of one partition stay in their order
        bolts += [
            _bolt(topology, "esperBolt", python, ["partition", "checkpoint"]),
            _bolt(topology, "redisBolt", python),
        ]
        streams += [_stream("kafkaSpout", "esperBolt", partition), _stream("esperBolt", "redisBolt", partition)]
    document = {
        "name": topology.name,
        "config": {
            "topology.workers": topology.workers,
            "topology.max.spout.pending": topology.pending,
            "topology.message.timeout.secs": topology.timeout_s,
            "topology.shellbolt.max.pending": 1000,
            "topology.subprocess.timeout.secs": 120,
            **dict.fromkeys(IDLE_MS, 5),
            "smartcar.table": topology.table,
            "smartcar.row.key": topology.row_key,
            "smartcar.batch.rows": topology.batch_rows,
            "smartcar.batch.seconds": topology.batch_seconds,
            **facts,
        },
        "components": [*_spout_parts(topology, servers), *(_dead_letter_parts(servers) if rows else ())],
        "spouts": [
            {
                "id": "kafkaSpout",
                "className": f"{KAFKA}.spout.KafkaSpout",
                "constructorArgs": [{"ref": "spoutConfig"}],
                "parallelism": topology.parallel.get("kafkaSpout", 1),
            }
        ],
        "bolts": bolts,
        "streams": streams,
    }
    return yaml.safe_dump(document, sort_keys=False, width=120)


def _spout_parts(topology: Topology, servers: str) -> list[dict]:
    properties = {
        "group.id": topology.name,
        "key.deserializer": f"{TEXT}Deserializer",
        "value.deserializer": f"{TEXT}Deserializer",
        "max.poll.records": "500",
    }
    calls = [{"name": "setProp", "args": [key, value]} for key, value in properties.items()]
    calls += [
        {"name": "setFirstPollOffsetStrategy", "args": ["UNCOMMITTED_EARLIEST"]},
        {"name": "setOffsetCommitPeriodMs", "args": [500]},
    ]
    return [
        {
            "id": "spoutBuilder",
            "className": f"{KAFKA}.spout.KafkaSpoutConfig$Builder",
            "constructorArgs": [servers, [topology.topic]],
            "configMethods": calls,
        },
        {
            "id": "spoutConfig",
            "className": f"{KAFKA}.spout.KafkaSpoutConfig",
            "constructorArgs": [{"ref": "spoutBuilder"}],
        },
    ]


def _dead_letter_parts(servers: str) -> list[dict]:
    properties = {
        "bootstrap.servers": servers,
        "acks": "all",
        "key.serializer": f"{TEXT}Serializer",
        "value.serializer": f"{TEXT}Serializer",
    }
    return [
        {
            "id": "producer",
            "className": "java.util.Properties",
            "configMethods": [{"name": "setProperty", "args": [key, value]} for key, value in properties.items()],
        },
        {
            "id": "mapper",
            "className": f"{KAFKA}.bolt.mapper.FieldNameBasedTupleToKafkaMapper",
            "constructorArgs": ["place", "letter"],
        },
    ]


def _dead_letter_bolt() -> dict:
    return {
        "id": "deadLetterBolt",
        "className": f"{KAFKA}.bolt.KafkaBolt",
        "configMethods": [
            {"name": "withProducerProperties", "args": [{"ref": "producer"}]},
            {"name": "withTopicSelector", "args": [DEAD_LETTERS]},
            {"name": "withTupleToKafkaMapper", "args": [{"ref": "mapper"}]},
        ],
        "parallelism": 1,
    }


def _bolt(topology: Topology, name: str, python: str, outputs: list[str] | None = None) -> dict:
    command = [python, SCRIPTS[name]]
    return {
        "id": name,
        "className": BOLT,
        "constructorArgs": [command, outputs] if outputs else [command],
        "parallelism": topology.parallel.get(name, 1),
    }


def _split(topology: Topology, python: str) -> dict:
    fields = list(DRIVER.names)
    return _bolt(topology, "splitBolt", python, fields) | {
        "configMethods": [{"name": "setNamedStream", "args": ["malformed", ["place", "letter"]]}]
    }


def _stream(source: str, to: str, grouping: dict) -> dict:
    return {"from": source, "to": to, "grouping": grouping}
