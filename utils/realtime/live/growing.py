"""The growing driving log: its lines, of which only the new ones are read, and where each car is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from base.exceptions import DataError
from data.records import DRIVER, parse_line

BLOCK = 1 << 20
KEPT = 1 << 16  # bytes of the newest lines that are parsed


class Position(NamedTuple):
    """Where a car was when it last wrote a row."""

    area: str
    speed: int  # km/h
    time: str  # of the row, as the data writes it


@dataclass(frozen=True)
class Probe:
    """One row, and when the cars wrote it (seconds since 1970): what is measured is its way into HBase."""

    row: dict[str, str]
    written: float


class GrowingLog:
    """Counts the whole lines of a log that grows; starts from zero when another file takes its place.

    ``lines`` so far, their ``size`` in bytes, and the last position of each car (``positions``).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._begin(0)

    def _begin(self, inode: int) -> None:
        self._inode, self.size, self.lines = inode, 0, 0
        self.positions: dict[str, Position] = {}

    def look(self) -> Probe | None:
        """Read what is new; returns the newest row, and when it was written by the time of the file."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            self._begin(0)
            return None
        with file:
            told = os.fstat(file.fileno())
            if told.st_ino != self._inode or told.st_size < self.size:
                self._begin(told.st_ino)
            newest = self._count(file, told.st_size)
        whole, _, rest = newest.rpartition(b"\n")
        row = None
        for line in whole.decode("utf-8", "replace").splitlines():
            row = self._row(line) or row
        # the time of the file is that of its last byte: a line that is being written has a younger one
        return Probe(row, told.st_mtime) if row and not rest else None

    def _count(self, file, end: int) -> bytes:
        newest = b""
        file.seek(self.size)
        while block := file.read(min(BLOCK, end - self.size)):
            self.size += len(block)
            self.lines += block.count(b"\n")
            newest = (newest + block)[-KEPT:]
        return newest

    def _row(self, line: str) -> dict[str, str] | None:
        try:
            parse_line(DRIVER, line)
        except DataError:
            return None  # garbage, or the first line, which may be cut
        row = dict(zip(DRIVER.names, line.rstrip().split(DRIVER.separator), strict=True))
        self.positions[row["car_number"]] = Position(row["area_number"], int(row["speed"]), row["date"])
        return row
