"""Flume: one agent, which takes what cars write, keeps it in channels and hands it on.

It needs no other service to start: an agent outlives what is downstream. The folder ``data/flume`` is its home.
``agent.properties`` lies in it: at first the pilot's, whose text is committed beside this module; a lesson writes
another one there and starts the role again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from base.properties import escaped
from cluster.configs import log4j2, properties
from cluster.service import Java, Role, Service, Site, Template, http
from cluster.services import hdfs, kafka

AGENT = "SmartCar_Agent"
METRICS = 4141
HOME = "flume"
CONFIGURATION = "agent.properties"
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
            environment=hdfs.ENVIRONMENT,
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


SERVICE = Service(
    name="flume",
    sentence="collects events where they arise, and hands them on without losing one",
    version="1.11.0",
    roles=roles,
    files=files,
    components=("ecj", "flume"),
    seconds=90,
)
