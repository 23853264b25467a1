"""Reset the speed lane: nothing runs in Storm, and topics, table and alerts are empty."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from cluster.clients import hbase
from utils.collect.topics import make_topic
from utils.realtime.speeding import alerts
from utils.realtime.storm import running
from utils.realtime.storm.topology import ALERTS, DEAD_LETTERS, ROWS, Topology
from utils.realtime.table.hfiles import fresh_table


def reset(topology: Topology, placed: Sequence[Sequence[int]] = (), versions: int = 1) -> None:
    """End every topology, empty what this one reads and writes, and restore the pilot's rule."""
    running.kill()
    with ThreadPoolExecutor(1) as pool:
        table = pool.submit(reset_table, topology, versions) if ROWS in topology.lanes else None
        reset_topics(topology, placed)
        if ALERTS in topology.lanes:
            alerts.forget()
        if table:
            table.result()


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
