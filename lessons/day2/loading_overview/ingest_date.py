"""Two dates of a row: when it was collected, and when it happened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from cluster.clients import hdfs, hdfs_shell


def load_days(files: Iterable[Path], target: str) -> list[str]:
    """Put the rows of each day's file into a separate folder, ``wrk_date=YYYYMMDD``; returns the names of the folders.

    The folder ``target`` must be there. Headings are dropped. The date is that in the name of the file: the day on
    which its rows arrived.
    """
    with TemporaryDirectory() as folder:
        for file in files:
            day = Path(folder) / f"wrk_date={re.search(r'[0-9]{8}', file.name)[0]}"
            day.mkdir()
            rows = [line for line in file.read_text().splitlines(keepends=True) if line[:14].isdigit()]
            (day / "part-0.txt").write_text("".join(rows))
        days = sorted(Path(folder).iterdir())
        hdfs_shell("-put", *map(str, days), target)
    return [day.name for day in days]


def by_both_dates(target: str, days: Iterable[str]) -> pd.DataFrame:
    """How many rows are in HDFS: one row per folder (``wrk_date``), one column per date in the rows (``biz_date``)."""
    counts = {day.removeprefix("wrk_date="): _dates(f"{target}/{day}") for day in days}
    table = pd.DataFrame.from_dict(counts, orient="index").fillna(0).astype(int).sort_index(axis=1)
    return table.rename_axis(index="wrk_date", columns="biz_date")


def _dates(folder: str) -> Counter[str]:
    files = hdfs()
    return Counter(
        row[:8].decode() for path in files.ls(folder, detail=False) for row in files.cat_file(path).splitlines()
    )
