"""What runs, as plain data: one collector for the cluster panel, the terminal and the lessons."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from base.exceptions import CourseError
from cluster import Cluster, RoleStatus
from cluster.addresses import ports
from cluster.catalogue import SERVICES
from cluster.panel import Figure, Question, Told

ACTION = {"dead": "revive", "paused": "revive", "sick": "logs"}


@dataclass(frozen=True)
class Snapshot:
    """The cluster at one moment."""

    time: float  # seconds since 1970
    roles: tuple[RoleStatus, ...]
    figures: tuple[Figure, ...]

    @property
    def running(self) -> tuple[RoleStatus, ...]:
        return tuple(role for role in self.roles if role.state != "stopped")

    @property
    def wrong(self) -> tuple[RoleStatus, ...]:
        return tuple(role for role in self.running if role.state not in ("ready", "starting"))

    @property
    def memory_mb(self) -> int:
        return sum(role.memory_mb for role in self.running)

    @property
    def sentence(self) -> str:
        """The state in words, with what to type where something is to be done."""
        running, wrong = self.running, self.wrong
        if not running:
            return "Nothing runs. Type: cluster up day1"
        if wrong:
            what = ", ".join(f"{role.name} is {role.state}" for role in wrong)
            return f"{what}. Type: cluster {ACTION.get(wrong[0].state, 'status')} {wrong[0].name}"
        starting = [role.name for role in running if role.state == "starting"]
        if starting:
            return f"Starting: {', '.join(starting)}."
        doubtful = [figure for figure in self.figures if not figure.good]
        if doubtful:
            named = ", ".join(f"{figure.value} {figure.label}" for figure in doubtful)
            return f"Every role answers, but look at {doubtful[0].service}: {named}."
        return "1 role runs and answers." if len(running) == 1 else f"All {len(running)} roles answer."


def collect(cluster: Cluster | None = None) -> Snapshot:
    """Ask every role for its state, and the main services that are ready for a few numbers of their own.

    Raises:
        CourseError: the cluster itself cannot be asked.
    """
    cluster = cluster or Cluster()
    roles = tuple(cluster.status())
    asked = {name: service.panel for name, service in SERVICES.items() if service.panel}
    told = answers(cluster, roles, asked)
    figures = tuple(replace(each, service=name) for name, some in told for each in some)
    return Snapshot(time.time(), roles, figures)


def answers(
    cluster: Cluster, roles: Iterable[RoleStatus], asked: Mapping[str, Question[Told]]
) -> Iterator[tuple[str, Told]]:
    """Each question that a ready role can answer, by its name, with the answer; one that gets none is left out."""
    ready = [role.name for role in roles if role.state == "ready"]
    for name, question in asked.items():
        if any(role.startswith(question.role) for role in ready):
            # it was ready a moment ago: the next look says what became of it
            with suppress(CourseError, OSError, ValueError, KeyError):
                yield name, question.ask(ports(cluster.settings))
