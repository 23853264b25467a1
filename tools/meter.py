"""How much memory a lesson takes while it runs."""

from __future__ import annotations

import threading
from contextlib import suppress

import psutil

from utils.exceptions import CourseError

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
        while not self._ended.wait(EVERY_S):
            self.peak_mb = max(self.peak_mb, kernels_mb() + services_mb(self.services))


def kernels_mb() -> int:
    """Resident MB of the kernels this process started, their children included."""
    total = 0
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if child.status() != psutil.STATUS_ZOMBIE:
                total += child.memory_info().rss
    return round(total / 2**20)


def services_mb(services: tuple[str, ...]) -> int:
    """Resident MB of these services and those they require, their children included."""
    if not services:
        return 0
    from cluster import Cluster
    from cluster.catalogue import resolve

    wanted = resolve(*services)
    try:
        return sum(role.memory_mb for role in Cluster().status() if role.service in wanted)
    except (CourseError, OSError):
        return 0  # a service that comes up or goes down is measured at the next reading
