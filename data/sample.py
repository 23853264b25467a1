"""The committed sample: a few rows of every data set, in the files of the book, for a first look without a run."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from base.settings import PROJECT
from data import writing
from data.records import RECORDS
from data.world import simulate

FOLDER = PROJECT / "data" / "sample"
LINES = {"status": 55, "driver": 105, "master": 25, "purchases": 10, "income": 26, "incidents": 41}


def write(folder: Path = FOLDER) -> list[Path]:
    """Write the sample and return its files: the beginning of a tiny world, the registry cut down to a few cars."""
    world = simulate("tiny")
    cars = {*world.cars, *world.registry()["car_number"].head(20)}
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with TemporaryDirectory() as draft:
        files = writing.write(world, draft).files
        for name in RECORDS:
            for path in files.paths(name):
                with path.open(encoding="utf-8") as lines:
                    kept = _of(cars, lines) if name in ("master", "purchases", "income") else lines
                    text = "".join(islice(kept, LINES[name]))
                written.append(folder / path.name)
                written[-1].write_bytes(text.encode())
    return written


def _of(cars: set[str], lines: Iterable[str]) -> Iterable[str]:
    """The lines of these cars, and a header."""
    return (line for line in lines if line[:5] in cars or line.startswith("carNum"))
