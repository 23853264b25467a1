"""Compaction: the many files of a partition become few of a good size, and rows that came twice become one.

An engine writes the new files beside the old ones, and `utils.load.commit` puts them in their place. Files that are
still open are left alone. A second run finds everything done and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from filelock import FileLock

from base.settings import settings
from cluster.clients import namenode
from utils.load import commit, compaction_engines, partitions
from utils.load.partitions import MB

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

DONE = "compacted"  # the mark on a file that a compaction has written
TARGET_MB = 64


@dataclass(frozen=True)
class Compacted:
    """What a compaction did to one partition.

    A *duplicate* has the same car, time and values as another row of the partition: one of them is kept. A *conflict*
    has the same car and time but other values: both are kept, because nothing here says which is right.
    """

    wrk_date: str
    before: pd.DataFrame  # files as in `partitions.parts`
    after: pd.DataFrame
    per_car: pd.DataFrame  # came, rows, duplicates, conflicts; one row per car

    @property
    def changed(self) -> bool:
        return not self.before.equals(self.after)

    def table(self) -> pd.DataFrame:
        """Two rows, ``before`` and ``after``: ``files``, their ``MB`` (2²⁰ bytes), their ``rows``."""
        total = self.per_car.sum()
        rows = [
            (len(files), files["bytes"].sum() / MB, int(total[count]))
            for files, count in ((self.before, "came"), (self.after, "rows"))
        ]
        return pd.DataFrame(rows, index=["before", "after"], columns=["files", "MB", "rows"])


def compact(
    wrk_date: str,
    target_mb: float = TARGET_MB,
    spark: SparkSession | None = None,
    step: Callable[[], None] = lambda: None,
) -> Compacted:
    """Compacts the closed files of a partition into files of about ``target_mb``; finishes what a killed run has left.

    With a session it is a job of Spark, which takes a partition of any size; without, this process does it, which is
    quicker for one that fits into its memory. Both write the same bytes. ``step`` is called after each change in
    HDFS, so that a test can stop there.

    Raises `ConfigurationError` if the partition is too large for this process.
    """
    folder = partitions.path_of(wrk_date)
    with FileLock(_lock(wrk_date)):
        commit.finish(folder, step)
        before = _closed(wrk_date)
        groups = grouped(before["bytes"], target_mb)
        if _done(folder, before, groups):
            return Compacted(wrk_date, before, before, _unchanged(wrk_date))
        replacements = [
            commit.Replacement(_joinable(folder, group), f"{commit.drafts(folder)}/{group[0]}") for group in groups
        ]
        counted = compaction_engines.by_spark(spark, replacements) if spark else compaction_engines.here(replacements)
        for each in replacements:
            if namenode.status(each.new):
                namenode.mark(each.new, DONE, "yes")
        step()
        commit.commit(folder, replacements, step)
        return Compacted(wrk_date, before, _closed(wrk_date), counted)


def grouped(sizes: pd.Series, target_mb: float) -> list[list[str]]:
    """Names of files, in their order, in groups of about ``target_mb``; each group becomes one file.

    >>> grouped(pd.Series({"a": 3 * MB, "b": 4 * MB, "c": 9 * MB, "d": 1}), target_mb=8)
    [['a', 'b'], ['c'], ['d']]
    """
    groups: list[list[str]] = []
    filled = 0.0
    for name, size in sizes.items():
        if not groups or filled + size > target_mb * MB:
            groups.append([])
            filled = 0.0
        groups[-1].append(name)
        filled += size
    return groups


def _closed(wrk_date: str) -> pd.DataFrame:
    """The closed files of a partition. Those without a byte, which no step could join to others, are removed."""
    files = partitions.parts(wrk_date)
    files = files[~files["open"]]
    for name in files.index[files["bytes"] == 0]:
        namenode.remove(f"{partitions.path_of(wrk_date)}/{name}")
    return files[files["bytes"] > 0]


def _joinable(folder: str, names: list[str]) -> tuple[str, ...]:
    """Paths, with one of the largest block size first: HDFS joins no file to one that has smaller blocks."""
    sizes = {each["pathSuffix"]: each["blockSize"] for each in namenode.listed(folder)}
    return tuple(f"{folder}/{name}" for name in sorted(names, key=lambda name: -sizes[name]))


def _done(folder: str, files: pd.DataFrame, groups: list[list[str]]) -> bool:
    """Whether every file is the work of a compaction already, and joining some would not make them fewer."""
    return len(groups) == len(files) and all(DONE in namenode.marks(f"{folder}/{name}") for name in files.index)


def _unchanged(wrk_date: str) -> pd.DataFrame:
    rows = partitions.per_car(wrk_date)
    return pd.DataFrame({"came": rows, "rows": rows, "duplicates": 0, "conflicts": 0})


def _lock(wrk_date: str) -> str:
    folder = settings().home / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder / f"compact-{wrk_date}.lock")
