"""What the cars do: put finished files into the spool folder, and let the driving log grow."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

from base.exceptions import DataError
from base.waiting import wait_until

TICK = 0.02  # s between two looks at the clock


def drop(source: Path | Iterable[str], spool: Path, name: str = "") -> Path:
    """Put a file, or lines, into the spool folder under a name, in one move: it is finished when it appears.

    Raises `DataError` for a name that was there before; Flume would end its source over it.
    """
    name = name or Path(source).name
    place = spool / name
    if place.exists() or place.with_name(f"{name}.COMPLETED").exists():
        raise DataError(
            f"A file {name} was in the spool folder before, and Flume takes no name twice. "
            f'Give another name: drop(…, name="{Path(name).stem}-2{Path(name).suffix}")'
        )
    part = spool / f".{name}.part"  # the source passes over names that begin with a dot
    if isinstance(source, Path | str):
        shutil.copyfile(source, part)
    else:
        part.write_text("".join(f"{line}\n" for line in source), "utf-8", newline="")
    part.rename(place)
    return place


def append(lines: Iterable[str], log: Path) -> int:
    """Let the log grow by lines; returns how many."""
    lines = list(lines)
    with log.open("a", encoding="utf-8", newline="") as file:
        file.write("".join(f"{line}\n" for line in lines))
    return len(lines)


class Flow:
    """Writes lines at a steady rate in its own thread. Use it with ``with``, which ends the thread.

    `write` takes the lines that are due, a handful at a time. ``written`` counts them, ``times`` holds when each was
    written, in seconds since 1970.
    """

    def __init__(
        self, lines: Iterable[str], write: Callable[[list[str]], object], per_second: float, tick: float = TICK
    ) -> None:
        self.lines = list(lines)
        self.written = 0
        self.times: list[float] = []
        self._write, self._rate, self._tick = write, per_second, tick
        self._over, self._error = threading.Event(), None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def reach(self, share: float = 1.0, seconds: float = 300) -> None:
        """Wait until this share of the lines is written. Raises `NotReady`, or what `write` raised."""
        count = share * len(self.lines)
        wait_until(lambda: self._error or self.written >= count, f"{count:.0f} lines are written", seconds, pause=TICK)
        if self._error:
            raise self._error

    def stop(self) -> int:
        """End it after the handful that is being written; returns how many lines there are."""
        self._over.set()
        self._thread.join()
        return self.written

    def _run(self) -> None:
        begin = time.monotonic()
        try:
            while self.written < len(self.lines) and not self._over.wait(self._tick):
                due = self.lines[self.written : int((time.monotonic() - begin) * self._rate)]
                if due:
                    self.times += [time.time()] * len(due)
                    self._write(due)
                    self.written += len(due)
        except Exception as error:  # raised again in the thread that waits for the lines
            self._error = error


class Driving(Flow):
    """Lets the driving log grow at a steady rate."""

    def __init__(self, lines: Iterable[str], log: Path, per_second: float) -> None:
        super().__init__(lines, lambda due: append(due, log), per_second)
