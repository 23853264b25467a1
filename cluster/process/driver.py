"""The cluster as plain processes of this machine."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import psutil
from filelock import FileLock

from base.exceptions import NotReady, ServiceError
from base.settings import Settings
from base.waiting import wait_until
from cluster import shims
from cluster.catalogue import SERVICES, resolve
from cluster.driver import Driver, Event, silent
from cluster.plan import Plan, Process, plan, requirements_first, with_dependents, with_stored
from cluster.probes import incomplete
from cluster.process.local import hosts, local_site
from cluster.process.machine import resident_mb
from cluster.process.supervisor import Supervisor, environment, tail
from cluster.process.templates import Templates
from cluster.service import Command, Service
from cluster.status import RoleStatus


class Processes(Driver):
    """Services as plain processes."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.home = settings.home
        self.site = local_site(settings)
        self.supervisor = Supervisor(self.home)
        self.templates = Templates(self.home)
        (self.home / "tmp").mkdir(parents=True, exist_ok=True)
        self.lock = FileLock(self.home / "lock")

    # --- what runs ----------------------------------------------------------------------------------------

    def sizes(self) -> dict[str, int]:
        sizes: dict[str, int] = {}
        for record in self.supervisor.records().values():
            sizes[record.service] = max(record.size, sizes.get(record.service, 0))
        return {name: sizes[name] for name in sorted(sizes)}

    def status(self) -> list[RoleStatus]:
        processes = self.plan().processes
        with ThreadPoolExecutor(max(len(processes), 1)) as pool:
            return list(pool.map(self._status, processes))

    def _status(self, process: Process) -> RoleStatus:
        alive = self.supervisor.process(self.supervisor.records().get(process.name))
        if alive is None:
            return RoleStatus.of(process, "dead", health=f"{process.name} ended. Type: cluster revive {process.name}")
        try:
            memory, uptime = resident_mb(alive), time.time() - alive.create_time()
            paused = alive.status() == psutil.STATUS_STOPPED
        except psutil.NoSuchProcess:
            return RoleStatus.of(process, "dead", health=f"{process.name} just ended")
        if paused:
            health = f"{process.name} is paused. Type: cluster revive {process.name}"
        else:
            health = self.supervisor.health(process)
        state = "paused" if paused else "sick" if health else "ready"
        return RoleStatus.of(process, state, alive.pid, round(memory), round(uptime, 1), health)

    # --- up -----------------------------------------------------------------------------------------------

    def up(self, *names: str, on_event: Event = silent) -> list[RoleStatus]:
        with self.lock:
            running = self.sizes()
            wanted = resolve(*names)
            for name, size in wanted.items():
                if name in running and running[name] < size and not SERVICES[name].elastic:
                    self._down([name], running)  # its data for another size lies in another folder
            sizes = {name: max(size, running.get(name, 0), self._kept(name)) for name, size in wanted.items()}
            whole = plan(sizes, self.site)
            self._write(whole)
            self._start(whole, on_event)
        asked = {process.name for process in whole.processes}
        return [each for each in self.status() if each.name in asked]

    def _kept(self, name: str) -> int:
        """The size of an elastic service by the data it has left: without a DataNode its blocks are missing."""
        service = SERVICES[name]
        always = {process.name for process in plan({name: service.sizes[0]}, self.site).processes}

        def left(size: int) -> bool:  # a role without data of its own leaves none, and is not missed
            added = (each for each in plan({name: size}, self.site).processes if each.name not in always)
            return all(each.folders and all(Path(folder).exists() for folder in each.folders) for each in added)

        return max(filter(left, service.sizes)) if service.elastic else 0

    def _write(self, whole: Plan) -> None:
        for name, text in {**whole.files, "hosts": hosts()}.items():
            path = self.home / "conf" / name
            if not path.exists() or path.read_text() != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)

    def _start(self, whole: Plan, on_event: Event) -> None:
        """Services side by side, each after those it requires."""
        futures: dict[str, Future[None]] = {}
        with ThreadPoolExecutor(len(whole.sizes)) as pool:
            for name in requirements_first(whole.sizes):
                futures[name] = pool.submit(self._start_service, name, whole, dict(futures), on_event)
        errors = [future.exception() for future in futures.values() if future.exception()]
        for error in errors:
            if not isinstance(error.__cause__, ServiceError):  # the first cause, not its consequences
                raise error

    def _start_service(self, name: str, whole: Plan, before: dict[str, Future[None]], on_event: Event) -> None:
        service, size, begin = SERVICES[name], whole.sizes[name], time.monotonic()
        for required in service.requires:
            cause = before[required].exception()
            if cause:
                raise ServiceError(f"{name} was not started, because it needs {required}") from cause
        processes, exchange = whole.of(name), service.together(self.site, size)
        missing = [process for process in processes if self.supervisor.health(process)]
        if not missing and not incomplete(processes, exchange):
            return
        deadline = time.monotonic() + service.seconds
        for process in missing:
            alive = self.supervisor.process(self.supervisor.records().get(process.name))
            if alive is None:
                self.templates.prepare(process)
                self.supervisor.start(process, size)
                on_event(process.name, "starting", time.monotonic() - begin)
            else:
                alive.resume()
        for process in processes:
            self.supervisor.wait_ready(process, deadline)
            on_event(process.name, "ready", time.monotonic() - begin)
        try:
            wait_until(lambda: not incomplete(processes, exchange), "", max(deadline - time.monotonic(), 1))
        except NotReady:
            raise NotReady(
                f"The processes of {name} run, but after {service.seconds} s this did not hold: {exchange.asks}. "
                f"Type: cluster status   or, to start from fresh data: cluster reset {name}"
            ) from None

    # --- faults, on purpose -------------------------------------------------------------------------------

    def kill(self, name: str) -> RoleStatus:
        process = self.process(name)
        record = self.supervisor.records().get(name)
        self.supervisor.signal(name, signal.SIGKILL)
        wait_until(lambda: self.supervisor.process(record) is None, f"{name} is gone", 10)
        return self._status(process)

    def pause(self, name: str) -> RoleStatus:
        process = self.process(name)
        self.supervisor.signal(name, signal.SIGSTOP)
        wait_until(lambda: self._status(process).state == "paused", f"{name} is paused", 5)
        return self._status(process)

    def revive(self, name: str, wait: bool = True) -> RoleStatus:
        process = self.process(name)
        with self.lock:
            if self.supervisor.process(self.supervisor.records().get(name)):
                self.supervisor.signal(name, signal.SIGCONT)
            else:
                self.templates.prepare(process)
                self.supervisor.start(process, self.sizes()[process.service])
            if wait:
                self.supervisor.wait_ready(process, time.monotonic() + SERVICES[process.service].seconds)
        return self._status(process)

    # --- down ---------------------------------------------------------------------------------------------

    def down(self, *names: str) -> None:
        with self.lock:
            self._down(names or list(self.sizes()), self.sizes())

    def _down(self, names: Iterable[str], running: dict[str, int]) -> None:
        going = with_dependents(names)
        stopping = {name: size for name, size in running.items() if name in going}
        self.supervisor.stop(plan(stopping, self.site).processes)
        if not self.supervisor.records():
            for path in (self.home / "tmp").glob("*"):  # servers leave unpacked libraries and pages there
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def reset(self, *names: str) -> None:
        """Stop services and return their data to the start; templates and class archives are kept."""
        services = with_stored(names or tuple(SERVICES))
        with self.lock:
            self._down(services, self.sizes())
            for name in services:
                for size in SERVICES[name].sizes:
                    for process in plan({name: size}, self.site).processes:
                        for folder in process.folders:
                            shutil.rmtree(folder, ignore_errors=True)
                        self.templates.restore(process)

    def logs(self, name: str, lines: int = 40) -> str:
        return tail(self.home / "logs" / f"{self.process(name).name}.log", lines)

    def inside(self, name: str, *command: str) -> subprocess.CompletedProcess[str]:
        own = environment(self.process(name).environment)
        return subprocess.run(command, env=own, stdin=subprocess.DEVNULL, capture_output=True, text=True)

    def carry(self, name: str, file: Path) -> str:
        return str(file.resolve())

    def script(self, command: Command, service: Service) -> str:
        if command.alone:  # it needs no service, but the files of its own
            self._write(plan({service.name: 1}, self.site))
        return shims.local(command, self.site, service)
