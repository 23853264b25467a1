"""The parts of a running topology that can be killed one by one: workers and the bolts in Python below them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator

import pandas as pd
import psutil

from base.exceptions import ConfigurationError
from base.waiting import wait_until
from cluster import Cluster
from cluster.process.machine import over
from utils.realtime.storm.topology import SCRIPTS

WORKER, WRITER = "org.apache.storm.daemon.worker.Worker", "org.apache.storm.LogWriter"
BOLTS = {script: bolt for bolt, script in SCRIPTS.items()}
# what a container says of its processes: the id of each in there, resident bytes, words of its command
IN_CONTAINER = """\
import json, pathlib, resource
found = []
for folder in pathlib.Path("/proc").glob("[0-9]*"):
    try:
        words = (folder / "cmdline").read_text().split("\\0")[:-1]
        pages = int((folder / "statm").read_text().split()[1])
    except OSError:
        continue
    found.append((int(folder.name), pages * resource.getpagesize(), words))
print(json.dumps(found))
"""


def parts() -> pd.DataFrame:
    """The processes below the supervisor: ``part`` (worker, log writer or a bolt's name), ``pid``, ``memory_mb``."""
    rows = [(part, pid, round(size / 2**20)) for part, pid, size in _parts(Cluster())]
    return pd.DataFrame(rows, columns=["part", "pid", "memory_mb"])


def kill_part(part: str) -> int:
    """End one process of a running topology at once, as a crash would; returns its process id.

    Where several have the same name, it is the first. Raises ConfigurationError if none has.
    """
    cluster = Cluster()
    found = {name: pid for name, pid, _ in reversed(list(_parts(cluster)))}
    if part not in found:
        running = ", ".join(sorted(found)) or "none"
        raise ConfigurationError(f"There is no part {part!r}; running are: {running}. Is a topology submitted?")
    pid = found[part]
    if _in_containers(cluster):
        cluster.inside("supervisor", "sh", "-c", f"kill -9 {pid}")
        wait_until(lambda: all(each != pid for _, each, _ in _parts(cluster)), f"{part} has ended", 10)
        return pid
    return _kill(psutil.Process(pid), part)


def kill_alone(role: str) -> int:
    """End the server of a role at once, but not the processes that it started; returns its process id.

    `Cluster.kill` ends what the role has started, too, as if its machine had gone; here only the program dies. A
    container ends with its program.
    """
    cluster = Cluster()
    pid = cluster.role(role).pid
    if _in_containers(cluster):
        cluster.kill(role)
        return pid
    return _kill(psutil.Process(pid), role)


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


def _parts(cluster: Cluster) -> Iterator[tuple[str, int, int]]:
    """The name of each part, its process id and its resident bytes."""
    for pid, size, words in _in_container(cluster) if _in_containers(cluster) else _below_supervisor(cluster):
        name = "log writer" if WRITER in words else "worker" if WORKER in words else BOLTS.get((words or [""])[-1])
        if name:
            yield name, pid, size


def _below_supervisor(cluster: Cluster) -> Iterator[tuple[int, int, list[str]]]:
    supervisor = cluster.role("supervisor").pid
    for process in psutil.Process(supervisor).children(recursive=True) if supervisor else ():
        with contextlib.suppress(psutil.NoSuchProcess):
            yield process.pid, process.memory_info().rss, process.cmdline()


def _in_container(cluster: Cluster) -> list[tuple[int, int, list[str]]]:
    if cluster.role("supervisor").state != "ready":
        return []
    return json.loads(cluster.inside("supervisor", "python3", "-c", IN_CONTAINER).stdout)


def _in_containers(cluster: Cluster) -> bool:
    return cluster.settings.mode == "container"
