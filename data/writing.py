"""Writing a world to files: both lanes in one drive, then the four tables, the truth and a manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd

from data import truth
from data.driver import DriverLane
from data.driving import Block
from data.faults import Disturbed, known, outages
from data.files import MANIFEST, Written, from_manifest, read_manifest
from data.records import DRIVER, INCIDENTS, INCOME, MASTER, PURCHASES, STATUS, Record
from data.scale import LEG
from data.status import StatusLane
from data.text import cells, join
from data.world import World


def write(world: World, folder: Path | str, faults: Iterable[str] = (), legs_per_block: int | None = None) -> Written:
    """Write all six data sets and the truth into `folder`, under the names and in the formats of the book.

    The folder is made if need be. What the files hold depends on the world and the faults alone; `legs_per_block`
    trades memory for speed.
    """
    folder, faults = Path(folder), known(faults)
    shelf = Shelf(folder)
    status = LaneWriter(world, STATUS, world.status_lane(), faults, shelf)
    driver = LaneWriter(world, DRIVER, world.driver_lane(), faults, shelf)
    for block in world.blocks(legs_per_block):
        for writer in (status, driver):
            writer.write(block)
    for writer in (status, driver):
        writer.finish()
    for record, frame in (
        (MASTER, world.master()),
        (INCOME, world.income()),
        (INCIDENTS, world.incidents()),
    ):
        shelf.append(record, world.start, table_text(record, frame))
    for month, bought in world.purchases().groupby("month"):
        shelf.append(PURCHASES, datetime.strptime(month, "%Y%m"), table_text(PURCHASES, bought))
    away = outages(faults, world.start, world.seconds)
    frames = truth.gather(world, status.lane, status.touched + driver.touched, away)
    truth.save(frames, folder / "truth")
    shelf.close(world, faults, [[time.isoformat() for time in times] for _, *times in away])
    files = from_manifest(folder)
    return Written(files, files.rows, files.garbage, files.bytes)


def table_text(record: Record, frame: pd.DataFrame) -> bytes:
    """All lines of a table, with its header: each column is a table of its distinct values and a code per row."""
    columns = []
    for name in record.names:
        codes, values = pd.factorize(frame[name])
        end = "\n" if name == record.names[-1] else record.separator
        columns.append(cells(f"{value}{end}" for value in values).take(codes))
    header = f"{record.header}\n".encode() if record.header else b""
    return header + join(*columns)


class LaneWriter:
    """Writes the blocks of one lane, by way of the faults if there are any."""

    def __init__(
        self, world: World, record: Record, lane: StatusLane | DriverLane, faults: tuple[str, ...], shelf: Shelf
    ) -> None:
        self.lane = lane
        self._start = world.start
        self._record = record
        self._shelf = shelf
        self._garbage = [record.garbage] * len(world.cars)
        self._file = ""
        self._disturbed = None
        if set(faults) - {"broker_outage"}:
            legs = world.seconds // LEG
            self._disturbed = Disturbed(record, faults, world.seed, world.cars, world.start, legs, lane.period)

    @property
    def touched(self) -> list[tuple]:
        return self._disturbed.touched if self._disturbed else []

    def write(self, block: Block) -> None:
        rows = self.lane.rows(block)
        for leg in range(block.legs):
            number = block.first_leg + leg
            start = self._start + timedelta(seconds=number * LEG)
            text = self.lane.text(rows, leg, start)
            file = self._record.file_for(start)
            garbage = self._garbage if file != self._file else []
            self._file = file
            if self._disturbed:
                for day, lines in self._disturbed.pass_on(number, text, garbage):
                    self._shelf.append(self._record, day, lines)
            else:
                self._shelf.append(self._record, start, _ahead(garbage, text) if garbage else text)

    def finish(self) -> None:
        for day, lines in self._disturbed.rest() if self._disturbed else ():
            self._shelf.append(self._record, day, lines)


def _ahead(garbage: list[str], text: bytes) -> bytes:
    """Each garbage line ahead of the first row of its car."""
    *first, rest = text.split(b"\n", len(garbage))
    pairs = zip(garbage, first, strict=True)
    return b"".join(b"%b\n%b\n" % (line.encode(), row) for line, row in pairs) + rest


class Shelf:
    """The files being written, with what the manifest will tell of them."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / MANIFEST).is_file():  # an earlier world may have had files that this one has not
            for name in read_manifest(folder)["files"]:
                (folder / name).unlink(missing_ok=True)
            (folder / MANIFEST).unlink()
        self._folder = folder
        self._open: dict[str, BinaryIO] = {}
        self._digests: dict[str, hashlib._Hash] = {}
        self._entries: dict[str, dict] = {}

    def append(self, record: Record, day: datetime, text: bytes) -> None:
        """Add lines to the file of that day."""
        name = record.file_for(day)
        if name not in self._open:
            self._open[name] = (self._folder / name).open("wb")
            self._digests[name] = hashlib.sha256()
            header = 1 if record.header else 0
            self._entries[name] = {"data_set": record.name, "rows": -header, "garbage": 0, "bytes": 0}
        entry = self._entries[name]
        garbage = text.count(record.garbage.encode()) if record.garbage else 0
        entry["rows"] += int(np.count_nonzero(np.frombuffer(text, np.uint8) == ord("\n"))) - garbage
        entry["garbage"] += garbage
        entry["bytes"] += len(text)
        self._digests[name].update(text)
        self._open[name].write(text)

    def close(self, world: World, faults: tuple[str, ...], outages: list[list[str]]) -> None:
        """Close all files and write the manifest, last of all."""
        for name, file in self._open.items():
            file.close()
            self._entries[name]["sha256"] = self._digests[name].hexdigest()
        manifest = {
            "scale": world.scale.name,
            "seed": world.seed,
            "start": world.start.isoformat(),
            "faults": list(faults),
            "outages": outages,
            "files": self._entries,
        }
        (self._folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")
