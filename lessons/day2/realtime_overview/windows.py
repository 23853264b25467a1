"""Windows in event time, by hand: the driving log, thirty seconds of one car at a time.

A row says when it happened. When it *arrived* nobody writes down, but the log tells: it grows every second, so the
youngest time that it has shown so far is its clock. The watermark follows that clock by a fixed wait.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean
from typing import Literal, NamedTuple

import pandas as pd

from data import dataset
from data.records import DRIVER, is_garbage, parse_line

LENGTH = timedelta(seconds=30)
LIMIT = 80  # km/h, with which the pilot begins


class Row(NamedTuple):
    """What the rule needs of a driver row; `arrival` is the log's clock when the row came."""

    time: datetime
    car: str
    speed: int  # km/h
    arrival: datetime


class Window(NamedTuple):
    """Thirty seconds of one car, from `begin` on."""

    car: str
    begin: datetime

    @property
    def end(self) -> datetime:
        return self.begin + LENGTH


Averages = dict[Window, float]  # km/h


@dataclass(frozen=True)
class Answers:
    """What a stream came to: windows that were closed, rows that found theirs closed, windows open at a time."""

    averages: Averages
    too_late: list[Row]
    most_open: int


def arrived(lines: Iterable[str]) -> list[Row]:
    """The rows of a driving log in the order in which they lie there, without its garbage lines.

    Raises DataError at a line that does not follow the record type.
    """
    rows, clock = [], datetime.min
    for line in lines:
        if not is_garbage(DRIVER, line):
            values = parse_line(DRIVER, line)
            clock = max(clock, values["date"])
            rows.append(Row(values["date"], values["car_number"], values["speed"], clock))
    return rows


def on_a_late_day(scale: str, seed: int) -> list[Row]:
    """The rows of the same drive on a day on which some come late or out of order."""
    return arrived(dataset(scale, seed, faults=["late", "out_of_order"]).driver.read_text().splitlines())


def through_tunnel(rows: list[Row], car: str, begin: datetime, end: datetime, out: datetime) -> list[Row]:
    """The same rows, but those that `car` drives from `begin` to `end` arrive together at `out`."""
    held = {row for row in rows if row.car == car and begin <= row.time < end and row.arrival < out}
    rest = [row for row in rows if row not in held]
    place = sum(row.arrival < out for row in rest)  # the clock never goes back, so these stand first
    return rest[:place] + [row._replace(arrival=out) for row in sorted(held)] + rest[place:]


def window_of(time: datetime) -> datetime:
    """The first second of the window that a time lies in.

    >>> window_of(datetime(2016, 1, 1, 9, 41, 47)).strftime("%H:%M:%S")
    '09:41:30'
    """
    return time.replace(second=time.second // 30 * 30)


def averages(rows: Iterable[Row], by: Literal["time", "arrival"] = "time") -> Averages:
    """The average speed of each window once all rows are there, in whatever order they came."""
    speeds = defaultdict(list)
    for row in rows:
        speeds[Window(row.car, window_of(getattr(row, by)))].append(row.speed)
    return {window: fmean(values) for window, values in speeds.items()}


def as_they_come(rows: Iterable[Row], wait: int) -> Answers:
    """The average speed of each window, given as soon as the watermark, `wait` seconds behind, has reached its end."""
    opened, closed, too_late, most = defaultdict(list), {}, [], 0
    for row in rows:
        watermark = row.arrival - timedelta(seconds=wait)
        for window in [window for window in opened if window.end <= watermark]:
            closed[window] = fmean(opened.pop(window))
        window = Window(row.car, window_of(row.time))
        if window.end <= watermark:
            too_late.append(row)
        else:
            opened[window].append(row.speed)
        most = max(most, len(opened))
    return Answers(closed | {window: fmean(speeds) for window, speeds in opened.items()}, too_late, most)


def alerts(found: Averages, limit: float = LIMIT) -> list[Window]:
    """The windows whose average is above the limit, by time and car."""
    return sorted((window for window, speed in found.items() if speed > limit), key=lambda each: each[::-1])


def differences(right: Averages, found: Mapping[str, Averages]) -> pd.DataFrame:
    """One row for each way of answering: how many windows and alerts differ from the right ones."""
    wanted = set(alerts(right))
    table = {}
    for name, answers in found.items():
        given = set(alerts(answers))
        wrong = sum(answers.get(window) != speed for window, speed in right.items())
        table[name] = [wrong, len(wanted - given), len(given - wanted)]
    return pd.DataFrame.from_dict(table, orient="index", columns=["wrong windows", "missed alerts", "false alerts"])
