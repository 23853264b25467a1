"""Which items an owner may like next: by popularity, by similar items, by factors (ALS).

A recommender is a frame of scores with a row per car of the master and a column per item; the best are those with the
highest score among the items that the car does not have yet.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import xlogy

from base.exceptions import DataError
from data.records import ITEMS, PURCHASES
from utils.analyse.scores import interval

BEST = 3


def month_texts(purchases: pd.DataFrame) -> pd.Series:
    """The month of each purchase as yyyyMM, from a date or a text."""
    month = purchases["month"]
    return month.dt.strftime("%Y%m") if pd.api.types.is_datetime64_any_dtype(month) else month.astype(str)


def split(purchases: pd.DataFrame, first: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Purchases before the month `first` (yyyyMM), to learn from, and those from it on, to test with.

    Raises `DataError` without a row or a column, or if a month between the first and the last is missing: what was
    bought in it would count as not owned.
    """
    missing = [name for name in PURCHASES.names if name not in purchases]
    if missing:
        raise DataError(f"The purchases lack {', '.join(missing)}. Take them from the mart, month by month.")
    months = month_texts(purchases)
    if months.empty or not months.min() < first <= months.max():
        held = f"from {months.min()} to {months.max()}" if len(months) else "of no month"
        raise DataError(f"There are purchases {held}; a test from {first} on needs months before it and after.")
    whole = pd.period_range(months.min(), months.max(), freq="M").strftime("%Y%m")
    if gap := sorted(set(whole) - set(months)):
        raise DataError(f"Purchases of {', '.join(gap)} are missing. Publish the mart of each month first.")
    return purchases[months < first], purchases[months >= first]


def bought(purchases: pd.DataFrame, cars: pd.Index) -> pd.DataFrame:
    """How often each car bought each item: (cars, 30). Raises `DataError` for a car or an item that is not known."""
    for name, known in (("car_number", cars), ("item", ITEMS)):
        strange = sorted(set(purchases[name]) - set(known))
        if strange:
            raise DataError(f"{len(strange)} values of {name} are unknown, first {strange[0]}. Load the master again.")
    counts = pd.crosstab(purchases["car_number"], purchases["item"])
    return counts.reindex(index=cars, columns=list(ITEMS), fill_value=0)


def popularity(counts: pd.DataFrame) -> pd.DataFrame:
    """The share of all cars that have the item: the same for everybody."""
    return pd.DataFrame(np.tile((counts > 0).mean(), (len(counts), 1)), counts.index, counts.columns)


def popularity_within(counts: pd.DataFrame, models: pd.Series) -> pd.DataFrame:
    """The share of the cars of the same model that have the item; of all cars where the model is not known."""
    within = (counts > 0).groupby(models.reindex(counts.index)).transform("mean")
    return within.astype(float).fillna(popularity(counts))


def similarity(counts: pd.DataFrame) -> pd.DataFrame:
    """Mahout's log-likelihood similarity (30, 30): 1 - 1 / (1 + ratio), 0 of an item to itself.

    The ratio of two items is G², from the cars that have both, one, or neither (Dunning 1993).
    """
    has = (counts[counts.sum(axis=1) > 0] > 0).to_numpy(dtype=float)
    cars, both, own = len(has), has.T @ has, has.sum(axis=0)
    one, other = own[:, None] - both, own[None, :] - both
    cells = sum(xlogy(each, each) for each in (both, one, other, cars - both - one - other))
    alone = xlogy(cars, cars) - xlogy(own, own) - xlogy(cars - own, cars - own)
    ratio = 2 * np.maximum(alone[:, None] + alone[None, :] - xlogy(cars, cars) + cells, 0)
    found = 1 - 1 / (1 + ratio)
    np.fill_diagonal(found, 0)
    return pd.DataFrame(found, counts.columns, counts.columns)


def by_similarity(counts: pd.DataFrame, similar: pd.DataFrame | None = None) -> pd.DataFrame:
    """The summed similarity of an item to those that the car has, as Mahout sums it for data without ratings."""
    similar = similarity(counts) if similar is None else similar
    return (counts > 0).astype(float) @ similar


def answered(scores: pd.DataFrame, counts: pd.DataFrame, otherwise: pd.DataFrame) -> pd.DataFrame:
    """The scores, and for cars that bought nothing yet those of `otherwise`."""
    return scores.where(counts.sum(axis=1) > 0, otherwise)


def best(scores: pd.DataFrame, counts: pd.DataFrame, number: int = BEST) -> pd.DataFrame:
    """The `number` items of highest score that each car does not have, best first: a column per place.

    A car that has nearly all items gets fewer, and None for the rest.
    """
    values = np.where(counts.loc[scores.index] > 0, -np.inf, scores)
    order = np.argsort(-values, axis=1, kind="stable")[:, :number]
    items = np.array(scores.columns, dtype=object)[order]
    items[np.isinf(np.take_along_axis(values, order, axis=1))] = None
    return pd.DataFrame(items, scores.index, range(1, number + 1))


def recommend(car: str, scores: pd.DataFrame, counts: pd.DataFrame, number: int = BEST) -> list[str]:
    """The items to recommend to one car. Raises `DataError` for a car that the master does not have."""
    if car not in scores.index:
        raise DataError(f"There is no car {car!r} in the master. Cars are like {scores.index[0]!r}.")
    return best(scores.loc[[car]], counts, number).iloc[0].dropna().tolist()


def hits(items: pd.DataFrame, counts: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """Per car that later bought an item it did not have: `precision` (share of the items it bought) and `hit` (any).

    `later` counts the purchases of the time of the test. Raises `DataError` if no car bought anything new.
    """
    new = (later > 0) & (counts == 0)
    cars = new.index[new.any(axis=1)]
    if cars.empty:
        raise DataError("No car bought an item that it did not have. Test with more months.")
    places = new.columns.get_indexer(items.loc[cars].to_numpy().ravel()).reshape(len(cars), -1)
    found = np.take_along_axis(new.loc[cars].to_numpy(), places, axis=1) & (places >= 0)
    return pd.DataFrame({"precision": found.mean(axis=1), "hit": found.any(axis=1)}, index=cars)


def compared(
    ways: dict[str, pd.DataFrame], counts: pd.DataFrame, later: pd.DataFrame, beside: str = "popularity"
) -> pd.DataFrame:
    """A row per way (name: scores): `precision` and `hit_rate` at 3, with the ends of a 95 % t-interval over cars, and
    by how much its hit rate lies above that of `beside`, car by car, with its ends.
    """
    of = {name: hits(best(scores, counts), counts, later) for name, scores in ways.items()}
    rows = {}
    for name, found in of.items():
        gain = found["hit"].astype(float) - of[beside]["hit"]
        rows[name] = [*interval(found["precision"]), *interval(found["hit"]), *interval(gain)]
    measures = ("precision", "hit_rate", "above")
    columns = [f"{measure}{end}" for measure in measures for end in ("", "_low", "_high")]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)
