"""What the cars do: put finished files into the spool folder, and let the driving log grow."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from base.exceptions import DataError

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


class Driving:
    """Lets the log grow at a steady rate, in a thread of its own; to be used with ``with``.

    ``written`` counts the lines so far, ``times`` holds when each was written (``time.time()``).
    """

    def __init__(self, lines: Iterable[str], log: Path, per_second: float) -> None:
        self.written = 0
        self.times: list[float] = []
        self._lines, self._log, self._rate = iter(lines), log, per_second
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._write, daemon=True)

    def __enter__(self) -> Driving:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> int:
        """End it after the line that is being written; returns how many there are."""
        self._over.set()
        self._thread.join()
        return self.written

    def _write(self) -> None:
        begin = time.monotonic()
        with self._log.open("a", encoding="utf-8", newline="") as file:
            while not self._over.wait(TICK):
                due = int((time.monotonic() - begin) * self._rate) - self.written
                for line in islice(self._lines, max(due, 0)):
                    file.write(f"{line}\n")
                    self.times.append(time.time())
                    self.written += 1
                file.flush()
