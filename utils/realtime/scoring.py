"""Alerts against the truth: did the driver really hurry in that window, and how soon was it told?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from utils.realtime.rule import Alert, Rule

MINUTE = 60


@dataclass(frozen=True)
class Score:
    """Windows by what was told and what was true. A window is true if its driver hurried where it ends."""

    right: int
    missed: int
    false: int
    delays: pd.Series  # seconds of event time from the beginning of a hurry to the end of the window that told it

    @property
    def precision(self) -> float:
        """Of the alerts, how many were right."""
        return self.right / max(self.right + self.false, 1)

    @property
    def recall(self) -> float:
        """Of the hurried windows, how many were told."""
        return self.right / max(self.right + self.missed, 1)


def score(alerts: Iterable[Alert], minutes: pd.DataFrame, rule: Rule = Rule()) -> Score:  # noqa: B008 - frozen
    """Score alerts by the frame ``minutes`` of the truth (see `data.truth`), over the time that it covers.

    A false alert is often one that comes with the last breath of a hurry: the speed sinks after the mood.
    """
    begun = minutes["minute"].astype("datetime64[s]").astype("int64")
    hurried = {
        (car, at) for car, at, is_so in zip(minutes["car_number"], begun, minutes["hurried"], strict=True) if is_so
    }
    known = set(zip(minutes["car_number"], begun, strict=True))
    told = {(alert.car, alert.end) for alert in alerts}
    told = {(car, end) for car, end in told if (car, _minute(end)) in known}
    first, last = int(begun.min()), int(begun.max()) + MINUTE
    ends = range(rule.end(first), last + 1, rule.window)
    cars = minutes["car_number"].unique()
    true = {(car, end) for car in cars for end in ends if (car, _minute(end)) in hurried}
    right = told & true
    return Score(len(right), len(true - told), len(told - true), _delays(hurried, right))


def _minute(end: int) -> int:
    """The minute in which a window ends: the one that holds its last second."""
    return (end - 1) // MINUTE * MINUTE


def _delays(hurried: set[tuple[str, int]], right: set[tuple[str, int]]) -> pd.Series:
    """For each hurry that was told: seconds from its first minute's beginning to its first alert."""
    begins: dict[tuple[str, int], int] = {}
    for car, minute in sorted(hurried):
        before = (car, minute - MINUTE)
        begins[car, minute] = begins.get(before, minute)
    first: dict[tuple[str, int], int] = {}
    for car, end in sorted(right):
        first.setdefault((car, begins[car, _minute(end)]), end)
    return pd.Series([end - begin for (_, begin), end in first.items()], name="seconds", dtype="int64")
