"""The registry: the 2,600 cars, shared by every data set, and the part each of them plays.

`master` is what a file shows. `cast` is what only the truth tells: the segment an owner belongs to, who is wild,
and which part of which car will fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from data.random_streams import pick, stream
from data.records import CAPACITIES, JOBS, MODELS, REGIONS
from data.scale import REGISTERED

CARS = tuple(f"{letter}{number:04d}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for number in range(1, 101))
CAR_FAULTS = ("none", "tire", "brake", "engine", "battery", "light")

# In every ten cars of the driving order, whatever the scale: one wild driver among the first five, and four cars
# with a fault, which begins within these seconds after the start of the run.
TEN = 10
ONSETS = ((120, 1200), (1200, 6000), (6000, 36_000), (36_000, 86_400))


@dataclass(frozen=True)
class Segment:
    """A kind of owner: ranges, and whole-number weights in the order of the lists in `data.records`."""

    name: str
    share: int
    male: int  # %
    ages: tuple[int, int]
    married: int  # %
    regions: tuple[int, ...]
    jobs: tuple[int, ...]
    capacities: tuple[int, ...]
    years: tuple[int, int]
    models: tuple[int, ...]


_CITIES = (8, 5, 4, 4, 2, 2, 2, 1, 7, 1, 1, 1, 1, 1, 1, 1, 1)
_CAPITAL = (9, 1, 1, 6, 1, 1, 1, 3, 9, 1, 1, 1, 1, 1, 1, 1, 1)
_PROVINCES = (1, 1, 1, 1, 1, 1, 1, 1, 2, 6, 5, 5, 7, 8, 7, 6, 3)

SEGMENTS = (
    Segment(
        "first car", share=25, male=55, ages=(15, 27), married=4, years=(2000, 2008), regions=_CITIES,
        jobs=(2, 1, 0, 0, 5, 0, 9), capacities=(9, 7, 3, 0, 0, 0, 0, 0), models=(9, 6, 1, 0, 0, 0, 0, 0),
    ),
    Segment(
        "family", share=30, male=50, ages=(30, 48), married=94, years=(2008, 2015), regions=_CAPITAL,
        jobs=(9, 4, 1, 1, 0, 5, 0), capacities=(0, 0, 2, 8, 7, 1, 0, 0), models=(0, 0, 8, 7, 1, 0, 0, 0),
    ),
    Segment(
        "retired", share=18, male=45, ages=(56, 70), married=88, years=(2000, 2009), regions=_PROVINCES,
        jobs=(1, 2, 4, 0, 0, 9, 0), capacities=(0, 2, 8, 3, 2, 0, 0, 0), models=(0, 3, 0, 1, 9, 0, 0, 0),
    ),
    Segment(
        "executive", share=12, male=60, ages=(38, 60), married=80, years=(2011, 2016), regions=_CITIES,
        jobs=(4, 1, 1, 9, 0, 0, 0), capacities=(0, 0, 0, 0, 1, 4, 8, 8), models=(0, 0, 0, 0, 0, 7, 8, 0),
    ),
    Segment(
        "trader", share=15, male=70, ages=(28, 58), married=60, years=(2003, 2013), regions=_PROVINCES,
        jobs=(0, 0, 9, 0, 5, 0, 0), capacities=(0, 0, 0, 0, 1, 8, 7, 1), models=(0, 0, 0, 0, 1, 0, 0, 9),
    ),
)  # fmt: skip

STYLES = (-2, -1, 0, 1, 2)  # of a foot and of hands: light, quiet … heavy, busy
STYLE_SHARES = (1, 2, 3, 2, 1)
TASTES = 5  # kinds of taste that no column of the master tells
STRAY = 12  # % of the values of an owner that do not follow the segment


@dataclass(frozen=True)
class Registry:
    """Two frames of 2,600 rows, sorted by their column `car_number`.

    `master` has the columns of data set C. `cast` says which part a car plays; its columns are built in `_cast`.
    """

    master: pd.DataFrame
    cast: pd.DataFrame

    def driving(self, cars: int) -> pd.DataFrame:
        """The rows of `cast` for the first `cars` cars of the driving order: a smaller scale is part of a larger."""
        return self.cast.sort_values("place").head(cars).sort_values("car_number").reset_index(drop=True)


@lru_cache(maxsize=4)
def registry(seed: int) -> Registry:
    """The registry of a seed. Treat the frames as read-only: they are shared."""
    segment = pick(stream(seed, "segment"), [kind.share for kind in SEGMENTS], REGISTERED)
    master = _master(seed, segment)
    return Registry(master, _cast(seed, segment, master["age"].to_numpy()))


def _master(seed: int, segment: np.ndarray) -> pd.DataFrame:
    columns = {
        "sex": ("남", "여"),
        "age": range(15, 71),
        "marriage": ("기혼", "미혼"),
        "region": REGIONS,
        "job": JOBS,
        "car_capacity": CAPACITIES,
        "car_year": range(2000, 2017),
        "car_model": MODELS,
    }
    master = pd.DataFrame({"car_number": CARS})
    for name, values in columns.items():
        rng = stream(seed, "master", name)
        typical = np.empty(REGISTERED, dtype=np.intp)
        for number, kind in enumerate(SEGMENTS):
            rows = np.flatnonzero(segment == number)
            typical[rows] = pick(rng, _weights(kind, name), len(rows))
        anyone = rng.integers(len(values), size=REGISTERED)
        stray = rng.integers(100, size=REGISTERED) < STRAY
        master[name] = np.array(values)[np.where(stray, anyone, typical)]
    return master


def _weights(kind: Segment, name: str) -> list[int]:
    match name:
        case "sex":
            return [kind.male, 100 - kind.male]
        case "marriage":
            return [kind.married, 100 - kind.married]
        case "age":
            return _hill(*kind.ages, range(15, 71))
        case "car_year":
            return _hill(*kind.years, range(2000, 2017))
        case _:
            weights = {"region": kind.regions, "job": kind.jobs, "car_capacity": kind.capacities}
            return list(weights.get(name, kind.models))


def _hill(low: int, high: int, values: range) -> list[int]:
    """Weights that are 0 outside low..high and largest in the middle."""
    return [max(0, 1 + min(value - low, high - value)) for value in values]


def _cast(seed: int, segment: np.ndarray, age: np.ndarray) -> pd.DataFrame:
    order = stream(seed, "order").permutation(REGISTERED).reshape(-1, TEN)
    young = (age[order] < 35) * 300
    wild = np.zeros(REGISTERED, dtype=bool)
    score = stream(seed, "wild").integers(1000, size=order.shape) + young
    wild[order[np.arange(len(order)), score[:, :5].argmax(axis=1)]] = True

    fault = np.zeros(REGISTERED, dtype=np.intp)
    onset = np.zeros(REGISTERED, dtype=np.int64)
    rng = stream(seed, "fault")
    for row in order:
        first = rng.integers(5)  # the earliest fault is among the first five, so that every scale has one
        others = rng.permutation(np.delete(row, first))[: len(ONSETS) - 1]
        for car, (low, high) in zip([row[first], *others], ONSETS, strict=True):
            fault[car] = 1 + pick(rng, (5, 7, 4, 4, 1) if wild[car] else (4, 2, 2, 5, 3), 1)[0]
            onset[car] = rng.integers(low, high)

    rng = stream(seed, "habits")
    hurry = np.where(wild, rng.integers(192, 243, REGISTERED), rng.integers(13, 64, REGISTERED))
    place = np.empty(REGISTERED, dtype=np.int64)
    place[order.ravel()] = np.arange(REGISTERED)
    return pd.DataFrame(
        {
            "car_number": CARS,
            "place": place,
            "segment": np.array([kind.name for kind in SEGMENTS])[segment],
            "wild": wild,
            "hurry": hurry,  # of 256 spells, in how many the driver hurries: about 15 % or, wild, 85 %
            "foot": pick(stream(seed, "foot"), STYLE_SHARES, REGISTERED),  # place in STYLES
            "hands": pick(stream(seed, "hands"), STYLE_SHARES, REGISTERED),  # the same, and nothing to do with the foot
            "taste": stream(seed, "taste").integers(TASTES, size=REGISTERED),
            "fault": np.array(CAR_FAULTS)[fault],
            "corner": rng.integers(4, size=REGISTERED),  # which tyre or light it is
            "onset": onset,  # s after the start of the run
            "drift": rng.integers(600, 1500, REGISTERED),  # s from onset to failure with ordinary use
        }
    )
