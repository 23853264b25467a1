"""The cluster as containers of one image."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from filelock import FileLock

from base.exceptions import NotReady
from base.settings import Settings
from base.waiting import wait_until
from cluster import shims
from cluster.addresses import outside
from cluster.catalogue import COMPONENTS, SERVICES
from cluster.container import mounts
from cluster.container.compose import container_site, image, largest, render
from cluster.container.engine import Container, Engine, server
from cluster.container.image import build, write
from cluster.driver import Driver, Event, silent
from cluster.plan import Process, plan, with_dependents, with_stored
from cluster.probes import ask, incomplete
from cluster.process.local import hosts
from cluster.process.machine import claim
from cluster.process.supervisor import indent
from cluster.service import Command, Exchange, Service
from cluster.status import RoleStatus

STOP_SECONDS = 10


class Containers(Driver):
    """Services as containers. Every service has its largest size."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.home = settings.home
        self.site = container_site(settings.port_shift)
        self.engine = Engine(settings)
        self.home.mkdir(parents=True, exist_ok=True)
        self.lock = FileLock(self.home / "lock")

    # --- what runs ----------------------------------------------------------------------------------------

    def sizes(self) -> dict[str, int]:
        return self._sizes(self.engine.containers())

    def _sizes(self, containers: Iterable[str]) -> dict[str, int]:
        whole = plan(largest(*SERVICES), self.site)
        started = {process.service for process in whole.processes if process.name in containers}
        return {name: whole.sizes[name] for name in sorted(started)}

    def status(self) -> list[RoleStatus]:
        containers = self.engine.containers()
        processes = plan(self._sizes(containers), self.site).processes
        return self._statuses(processes, containers)

    def _statuses(self, processes: Iterable[Process], containers: dict[str, Container]) -> list[RoleStatus]:
        processes = list(processes)
        asked = [containers[process.name] for process in processes if process.name in containers]
        with ThreadPoolExecutor(len(processes) + 1) as pool:
            memory = pool.submit(self.engine.memory_mb, asked)
            found = list(pool.map(lambda process: _status(process, containers.get(process.name)), processes))
            return [replace(each, memory_mb=memory.result().get(each.name, 0)) for each in found]

    def _one(self, name: str) -> RoleStatus:
        return self._statuses([self.process(name)], self.engine.containers())[0]

    # --- up -----------------------------------------------------------------------------------------------

    def up(self, *names: str, on_event: Event = silent) -> list[RoleStatus]:
        """Build the image if there is none, start what is missing and wait until all of it answers."""
        with self.lock:
            whole = plan(largest(*names), self.site)
            self._build(on_event)
            self._write()
            self._start(whole.processes, max(SERVICES[name].seconds for name in whole.sizes), on_event)
            for name, size in whole.sizes.items():
                self._complete(name, whole.of(name), SERVICES[name].together(self.site, size))
        return self._statuses(whole.processes, self.engine.containers())

    def _build(self, on_event: Event) -> None:
        begin, texts = time.monotonic(), render(self.settings.port_shift)
        write(self.home / "image", texts)
        if not self.engine.has_image(image(texts)):
            on_event("image", "is built", 0.0)
            build(texts, self.settings, self.engine)
            on_event("image", "ready", time.monotonic() - begin)
        containers = self.engine.containers()
        if any(container.image != image(texts) for container in containers.values()):
            self._down(tuple(self._sizes(containers)))  # they would answer, and then be replaced

    def _write(self) -> None:
        """The configuration of clients outside of the containers, and the folders that are shared."""
        files = plan(largest(*SERVICES), outside(self.settings)).files
        folders = {file.partition("/")[0] for each in COMPONENTS.values() for file in each.conf}
        clients = {name: text for name, text in files.items() if name.partition("/")[0] in folders}
        write(self.home / "conf", clients | {"hosts": hosts()})
        (self.home / "datasets").mkdir(exist_ok=True)
        mounts.make(plan(largest(*SERVICES), self.site).processes, self.home)

    def _start(self, processes: Iterable[Process], seconds: float, on_event: Event = silent, *flags: str) -> None:
        """Start what does not run, and wait for the answers while Compose works through the dependencies."""
        begin, containers = time.monotonic(), self.engine.containers()
        waiting = {process.name: process for process in processes}
        for name, process in waiting.items():
            state = containers[name].state if name in containers else "missing"
            if state == "paused":
                self.engine.run("unpause", containers[name].id)
            elif state != "running":
                claim(process)
                on_event(name, "starting", time.monotonic() - begin)
        wrong: dict[str, str | None] = {}
        with ThreadPoolExecutor(1) as pool:
            compose = pool.submit(self.engine.compose, "--profile", "*", "up", "-d", "--no-build", *flags, *waiting)

            def answered() -> bool:
                for name, process in list(waiting.items()):
                    wrong[name] = ask(process.probe, process.ports[process.probe.port], timeout=1)
                    if wrong[name] is None:
                        del waiting[name]
                        on_event(name, "ready", time.monotonic() - begin)
                return not waiting or self._ended(compose, waiting)

            with contextlib.suppress(NotReady):
                wait_until(answered, "", 2 * seconds, pause=0.5)
        if waiting:
            name = self._first_ended(waiting)
            if name is None:
                compose.result()  # tells why, if it was Compose that failed
                name = next(iter(waiting))
            raise NotReady(self._story(waiting[name], time.monotonic() - begin, wrong[name]))
        compose.result()

    def _complete(self, name: str, processes: tuple[Process, ...], exchange: Exchange | None) -> None:
        try:
            wait_until(lambda: not incomplete(processes, exchange), "", SERVICES[name].seconds)
        except NotReady:
            raise NotReady(
                f"The containers of {name} run, but this does not hold: {exchange.asks}. "
                f"Type: cluster status   or, to start from fresh data: cluster reset {name}"
            ) from None

    def _ended(self, compose: Future[str], waiting: dict[str, Process]) -> bool:
        return compose.done() and (compose.exception() is not None or self._first_ended(waiting) is not None)

    def _first_ended(self, waiting: Iterable[str]) -> str | None:
        containers = self.engine.containers()
        return next((name for name in waiting if name in containers and containers[name].state == "exited"), None)

    def _story(self, process: Process, seconds: float, reason: str | None) -> str:
        return (
            f"{process.name} is not ready after {seconds:.1f} s: {reason}.\n"
            f"Its last lines:\n{indent(self.logs(process.name, 12))}\n"
            f"Type: cluster logs {process.name}   or, to start from fresh data: cluster reset {process.service}"
        )

    # --- faults, on purpose -------------------------------------------------------------------------------

    def kill(self, name: str) -> RoleStatus:
        self.engine.run("kill", self._container(name).id)
        return self._one(name)

    def pause(self, name: str) -> RoleStatus:
        self.engine.run("pause", self._container(name).id)
        return self._one(name)

    def revive(self, name: str, wait: bool = True) -> RoleStatus:
        process = self.process(name)
        with self.lock:
            if not wait:
                container = self._container(name)
                self.engine.run("unpause" if container.state == "paused" else "start", container.id)
                return self._one(name)
            self._start([process], SERVICES[process.service].seconds, silent, "--no-deps")
        return self._one(name)

    def _container(self, name: str) -> Container:
        self.process(name)
        return self.engine.containers()[name]

    # --- down ---------------------------------------------------------------------------------------------

    def down(self, *names: str) -> None:
        with self.lock:
            self._down(names or tuple(SERVICES))

    def _down(self, names: tuple[str, ...]) -> None:
        containers = self.engine.containers()
        going = with_dependents(names)
        processes = [each for each in plan(self._sizes(containers), self.site).processes if each.name in containers]
        stopping = [process for process in processes if process.service in going]
        paused = [containers[each.name].id for each in stopping if containers[each.name].state == "paused"]
        if paused:
            self.engine.run("unpause", *paused)
        for order in sorted({process.stop_order for process in stopping}):
            ids = [containers[each.name].id for each in stopping if each.stop_order == order]
            self.engine.run("stop", "--time", str(STOP_SECONDS), *ids)
        if stopping:
            self.engine.run("rm", "-f", *(containers[process.name].id for process in stopping))
        if len(stopping) == len(containers) and containers:
            self.engine.compose("--profile", "*", "down")

    def reset(self, *names: str) -> None:
        services = with_stored(names or tuple(SERVICES))
        with self.lock:
            self._down(tuple(services))
            processes = plan(largest(*SERVICES), self.site).processes
            wanted = {f"{self.engine.project}_{process.name}" for process in processes if process.service in services}
            present = self.engine.run("volume", "ls", "-q").split()
            mounts.remove((process for process in processes if process.service in services), self.home)
            gone = sorted(wanted.intersection(present))
            if gone:
                self.engine.run("volume", "rm", *gone)

    def logs(self, name: str, lines: int = 40) -> str:
        return self.engine.logs(self._container(name), lines)

    def inside(self, name: str, *command: str) -> subprocess.CompletedProcess[str]:
        return self.engine.inside(self._container(name), *command)

    def carry(self, name: str, file: Path) -> str:
        target = f"/tmp/{file.name}"
        self.engine.run("cp", str(file), f"{self._container(name).id}:{target}")
        return target

    def script(self, command: Command, service: Service) -> str:
        return shims.contained(command, self.site, service, self.engine.project)


def _status(process: Process, container: Container | None) -> RoleStatus:
    if container is None or container.state not in ("running", "paused"):
        return RoleStatus.of(process, "dead", health=f"{process.name} ended. Type: cluster revive {process.name}")
    if container.state == "paused":
        health, state = f"{process.name} is paused. Type: cluster revive {process.name}", "paused"
    else:
        health = ask(process.probe, process.ports[process.probe.port])
        state = "sick" if health else "ready"
    uptime = round(time.time() - container.started, 1)
    found = server(container)
    return RoleStatus.of(process, state, found.pid if found else container.pid, uptime_s=uptime, health=health)
