"""What something costs: wall seconds, and CPU seconds of the whole machine.

Those of the machine, because servers are no children of the lessons and tests that start them.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Cost:
    """Wall seconds, and CPU seconds of the whole machine."""

    name: str
    seconds: float
    cpu: float

    @property
    def busy(self) -> float:
        """The share of all cores that worked."""
        return self.cpu / (self.seconds * psutil.cpu_count()) if self.seconds else 0.0


class Clock:
    """Measures from its making to `cost`."""

    def __init__(self) -> None:
        self._begin, self._cpu = time.monotonic(), _cpu_seconds()

    def cost(self, name: str = "") -> Cost:
        return Cost(name, time.monotonic() - self._begin, _cpu_seconds() - self._cpu)


def _cpu_seconds() -> float:
    told = psutil.cpu_times()
    return sum(getattr(told, kind, 0.0) for kind in ("user", "nice", "system", "irq", "softirq"))
