"""The container engine, asked through its own command line: ``docker`` and ``docker compose``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import psutil

from base.exceptions import ServiceError
from base.settings import Settings
from cluster.process.machine import resident_mb

MINUTES = 30  # the longest any command may take: the first build of the image


@dataclass(frozen=True)
class Container:
    """One container of the project, as the engine sees it."""

    id: str
    role: str
    state: str  # the engine's word: created, running, paused, exited, dead
    pid: int  # on the engine's machine; 0 if it does not run
    started: float  # seconds since the epoch
    image: str


class Engine:
    """Commands on one Compose project. Raises `ServiceError` with the engine's words when one fails."""

    def __init__(self, settings: Settings) -> None:
        self.home = settings.home
        self.file = self.home / "image" / "compose.yaml"
        own = settings.port_shift != Settings.port_shift  # a second cluster, beside the usual one
        self.project = f"smartcar-{settings.port_shift}" if own else "smartcar"

    def run(self, *arguments: str) -> str:
        """What ``docker ARGUMENTS`` prints."""
        done = self._call(*arguments)
        if done.returncode:
            lines = "\n".join(f"    {line}" for line in (done.stderr or done.stdout).strip().splitlines()[-12:])
            raise ServiceError(
                f"docker {' '.join(arguments[:8])} … ended with exit code {done.returncode}:\n{lines}\n"
                "Is the engine running, and may you use it? Type: docker info"
            )
        return done.stdout

    def inside(self, container: Container, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in a container, with the settings of its role; a failure is an answer too."""
        return self._call("exec", container.id, "run", container.role, *command)

    def _call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        if not shutil.which("docker"):
            raise ServiceError(
                "There is no command docker. Install Docker Engine with its Compose plugin, or Docker Desktop; "
                "or run the services as plain processes: unset SMARTCAR_MODE"
            )
        environment = {**os.environ, "SMARTCAR_HOME": str(self.home)}
        command = ("docker", *arguments)
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=MINUTES * 60)

    def compose(self, *arguments: str) -> str:
        """What ``docker compose ARGUMENTS`` prints."""
        return self.run("compose", "-p", self.project, "-f", str(self.file), *arguments)

    def containers(self) -> dict[str, Container]:
        """The project's containers by role."""
        ids = self.run(
            "ps", "-aq", "--no-trunc", "--filter", f"label=com.docker.compose.project={self.project}"
        ).split()
        found = json.loads(self.run("inspect", *ids)) if ids else []
        containers = (_container(each) for each in found)
        return {container.role: container for container in containers}

    def memory_mb(self, containers: Collection[Container]) -> dict[str, int]:
        """Memory of the running containers by role."""
        found = {container.role: _resident_mb(container) for container in containers if container.pid}
        if None not in found.values():
            return found  # at once; the engine itself takes two seconds, because it measures CPU time on the way
        running = {container.id: container.role for container in containers if container.pid}
        lines = self.run("stats", "--no-stream", "--no-trunc", "--format", "{{.ID}} {{.MemUsage}}", *running)
        return {running[line.split()[0]]: _mb(line.split()[1]) for line in lines.splitlines()}

    def has_image(self, name: str) -> bool:
        return name in self.run("image", "ls", "--format", "{{.Repository}}:{{.Tag}}").split()

    def logs(self, container: Container, lines: int) -> str:
        return self.run("logs", "--tail", str(lines), container.id).rstrip("\n")


def _container(told: dict) -> Container:
    state = told["State"]
    return Container(
        told["Id"],
        told["Config"]["Labels"]["com.docker.compose.service"],
        state["Status"],
        state["Pid"],
        datetime.fromisoformat(state["StartedAt"][:19] + "+00:00").timestamp(),
        told["Config"]["Image"],
    )


def server(container: Container) -> psutil.Process | None:
    """The server of a running container, below its init; None if it is not on this machine but in the engine's own."""
    try:
        init = psutil.Process(container.pid)
        if abs(init.create_time() - container.started) > 5:
            return None
        return next(iter(init.children()), init)
    except psutil.Error:
        return None


def _resident_mb(container: Container) -> int | None:
    process = server(container)
    try:
        return process and round(resident_mb(process))
    except psutil.Error:
        return None


def _mb(text: str) -> int:
    """The engine's figure in MB.

    >>> _mb("124.5MiB"), _mb("1.5GiB"), _mb("900KiB")
    (124, 1536, 1)
    """
    units = {"KiB": 1 / 1024, "MiB": 1, "GiB": 1024}
    return round(float(text[:-3]) * units[text[-3:]]) if text[-3:] in units else 0
