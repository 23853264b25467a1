"""Scores that flatter: rows of one car on both sides of a split, and nearly as many clusters as there are points."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import average_precision_score, silhouette_score
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold, cross_val_predict

from base.exceptions import DataError
from utils.analyse.windows import MEANS

FOLDS, TREES = 4, 50


def leakage(windows: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Average precision of one forest, tested on cars it has never seen, and on other rows of the cars it knows.

    `windows` has a row per car and window (`utils.analyse.windows.means`). A row is abnormal if any part of its car is
    seen to fail on that day. Index `by car` and `by row`; columns `average_precision`, `base` (what guessing has),
    `known_cars` (the share of tested rows whose car was trained on, too). Raises `DataError` if there are too few cars.
    """
    cars = windows["car_number"].to_numpy()
    label = np.isin(cars, windows.loc[windows["failed"].notna(), "car_number"])
    kinds = [len(set(cars[label])), len(set(cars[~label]))]
    if min(kinds) < FOLDS:
        raise DataError(
            f"{kinds[0]} cars with a fault and {kinds[1]} without: a test in {FOLDS} parts needs {FOLDS} of each. "
            'Take more cars: dataset("class")'
        )
    values = windows[list(MEANS)].to_numpy()
    ways = {
        "by car": StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed).split(values, label, cars),
        "by row": StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(values, label),
    }
    rows = {}
    for name, parts in ways.items():
        parts = list(parts)
        forest = RandomForestClassifier(TREES, random_state=seed)
        chance = cross_val_predict(forest, values, label, cv=parts, method="predict_proba")[:, 1]
        known = np.mean([np.isin(cars[tested], cars[trained]).mean() for trained, tested in parts])
        rows[name] = (average_precision_score(label, chance), label.mean(), known)
    return pd.DataFrame.from_dict(rows, orient="index", columns=["average_precision", "base", "known_cars"])


def flattered(points: pd.DataFrame, counts: Iterable[int] = (2, 5, 20, 50, 100, 200), seed: int = 0) -> pd.DataFrame:
    """Silhouettes of k-means with more and more clusters, by Spark's measure, on the points and where nothing is.

    `points` are numbers, a row per owner (`utils.analyse.segments.ordinal`). For `shuffled` each column is shuffled by
    itself, so that nothing belongs together any more. Index `clusters`; columns `silhouette`, `shuffled`. Raises
    `DataError` if there are fewer different points than clusters.
    """
    rng = np.random.default_rng(seed)
    counts = list(counts)
    kinds = {"silhouette": points.to_numpy(), "shuffled": np.column_stack([rng.permutation(points[n]) for n in points])}
    least = min(len(np.unique(values, axis=0)) for values in kinds.values())
    if least <= max(counts):
        raise DataError(f"{max(counts)} clusters of {least} different points say nothing. Ask for fewer than {least}.")
    scores = {
        name: [
            silhouette_score(values, KMeans(k, n_init=1, random_state=seed).fit_predict(values), metric="sqeuclidean")
            for k in counts
        ]
        for name, values in kinds.items()
    }
    return pd.DataFrame(scores, index=pd.Index(counts, name="clusters"))
