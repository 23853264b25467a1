"""Collecting a status file once: each partition keeps a list of the files that were collected into it, by content.

Flume does not know a file by its content: the same file under a new name is a new file, and every row comes twice.
The list lies beside the rows, under a hidden name: it goes with its partition, whose files may then come again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from base.exceptions import ConfigurationError, DataError
from cluster.clients import namenode
from cluster.services.flume import CONFIGURATION
from utils.collect.collector import Collector
from utils.collect.configuration import read_agent
from utils.collect.feed import drop
from utils.load.partitions import path_of, wrk_dates
from utils.load.tables import digest

LIST = "_collected.json"
DATE = "interceptors.wrkDateInterceptor.value"


@dataclass(frozen=True)
class Collected:
    """A file that was given to the agent."""

    name: str  # in the spool folder
    wrk_date: str
    bytes: int
    sha256: str


def collect(collector: Collector, file: Path | str, name: str = "") -> Collected:
    """Gives a status file to the running agent, unless a file of the same content was collected before.

    Raises `DataError` if it was, or if the spool folder had a file of this ``name`` (default: its own) before;
    `ConfigurationError` if the agent has no batch lane.
    """
    file, spool = Path(file), collector.spool
    sha256 = digest(file)
    entry = Collected(name or file.name, collecting_date(collector), file.stat().st_size, sha256)
    marker = spool / f".{entry.name}.listed"  # is there from before the entry in the list until the file is handed over
    earlier = next((each for each in collected() if each.sha256 == entry.sha256), None)
    broken_off = earlier == entry and marker.exists() and not _handed_over(spool, entry.name)
    if earlier and not broken_off:
        marker.unlink(missing_ok=True)
        raise DataError(
            f"{file.name} was collected already: as {earlier.name}, on {earlier.wrk_date}. Nothing was changed. "
            f"To collect it again, remove its rows first: hdfs_shell('-rm', '-r', '{path_of(earlier.wrk_date)}')"
        )
    if not earlier and not _handed_over(spool, entry.name):  # else `drop` says that the name is taken
        marker.touch()
        _enter(entry)
    drop(file, spool, entry.name)
    marker.unlink(missing_ok=True)
    return entry


def collected(wrk_date: str | None = None) -> list[Collected]:
    """The files that were collected into a partition, or into any."""
    found = []
    for date in wrk_dates() if wrk_date is None else [wrk_date]:
        path = f"{path_of(date)}/{LIST}"
        if namenode.status(path):
            found += [Collected(**each) for each in json.loads(namenode.read(path))]
    return found


def collecting_date(collector: Collector) -> str:
    """The ``wrk_date`` that the agent writes into its rows. Raises `ConfigurationError` if it has no batch lane."""
    agent = read_agent((collector.folder / CONFIGURATION).read_text())
    dates = [source.settings[DATE] for source in agent.sources if DATE in source.settings]
    if not dates:
        raise ConfigurationError(
            "The agent collects no status files into HDFS. Run one that does: "
            "collector.run(batch_lane(collector.place, collected=date(2016, 1, 2)))"
        )
    return str(dates[0])


def _handed_over(spool: Path, name: str) -> bool:
    return any((spool / each).exists() for each in (name, f"{name}.COMPLETED"))


def _enter(entry: Collected) -> None:
    known = [*collected(entry.wrk_date), entry]
    folder = path_of(entry.wrk_date)
    namenode.make_folder(folder)
    namenode.write(f"{folder}/{LIST}.new", json.dumps([asdict(each) for each in known], indent=1).encode())
    namenode.replace(f"{folder}/{LIST}", by=f"{folder}/{LIST}.new")
