"""Kafka by confluent-kafka."""

from __future__ import annotations

from confluent_kafka import Consumer, Producer
from confluent_kafka.admin import AdminClient

from base.settings import settings
from cluster.addresses import address


def _servers(conf: dict[str, object]) -> dict[str, object]:
    # librdkafka writes a line for every broker that is down; lessons ask for such brokers themselves
    quiet = {"log_level": 2, "log.connection.close": False}
    return {"bootstrap.servers": address("kafka", settings()), **quiet, **conf}


def kafka_admin(**conf: object) -> AdminClient:
    """An admin client: topics, partitions, leaders, offsets. Options are librdkafka's names."""
    return AdminClient(_servers(conf))


def kafka_producer(**conf: object) -> Producer:
    """A producer that waits for all in-sync replicas, unless told otherwise."""
    return Producer(_servers({"acks": "all", "enable.idempotence": False} | _dotted(conf)))


def kafka_consumer(group: str, **conf: object) -> Consumer:
    """A consumer of a group; a new group starts with the oldest record."""
    defaults = {"group.id": group, "auto.offset.reset": "earliest", "session.timeout.ms": 6000}
    return Consumer(_servers(defaults | _dotted(conf)))


def _dotted(conf: dict[str, object]) -> dict[str, object]:
    """``linger_ms=5`` as Kafka writes it: ``linger.ms``."""
    return {key.replace("_", "."): value for key, value in conf.items()}
