"""The status files of a bad day: rows that are late, sent twice, spoilt."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from data import dataset
from data.records import STATUS
from data.validation import validate
from utils.collect.collector import Collector
from utils.collect.reconcile import reconcile
from utils.load.arrivals import by_dates  # noqa: F401 - for the lesson
from utils.load.partitions import in_hdfs

FAULTS = ("late", "duplicate", "malformed")


def files(scale: str, seed: int) -> tuple[Path, ...]:
    """The status files, by the day on which the cars handed them over."""
    return tuple(dataset(scale, seed=seed, faults=FAULTS).status)


def rows_of(lines: Iterable[str]) -> list[str]:
    """The lines that the agent's interceptor will take for rows: it says of a line what `validate` says."""
    return [line for line in lines if validate(STATUS, line).kind == "row"]


def account(paths: Path | Iterable[Path], collector: Collector, wrk_date: str | None = None) -> pd.DataFrame:
    """What went in against what lies in HDFS and in the folder of dead letters, car by car."""
    return reconcile(paths, in_hdfs(wrk_date), rejected=collector.rejected())
