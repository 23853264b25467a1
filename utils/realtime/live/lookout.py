"""A lookout over the lane: one look at every hop, and the picture that comes of it and of the looks before."""

from __future__ import annotations

import time
from collections.abc import Callable

from base.exceptions import ServiceError
from cluster import Cluster, RoleStatus
from utils.realtime.live.picture import Live, Picture
from utils.realtime.live.readings import Instruments, Reading
from utils.realtime.storm import running
from utils.realtime.storm.topology import Topology

EVERY_S = 1.0  # between two looks


class Lookout:
    """Looks at the lane when it is told to. ``reading`` and ``picture`` are those of the last look."""

    reading: Reading
    picture: Picture

    def __init__(self, topology: Topology = Topology(), cluster: Cluster | None = None) -> None:  # noqa: B008
        self.cluster = cluster or Cluster()
        self._instruments, self._live = Instruments(topology, self.cluster), Live()

    def look(self) -> Picture:
        """Ask every hop, and the cluster as well if something stands still."""
        self.reading = self._instruments.read()
        self._live.add(self.reading)
        self.picture = self._live.picture(*diagnose(self.cluster) if self._live.troubled else ())
        return self.picture

    @property
    def counts(self) -> dict[str, int]:
        """The last count of each hop that has answered a moment ago."""
        return self._live.counts


def once_a_second(look: Callable[[], object]) -> Callable[[], bool]:
    """A condition for `wait_until`: it looks once a second, however long a look takes, and holds when a look does."""
    due = time.monotonic()

    def condition() -> bool:
        nonlocal due
        if time.monotonic() < due:
            return False
        due = max(due + EVERY_S, time.monotonic())
        return bool(look())

    return condition


def diagnose(cluster: Cluster) -> tuple[tuple[RoleStatus, ...], bool | None]:
    """The roles of the cluster, and whether the topology is submitted; None if nimbus does not say."""
    roles = tuple(cluster.status())
    try:
        submitted = Topology().name in running.topologies().index
    except ServiceError:
        submitted = None
    return roles, submitted
