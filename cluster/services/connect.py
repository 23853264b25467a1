"""Kafka Connect: one worker that runs connectors, each of them made, asked and deleted by HTTP."""

from __future__ import annotations

from cluster.configs import log4j2, properties
from cluster.jvm.components import Components
from cluster.panel import Ports
from cluster.service import Java, Role, Service, Site, http
from cluster.services import kafka

PORT = 8083
COMPONENTS = {
    "connect": Components(
        (
            # before jakarta.activation-api, which holds the same classes
            "com.sun.activation:jakarta.activation:2.0.1",
            "org.apache.kafka:connect-runtime:4.3.1",
            "org.apache.kafka:connect-file:4.3.1",
            "org.apache.logging.log4j:log4j-slf4j-impl:2.25.2",
        ),
        # older forms of jakarta.activation, with some of the same classes
        exclusions=("javax.activation:activation", "javax.activation:javax.activation-api"),
    ),
}


def roles(site: Site, size: int) -> tuple[Role, ...]:
    return (
        Role(
            name="connect",
            sentence="a worker: runs the tasks of connectors and remembers how far each has come",
            command=Java(
                "org.apache.kafka.connect.cli.ConnectStandalone",
                components="connect",
                heap_mb=128,
                options=(f"-Dlog4j2.configurationFile={site.conf('connect', 'log4j2.properties')}",),
                arguments=(site.conf("connect", "worker.properties"),),
                archive="connect",
            ),
            ports={"http": PORT},
            probe=http("http", "/", r'"kafka_cluster_id":"\w', "the worker names the cluster it works for"),
            memory_mb=170,
            folders=("connect",),
            stop_order=10,
        ),
    )


def files(site: Site, size: int) -> dict[str, str]:
    text = "org.apache.kafka.connect.storage.StringConverter"
    port = kafka.INTERNAL if site.in_container else kafka.CLIENT
    worker = {
        "bootstrap.servers": f"{site.host('kafka-1')}:{site.port(port)}",
        "listeners": f"http://{site.bind}:{site.port(PORT)}",
        "plugin.discovery": "SERVICE_LOAD",  # read the list in each jar instead of searching through all classes
        "key.converter": text,
        "value.converter": text,
        "offset.storage.file.filename": site.data("connect/offsets"),
        "offset.flush.interval.ms": 1000,
    }
    return {"connect/worker.properties": properties(worker), "connect/log4j2.properties": log4j2("warn")}


def address(ports: Ports) -> str:
    return f"http://127.0.0.1:{ports['connect']['http']}"


SERVICE = Service(
    name="connect",
    title="Kafka Connect",
    sentence="copies between Kafka and other systems by configuration, without a program",
    version="4.3.1",
    roles=roles,
    files=files,
    address=address,
    requires=("kafka",),
    profiles={"day2": 1},
    components=COMPONENTS,
)
