"""Times of several ways to do one thing, taken in turns, so that what else the machine does meets all alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter

import pandas as pd

ROUNDS = 3


def turns(ways: Mapping[str, Callable[[], object]], rounds: int = ROUNDS, before: int = 1) -> pd.DataFrame:
    """``ms`` that each way took: one column a way, one row a round. So many rounds `before` are not counted."""
    taken: list[dict[str, float]] = []
    for _ in range(before + rounds):
        taken.append({})
        for name, way in ways.items():
            begin = perf_counter()
            way()
            taken[-1][name] = 1000 * (perf_counter() - begin)
    return pd.DataFrame(taken[before:], index=pd.RangeIndex(1, rounds + 1, name="round"))
