"""Real services on a learner's machine.

=========== =========================================================================
service     the contract: frozen values that say everything about a service
services/   one module for each service, all of one shape
catalogue   the table of services, and what follows from it: profiles, class paths
plan        services expanded to a plain list of processes
driver      the verbs of what runs a plan, whichever way
process/    the plan as plain processes of this machine
container/  the plan as containers
jvm/        Java, jars, class archives, our own Java parts
status      the state of a role as plain data; probes: questions to servers
addresses   ports and addresses, whether anything runs or not
panel       what a service tells the cluster panel; monitor: asks all of them
shims       commands of the field as shell scripts; terminal: runs one, opens a shell
clients/    connections to the services, for lessons and tests
doctor      what may be wrong with this machine, and the cure
=========== =========================================================================

`Cluster` is the face of it all.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from base.exceptions import ConfigurationError
from base.settings import Settings
from base.settings import settings as current_settings
from base.waiting import wait_until
from cluster import terminal
from cluster.catalogue import named
from cluster.driver import Driver, Event, silent
from cluster.status import RoleStatus

__all__ = ["Cluster", "RoleStatus"]


class Cluster:
    """The services of the course in the mode of the settings.

    >>> Cluster(Settings()).port("namenode", "http")
    29870
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or current_settings()

    @cached_property
    def driver(self) -> Driver:
        """What runs the services: processes or containers."""
        if self.settings.mode == "container":
            from cluster.container.driver import Containers

            return Containers(self.settings)
        from cluster.process.driver import Processes

        return Processes(self.settings)

    def up(self, *names: str, on_event: Event = silent) -> list[RoleStatus]:
        """Bring services or profiles up (``"kafka=3"``, ``"day1"``); returns when all of them answer."""
        return self.driver.up(*names, on_event=on_event)

    def status(self) -> list[RoleStatus]:
        """The state of each role that was started."""
        return self.driver.status()

    def role(self, name: str) -> RoleStatus:
        """The state of one role that was started."""
        for each in self.status():
            if each.name == name:
                return each
        raise ConfigurationError(f"There is no {name!r} in what was started. Type: cluster status")

    def kill(self, name: str) -> RoleStatus:
        """End a role at once, by `kill -9`: what it held in its own memory is lost, not the page cache."""
        return self.driver.kill(name)

    def pause(self, name: str) -> RoleStatus:
        """Freeze a role: it keeps its memory and its connections, but answers no question."""
        return self.driver.pause(name)

    def revive(self, name: str, wait: bool = True) -> RoleStatus:
        """Resume a paused role, or restart a dead one.

        Without `wait` it need not answer yet. Use that for a role that becomes ready only after another has come back.
        """
        return self.driver.revive(name, wait)

    def down(self, *names: str) -> None:
        """Stop services or profiles, and what requires them; all, if none is named. Their data stays."""
        self.driver.down(*named(*names))

    def reset(self, *names: str) -> None:
        """Stop services or profiles and return their data to the start; all, if none is named."""
        self.driver.reset(*named(*names))

    def logs(self, name: str, lines: int = 40) -> str:
        """The last lines a role has written."""
        return self.driver.logs(name, lines)

    def inside(self, role: str, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command where a role runs, with that role's environment. A failure is an answer too."""
        return self.driver.inside(role, *command)

    def carry(self, role: str, file: Path | str) -> str:
        """Put a file where commands beside a role find it; returns its path there."""
        return self.driver.carry(role, Path(file))

    def command(self, name: str, *words: str, timeout: float | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command of the field on this cluster, such as ``"hdfs", "dfs", "-ls", "/"``.

        A failure is an answer too. Raises `ServiceError` when there is none within `timeout` seconds.
        """
        return terminal.run(self.driver, name, *words, timeout=timeout)

    def at_hand(self) -> None:
        """Put the commands of the field on the path of this process: a cell may then say ``!hdfs dfs -ls /``."""
        terminal.at_hand(self.driver)

    def port(self, role: str, name: str) -> int:
        """The port of a role by its name, whether it runs or not."""
        from cluster.addresses import port

        return port(role, name, self.settings)

    def url(self, role: str) -> str:
        """The web page of a role."""
        return f"http://localhost:{self.port(role, 'http')}"

    def address(self, service: str, inside: bool = False) -> str:
        """What a client of the service wants to be told: a list of servers, or a URI.

        `inside` is for what you hand to another service, such as a path that Spark is to read. It differs only
        in containers, which know each other by name.
        """
        from cluster.addresses import address

        return address(service, self.settings, inside)

    def wait(self, condition: Callable[[], object], what: str, seconds: float = 30) -> float:
        """Wait until a condition holds; returns the seconds it took. Raises `NotReady` after the deadline."""
        return wait_until(condition, what, seconds)
