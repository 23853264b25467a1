"""How good a model is, with how sure we are of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats
from sklearn.metrics import average_precision_score

from base.exceptions import DataError


def interval(values: pd.Series | np.ndarray, sure: float = 0.95) -> tuple[float, float, float]:
    """The mean of measured values (of cars, of seeds) and the ends of its t-interval.

    Raises `DataError` for fewer than two: one value tells nothing of the spread.

    >>> [round(each, 2) for each in interval([0.5, 0.6, 0.7])]
    [0.6, 0.35, 0.85]
    """
    values = np.asarray(values, dtype=float)
    if len(values) < 2:
        raise DataError(f"An interval needs two values or more, not {len(values)}. Measure more cars or seeds.")
    mean = float(values.mean())
    half = float(stats.t.ppf((1 + sure) / 2, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values)))
    return mean, mean - half, mean + half


def average_precision(label: np.ndarray, score: np.ndarray, seed: int = 0) -> float:
    """Average precision; rows with the same score come in an order drawn at random.

    As scikit-learn has it, rows of one score count as one step, which flatters scores with few values. Raises
    `DataError` if the class of a row is missing, or all are of one class: nothing could be found, or nothing missed.
    """
    label = _known(label)
    if label.all() or not label.any():
        raise DataError(f"All {len(label)} rows are of one class. Take a longer time or more cars, so that both occur.")
    rng = np.random.default_rng(seed)
    order = np.lexsort((rng.random(len(label)), score))
    return float(average_precision_score(label[order], np.arange(len(label))))


def calibration(label: np.ndarray, chance: np.ndarray, bins: int = 10) -> pd.DataFrame:
    """Rows in `bins` of equal size by foretold chance: `foretold` and `seen` means, and `rows`, of each bin."""
    frame = pd.DataFrame({"foretold": chance, "seen": _known(label).astype(float)})
    place = pd.qcut(frame["foretold"].rank(method="first"), bins, labels=False)
    return frame.groupby(place).agg(foretold=("foretold", "mean"), seen=("seen", "mean"), rows=("seen", "size"))


def calibration_error(label: np.ndarray, chance: np.ndarray, bins: int = 10) -> float:
    """How far foretold and seen lie apart, on the mean of the rows."""
    found = calibration(label, chance, bins)
    return float(np.average((found["foretold"] - found["seen"]).abs(), weights=found["rows"]))


def precision_recall(label: np.ndarray, score: np.ndarray, seed: int = 0) -> pd.DataFrame:
    """`precision` and `recall` after each row, the highest score first, ties in random order."""
    label = _known(label)
    order = np.lexsort((np.random.default_rng(seed).random(len(label)), score))[::-1]
    found = label[order].cumsum()
    return pd.DataFrame({"recall": found / max(1, label.sum()), "precision": found / np.arange(1, len(label) + 1)})


def _known(label: np.ndarray) -> np.ndarray:
    if unknown := int(pd.isna(label).sum()):
        raise DataError(f"Of {unknown} rows nobody knows the class. Leave them out: rows[rows['soon'].notna()]")
    return np.asarray(label, dtype=bool)
