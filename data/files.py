"""Files: where each data set of one folder lies, and what is in it.

A folder is either written by `World.write`, with a manifest, or the book's own, with the same names and formats.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from base.exceptions import DataError
from data.records import RECORDS, Record, is_garbage, parse_line

MANIFEST = "manifest.json"
IN_PARTS = ("status", "purchases")  # data sets of several files
CHECKED = 1000  # lines at the beginning of a file that must follow the record type


class Outage(NamedTuple):
    """A stretch of event time during which the broker is away: begin <= time < end."""

    begin: datetime
    end: datetime


@dataclass(frozen=True)
class Files:
    """The files of one folder. Counts are by data set: status, driver, master, purchases, income, incidents."""

    folder: Path
    status: list[Path]  # one per day of collection
    driver: Path
    master: Path
    purchases: list[Path]  # one per month
    income: Path
    incidents: Path
    truth: Path | None  # folder of the truth, for `data.truth.read`; None for the book's own files
    outages: tuple[Outage, ...]
    rows: dict[str, int]  # lines that are neither garbage nor header
    garbage: dict[str, int]
    bytes: dict[str, int]

    def paths(self, name: str) -> list[Path]:
        """The files of one data set, in the order of their names."""
        paths = getattr(self, name)
        return paths if name in IN_PARTS else [paths]


@dataclass(frozen=True)
class Written:
    """What `World.write` wrote, with the counts of `Files`."""

    files: Files
    rows: dict[str, int]
    garbage: dict[str, int]
    bytes: dict[str, int]


def from_manifest(folder: Path) -> Files:
    """The files of a folder that the simulator wrote.

    Raises DataError if a file is missing or is not as long as the manifest says.
    """
    manifest = read_manifest(folder)
    for name, entry in manifest["files"].items():
        path = folder / name
        size = path.stat().st_size if path.is_file() else -1
        if size != entry["bytes"]:
            state = "is missing" if size < 0 else f"holds {size} bytes instead of {entry['bytes']}"
            raise DataError(f"{path} {state}. Delete the folder {folder} and write it again.")
    found = {record.name: _named(manifest, record.name) for record in RECORDS.values()}
    counts = {
        key: {name: sum(manifest["files"][file][key] for file in files) for name, files in found.items()}
        for key in ("rows", "garbage", "bytes")
    }
    paths = {name: [folder / file for file in files] for name, files in found.items()}
    outages = tuple(Outage(*map(datetime.fromisoformat, times)) for times in manifest["outages"])
    return _files(folder, paths, folder / "truth", outages, counts)


def read_manifest(folder: Path) -> dict:
    """The manifest of a folder. Raises DataError if there is none."""
    try:
        return json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError) as reason:
        raise DataError(
            f"{folder} has no manifest that can be read ({reason}). "
            'It was not written by the simulator: open it with dataset(source="…").'
        ) from None


def verify(files: Files) -> None:
    """Read every file that the manifest names. Raises DataError at the first whose SHA-256 differs."""
    for name, entry in read_manifest(files.folder)["files"].items():
        with (files.folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != entry["sha256"]:
                raise DataError(f"{files.folder / name} was changed. Delete the folder {files.folder} and write again.")


def from_source(folder: Path | str) -> Files:
    """The files of a folder that someone else filled, such as the book's. Folders inside it are searched too.

    The first 1,000 lines of each must follow the record type; all lines are counted. Raises DataError otherwise.
    """
    folder = Path(folder).expanduser()
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder. Give the folder that holds the book's files.")
    found = {record.name: sorted(folder.rglob(record.glob)) for record in RECORDS.values()}
    if missing := [f"{RECORDS[name].glob} ({name})" for name, paths in found.items() if not paths]:
        raise DataError(
            f"{folder} lacks {', '.join(missing)}. Copy these files there, or use simulated data: dataset('small')."
        )
    for name, paths in found.items():
        if name not in IN_PARTS and len(paths) > 1:
            listed = ", ".join(str(path.relative_to(folder)) for path in paths)
            raise DataError(f"{folder} holds the data set {name} more than once: {listed}. Keep one of them.")
    counts: dict[str, dict[str, int]] = {"rows": {}, "garbage": {}, "bytes": {}}
    for name, paths in found.items():
        counted = [_survey(RECORDS[name], path) for path in paths]
        for key, values in zip(counts, zip(*counted, strict=True), strict=True):
            counts[key][name] = sum(values)
    return _files(folder, found, None, (), counts)


def _named(manifest: dict, data_set: str) -> list[str]:
    return sorted(name for name, entry in manifest["files"].items() if entry["data_set"] == data_set)


def _files(folder: Path, found: dict[str, list[Path]], truth: Path | None, outages: tuple, counts: dict) -> Files:
    placed = {name: paths if name in IN_PARTS else paths[0] for name, paths in found.items()}
    return Files(folder=folder, truth=truth, outages=outages, **placed, **counts)


def _survey(record: Record, path: Path) -> tuple[int, int, int]:
    """Rows, garbage lines and bytes of a file, whose beginning is checked."""
    rows = garbage = 0
    with path.open(encoding=record.encoding, errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if number == 1 and record.header is not None:
                if line.rstrip("\r\n") != record.header:
                    raise DataError(
                        f"{path} begins with {line[:60]!r}, but must begin with the header {record.header!r}."
                    )
            elif is_garbage(record, line):
                garbage += 1
            else:
                rows += 1
                if rows <= CHECKED:
                    try:
                        parse_line(record, line)
                    except DataError as reason:
                        raise DataError(f"{path}, line {number}: {reason}") from None
    if not rows:
        raise DataError(f"{path} holds no row of the data set {record.name}. Copy the whole file there.")
    return rows, garbage, path.stat().st_size
