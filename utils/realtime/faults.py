"""The parts of a running topology that can be killed one by one: workers and the bolts in Python below them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pandas as pd
import psutil

from cluster import Cluster
from cluster.machine import over
from cluster.probes import wait_until
from utils.exceptions import ConfigurationError
from utils.realtime.topology import SCRIPTS

WORKER, WRITER = "org.apache.storm.daemon.worker.Worker", "org.apache.storm.LogWriter"
BOLTS = {script: bolt for bolt, script in SCRIPTS.items()}


def parts() -> pd.DataFrame:
    """The processes below the supervisor: ``part`` (worker, log writer or a bolt's name), ``pid``, ``memory_mb``."""
    rows = [(part, process.pid, round(process.memory_info().rss / 2**20)) for part, process in _parts()]
    return pd.DataFrame(rows, columns=["part", "pid", "memory_mb"])


def kill_part(part: str) -> int:
    """End one process of a running topology at once, as a crash would; returns its process id.

    Where several have the same name, it is the first. Raises ConfigurationError if none has.
    """
    found = list(_parts())
    process = next((process for name, process in found if name == part), None)
    if process is None:
        running = ", ".join(sorted({name for name, _ in found})) or "none"
        raise ConfigurationError(f"There is no part {part!r}; running are: {running}. Is a topology submitted?")
    return _kill(process, part)


def kill_alone(role: str) -> int:
    """End the server of a role at once, but not the processes that it started; returns its process id.

    `Cluster.kill` is a power cut of the whole machine; here only the program dies.
    """
    return _kill(psutil.Process(Cluster().role(role).pid), role)


def kill_and_mend(name: str) -> None:
    """End a part of a running topology, which comes back by itself, or a server, which is started again."""
    if name == "worker" or name in SCRIPTS:
        kill_part(name)
    else:
        kill_alone(name)
        Cluster().revive(name)


def _kill(process: psutil.Process, name: str) -> int:
    process.kill()
    wait_until(lambda: over(process), f"{name} has ended", 10)
    return process.pid


def _parts() -> Iterator[tuple[str, psutil.Process]]:
    supervisor = Cluster().role("supervisor").pid
    for process in psutil.Process(supervisor).children(recursive=True) if supervisor else ():
        with contextlib.suppress(psutil.NoSuchProcess):
            words = process.cmdline()
            name = "log writer" if WRITER in words else "worker" if WORKER in words else BOLTS.get(words[-1])
            if name:
                yield name, process
