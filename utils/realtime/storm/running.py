"""Run topologies: submit, list, kill, and what they do at this moment."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from base.exceptions import ConfigurationError
from base.settings import PROJECT, settings
from base.waiting import wait_until
from cluster.addresses import address
from cluster.clients import hbase, kafka_admin, nimbus, storm, storm_submit
from cluster.clients.storm import thrift
from cluster.container.compose import container_site
from cluster.jvm import java
from cluster.jvm.jars import classpath
from cluster.process.local import local_site
from utils.collect.topics import make_topic, topic_id
from utils.realtime.storm.topology import ALERTS, DEAD_LETTERS, ROWS, Topology, flux

BOLTS = (
    *(f"storm/bolts/{name}.py" for name in ("batch", "split_bolt", "hbase_bolt", "redis_bolt")),
    "esper/esper_bolt.py",
)
MODULES = (
    *("base/exceptions.py", "base/waiting.py", "data/record.py", "data/records.py"),
    "utils/realtime/table/keys.py",
    *(f"utils/realtime/speeding/{name}.py" for name in ("backlog", "rule", "store", "watch")),
    *(f"utils/realtime/esper/{name}" for name in ("engine.py", "speeding.py", "speeding.epl")),
)
PACKAGES = ("base", "data", "utils", *(f"utils/realtime{folder}" for folder in ("", "/esper", "/speeding", "/table")))
PAUSE = 0.3  # seconds between two questions to nimbus; a worker that starts needs the processor
EMPTY = tuple(f"{package}/__init__.py" for package in PACKAGES)


def submit(topology: Topology = Topology(), epl: str = "") -> str:  # noqa: B008 - a frozen value
    """Submit a topology and wait until its workers run; returns its id at nimbus.

    The table in HBase and the topic of dead letters are created if they are missing. ``epl`` takes the place of
    the course's rule. A topology of the same name must be killed first.
    """
    _make_stores(topology)
    return launch(topology, epl)


def launch(topology: Topology, epl: str = "") -> str:
    """Like `submit`, but the caller makes the table meanwhile: the topology can start before HBase does."""
    storm_submit(yaml_of(topology), _files(epl))
    wait_for(topology.name)
    return _summary(topology.name).id


def packed(topology: Topology = Topology()) -> tuple[str, str]:  # noqa: B008
    """All that `submit` makes before it hands a topology in; returns the jar and the YAML that ``storm jar`` takes."""
    _make_stores(topology)
    return storm.packed(yaml_of(topology), _files(""))


def wait_for(name: str) -> None:
    """Wait until a submitted topology has a worker that runs."""
    wait_until(lambda: _alive(name), f"a worker of {name} runs", 180, PAUSE)


def yaml_of(topology: Topology = Topology()) -> str:  # noqa: B008
    """The YAML that `submit` hands to Flux."""
    chosen = settings()
    inside = chosen.mode == "container"
    return flux(topology, address("kafka", chosen, inside), _python(), _facts(topology, inside))


def kill(*names: str, seconds: float = 90) -> None:
    """Kill topologies, all if none is named, and wait until their workers are gone; unknown names are passed over.

    Rows that they had not acknowledged come again when one of the same name is submitted.
    """
    known = set(topologies().index)
    going = known & set(names) if names else known
    with nimbus() as client:
        for name in going:
            client.killTopologyWithOpts(name, thrift().KillOptions(wait_secs=0))
    wait_until(lambda: not going & set(topologies().index), f"nimbus has forgotten {', '.join(going)}", seconds, PAUSE)
    wait_until(lambda: _used_slots() <= topologies()["workers"].sum(), "their workers have ended", seconds, PAUSE)


def topologies() -> pd.DataFrame:
    """The topologies that nimbus knows, by name: ``status``, ``workers``, ``tasks``, ``uptime_s``."""
    with nimbus() as client:
        found = client.getClusterInfo().topologies
    rows = {each.name: (each.status, each.num_workers, each.num_tasks, each.uptime_secs) for each in found}
    columns = ["status", "workers", "tasks", "uptime_s"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("topology")


def components(name: str = "DriverCarInfo") -> pd.DataFrame:
    """What each component did since its worker started, one row a component: its ``tasks``, tuples ``emitted``,
    ``acked`` and ``failed``, ``latency_ms`` of one tuple, and the ``capacity`` of a bolt (0–1; None for a spout).

    Raises ConfigurationError if no topology of this name runs.
    """
    page = _page(name)
    spouts = {spout: _spout_row(stats) for spout, stats in (page.id_to_spout_agg_stats or {}).items()}
    bolts = {bolt: _bolt_row(stats) for bolt, stats in sorted((page.id_to_bolt_agg_stats or {}).items())}
    columns = ["tasks", "emitted", "acked", "failed", "latency_ms", "capacity"]
    return pd.DataFrame.from_dict(spouts | bolts, orient="index", columns=columns).rename_axis("component")


def workers(name: str = "DriverCarInfo") -> pd.DataFrame:
    """The workers of a topology: the ``port`` of each, its ``executors``, and ``uptime_s``."""
    rows = [(each.port, each.num_executors, each.uptime_secs) for each in _page(name).workers or ()]
    return pd.DataFrame(rows, columns=["port", "executors", "uptime_s"])


def rebalance(name: str = "DriverCarInfo", workers: int | None = None, **parallel: int) -> None:
    """Give a running topology another number of workers, or of executors of each component."""
    options = thrift().RebalanceOptions(wait_secs=0, num_workers=workers, num_executors=parallel or None)
    with nimbus() as client:
        client.rebalance(name, options)


def _spout_row(stats) -> tuple:
    common, own = stats.common_stats, stats.specific_stats.spout
    return common.num_tasks, common.emitted, common.acked, common.failed, round(own.complete_latency_ms, 1), None


def _bolt_row(stats) -> tuple:
    common, own = stats.common_stats, stats.specific_stats.bolt
    capacity = None if own.capacity is None else round(own.capacity, 3)
    return common.num_tasks, common.emitted, common.acked, common.failed, round(own.process_latency_ms, 1), capacity


def _summary(name: str):
    with nimbus() as client:
        return next((each for each in client.getClusterInfo().topologies if each.name == name), None)


def _page(name: str):
    found = _summary(name)
    if found is None:
        raise ConfigurationError(
            f"No topology is called {name!r}. Submit it first: utils.realtime.storm.running.submit()"
        )
    with nimbus() as client:
        return client.getTopologyPageInfo(found.id, ":all-time", False)


def _alive(name: str) -> bool:
    page = _page(name)
    return bool(page.workers) and all(each.uptime_secs for each in page.workers)


def _used_slots() -> int:
    with nimbus() as client:
        return sum(each.num_used_workers for each in client.getClusterInfo().supervisors)


def _facts(topology: Topology, inside: bool) -> dict[str, object]:
    facts: dict[str, object] = {"smartcar.redis": address("redis", settings(), inside)}
    if ROWS in topology.lanes:
        facts["smartcar.hbase"] = address("hbase", settings(), inside)
    if ALERTS in topology.lanes:
        facts["smartcar.kafka"] = address("kafka", settings(), inside)
        facts["smartcar.topic.id"] = topic_id(topology.topic)
        facts["smartcar.esper.jars"] = [str(jar) for jar in _esper_jars()]
        facts["smartcar.java"] = "" if inside else str(java.find(settings().java, settings().home).home)
    return facts


def _esper_jars() -> tuple:
    if settings().mode == "process":
        return classpath("esper", settings().maven_repo)
    return container_site().class_path("esper")


def _python() -> str:
    if settings().mode == "process":
        return local_site(settings()).tool("python")
    return container_site().tool("python")


def _files(epl: str) -> dict[str, str]:
    """What the bolts find in their working directory: themselves, and the modules of the course that they import."""
    own = PROJECT / "utils" / "realtime"
    files = {Path(name).name: (own / name).read_text("utf-8") for name in BOLTS}
    files |= {name: (PROJECT / name).read_text("utf-8") for name in MODULES}
    files |= dict.fromkeys(EMPTY, "")
    return files | ({"utils/realtime/esper/speeding.epl": epl} if epl else {})


def _make_stores(topology: Topology) -> None:
    if ROWS in topology.lanes:
        _make_table(topology.table)
        if DEAD_LETTERS not in kafka_admin().list_topics(timeout=10).topics:
            make_topic(DEAD_LETTERS)


def _make_table(name: str) -> None:
    connection = hbase()
    try:
        if name.encode() not in connection.tables():
            connection.create_table(name, {"cf1": {"max_versions": 1}})
    finally:
        connection.close()
