"""What an agent set aside: garbage and dead letters, each with its file and its place in it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

COLUMNS = ["verdict", "file", "offset", "reason", "line"]


def read_rejected(folder: Path) -> pd.DataFrame:
    """One row per line that was set aside, in the order of the files; a line that was written twice appears once.

    Columns: ``verdict`` (garbage or dead), ``file``, ``offset`` (the line's place in it), ``reason``, ``line``. A
    killed agent may leave a line in part, and write it again after its next start: both have the same place.
    """
    rows = [row for path in sorted(folder.glob("*.tsv")) for row in _rows(path.read_bytes())]
    table = pd.DataFrame(rows, columns=COLUMNS).drop_duplicates(["file", "offset"])
    return table.sort_values(["file", "offset"], ignore_index=True)


def _rows(written: bytes) -> list[tuple[str, str, int, str, str]]:
    *whole, _ = written.split(b"\n")  # behind the last line end is nothing, or a part of a line
    parts = (line.decode("utf-8", "replace").split("\t", 4) for line in whole)
    return [(verdict, file, int(offset), reason, line) for verdict, file, offset, reason, line in parts]
