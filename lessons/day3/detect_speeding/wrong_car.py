"""A fault of the original, reproduced: the alert names the car whose row happened to come next.

Its listener only raised a flag. The bolt looked at the flag after each row and, if it was up, reported the row at hand.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from utils.realtime.speeding.rule import Alert, Drive, Rule
from utils.realtime.speeding.watch import MakeEngine, Watch


class Flagged(Watch):
    """A watch whose listener keeps only a flag, not the car."""

    flag = False

    def _found(self, end: int, car: str, average: float) -> None:
        self.flag = True


def flagged(drives: Iterable[Drive], make_engine: MakeEngine, rule: Rule = Rule()) -> list[Alert]:  # noqa: B008
    """The alerts as the original would have given them: car, time and speed of the row at hand."""
    watch, told = Flagged(rule, make_engine), []
    for drive in drives:
        watch.take(drive)
        if watch.flag:
            told.append(Alert(drive.time, drive.car, float(drive.speed)))
            watch.flag = False
    return told


def accused(told: Iterable[Alert], real: Iterable[Alert], rule: Rule = Rule()) -> pd.DataFrame:  # noqa: B008
    """For each window with a flag: the cars that were ``speeding``, the one that the flag ``accused``, the ``km_h`` of
    its row, and whether it was one of them (``guilty``)."""
    speeding: dict[int, list[str]] = {}
    for alert in real:
        speeding.setdefault(alert.end, []).append(alert.car)
    rows = {}
    for alert in told:
        mark = alert.end - rule.lateness
        cars = speeding.get(mark - mark % rule.window, [])
        end = pd.Timestamp(mark - mark % rule.window, unit="s")
        rows[f"{end:%H:%M:%S}"] = (" ".join(cars), alert.car, round(alert.average), alert.car in cars)
    columns = ["speeding", "accused", "km_h", "guilty"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("window_end")
