"""The lane of rows as a lesson runs it: from the driving log through Flume, Kafka and Storm into a table of HBase."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import happybase
import pandas as pd

from cluster.clients import hbase
from data.records import DRIVER
from utils.collect.collector import Collector
from utils.collect.pilot import speed_lane
from utils.collect.topics import read
from utils.realtime.lane import measure
from utils.realtime.lane.reset import reset
from utils.realtime.storm.topology import DEAD_LETTERS, ROWS, TABLE, Topology
from utils.realtime.table.keys import KEYS

PARTITIONS = 3
VERSIONS = 10  # of a cell that the table keeps: a row that was written twice has two


def reset_lane(agent: Collector) -> happybase.Table:
    """End every topology, empty topics, table and log, and start the pilot's agent; returns the empty table."""
    with ThreadPoolExecutor(1) as pool:
        started = pool.submit(agent.run, speed_lane(agent.place), fresh=True)
        reset(Topology(lanes=(ROWS,)), placed=[[1]] * PARTITIONS, versions=VERSIONS)  # on the broker that will freeze
        started.result()
    return hbase().table(TABLE)


def letters() -> pd.DataFrame:
    """The dead letters of the topology: the ``place`` of each in the topic, ``reason``, ``line``. One a place."""
    rows = [(place, *json.loads(letter).values()) for place, letter in read(DEAD_LETTERS)[["key", "value"]].to_numpy()]
    return pd.DataFrame(rows, columns=["place", "reason", "line"]).drop_duplicates("place", ignore_index=True)


def key_of(line: str, topology: Topology = Topology()) -> str:  # noqa: B008 - a frozen value
    """The row key of a driver line."""
    return KEYS[topology.row_key](dict(zip(DRIVER.names, line.split(","), strict=True)))


def race(agent: Collector, lines: Sequence[str], **topologies: Topology) -> pd.DataFrame:
    """Give new lines to topologies that wait for them. One row a topology: ``hbaseBolt processes``, ``rows a write``,
    ``rows stored`` and ``rows a second``.

    Time runs from the first of these rows in the table to the last, so that starting programs does not count.
    """
    agent.append(lines)
    measure.settle(agent, *topologies.values())
    rows = {}
    for name, topology in topologies.items():
        times = sorted(written_at(lines, topology))
        seconds = max(times[-1] - times[0], 1) / 1000
        processes = topology.parallel.get("hbaseBolt", 1)
        rows[name] = (processes, topology.batch_rows, len(times), round(len(times) / seconds))
    columns = ["hbaseBolt processes", "rows a write", "rows stored", "rows a second"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def written_at(lines: Iterable[str], topology: Topology = Topology()) -> list[int]:  # noqa: B008
    """When the rows of these lines were last written, in ms since 1970; rows that are not there are left out."""
    wanted, connection = {key_of(line, topology).encode() for line in lines}, hbase()
    table = connection.table(topology.table).scan(columns=[b"cf1:date"], include_timestamp=True, batch_size=2000)
    found = [cells[b"cf1:date"][1] for key, cells in table if key in wanted]
    connection.close()
    return found


def writes(lines: Iterable[str], topology: Topology = Topology()) -> dict[str, list[int]]:  # noqa: B008
    """For each line the moments at which its row was written, in ms since 1970, the first one first.

    HBase keeps them as versions of the cell, up to ten of them in the table of `reset_lane`.
    """
    connection, found = hbase(), {}
    table = connection.table(topology.table)
    for line in lines:
        versions = table.cells(key_of(line, topology), b"cf1:date", versions=VERSIONS, include_timestamp=True)
        found[line] = sorted(at for _, at in versions)
    connection.close()
    return found


def journey(lines: Sequence[str], appended: Sequence[float], topology: Topology = Topology()) -> pd.DataFrame:  # noqa: B008
    """Milliseconds that each line took, one row a line: ``log to Kafka``, ``Kafka to HBase``, ``log to HBase``.

    `appended` are the seconds since 1970 at which the lines were written to the log, as `Collector.driving` keeps them.
    """
    begun = dict(zip(lines, appended, strict=False))
    sent = measure.newest(topology.topic, 2 * len(lines)).drop_duplicates("line").set_index("line")["sent_ms"]
    rows = {
        line: (sent[line] - 1000 * begun[line], moments[0] - sent[line], moments[0] - 1000 * begun[line])
        for line, moments in writes(lines, topology).items()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["log to Kafka", "Kafka to HBase", "log to HBase"])
