"""The lane of rows as a lesson runs it: from the driving log through Flume, Kafka and Storm into a table of HBase."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pandas as pd

from base.waiting import wait_until
from cluster import Cluster
from cluster.clients import hbase
from data import dataset
from data.records import DRIVER
from data.validation import validate
from utils.collect.collector import Collector
from utils.collect.pilot import speed_lane
from utils.collect.topics import make_topic, read, send
from utils.lab import storm_faults
from utils.lab.turns import ROUNDS, spread, turns
from utils.realtime.lane import measure
from utils.realtime.lane.reset import reset
from utils.realtime.storm import running
from utils.realtime.storm.topology import DEAD_LETTERS, ROWS, TABLE, Topology
from utils.realtime.table.keys import KEYS

PLACED = [[1]] * 3  # three partitions, all on the broker that will freeze
COMPONENTS = ("kafkaSpout", "splitBolt", "hbaseBolt", "deadLetterBolt")
VERSIONS = 10  # of a cell that the table keeps: a row that was written twice has two


class RowsLane:
    """The lane of rows from an empty log on: topologies ended, topics and table emptied, the pilot's agent started.

    The `table` has one region, as every table that is made without cuts, and keeps ten versions of a cell.
    """

    def __init__(self, cluster: Cluster) -> None:
        self.agent = Collector(cluster)
        with ThreadPoolExecutor(1) as pool:
            started = pool.submit(self.agent.run, speed_lane(self.agent.place), fresh=True)
            reset(Topology(lanes=(ROWS,)), placed=PLACED, versions=VERSIONS)
            started.result()
        self.table = hbase().table(TABLE)

    def drive(self, lines: Sequence[str], *topologies: Topology) -> None:
        """Append lines to the cars' log and wait until each topology has acknowledged them."""
        self.agent.append(lines)
        measure.settle(self.agent, *topologies)

    def slip_in(self, lines: Sequence[str], topology: Topology) -> None:
        """Send lines straight into the topic of a topology, past Flume, and wait until it has acknowledged them."""
        send(topology.topic, lines)
        measure.settle(None, topology)

    def count(self) -> int:
        """How many rows the table holds."""
        return measure.count_rows(TABLE)


def submitted(topology: Topology) -> dict[str, int]:
    """Let this topology run in place of all others, unless it does; returns the tasks of each component."""
    wanted = {name: topology.parallel.get(name, 1) for name in COMPONENTS}
    known = set(running.topologies().index)
    if known != {topology.name} or _tasks(topology) != wanted:
        running.kill()
        running.submit(topology)
    return _tasks(topology)


def _tasks(topology: Topology) -> dict[str, int]:
    return {name: int(tasks) for name, tasks in running.components(topology.name)["tasks"].items()}


def parts() -> list[str]:
    """The processes below the supervisor by name, once both bolts of the first topology have started."""
    wait_until(lambda: len(storm_faults.parts()) >= 4, "both bolts have started", 60)
    return sorted(storm_faults.parts()["part"])


def counted(acked: Sequence[int], seconds: float = 60) -> pd.DataFrame:
    """``tasks``, ``emitted``, ``acked`` and ``failed`` of each component, once nimbus has heard of so many acked."""
    wait_until(lambda: running.components()["acked"].tolist() == list(acked), f"nimbus counts {list(acked)}", seconds)
    return running.components()[["tasks", "emitted", "acked", "failed"]]


def broken_lines(scale: str, seed: int) -> list[str]:
    """Four lines of a log with faults that begin like rows and are none."""
    with dataset(scale, seed, faults=["malformed"]).driver.open() as damaged:
        dead = (line for line in map(str.rstrip, damaged) if validate(DRIVER, line).kind == "dead")
        return list(islice(dead, 3, 7))


def letters() -> pd.DataFrame:
    """The dead letters of the topology: the ``place`` of each in the topic, ``reason``, ``line``. One a place."""
    rows = [(place, *json.loads(letter).values()) for place, letter in read(DEAD_LETTERS)[["key", "value"]].to_numpy()]
    return pd.DataFrame(rows, columns=["place", "reason", "line"]).drop_duplicates("place", ignore_index=True)


def key_of(line: str, topology: Topology = Topology()) -> str:  # noqa: B008 - a frozen value
    """The row key of a driver line."""
    return KEYS[topology.row_key](dict(zip(DRIVER.names, line.split(","), strict=True)))


def another(name: str, **chosen: object) -> Topology:
    """Another topology of the lane of rows, with a topic and a table of its own."""
    return Topology(name=name, topic=f"{name}-Topic", table=name, lanes=(ROWS,), **chosen)


def race(lines: Sequence[str], rounds: int = ROUNDS, **topologies: Topology) -> pd.DataFrame:
    """Let each topology but the first, which runs, race against the first: the same lines for both, in turns.

    One row a topology and race: ``processes`` of hbaseBolt, ``rows a write``, then rows a second: the ``least`` of the
    rounds, the ``median``, the ``most``. A round before them warms up. Time runs from the first row of a round in the
    table to its last, so that starting programs does not count.
    """
    (name, base), *challengers = topologies.items()
    rows = {}
    for other, topology in challengers:
        make_topic(topology.topic, placed=PLACED)
        running.submit(topology)
        pair = {f"{name} again" if rows else name: base, other: topology}
        ways = {each: _driver(lines, rounds, of) for each, of in pair.items()}
        taken = turns(ways, rounds, measure=lambda way: way())
        for each, speeds in spread(taken).round().astype(int).iterrows():
            rows[each] = (pair[each].parallel.get("hbaseBolt", 1), pair[each].batch_rows, *speeds)
        running.kill(topology.name)  # the supervisor has two slots
    columns = ["processes", "rows a write", "least", "median", "most"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def _driver(lines: Sequence[str], rounds: int, topology: Topology) -> Callable[[], int]:
    """Each call gives the topology the next part of the lines, and returns how many rows a second it wrote."""
    share = len(lines) // (rounds + 1)
    parts = iter([lines[number * share : (number + 1) * share] for number in range(rounds + 1)])

    def drive() -> int:
        part = next(parts)
        send(topology.topic, part)
        measure.settle(None, topology)
        return _rows_a_second(part, topology)

    return drive


def _rows_a_second(lines: Sequence[str], topology: Topology) -> int:
    times = sorted(written_at(lines, topology))
    return round(len(times) * 1000 / max(times[-1] - times[0], 1))


def written_at(lines: Iterable[str], topology: Topology = Topology()) -> list[int]:  # noqa: B008
    """When the rows of these lines were last written, in ms since 1970; rows that are not there are left out."""
    wanted, connection = {key_of(line, topology).encode() for line in lines}, hbase()
    table = connection.table(topology.table).scan(columns=[b"cf1:date"], include_timestamp=True, batch_size=2000)
    found = [cells[b"cf1:date"][1] for key, cells in table if key in wanted]
    connection.close()
    return found


def writes(lines: Iterable[str], topology: Topology = Topology()) -> dict[str, list[int]]:  # noqa: B008
    """For each line the moments at which its row was written, in ms since 1970, the first one first.

    HBase keeps them as versions of the cell, up to ten of them in the table of `RowsLane`.
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
