"""Two dates of a row: when it was collected, and when it happened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from cluster.clients import hdfs, hdfs_shell


def collect_days(files: Iterable[Path], target: str) -> list[str]:
    """Put the rows of each day's file into the folder of the day after, on which it is collected.

    A file is whole after midnight, so that of 1 January goes to ``wrk_date=20160102``. The folder ``target`` must be
    there. Headings are dropped. Returns the names of the folders.
    """
    with TemporaryDirectory() as folder:
        for file in files:
            day = Path(folder) / f"wrk_date={collected(file.name)}"
            day.mkdir()
            rows = [line for line in file.read_text().splitlines(keepends=True) if line[:14].isdigit()]
            (day / "part-0.txt").write_text("".join(rows))
        days = sorted(Path(folder).iterdir())
        hdfs_shell("-put", *map(str, days), target)
    return [day.name for day in days]


def collected(name: str) -> str:
    """The day on which a day's file is collected: the one after that in its name.

    >>> collected("SmartCarStatusInfo_20160131.txt")
    '20160201'
    """
    day = datetime.strptime(re.search(r"[0-9]{8}", name)[0], "%Y%m%d")
    return f"{day + timedelta(days=1):%Y%m%d}"


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
