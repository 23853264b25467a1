"""What runs the services, whichever way: as plain processes of this machine, or as containers."""

from __future__ import annotations

import subprocess
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from base.exceptions import ConfigurationError
from base.settings import Settings
from cluster.plan import Plan, Process, plan
from cluster.service import Command, Service, Site
from cluster.status import RoleStatus

Event = Callable[[str, str, float], None]  # role or service, what happened, seconds


def silent(name: str, what: str, seconds: float) -> None:
    """Ignore an event."""


class Driver(Protocol):
    """Starts and stops services, and reports their state."""

    settings: Settings
    site: Site

    @abstractmethod
    def sizes(self) -> dict[str, int]:
        """The services that were started and not taken down, with their sizes."""

    @abstractmethod
    def status(self) -> list[RoleStatus]:
        """One entry for each role of the started services, questioned side by side."""

    @abstractmethod
    def up(self, *names: str, on_event: Event = silent) -> list[RoleStatus]:
        """Start what is missing of the services asked for and wait until all of it answers."""

    @abstractmethod
    def kill(self, name: str) -> RoleStatus:
        """End one role at once, by `kill -9`."""

    @abstractmethod
    def pause(self, name: str) -> RoleStatus:
        """Freeze one role: it keeps its memory and its connections, but answers no question."""

    @abstractmethod
    def revive(self, name: str, wait: bool = True) -> RoleStatus:
        """Resume a paused role, or restart a dead one; wait until it answers, unless told not to."""

    @abstractmethod
    def down(self, *names: str) -> None:
        """Stop services (all, if none is named), those that require them first. Data stays."""

    @abstractmethod
    def reset(self, *names: str) -> None:
        """Stop services (all, if none is named) and return their data to the start."""

    @abstractmethod
    def logs(self, name: str, lines: int = 40) -> str:
        """The last lines a role has written."""

    @abstractmethod
    def inside(self, name: str, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command where a role runs, with that role's environment. A failure is an answer too."""

    @abstractmethod
    def carry(self, name: str, file: Path) -> str:
        """Put a file where commands beside a role find it; returns its path there."""

    @abstractmethod
    def script(self, command: Command, service: Service) -> str:
        """The shell script of a command of a service, for this machine."""

    def plan(self) -> Plan:
        """The plan of what was started."""
        return plan(self.sizes(), self.site)

    def process(self, name: str) -> Process:
        """The planned process of a started service by its name."""
        processes = {process.name: process for process in self.plan().processes}
        if name not in processes:
            known = ", ".join(processes) or "nothing; type: cluster up day1"
            raise ConfigurationError(f"There is no {name!r} in what was started. Started: {known}")
        return processes[name]
