"""The speed lane is reset: nothing runs in Storm, and topics, table and alerts are empty."""

from __future__ import annotations

from collections.abc import Sequence

from cluster.clients import hbase
from utils.collect.topics import make_topic
from utils.realtime.speeding import alerts
from utils.realtime.storm import running
from utils.realtime.storm.topology import ALERTS, DEAD_LETTERS, ROWS, Topology
from utils.realtime.table.hfiles import fresh_table


def reset(topology: Topology, placed: Sequence[Sequence[int]] = (), versions: int = 1) -> None:
    """End every topology and empty what this one reads and writes; the rule is the pilot's again."""
    running.kill()
    reset_topics(topology, placed)
    if ROWS in topology.lanes:
        reset_table(topology, versions)
    if ALERTS in topology.lanes:
        alerts.forget()


def reset_and_submit(topology: Topology = Topology()) -> None:  # noqa: B008 - a frozen value
    """`reset`, then submit the topology and wait until its workers run."""
    reset(topology)
    running.submit(topology)


def reset_topics(topology: Topology, placed: Sequence[Sequence[int]] = ()) -> None:
    """Empty its topic and that of dead letters; ``placed`` names the brokers of each partition of the first."""
    make_topic(topology.topic, placed=placed)
    if ROWS in topology.lanes:
        make_topic(DEAD_LETTERS)


def reset_table(topology: Topology, versions: int = 1) -> None:
    """Empty its table, which keeps so many ``versions`` of a cell."""
    connection = hbase()
    try:
        fresh_table(connection, topology.table, versions)
    finally:
        connection.close()
