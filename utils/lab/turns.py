"""Times of several ways to do one thing, taken in turns, so that what else the machine does meets all alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter

import pandas as pd

ROUNDS = 3


def milliseconds(way: Callable[[], object]) -> float:
    """How long a way takes."""
    begin = perf_counter()
    way()
    return 1000 * (perf_counter() - begin)


def turns(
    ways: Mapping[str, Callable[[], object]],
    rounds: int = ROUNDS,
    measure: Callable[[Callable[[], object]], float] = milliseconds,
    before: int = 1,
) -> pd.DataFrame:
    """What ``measure`` tells of each way, ``ms`` if not said otherwise: one column a way, one row a round.

    So many rounds ``before`` are not counted.
    """
    taken = [{name: measure(way) for name, way in ways.items()} for _ in range(before + rounds)]
    return pd.DataFrame(taken[before:], index=pd.RangeIndex(1, rounds + 1, name="round"))


def spread(taken: pd.DataFrame) -> pd.DataFrame:
    """``least``, ``median`` and ``most`` of what `turns` gives, one row a way."""
    return taken.agg(["min", "median", "max"]).T.set_axis(["least", "median", "most"], axis=1)
