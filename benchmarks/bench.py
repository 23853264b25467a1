"""A cluster of its own for a measurement, and what else the machine did meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock

from base.settings import settings
from base.stopping import stop_on_term
from cluster import Cluster

# of the ports, so that none meets another's
SHIFTS = {"analyse": 17300, "collect": 17000, "load": 17100, "marts": 17200, "realtime": 18100}


@contextmanager
def cluster_of_its_own(what: str, *services: str) -> Iterator[Cluster]:
    """Services in `.cluster/bench-WHAT`, on ports of their own, gone afterwards, also after Ctrl-C or TERM."""
    stop_on_term()
    home = settings().home / f"bench-{what}"
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home.with_suffix(".lock")):
        os.environ |= {"SMARTCAR_HOME": str(home), "SMARTCAR_PORT_SHIFT": str(SHIFTS[what])}
        cluster = Cluster()
        cluster.reset()
        try:
            if services:
                cluster.up(*services)
            yield cluster
        finally:
            cluster.reset()


def machine() -> str:
    """For a line below a table."""
    return f"load average {' '.join(f'{each:.1f}' for each in os.getloadavg())} at the end, {os.cpu_count()} cores"
