"""The speed lane as on its first day: nothing runs in Storm, and topics, table and alerts are empty."""

from __future__ import annotations

from collections.abc import Sequence

from cluster.clients import hbase
from utils.collect.topics import make_topic
from utils.realtime.speeding import alerts
from utils.realtime.storm import running
from utils.realtime.storm.topology import ALERTS, DEAD_LETTERS, ROWS, Topology
from utils.realtime.table.hfiles import fresh_table


def begin_anew(topology: Topology = Topology()) -> None:  # noqa: B008 - a frozen value
    """`clear`, and the topology at work."""
    clear(topology)
    running.submit(topology)


def clear(topology: Topology, placed: Sequence[Sequence[int]] = (), versions: int = 1) -> None:
    """End every topology and empty what this one reads and writes; the rule is the pilot's again."""
    running.kill()
    empty_topics(topology, placed)
    if ROWS in topology.lanes:
        empty_table(topology, versions)
    if ALERTS in topology.lanes:
        alerts.forget()


def empty_topics(topology: Topology, placed: Sequence[Sequence[int]] = ()) -> None:
    """Its topic and that of dead letters; ``placed`` names the brokers of each partition of the first."""
    make_topic(topology.topic, placed=placed)
    if ROWS in topology.lanes:
        make_topic(DEAD_LETTERS)


def empty_table(topology: Topology, versions: int = 1) -> None:
    """Its table, which keeps so many ``versions`` of a cell."""
    connection = hbase()
    try:
        fresh_table(connection, topology.table, versions)
    finally:
        connection.close()
