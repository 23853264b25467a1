"""What may be wrong with this machine, and the cure: one finding a question, each in a sentence."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address
from pathlib import Path

import psutil
from packaging.requirements import Requirement

from base.exceptions import JarsMissing, JavaMissing
from base.settings import Settings
from cluster.catalogue import COMPONENTS, SERVICES, resolve
from cluster.jvm import java
from cluster.jvm.jars import classpath
from cluster.plan import plan
from cluster.process.machine import children, listener, owns
from cluster.process.supervisor import Supervisor
from cluster.service import Site

DISK_MB = 3000  # for data, logs and class archives of all days
DAY_MB = 3500  # what the services of the fullest day and one notebook hold in memory
PYTHONS = ((3, 11), (3, 12))
NAME_SECONDS = 2  # a name server that cannot be reached answers later than anybody waits


@dataclass(frozen=True)
class Finding:
    """The answer to one question."""

    ok: bool
    what: str
    cure: str = ""  # empty when ok


def examine(settings: Settings, ports: Mapping[int, str]) -> list[Finding]:
    """All findings; `ports` maps each port the services may use to the role that uses it."""
    return [
        *_java(settings),
        *_jars(settings),
        *_python(settings),
        *_memory(),
        *_disk(settings),
        *_folder(settings),
        *_ports(settings, ports),
        *_stale(settings),
        *_own_name(),
        *_open_ports(settings),
    ]


def planned_ports(settings: Settings) -> dict[int, str]:
    """Every port of every service at its largest size → the role that listens there."""
    nothing = Site(settings.mode, "", "", settings.port_shift, lambda name: (), lambda name: name, "java")
    processes = plan(resolve(*(f"{s.name}={s.sizes[-1]}" for s in SERVICES.values())), nothing).processes
    return {port: process.name for process in processes for port in process.ports.values()}


def report(settings: Settings, as_json: bool = False) -> int:
    """Print all findings; 0 if all is well, else 1."""
    findings = examine(settings, planned_ports(settings))
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], indent=1))
    else:
        for finding in findings:
            print(f"{'well ' if finding.ok else 'CHECK'}  {finding.what}")
            if finding.cure:
                print(f"       → {finding.cure}")
    return 0 if all(finding.ok for finding in findings) else 1


def _java(settings: Settings) -> Iterator[Finding]:
    try:
        found = java.find(settings.java, settings.home)
        yield Finding(True, f"Java {found.version} from {found.origin}: {found.home}")
    except JavaMissing as error:
        what, _, cure = str(error).partition(". ")
        yield Finding(False, f"{what}.", cure)


def _jars(settings: Settings) -> Iterator[Finding]:
    missing, published = [], [name for name, each in COMPONENTS.items() if not each.package]
    for name in published:
        try:
            classpath(name, settings.maven_repo)
        except JarsMissing:
            missing.append(name)
    if missing:
        yield Finding(False, f"JVM components not complete: {', '.join(missing)}.", "Type: cluster fetch")
    else:
        yield Finding(True, f"JVM components of {len(published)} class paths are in {settings.maven_repo}")


def _python(settings: Settings) -> Iterator[Finding]:
    here = sys.version_info[:2]
    yield Finding(
        here in PYTHONS,
        f"Python {sys.version.split()[0]} in {sys.prefix}",
        "" if here in PYTHONS else "The course runs on Python 3.11 or 3.12. Install one and delete .venv",
    )
    different = list(_different(settings.project / "constraints.txt"))
    if different:
        shown = "; ".join(different[:5]) + ("; …" if len(different) > 5 else "")
        cure = "Type: pip install -c constraints.txt -e '.[course]'"
        yield Finding(False, f"{len(different)} Python packages differ from constraints.txt: {shown}", cure)
    else:
        yield Finding(True, "Python packages are those of constraints.txt")


def _different(constraints: Path) -> Iterator[str]:
    for line in constraints.read_text("utf-8").splitlines():
        pinned = Requirement(line)
        if pinned.marker and not pinned.marker.evaluate():
            continue
        try:
            installed = version(pinned.name)
        except PackageNotFoundError:
            yield f"{pinned.name} is missing"
            continue
        if installed not in pinned.specifier:
            yield f"{pinned.name} is {installed}, not {str(pinned.specifier).strip('=')}"


def _memory() -> Iterator[Finding]:
    memory = psutil.virtual_memory()
    free = memory.available // 2**20
    ok = free >= DAY_MB or memory.total // 2**20 >= 2 * DAY_MB
    cure = "" if ok else "Close other programs, or take services down between lessons: cluster down"
    yield Finding(ok, f"Memory: {free:,} MB free of {memory.total // 2**20:,}; a day needs {DAY_MB:,}", cure)


def _disk(settings: Settings) -> Iterator[Finding]:
    folder = next(path for path in (settings.home, *settings.home.parents) if path.exists())
    free = shutil.disk_usage(folder).free // 2**20
    cure = "" if free >= DISK_MB else "Free some, or set SMARTCAR_HOME to a folder on another disk"
    yield Finding(free >= DISK_MB, f"Disk: {free:,} MB free in {folder}; the course needs {DISK_MB:,}", cure)


def _folder(settings: Settings) -> Iterator[Finding]:
    home = settings.home
    strange = sorted({each for each in str(home) if each in " :,;%&*?'\"\\" or not each.isascii()})
    if strange:
        yield Finding(
            False,
            f"The folder {home} has {' '.join(map(repr, strange))} in its path, which some servers do not take.",
            "Set SMARTCAR_HOME to a folder of plain letters, for example: export SMARTCAR_HOME=~/smartcar-state",
        )
    if home.exists() and home.stat().st_uid != os.geteuid():
        yield Finding(
            False,
            f"The folder {home} belongs to another account ({home.owner()}).",
            f"Type: sudo chown -R {os.geteuid()} '{home}'",
        )
    if os.geteuid() == 0 and any(not path.stat().st_mode & 1 for path in home.parents if path.exists()):
        yield Finding(
            False,
            f"A server that refuses root runs as the account nobody, which may not enter {home}.",
            "Work as an ordinary user, or: export SMARTCAR_HOME=/var/tmp/smartcar-state",
        )


def _ports(settings: Settings, ports: Mapping[int, str]) -> Iterator[Finding]:
    supervisor = Supervisor(settings.home)
    ours = [each for each in map(supervisor.process, supervisor.records().values()) if each]
    taken = [
        Finding(
            False,
            f"Port {port} of {role} is taken by {holder}.",
            f"End that program, or: export SMARTCAR_PORT_SHIFT={_other_shift(settings.port_shift)}",
        )
        for port, role in sorted(ports.items())
        if (holder := listener(port)) and not any(owns(process, port) for process in ours)
    ]
    yield from taken or [Finding(True, f"{len(ports)} ports are free or ours, {min(ports)} to {max(ports)}")]


def _other_shift(shift: int) -> int:
    return 15000 if shift != 15000 else 18000


def _stale(settings: Settings) -> Iterator[Finding]:
    supervisor = Supervisor(settings.home)
    gone = [name for name, record in supervisor.records().items() if supervisor.process(record) is None]
    if gone:
        yield Finding(
            False,
            f"Started, but no longer running: {', '.join(gone)}. They were killed, or the machine was off.",
            "Type: cluster revive NAME   or, to forget them: cluster down",
        )


def _own_name() -> Iterator[Finding]:
    name, found = socket.gethostname(), []
    thread = threading.Thread(target=lambda: found.append(_address(name)), daemon=True)
    thread.start()
    thread.join(NAME_SECONDS)
    address = found[0] if found else None
    yield Finding(True, f"Own name {name}: {address or 'does not resolve, which the course does not need'}")


def _address(name: str) -> str | None:
    try:
        return socket.gethostbyname(name)
    except OSError:
        return None


def _open_ports(settings: Settings) -> Iterator[Finding]:
    supervisor = Supervisor(settings.home)
    living = [(name, process) for name, each in supervisor.records().items() if (process := supervisor.process(each))]
    found = [f"{name} on {where}" for name, process in living for where in sorted(_reachable(process))]
    if found:
        what = f"Other machines can reach what should listen on loopback only: {', '.join(found)}."
        yield Finding(False, what, "In a network you do not trust type: cluster down")
    else:
        yield Finding(True, "Nothing of ours can be reached from other machines")


def _reachable(process: psutil.Process) -> Iterator[str]:
    """Addresses and ports beyond loopback on which a process or one of its children listens."""
    for each in (process, *children(process)):
        try:
            connections = each.net_connections("tcp")
        except psutil.Error:  # it has just ended, or belongs to another account
            continue
        for connection in connections:
            if connection.status == psutil.CONN_LISTEN and not _loopback(connection.laddr.ip):
                yield f"{connection.laddr.ip}:{connection.laddr.port}"


def _loopback(text: str) -> bool:
    """Whether an address can be reached from this machine only.

    >>> [_loopback(text) for text in ("127.0.0.1", "::1", "::ffff:127.0.0.1", "::", "0.0.0.0")]
    [True, True, True, False, False]
    """
    address = ip_address(text)
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
