"""Where the seconds of lessons go: their longest cells, and how busy the cores were in each.

``python -m benchmarks.ci.lessons day1/05 …`` runs lessons one after the other on a machine that does nothing else, and
prints a table for each. A cell in which the cores are idle waits; one in which they are busy works.
"""

from __future__ import annotations

import bisect
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

import nbformat

from base.settings import settings
from base.stopping import stop_on_term
from benchmarks.ci.measure import table
from tools.clock import Clock, Cost
from utils.lesson.catalogue import existing

SHOWN = 10  # cells of a lesson
EVERY_S = 0.2  # between two readings


class Readings:
    """CPU seconds of the whole machine, read all the time while a ``with`` lasts."""

    def __enter__(self) -> Readings:
        self._clock, self._times, self._cpu = Clock(), [], []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(EVERY_S):
            self._times.append(time.time())
            self._cpu.append(self._clock.cost("").cpu)

    def between(self, begin: float, end: float) -> float:
        """CPU seconds between two times as ``time.time()`` tells them."""
        first, last = (self._cpu[bisect.bisect(self._times, when) - 1] for when in (begin, end))
        return max(last - first, 0.0)


def cells(executed: Path, readings: Readings) -> list[Cost]:
    """What each cell of an executed lesson cost, the longest first."""
    found = []
    for cell in nbformat.read(executed, as_version=4).cells:
        told = cell.metadata.get("papermill", {})
        if cell.cell_type == "code" and told.get("duration"):
            begin = datetime.fromisoformat(told["start_time"]).timestamp()
            cpu = readings.between(begin, begin + told["duration"])
            found.append(Cost(cell.id, told["duration"], cpu))
    return sorted(found, key=lambda cost: -cost.seconds)


def main(words: list[str]) -> int:
    stop_on_term()
    for lesson in existing(words):
        clock = Clock()
        with Readings() as readings:
            subprocess.call([sys.executable, "-m", "tools.run", lesson.key], cwd=settings().project)
        executed = settings().project / "build" / "executed" / f"{lesson.key}.ipynb"
        costs = [clock.cost("the whole"), *cells(executed, readings)[:SHOWN]]
        print(f"\n{table(costs, lesson.key)}\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
