"""A fault of the original, reproduced: the alert names the car whose row happened to come next.

Its listener only raised a flag. The bolt looked at the flag after each row and, if it was up, reported the row at hand.
"""

from __future__ import annotations

from collections.abc import Iterable

from utils.realtime.rule import Alert, Drive, Rule
from utils.realtime.watch import MakeEngine, Watch


class Flagged(Watch):
    """A watch whose listener forgets whom it heard of."""

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
