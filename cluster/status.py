"""The state of one role, as plain data for the command line, the lessons and the panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cluster.plan import Process

STATES = ("ready", "sick", "paused", "dead", "stopped")


@dataclass(frozen=True)
class RoleStatus:
    """What is known of one role at one moment."""

    name: str
    service: str
    sentence: str
    state: str  # one of STATES
    pid: int | None
    memory_mb: int  # resident, with its children
    uptime_s: float
    ports: Mapping[str, int]
    url: str | None
    health: str | None  # None, or a sentence that says what is wrong

    @classmethod
    def of(
        cls,
        process: Process,
        state: str,
        pid: int | None = None,
        memory_mb: int = 0,
        uptime_s: float = 0.0,
        health: str | None = None,
    ) -> RoleStatus:
        return cls(
            process.name,
            process.service,
            process.sentence,
            state,
            pid,
            memory_mb,
            uptime_s,
            dict(process.ports),
            process.page,
            health,
        )
