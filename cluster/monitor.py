"""What runs, as plain data: one collector for the cluster panel, the terminal and the lessons."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.error import URLError
from urllib.request import urlopen

from base.exceptions import CourseError
from cluster import Cluster, RoleStatus

PATIENCE_S = 1.5  # for one question to one service
ACTION = {"dead": "revive", "paused": "revive", "sick": "logs"}


@dataclass(frozen=True)
class Figure:
    """One number of a service, and whether it is as it should be."""

    service: str
    label: str
    value: int
    good: bool = True


@dataclass(frozen=True)
class Snapshot:
    """The cluster at one moment."""

    time: float  # seconds since 1970
    roles: tuple[RoleStatus, ...]
    figures: tuple[Figure, ...]

    @property
    def running(self) -> tuple[RoleStatus, ...]:
        return tuple(role for role in self.roles if role.state != "stopped")

    @property
    def wrong(self) -> tuple[RoleStatus, ...]:
        return tuple(role for role in self.running if role.state not in ("ready", "starting"))

    @property
    def memory_mb(self) -> int:
        return sum(role.memory_mb for role in self.running)

    @property
    def sentence(self) -> str:
        """The state in words, with what to type where something is to be done."""
        running, wrong = self.running, self.wrong
        if not running:
            return "Nothing runs. Type: cluster up day1"
        if wrong:
            what = ", ".join(f"{role.name} is {role.state}" for role in wrong)
            return f"{what}. Type: cluster {ACTION.get(wrong[0].state, 'status')} {wrong[0].name}"
        starting = [role.name for role in running if role.state == "starting"]
        if starting:
            return f"Starting: {', '.join(starting)}."
        doubtful = [figure for figure in self.figures if not figure.good]
        if doubtful:
            named = ", ".join(f"{figure.value} {figure.label}" for figure in doubtful)
            return f"Every role answers, but look at {doubtful[0].service}: {named}."
        return "1 role runs and answers." if len(running) == 1 else f"All {len(running)} roles answer."


def collect(cluster: Cluster | None = None) -> Snapshot:
    """Asks every role for its state, and the main services that are ready for a few numbers of their own.

    Raises:
        CourseError: the cluster itself cannot be asked.
    """
    cluster = cluster or Cluster()
    roles = tuple(cluster.status())
    ready = {role.name for role in roles if role.state == "ready"}
    figures: list[Figure] = []
    for service, role, ask in QUESTIONS:
        if any(name.startswith(role) for name in ready):
            try:
                figures += ask(service, cluster)
            except (CourseError, OSError, URLError, ValueError, KeyError):
                continue  # it was ready a moment ago: the next snapshot says what became of it
    return Snapshot(time.time(), roles, tuple(figures))


def flume_figures(service: str, cluster: Cluster) -> Iterable[Figure]:
    """Events by lane since the agent's start, as its counters tell them; a lane is what its parts' names begin with."""
    found = ask_json(f"{cluster.url('flume-agent')}/metrics")
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
                yield Figure(service, f"{lane} handed on", int(values["EventPutSuccessCount"]))
                continue
            fits = kind != "CHANNEL" or int(values[key]) < int(values["ChannelCapacity"])
            yield Figure(service, f"{lane} {label}", int(values[key]), fits)


def hbase_figures(service: str, cluster: Cluster) -> Iterable[Figure]:
    """Region servers and the regions of tables, as the master's REST interface tells them."""
    metrics = f"{cluster.url('hbase-master')}/api/v1/admin/cluster_metrics"
    live, dead = (ask_json(f"{metrics}/{which}_servers")["data"] for which in ("live", "dead"))
    regions = [name for server in live for name in server["region_status"]]
    return (
        Figure(service, "live region servers", len(live), len(live) > 0),
        Figure(service, "dead region servers", len(dead), not dead),
        Figure(service, "regions", sum(not name.startswith("hbase:") for name in regions)),
    )


def hdfs_figures(service: str, cluster: Cluster) -> Iterable[Figure]:
    """DataNodes and blocks, as the NameNode's JMX page tells them (beans FSNamesystem and FSNamesystemState)."""
    beans = ask_json(f"{cluster.url('namenode')}/jmx?qry=Hadoop:service=NameNode,name=FSNamesystem*")["beans"]
    values = {key: value for bean in beans for key, value in bean.items()}
    lacking, missing = values["UnderReplicatedBlocks"], values["MissingBlocks"]
    dead = values["NumDeadDataNodes"]
    return (
        Figure(service, "live DataNodes", values["NumLiveDataNodes"]),
        Figure(service, "dead DataNodes", dead, dead == 0),
        Figure(service, "under-replicated blocks", lacking, lacking == 0),
        Figure(service, "missing blocks", missing, missing == 0),
    )


def yarn_figures(service: str, cluster: Cluster) -> Iterable[Figure]:
    """Nodes and applications, as the ResourceManager's REST interface tells them."""
    values = ask_json(f"{cluster.url('resourcemanager')}/ws/v1/cluster/metrics")["clusterMetrics"]
    return (
        Figure(service, "active nodes", values["activeNodes"], values["activeNodes"] > 0),
        Figure(service, "running applications", values["appsRunning"]),
    )


def kafka_figures(service: str, cluster: Cluster) -> Iterable[Figure]:
    """Brokers and topics, and partitions that lack a replica, as a broker's metadata tells them."""
    from confluent_kafka import KafkaException

    try:
        metadata = _kafka(cluster.address("kafka")).list_topics(timeout=PATIENCE_S)
    except KafkaException as error:
        raise OSError(str(error)) from error
    partitions = [each for topic in metadata.topics.values() for each in topic.partitions.values()]
    lacking = sum(len(each.isrs) < len(each.replicas) for each in partitions)
    return (
        Figure(service, "brokers", len(metadata.brokers)),
        Figure(service, "topics", sum(not name.startswith("__") for name in metadata.topics)),
        Figure(service, "under-replicated partitions", lacking, lacking == 0),
    )


def storm_figures(service: str, cluster: Cluster) -> Iterable[Figure]:
    """Supervisors, workers and topologies, as nimbus tells them."""
    from cluster.clients import nimbus

    with nimbus(PATIENCE_S) as client:
        told = client.getClusterInfo()
    supervisors = len(told.supervisors)
    return (
        Figure(service, "supervisors", supervisors, supervisors > 0),
        Figure(service, "workers", sum(each.num_used_workers for each in told.supervisors)),
        Figure(service, "topologies", sum(each.status == "ACTIVE" for each in told.topologies)),
    )


QUESTIONS: tuple[tuple[str, str, Callable[[str, Cluster], Iterable[Figure]]], ...] = (
    ("flume", "flume-agent", flume_figures),
    ("hbase", "hbase-master", hbase_figures),
    ("hdfs", "namenode", hdfs_figures),
    ("kafka", "kafka-", kafka_figures),
    ("storm", "nimbus", storm_figures),
    ("yarn", "resourcemanager", yarn_figures),
)


@lru_cache(maxsize=4)
def _kafka(servers: str):
    from confluent_kafka.admin import AdminClient

    return AdminClient({"bootstrap.servers": servers, "log_level": 0})


def ask_json(url: str) -> dict:
    """The answer of a service's web interface, within `PATIENCE_S`."""
    with urlopen(url.replace("//localhost", "//127.0.0.1"), timeout=PATIENCE_S) as answer:
        return json.load(answer)
