"""Loading a table once: the same file again changes nothing, a changed file replaces, both without a half state.

The file in HDFS carries the SHA-256 of its content as an extended attribute. It is written under a hidden name and
renamed, so that content and attribute appear in the same step.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from base.exceptions import DataError
from cluster.clients import namenode
from data.files import Files
from data.reading import read
from data.records import INCOME, MASTER, PURCHASES, Record
from utils.collect.parts import COLLECT

FOLDERS = {
    MASTER.name: f"{COLLECT}/car-master",
    PURCHASES.name: f"{COLLECT}/buy-list",
    INCOME.name: f"{COLLECT}/car-income",  # not beside the master: an external table reads every file of its folder
}
RECORDS = {record.name: record for record in (MASTER, PURCHASES, INCOME)}
LOADED, REPLACED, UNCHANGED = "loaded", "replaced", "unchanged"


@dataclass(frozen=True)
class Loaded:
    """One file, and what loading did with it."""

    path: str  # in HDFS
    outcome: str  # loaded, replaced or unchanged
    bytes: int
    sha256: str


def digest(file: Path) -> str:
    """The SHA-256 of a file. Raises `DataError` if it is missing or empty."""
    if not file.is_file():
        raise DataError(f"{file} is not there. Write the data set again: python -m data write small --to FOLDER")
    if not file.stat().st_size:
        raise DataError(f"{file} is empty, so there is nothing to load. Copy it again from where it came.")
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def load_once(file: Path | str, folder: str) -> Loaded:
    """Loads a file into a folder of HDFS under its own name, unless the same content is already there.

    Raises `DataError` for a file that is missing or empty, `ServiceError` if HDFS does not take it.
    """
    file = Path(file)
    sha256, size = digest(file), file.stat().st_size
    path = f"{folder}/{file.name}"
    held = namenode.status(path)
    if held and held["length"] == size and namenode.marks(path).get("sha256") == sha256:
        return Loaded(path, UNCHANGED, size, sha256)
    namenode.put(file, path, sha256)
    return Loaded(path, REPLACED if held else LOADED, size, sha256)


def load_table(name: str, file: Path | str) -> Loaded:
    """Loads a file of one table: ``master``, ``purchases`` or ``income``.

    Each row must follow the record type, or nothing is loaded: raises `DataError` with file and line.
    """
    if name not in FOLDERS:
        raise DataError(f"There is no table {name!r}. Use one of {', '.join(FOLDERS)}.")
    read(RECORDS[name], Path(file))
    return load_once(file, FOLDERS[name])


def load_tables(files: Files) -> pd.DataFrame:
    """Loads master, purchases and income. One row per file: its ``table``, ``path`` in HDFS, ``bytes``, ``outcome``.

    Raises `DataError` for a file that does not follow its record type; files before it are loaded by then.
    """
    found = [(name, load_table(name, file)) for name in FOLDERS for file in files.paths(name)]
    rows = [(name, each.path, each.bytes, each.outcome) for name, each in found]
    return pd.DataFrame(rows, columns=["table", "path", "bytes", "outcome"]).set_index("table")


def loaded_table(name: str) -> pd.DataFrame:
    """The rows of a table in HDFS, of all files in its folder, with the columns and types of its record.

    Raises `DataError` if there is no file.
    """
    from tempfile import TemporaryDirectory

    record: Record = RECORDS[name]
    with TemporaryDirectory() as place:
        paths = []
        for each in namenode.listed(FOLDERS[name]):
            if not each["pathSuffix"].startswith(namenode.HIDDEN):
                paths.append(Path(place) / each["pathSuffix"])
                paths[-1].write_bytes(namenode.read(f"{FOLDERS[name]}/{each['pathSuffix']}"))
        if not paths:
            raise DataError(f"{FOLDERS[name]} holds no file. Load it first: load_tables(files)")
        return read(record, paths)
