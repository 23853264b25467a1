"""A table of HBase in use: its regions with their rows."""

from __future__ import annotations

import happybase
import pandas as pd

from cluster.clients.regions import split
from utils.realtime.lane.measure import KEYS_ONLY


def regions(table: happybase.Table) -> pd.DataFrame:
    """One row a region: the keys ``from`` which and ``below`` which it reaches, and how many ``rows`` it holds."""
    rows = []
    for region in table.regions():
        begin, end = region["start_key"], region["end_key"]
        found = table.scan(row_start=begin, row_stop=end or None, filter=KEYS_ONLY, batch_size=5000)
        rows.append((begin.decode(), end.decode(), sum(1 for _ in found)))
    return pd.DataFrame(rows, columns=["from", "below", "rows"], index=range(1, len(rows) + 1)).rename_axis("region")


def cut(table: happybase.Table, key: str) -> pd.DataFrame:
    """Cut the region in which a key lies, while the table is in use; returns the regions that there then are."""
    split(table.name.decode(), key)
    return regions(table)
