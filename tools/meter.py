"""How much memory a lesson takes while it runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from contextlib import suppress

import psutil

from base.exceptions import CourseError

EVERY_S = 3.0  # asking every service more often would itself cost time


class Meter:
    """The most resident memory, in MB, of the given services and of this process's kernels, while the block runs.

    Readings are taken every few seconds, so a shorter peak is missed.
    """

    def __init__(self, services: tuple[str, ...]) -> None:
        self.services = services
        self.peak_mb = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="meter")

    def __enter__(self) -> Meter:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        begin = time.monotonic()
        while not self._ended.wait(EVERY_S):
            self.peak_mb = max(self.peak_mb, reading(self.services, time.monotonic() - begin))


def reading(services: tuple[str, ...], seconds: float) -> int:
    """Resident MB now: these services, those they require, others begun within `seconds`, and this process's kernels.

    Kernels count with their children, but not with the servers that they have started.
    """
    from cluster import Cluster
    from cluster.catalogue import resolve

    try:
        roles = Cluster().status()
    except (CourseError, OSError):
        roles = []  # a service that comes up or goes down is measured at the next reading
    wanted = resolve(*services)
    servers = sum(role.memory_mb for role in roles if role.service in wanted or role.uptime_s < seconds)
    return servers + kernels_mb({role.pid for role in roles})


def kernels_mb(servers: Collection[int | None] = ()) -> int:
    """Resident MB of the kernels this process started and of their children, without these servers."""
    total = 0
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if child.status() == psutil.STATUS_ZOMBIE or child.pid in servers:
                continue
            if not any(parent.pid in servers for parent in child.parents()):
                total += child.memory_info().rss
    return round(total / 2**20)
