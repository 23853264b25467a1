"""The account of the status lane, on to its mart: rows of the lake = rows of the mart + losses, each with its name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from cluster.clients.hive import HIVE, query
from utils.collect.reconcile import Stage, reconcile
from utils.explore.statements import filled

LOSSES = ["again", "conflict", "no_master", "under_18"]


def account(
    paths: Path | Iterable[Path], biz_date: str, rejected: pd.DataFrame | None = None, server: str = HIVE
) -> pd.DataFrame:
    """One row per car and one for all, as `reconcile` gives it for the files of a day, and then of the lake's rows: how
    many came ``again``, were in ``conflict`` with one that came later, have ``no_master`` or an owner ``under_18``;
    rows in the ``mart``, and what is ``missing`` after all that.
    """
    rows = query(filled("account_status", biz_date=biz_date), server).set_index("car_number").astype("int64")
    stage = Stage("lake", rows["lake"] - rows["again"] - rows["conflict"], rows["again"] + rows["conflict"])
    lines = reconcile(paths, stage, rejected=rejected).rename(columns={"missing": "missing in the lake"})
    rows.loc["all"] = rows.sum()
    return lines.join(rows[[*LOSSES, "mart", "missing"]]).fillna(0).astype("int64")
