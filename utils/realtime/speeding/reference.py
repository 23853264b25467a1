"""The speeding rule in plain Python over a list: what every engine must agree with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from utils.realtime.speeding.rule import Alert, Drive, Rule


class Outcome(NamedTuple):
    """What the rule makes of a stream."""

    alerts: list[Alert]  # by the end of their window, then by car
    late: int  # rows that came after their time was over
    duplicates: int  # rows of a car and a second that had been counted


def apply_rule(drives: Iterable[Drive], rule: Rule = Rule()) -> Outcome:  # noqa: B008 - a frozen value
    """Apply the rule to rows in the order in which they arrive.

    The watermark follows the latest time seen, `rule.lateness` behind it. A row behind the watermark is late and does
    not count. A window is over when the watermark reaches its end; those that are not over at the end of the list
    give no alert.

    >>> apply_rule([Drive("A0001", 0, 90), Drive("B0001", 1, 70), Drive("A0001", 40, 90)]).alerts
    [Alert(end=30, car='A0001', average=90.0)]
    """
    latest: int | None = None
    late = duplicates = 0
    counted: set[tuple[str, int]] = set()
    windows: dict[tuple[int, str], list[int]] = defaultdict(list)
    for car, time, speed in drives:
        if latest is not None and time < latest - rule.lateness:
            late += 1
        elif (car, time) in counted:
            duplicates += 1
        else:
            counted.add((car, time))
            windows[rule.end(time), car].append(speed)
            latest = time if latest is None else max(latest, time)
    over = sorted((key, speeds) for key, speeds in windows.items() if key[0] <= latest - rule.lateness)
    averages = (Alert(end, car, sum(speeds) / len(speeds)) for (end, car), speeds in over)
    return Outcome([alert for alert in averages if alert.average > rule.threshold], late, duplicates)
