"""Alerts against the truth: did the driver really hurry in that window, and how soon was it told?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from data import truth
from data.world import World
from utils.realtime.speeding.reference import apply_rule
from utils.realtime.speeding.rule import Alert, Drive, Rule

MINUTE = 60
Window = tuple[str, int]  # car and end


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


def first_minutes(world: World, minutes: int) -> pd.DataFrame:
    """The frame ``minutes`` of the truth: whether each driver hurried in the first so many minutes of a world."""
    found = truth.of(world)["minutes"]
    return found[found["minute"] < pd.Timestamp(world.start) + pd.Timedelta(minutes=minutes)]


def score(alerts: Iterable[Alert], minutes: pd.DataFrame, rule: Rule = Rule()) -> Score:  # noqa: B008 - frozen
    """Score alerts by the frame ``minutes`` of the truth (see `data.truth`), over the time that it covers.

    False alerts come of a heavy foot without hurry, and at the end of a hurry: the car is still fast.
    """
    told, true = _told_and_true(alerts, minutes, rule)
    right = told & true
    return Score(len(right), len(true - told), len(told - true), _delays(_hurried(minutes), right))


def labelled(alerts: Iterable[Alert], minutes: pd.DataFrame, rule: Rule = Rule()) -> pd.DataFrame:  # noqa: B008
    """One row for each window that was told or true, as `score` counts them: ``car``, ``end``, and ``label`` (right,
    missed or false). By car, then by end."""
    told, true = _told_and_true(alerts, minutes, rule)
    labels = {**dict.fromkeys(told & true, "right"), **dict.fromkeys(true - told, "missed")}
    labels |= dict.fromkeys(told - true, "false")
    rows = [(car, pd.Timestamp(end, unit="s"), label) for (car, end), label in sorted(labels.items())]
    return pd.DataFrame(rows, columns=["car", "end", "label"])


def by_window(drives: Iterable[Drive], minutes: pd.DataFrame, windows: Iterable[int]) -> dict[int, Score]:
    """How the rule would have scored with other windows (seconds), by the reference."""
    rows = list(drives)
    rules = [Rule(window=window).checked() for window in windows]
    return {rule.window: score(apply_rule(rows, rule).alerts, minutes, rule) for rule in rules}


def _begun(minutes: pd.DataFrame) -> pd.Series:
    return minutes["minute"].astype("datetime64[s]").astype("int64")


def _hurried(minutes: pd.DataFrame) -> set[Window]:
    rows = zip(minutes["car_number"], _begun(minutes), minutes["hurried"], strict=True)
    return {(car, at) for car, at, is_so in rows if is_so}


def _told_and_true(alerts: Iterable[Alert], minutes: pd.DataFrame, rule: Rule) -> tuple[set[Window], set[Window]]:
    begun, hurried = _begun(minutes), _hurried(minutes)
    known = set(zip(minutes["car_number"], begun, strict=True))
    told = {(alert.car, alert.end) for alert in alerts if (alert.car, _minute(alert.end)) in known}
    ends = range(rule.end(int(begun.min())), int(begun.max()) + MINUTE + 1, rule.window)
    cars = minutes["car_number"].unique()
    return told, {(car, end) for car in cars for end in ends if (car, _minute(end)) in hurried}


def _minute(end: int) -> int:
    """The minute in which a window ends: the one that holds its last second."""
    return (end - 1) // MINUTE * MINUTE


def _delays(hurried: set[Window], right: set[Window]) -> pd.Series:
    """For each hurry that was told: seconds from its first minute's beginning to its first alert."""
    begins: dict[tuple[str, int], int] = {}
    for car, minute in sorted(hurried):
        before = (car, minute - MINUTE)
        begins[car, minute] = begins.get(before, minute)
    first: dict[tuple[str, int], int] = {}
    for car, end in sorted(right):
        first.setdefault((car, begins[car, _minute(end)]), end)
    return pd.Series([end - begin for (_, begin), end in first.items()], name="seconds", dtype="int64")
