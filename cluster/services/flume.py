"""Flume: one agent, which takes what cars write, keeps it in channels and hands it on.

It needs no other service to start: an agent outlives what is downstream. The folder ``data/flume`` is its home.
``agent.properties`` lies in it: at first the pilot's, whose text is committed beside this module; a lesson writes
another one there and starts the role again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from base.properties import escaped
from base.settings import settings
from cluster.configs import log4j2, properties
from cluster.jvm.components import COMPILER, Components
from cluster.panel import Figure, Ports, Question, ask_json
from cluster.service import Command, Java, Role, Service, Site, Template, http
from cluster.services import hadoop, hdfs, kafka

AGENT = "SmartCar_Agent"
METRICS = 4141
HOME = "flume"
CONFIGURATION = "agent.properties"
COMPONENTS = {
    "flume": Components(
        (
            "org.apache.flume:flume-ng-node:1.11.0",
            "org.apache.flume.flume-ng-channels:flume-file-channel:1.11.0",
            "org.apache.flume.flume-ng-channels:flume-kafka-channel:1.11.0",
            "org.apache.flume.flume-ng-sources:flume-taildir-source:1.11.0",
            "org.apache.flume.flume-ng-sinks:flume-hdfs-sink:1.11.0",
            "org.apache.flume.flume-ng-sinks:flume-ng-kafka-sink:1.11.0",
            "org.apache.kafka:kafka-clients:4.3.1",  # Flume's own is 2.7.2
            *hadoop.artifacts("3.5.0", "client-api", "client-runtime"),
            # Flume speaks slf4j 1.7 and brings nothing that would write its log
            "org.slf4j:slf4j-api:1.7.36",
            "org.apache.logging.log4j:log4j-slf4j-impl:2.25.2",
            "org.apache.logging.log4j:log4j-1.2-api:2.25.2",
        ),
        # sources, channels and sinks that no agent of the course uses, with their servers and data bases
        exclusions=(
            "org.apache.flume.flume-ng-sinks:flume-irc-sink",
            "org.apache.flume.flume-ng-channels:flume-jdbc-channel",
            "org.apache.flume.flume-ng-channels:flume-spillable-memory-channel",
            "org.apache.kafka:kafka_2.13",
            "org.apache.curator:*",  # a configuration kept in ZooKeeper
            "org.apache.thrift:*",
            "io.netty:*",  # agents that speak Avro with each other
        ),
        conf=hadoop.CONF,
        sources=("PlacedLineDeserializer.java", "RecordInterceptor.java"),
    ),
}
FOLDERS = ("spool", "tail", "channels", "positions", "rows", "dead-letters")


@dataclass(frozen=True)
class Place:
    """Where an agent works: its folder, and the addresses it writes to, as its own process reaches them."""

    folder: str
    kafka: str
    hdfs: str


MARKS = Place("@FOLDER@", "@KAFKA@", "@HDFS@")  # what stands for a place in the committed text
PILOT = Path(__file__).with_name("flume_agent.properties")  # written by `python -m utils.collect.pilot`


def placed(place: Place) -> str:
    """The pilot's agent, as Flume reads it, at a place."""
    written = PILOT.read_text("utf-8")
    for mark, value in vars(MARKS).items():
        written = written.replace(value, escaped(getattr(place, mark)))
    return written


def roles(site: Site, size: int) -> tuple[Role, ...]:
    return (
        Role(
            name="flume-agent",
            sentence="takes lines from files, keeps them in channels, and hands them on to HDFS and Kafka",
            command=Java(
                "org.apache.flume.node.Application",
                components="flume",
                heap_mb=192,
                options=(
                    f"-Dlog4j2.configurationFile={site.conf('flume', 'log4j2.properties')}",
                    "-Dflume.monitoring.type=http",
                    f"-Dflume.monitoring.port={site.port(METRICS)}",
                    *site.loopback(),
                ),
                arguments=("-n", AGENT, "-f", site.data(HOME, CONFIGURATION), "--no-reload-conf"),
                archive="flume",
            ),
            ports={"http": METRICS},
            # sources are the last to start, when every channel and sink has
            probe=http("http", "/metrics", r'"SOURCE\.[^{]*\{[^}]*"StartTime":"[1-9]', "a source has started"),
            memory_mb=180,
            template=Template(HOME, None, seeds={CONFIGURATION: placed(place(site))}),
            environment=hadoop.ENVIRONMENT,
            page="http/metrics",
            folders=tuple(f"{HOME}/{name}" for name in FOLDERS),
            shared=True,
            stop_order=10,  # before those it writes to
        ),
    )


def place(site: Site) -> Place:
    """Where the agent works, and what it writes to, as its own process reaches them."""
    port = kafka.INTERNAL if site.in_container else kafka.CLIENT
    step = 1 if site.in_container else 2
    brokers = (f"{site.host(f'kafka-{node}')}:{site.port(port + step * (node - 1))}" for node in (1, 2, 3))
    return Place(site.data(HOME), ",".join(brokers), f"hdfs://{site.host('namenode')}:{site.port(hdfs.RPC)}")


def files(site: Site, size: int) -> dict[str, str]:
    # a client of Kafka writes several lines a second while a broker is away
    quiet = {"logger.kafka.name": "org.apache.kafka", "logger.kafka.level": "error"}
    return {"flume/log4j2.properties": log4j2() + properties(quiet)}


def figures(ports: Ports) -> tuple[Figure, ...]:
    """Events by lane since the agent's start, as its counters tell them; a lane is what its parts' names begin with."""
    return tuple(_lanes(ask_json(f"http://127.0.0.1:{ports['flume-agent']['http']}/metrics")))


def _lanes(found: dict) -> Iterator[Figure]:
    for kind, key, label in (
        ("SOURCE", "EventReceivedCount", "received"),
        ("CHANNEL", "ChannelSize", "in the channel"),
        ("SINK", "EventDrainSuccessCount", "handed on"),
    ):
        for name, values in sorted(found.items()):
            lane = name.partition(".")[2].partition("_")[0]
            if values["Type"] != kind:
                continue
            if kind == "CHANNEL" and not int(values["ChannelCapacity"]):  # Kafka itself: put is handed on
                yield Figure(f"{lane} handed on", int(values["EventPutSuccessCount"]))
                continue
            fits = kind != "CHANNEL" or int(values[key]) < int(values["ChannelCapacity"])
            yield Figure(f"{lane} {label}", int(values[key]), fits)


def agent(ports: Ports) -> Mapping[str, str]:
    """The one agent, with the time at which it got its configuration."""
    written = (settings().home / "data" / HOME / CONFIGURATION).stat().st_mtime
    return {f"agent {AGENT}": f"{datetime.fromtimestamp(written)}"}


def commands(site: Site) -> tuple[Command, ...]:
    def start(main: str) -> Java:
        log = f"-Dlog4j2.configurationFile={site.conf('flume', 'log4j2.properties')}"
        return Java(f"org.apache.flume.{main}", "flume", 96, options=(log,), archive="flume-ng")

    starts = {"agent": start("node.Application"), "version": start("tools.VersionInfo")}
    sentence = "an agent of your own, flume-ng agent -n NAME -f FILE, until Ctrl-C"
    return (Command("flume-ng", sentence, ("flume-agent",), starts, environment=hadoop.ENVIRONMENT, alone=True),)


SERVICE = Service(
    name="flume",
    title="Flume",
    sentence="collects events where they arise, keeps them in a channel, and hands them on",
    version="1.11.0",
    roles=roles,
    files=files,
    profiles={"day2": 1, "day3": 1},
    panel=Question("flume-agent", figures),
    holdings=Question("flume-agent", agent),
    commands=commands,
    components=COMPONENTS | COMPILER,
    seconds=90,
)
