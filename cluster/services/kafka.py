"""Kafka in KRaft mode: one broker, or three that keep three copies of every record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from cluster.configs import log4j2, properties
from cluster.jvm.components import Components
from cluster.panel import PATIENCE_S, Figure, Ports, Question
from cluster.service import Command, Exchange, Java, Role, Service, Site, Template

CLUSTER_ID = "SmartCarTeachingClust0"  # 16 bytes in URL-safe base64
CLIENT, CONTROLLER, INTERNAL = 9092, 9093, 9101
COMPONENTS = {
    "kafka": Components(
        (
            # before jakarta.activation-api, which holds the same classes
            "com.sun.activation:jakarta.activation:2.0.1",
            "org.apache.kafka:kafka_2.13:4.3.1",
            "org.apache.kafka:kafka-tools:4.3.1",
            # Kafka speaks slf4j 1.7: log4j-slf4j2-impl would stay silent
            "org.apache.logging.log4j:log4j-slf4j-impl:2.25.2",
        ),
        exclusions=("org.apache.kafka:connect-runtime",),  # a third of the jars, for a server that is not run
    ),
}
# DescribeCluster, version 0: the answer lists the brokers that are registered and not fenced.
DESCRIBE_CLUSTER = bytes.fromhex("00000011 003c 0000 00000007 0004") + b"lab0" + bytes.fromhex("00 00 00")


def roles(site: Site, size: int) -> tuple[Role, ...]:
    return tuple(
        Role(
            name=f"kafka-{node}",
            sentence="a broker: stores records of topics in order, and a vote in the controllers' quorum",
            command=Java(
                "kafka.Kafka",
                components="kafka",
                heap_mb=224,
                options=(f"-Dlog4j2.configurationFile={site.conf('kafka', 'log4j2.properties')}",),
                arguments=(site.conf("kafka", f"{_cluster(size)}-{node}.properties"),),
                archive="kafka",
            ),
            ports=_ports(site, node),
            probe=_describe(1),
            memory_mb=190,
            template=Template(
                _data(node, size),
                Java(
                    "kafka.tools.StorageTool",
                    components="kafka",
                    heap_mb=96,
                    options=(f"-Dlog4j2.configurationFile={site.conf('kafka', 'log4j2-quiet.properties')}",),
                    arguments=(
                        "format",
                        "-t",
                        CLUSTER_ID,
                        "-c",
                        "{work}/server.properties",
                        "--ignore-formatted",
                    ),
                ),
                files={"server.properties": properties(_server(site, node, size) | {"log.dirs": "{target}"})},
            ),
            stop_order=20,
        )
        for node in range(1, size + 1)
    )


def files(site: Site, size: int) -> dict[str, str]:
    servers = {
        f"kafka/{_cluster(size)}-{node}.properties": properties(_server(site, node, size))
        for node in range(1, size + 1)
    }
    return servers | {"kafka/log4j2.properties": log4j2(), "kafka/log4j2-quiet.properties": log4j2("error")}


def together(site: Site, size: int) -> Exchange:
    return _describe(size)


def _describe(brokers: int) -> Exchange:
    # cluster id, controller id (4 bytes), then a compact array: its length plus one
    counts = b"".join(b"\\x%02x" % (count + 1) for count in range(brokers, 4))
    return Exchange(
        "client",
        DESCRIBE_CLUSTER,
        re.escape(CLUSTER_ID.encode()) + b".{4}[" + counts + b"]",
        f"the metadata lists {brokers} broker{'s' * (brokers > 1)}",
    )


def _server(site: Site, node: int, size: int) -> dict[str, object]:
    copies, in_sync = min(size, 3), min(size, 2)
    advertised = [f"PLAINTEXT://127.0.0.1:{site.port(_client(node))}"]
    listeners = [f"PLAINTEXT://{site.bind}:{site.port(_client(node))}"]
    if site.in_container:  # the other containers know this broker by its name, the learner's machine by loopback
        advertised.append(f"INTERNAL://{site.host(f'kafka-{node}')}:{site.port(INTERNAL + node - 1)}")
        listeners.append(f"INTERNAL://{site.bind}:{site.port(INTERNAL + node - 1)}")
    listeners.append(f"CONTROLLER://{site.bind}:{site.port(_client(node) + 1)}")
    voters = (f"{voter}@{site.host(f'kafka-{voter}')}:{site.port(_client(voter) + 1)}" for voter in range(1, size + 1))
    return {
        "process.roles": "broker,controller",
        "node.id": node,
        "controller.quorum.voters": ",".join(voters),
        "listeners": ",".join(listeners),
        "advertised.listeners": ",".join(advertised),
        "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "controller.listener.names": "CONTROLLER",
        "inter.broker.listener.name": "INTERNAL" if site.in_container else "PLAINTEXT",
        "log.dirs": site.data(_data(node, size)),
        "default.replication.factor": copies,
        "min.insync.replicas": in_sync,
        "offsets.topic.replication.factor": copies,
        "offsets.topic.num.partitions": 3,
        "transaction.state.log.replication.factor": copies,
        "transaction.state.log.min.isr": in_sync,
        "transaction.state.log.num.partitions": 3,
        "share.coordinator.state.topic.replication.factor": copies,
        "share.coordinator.state.topic.min.isr": in_sync,
        "share.coordinator.state.topic.num.partitions": 3,
        "group.initial.rebalance.delay.ms": 0,
        "auto.create.topics.enable": False,
        # all brokers stop together, and the last would wait for minutes for a quorum that is gone
        "controlled.shutdown.enable": False,
        "num.network.threads": 2,
        "num.io.threads": 4,
        "background.threads": 2,
        "log.cleaner.dedupe.buffer.size": 16777216,
        "broker.session.timeout.ms": 6000,
        "broker.heartbeat.interval.ms": 1000,
    }


def _client(node: int) -> int:
    return CLIENT + 2 * (node - 1)


def _ports(site: Site, node: int) -> dict[str, int]:
    ports = {"client": _client(node), "controller": _client(node) + 1}
    return ports | ({"internal": INTERNAL + node - 1} if site.in_container else {})


def _cluster(size: int) -> str:
    return f"cluster-of-{size}"


def _data(node: int, size: int) -> str:
    return f"kafka/{_cluster(size)}-{node}"


def address(ports: Ports) -> str:
    """All three brokers; those that do not run are passed over."""
    return ",".join(f"127.0.0.1:{ports[f'kafka-{node}']['client']}" for node in (1, 2, 3))


def figures(ports: Ports) -> Iterable[Figure]:
    """Brokers and topics, and partitions that lack a replica, as a broker's metadata tells them."""
    from confluent_kafka import KafkaException

    try:
        metadata = _admin(address(ports)).list_topics(timeout=PATIENCE_S)
    except KafkaException as error:
        raise OSError(str(error)) from error
    partitions = [each for topic in metadata.topics.values() for each in topic.partitions.values()]
    lacking = sum(len(each.isrs) < len(each.replicas) for each in partitions)
    return (
        Figure("brokers", len(metadata.brokers)),
        Figure("topics", sum(not name.startswith("__") for name in metadata.topics)),
        Figure("under-replicated partitions", lacking, lacking == 0),
    )


def topics(ports: Ports) -> Mapping[str, str]:
    """Each topic with its newest offsets; those that Kafka and Connect keep for themselves are left out."""
    from confluent_kafka import KafkaException, TopicPartition
    from confluent_kafka.admin import OffsetSpec

    admin = _admin(address(ports))
    try:
        known = admin.list_topics(timeout=PATIENCE_S).topics.items()
        kept = ((name, topic) for name, topic in known if not name.startswith(("__", "connect-")))
        places = [TopicPartition(name, each) for name, topic in kept for each in topic.partitions]
        asked = admin.list_offsets({each: OffsetSpec.latest() for each in places}, request_timeout=10)
        ends = sorted((each.topic, each.partition, end.result().offset) for each, end in asked.items())
    except KafkaException as error:
        raise OSError(str(error)) from error
    found: dict[str, str] = {}
    for name, partition, end in ends:
        found[f"topic {name}"] = f"{found.get(f'topic {name}', '')} {partition}:{end}"
    return found


@lru_cache(maxsize=4)
def _admin(servers: str):
    from confluent_kafka.admin import AdminClient

    return AdminClient({"bootstrap.servers": servers, "log_level": 0})


TOOLS = {
    "kafka-topics": ("TopicCommand", "makes, lists, describes and deletes topics"),
    "kafka-console-producer": ("ConsoleProducer", "sends each line that is typed as a record"),
    "kafka-console-consumer": ("consumer.ConsoleConsumer", "prints the records of a topic"),
    "kafka-consumer-groups": ("consumer.group.ConsumerGroupCommand", "shows and sets how far groups have read"),
    "kafka-get-offsets": ("GetOffsetShell", "prints the newest or oldest offset of each partition"),
    "kafka-metadata-quorum": ("MetadataQuorumCommand", "shows who leads the controllers and who lags"),
}


def commands(site: Site) -> tuple[Command, ...]:
    brokers = [f"kafka-{node}" for node in (1, 2, 3)]
    port = (INTERNAL, 1) if site.in_container else (CLIENT, 2)
    servers = (f"{site.host(name)}:{site.port(port[0] + port[1] * at)}" for at, name in enumerate(brokers))
    usual = {"--bootstrap-server": ",".join(servers)}
    log = f"-Dlog4j2.configurationFile={site.conf('kafka', 'log4j2-quiet.properties')}"

    def start(main: str) -> Java:
        return Java(f"org.apache.kafka.tools.{main}", "kafka", 128, options=(log,), archive="kafka-client")

    return tuple(
        Command(name, sentence, tuple(brokers), {"": start(main)}, usual, aliases=(f"{name}.sh",))
        for name, (main, sentence) in TOOLS.items()
    )


SERVICE = Service(
    name="kafka",
    title="Kafka",
    sentence="takes records from many producers, keeps them in order, hands them to many consumers",
    version="4.3.1",
    roles=roles,
    files=files,
    address=address,
    sizes=(1, 3),
    profiles={"day1": 3, "day2": 1, "day3": 1},
    together=together,
    panel=Question("kafka-", figures),
    holdings=Question("kafka-", topics),
    commands=commands,
    components=COMPONENTS,
)
