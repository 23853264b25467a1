"""Questions to the operating system: who listens where, whose children, which account."""

from __future__ import annotations

import contextlib
import os
import socket
from pathlib import Path

import psutil

from base.exceptions import PortTaken
from cluster.plan import Process


def listener(port: int) -> str | None:
    """Who listens on a loopback port, in words; None if nobody does."""
    with socket.socket() as attempt:  # binding is cheap; only a taken port is worth a search
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
            return None
        except OSError:
            pass
    for process in psutil.process_iter(["name"]):
        try:
            taken = {c.laddr.port for c in process.net_connections("tcp") if c.status == psutil.CONN_LISTEN}
        except (psutil.AccessDenied, psutil.NoSuchProcess):
            continue
        if port in taken:
            return f"{process.info['name']} (process {process.pid})"
    return "a program of another account"


def claim(process: Process) -> None:
    """Look whether all ports of a planned process are free. Raises `PortTaken` if a program holds one of them."""
    for name, port in process.ports.items():
        holder = listener(port)
        if holder:
            raise PortTaken(
                f"{process.name} needs port {port} ({name}), but {holder} listens there. "
                "End that program, or set SMARTCAR_PORT_SHIFT to another number. Type: cluster doctor"
            )


_OWNED: set[tuple[int, float, int]] = set()  # process, its start, port


def owns(process: psutil.Process, port: int) -> bool:
    """Whether the process or a child of it listens on the port.

    Once seen it is remembered for the life of the process: looking costs 10 ms for a JVM with 400 open files,
    and the cluster panel asks about every role every two seconds.
    """
    key = (process.pid, process.create_time(), port)
    if key not in _OWNED and _listens(process, port):
        _OWNED.add(key)
    return key in _OWNED


def _listens(process: psutil.Process, port: int) -> bool:
    for each in (process, *children(process)):
        try:
            if any(c.laddr.port == port and c.status == psutil.CONN_LISTEN for c in each.net_connections("tcp")):
                return True
        except psutil.AccessDenied:
            return True
        except psutil.NoSuchProcess:
            continue
    return False


def over(process: psutil.Process) -> bool:
    """Whether a process has ended and let go of its ports and files.

    A zombie has: its entry stays until somebody collects it, which may take 2 s. But a killed process
    becomes one when its first thread is gone, and its ports stay taken until the last thread is gone, too.
    """
    try:
        return process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1
    except psutil.NoSuchProcess:
        return True


def resident_mb(process: psutil.Process) -> float:
    """Resident memory of a process and its children. Children that end meanwhile do not count."""
    total = process.memory_info().rss
    for child in children(process):
        with contextlib.suppress(psutil.NoSuchProcess):
            total += child.memory_info().rss
    return total / 2**20


def children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def left_behind(leader: int, started: float) -> list[psutil.Process]:
    """What a process started that outlives it: the members of the session that it led from `started` on.

    While one of them lives, the system gives the leader's number to no other process. So if another process has the
    number now, none of them is left.
    """
    with contextlib.suppress(psutil.NoSuchProcess):
        holder = psutil.Process(leader)
        if not over(holder) or abs(holder.create_time() - started) > 1:
            return []
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError, PermissionError):
            if os.getsid(process.pid) == leader and process.pid != leader and not over(process):
                found.append(process)
    return found


def ordinary_account() -> int | None:
    """The account that takes root's place where a server refuses root; None for an ordinary user."""
    if os.geteuid() != 0:
        return None
    import pwd

    return pwd.getpwnam("nobody").pw_uid


def own(folder: Path, account: int) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account, account)
