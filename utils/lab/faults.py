"""Faults of a lane, on purpose: a reader that does not answer, an agent that dies while it holds rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cluster import Cluster
from utils.collect.collector import Collector
from utils.collect.pilot import SPOOL


@contextmanager
def away(cluster: Cluster, *roles: str) -> Iterator[None]:
    """Pause these roles while the ``with`` block runs; afterwards they go on, with all they had in memory."""
    for role in roles:
        cluster.pause(role)
    try:
        yield
    finally:
        for role in roles:
            cluster.revive(role)


def kill_in_mid_file(collector: Collector, source: Path | Iterable[str], after: int, name: str = "") -> int:
    """Put a file into the spool folder and kill the agent when it has taken in so many lines; returns how many it had.

    Start it again with ``collector.revive()``.
    """
    collector.drop(source, name)
    collector.wait_for(SPOOL, went_on=after)
    taken = int(collector.counters().loc[SPOOL, "went_on"])
    collector.kill()
    return taken


def kill_with_backlog(collector: Collector, lines: Iterable[str], *roles: str) -> None:
    """Let the log grow while the roles that the agent writes to are away, and kill it when it has read all lines.

    What it had read but not yet written lies in its channel alone. The roles are back afterwards; start the agent
    again with ``collector.revive()``.
    """
    with away(collector.cluster, *roles):
        collector.append(lines)
        size = collector.log.stat().st_size
        collector.kill_when(lambda: collector.noted() == size, "the agent has noted all lines as read")
