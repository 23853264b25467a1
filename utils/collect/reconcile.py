"""The account of a lane, by car: lines in = rows out + garbage + dead letters + rows that were written twice.

A later hop joins the account with a `Stage` of its own, made of the rows it holds, or of counts by car.

>>> stage = Stage.of("store", ["20160101000000,A0001,…", "20160101000000,A0001,…", "20160101000003,A0001,…"])
>>> int(stage.rows["A0001"]), int(stage.again["A0001"])
(2, 1)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from data.validation import DEAD, GARBAGE

HEAD = 20  # 14 digits, a comma and the car: what makes a row this row and no other
NOBODY = "?"  # garbage in a file without any car


@dataclass(frozen=True)
class Stage:
    """What one hop of a lane holds, by car: different rows, and further copies of them."""

    name: str
    rows: pd.Series  # car → rows that differ in car or time
    again: pd.Series = field(default_factory=lambda: pd.Series(dtype="int64"))  # car → copies beyond the first

    @classmethod
    def of(cls, name: str, rows: Iterable[str]) -> Stage:
        """The stage that holds these rows; each begins with its time and its car."""
        counts = pd.Series(Counter(row[:HEAD] for row in rows), dtype="int64")
        cars = counts.index.astype(str).str[15:]
        return cls(name, counts.groupby(cars).size(), (counts - 1).groupby(cars).sum())


def read_lines(paths: Path | Iterable[Path]) -> pd.DataFrame:
    """One row per line of the files: ``file``, ``offset`` (its place), ``car``, ``key`` (time and car), ``timed``.

    A line without a car, such as garbage, belongs to the car of the next line that has one, and has no key.
    One that is `timed` begins with 14 digits.
    """
    tables = [_lines(path) for path in ([paths] if isinstance(paths, Path) else paths)]
    return pd.concat(tables, ignore_index=True)


def _lines(path: Path) -> pd.DataFrame:
    data = np.frombuffer(path.read_bytes(), np.uint8)
    ends = np.flatnonzero(data == ord("\n"))
    starts = np.concatenate(([0], ends + 1))
    starts = starts[starts < len(data)]
    padded = np.concatenate((data, np.zeros(HEAD + 1, np.uint8)))
    window = np.lib.stride_tricks.sliding_window_view(padded, HEAD + 1)[starts]
    digit = (window >= ord("0")) & (window <= ord("9"))
    letter = (window[:, 15] >= ord("A")) & (window[:, 15] <= ord("Z"))
    timed = digit[:, :14].all(1)
    whole = timed & (window[:, 14] == ord(",")) & letter & digit[:, 16:20].all(1)
    whole &= np.isin(window[:, 20], list(b",\r\n\0"))
    heads = np.ascontiguousarray(window[:, :HEAD]).view(f"S{HEAD}").ravel()
    key = pd.Series(None, range(len(starts)), dtype=object)
    key[whole] = heads[whole].astype(str)  # whatever is no key need not even be text
    owners = np.flatnonzero(whole)
    following = np.searchsorted(owners, np.arange(len(starts)))
    car = key[owners[np.minimum(following, len(owners) - 1)]].str[15:].to_numpy() if len(owners) else NOBODY
    return pd.DataFrame({"file": path.name, "offset": starts, "car": car, "key": key, "timed": timed})


def reconcile(paths: Path | Iterable[Path], *stages: Stage, rejected: pd.DataFrame | None = None) -> pd.DataFrame:
    """The account of the lines in these files: one row per car, and one for all.

    Columns: ``lines`` in the files, of these ``garbage``, ``dead`` letters and rows written ``twice``; the ``rows``
    that are left and must arrive; for each stage what it holds, under its name, and copies of that, ``… again``;
    ``missing`` from the last stage. `rejected` is what the agent set aside (`Collector.rejected`); without it, the
    lines that do not begin with 14 digits count as garbage, as in the filter.
    """
    lines = read_lines(paths)
    lines["verdict"] = np.where(lines["timed"], "", GARBAGE)
    if rejected is not None:
        known = lines[["file", "offset"]].merge(rejected[["file", "offset", "verdict"]], how="left")
        lines["verdict"] = known["verdict"].fillna("").to_numpy()
    row = lines["verdict"] == ""
    twice = row & lines["key"].notna() & lines["key"].where(row).duplicated()
    columns = {
        "lines": lines.groupby("car").size(),
        "garbage": lines[lines["verdict"] == GARBAGE].groupby("car").size(),
        "dead": lines[lines["verdict"] == DEAD].groupby("car").size(),
        "twice": lines[twice].groupby("car").size(),
        "rows": lines[row & ~twice].groupby("car").size(),
    }
    for stage in stages:
        columns |= {stage.name: stage.rows, f"{stage.name} again": stage.again}
    table = pd.DataFrame(columns).fillna(0).astype("int64").rename_axis("car").sort_index()
    if stages:
        table["missing"] = table["rows"] - table[stages[-1].name]
    table.loc["all"] = table.sum()
    return table


def arrived(table: pd.DataFrame) -> bool:
    """Whether every stage of an account holds every row, of every car."""
    stages = [name.removesuffix(" again") for name in table if name.endswith(" again")]
    return all((table[stage] == table["rows"]).all() for stage in stages)
