"""Run a plan as plain processes: start, question, pause, kill, stop.

There is no daemon of ours. Each process is detached and recorded by its process id and start time. Its state is asked
of the operating system each time.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from base.exceptions import NotReady, ServiceError
from base.waiting import wait_until
from cluster.jvm import archives
from cluster.plan import Process
from cluster.probes import ask
from cluster.process.machine import children, claim, left_behind, ordinary_account, over, own, owns

STOP_SECONDS = 10
KILL_SECONDS = 10
ARCHIVE_SECONDS = 120  # the first clean stop of a JVM also writes its class archive


@dataclass(frozen=True)
class Record:
    """What is remembered of a started process."""

    name: str
    service: str
    size: int
    pid: int
    started: float  # as the operating system tells it: together with the pid it never names another process
    archive: str = ""  # the class archive this process writes when it ends


class Supervisor:
    """Starts and stops processes below one home folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.run = home / "run"

    def records(self) -> dict[str, Record]:
        """The recorded processes by name. A file that cannot be read is skipped."""
        found = {}
        for path in sorted(self.run.glob("*.json")):
            try:
                record = Record(**json.loads(path.read_text()))
            except (ValueError, TypeError):
                continue
            found[record.name] = record
        return found

    def process(self, record: Record | None) -> psutil.Process | None:
        """The living process of a record; None if it is gone, or if its id now belongs to another program."""
        if record is None:
            return None
        try:
            process = psutil.Process(record.pid)
            same = abs(process.create_time() - record.started) < 1.0
            return process if same and not over(process) else None
        except psutil.NoSuchProcess:
            return None

    def start(self, process: Process, size: int) -> None:
        """Start one process and record it. Raises `PortTaken` if another program holds one of its ports.

        What its last run left running is ended first, as if the machine had come back after a power cut.
        """
        before = self.records().get(process.name)
        if before:
            _end(left_behind(before.pid, before.started))
        claim(process)
        for folder in (*process.folders, str(self.run), str(self.home / "logs"), str(self.home / "tmp")):
            Path(folder).mkdir(parents=True, exist_ok=True)
        account = ordinary_account() if process.refuses_root else None
        if account:
            for folder in process.folders:
                own(Path(folder), account)
        archive = archives.plan(process, self.home, self._archived_by_others(process))
        log = self.home / "logs" / f"{process.name}.log"
        if log.exists():
            log.replace(log.with_suffix(".before.log"))
        with log.open("wb") as output:
            child = subprocess.Popen(
                archives.insert(process.argv, archive),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.home / "tmp",
                env=environment(process.environment),
                start_new_session=True,
                user=account,
                group=account,
            )
        started = psutil.Process(child.pid).create_time()
        record = Record(process.name, process.service, size, child.pid, started, archive.writes)
        path = self.run / f"{process.name}.json"
        path.with_suffix(".new").write_text(json.dumps(asdict(record)))
        path.with_suffix(".new").replace(path)

    def _archived_by_others(self, process: Process) -> set[str]:
        alive = (record for record in self.records().values() if self.process(record))
        return {record.archive for record in alive if record.name != process.name}

    def health(self, process: Process) -> str | None:
        """None if the process answers its question properly, else a sentence."""
        alive = self.process(self.records().get(process.name))
        if alive is None:
            return f"{process.name} does not run"
        port = process.ports[process.probe.port]
        wrong = ask(process.probe, port)
        if wrong is None and not owns(alive, port):
            return f"port {port} is answered by another program than {process.name}"
        return wrong

    def wait_ready(self, process: Process, deadline: float) -> None:
        """Wait until the process answers. Raises `NotReady` with the reason, its last lines and what to type next."""
        begin = time.monotonic()
        record = self.records()[process.name]
        last: list[str | None] = [None]

        def settled() -> bool:
            last[0] = self.health(process)
            return last[0] is None or self.process(record) is None

        with contextlib.suppress(NotReady):
            wait_until(settled, process.probe.asks, max(deadline - begin, 1))
        if last[0] is not None:
            raise NotReady(self._story(process, time.monotonic() - begin, last[0]))

    def _story(self, process: Process, seconds: float, reason: str) -> str:
        ended = self.process(self.records().get(process.name)) is None
        return (
            f"{process.name} {'ended' if ended else 'is not ready'} after {seconds:.1f} s: {reason}.\n"
            f"Its last lines:\n{indent(tail(self.home / 'logs' / f'{process.name}.log', 12))}\n"
            f"Type: cluster logs {process.name}   or, to start from fresh data: cluster reset {process.service}"
        )

    def signal(self, name: str, number: signal.Signals) -> None:
        """Send a signal to one recorded process and, where it has them, to its children."""
        process = self.process(self.records().get(name))
        if process is None:
            raise ServiceError(f"{name} does not run, so it cannot get {number.name}. Type: cluster status")
        for each in (process, *children(process)):  # the parent first, or it might restart them
            try:
                each.send_signal(number)
            except psutil.NoSuchProcess:
                continue

    def stop(self, processes: Iterable[Process]) -> None:
        """End processes, lower stop orders first, and forget them. Those that do not go in time are killed."""
        records = self.records()
        by_order: dict[int, list[Process]] = {}
        for process in processes:
            by_order.setdefault(process.stop_order, []).append(process)
        for order in sorted(by_order):
            self._stop_together([(each, records[each.name]) for each in by_order[order] if each.name in records])

    def _stop_together(self, group: list[tuple[Process, Record]]) -> None:
        servers: list[psutil.Process] = []
        started: list[psutil.Process] = []  # by them
        seconds = STOP_SECONDS
        for process, record in group:
            alive = self.process(record)
            if alive is None:
                continue
            servers.append(alive)
            started += children(alive)
            for each in (alive, *children(alive)):
                with contextlib.suppress(psutil.NoSuchProcess):
                    each.send_signal(signal.SIGCONT)
            alive.send_signal(getattr(signal, f"SIG{process.stop_signal}"))
            seconds = ARCHIVE_SECONDS if record.archive else seconds
        with contextlib.suppress(NotReady):
            wait_until(lambda: all(map(over, servers)), "they end", seconds)
        _kill(servers)
        _end([*started, *(each for _, record in group for each in left_behind(record.pid, record.started))])
        for process, record in group:
            archives.keep(record.archive)
            (self.run / f"{process.name}.json").unlink(missing_ok=True)


def _end(processes: Iterable[psutil.Process]) -> None:
    """Ask processes to end; those that do not go in time are killed."""
    left = [each for each in processes if not over(each)]
    for each in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            each.terminate()
    with contextlib.suppress(NotReady):
        wait_until(lambda: all(map(over, left)), "they end", STOP_SECONDS)
    _kill(left)


def _kill(processes: Iterable[psutil.Process]) -> None:
    left = [each for each in processes if not over(each)]
    for each in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            each.kill()
    wait_until(lambda: all(map(over, left)), "they end when killed", KILL_SECONDS)


def environment(own: Mapping[str, str]) -> dict[str, str]:
    """Our environment without the variables that silently change a JVM, and with the program's own."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in ("CLASSPATH", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS")
    }
    return {**kept, "MALLOC_ARENA_MAX": "2", "LC_ALL": "C.UTF-8", **own}


def tail(path: Path, lines: int) -> str:
    """The last lines of a text file; empty if there is none."""
    if not path.exists():
        return ""
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])


def indent(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines()) or "    (it has written nothing)"
