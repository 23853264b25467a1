"""The speeding rule and its words: a drive at one second, a rule, an alert."""

from __future__ import annotations

import contextlib
from calendar import timegm
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from base.exceptions import ConfigurationError, DataError
from data.records import DRIVER, parse_line

EXPIRY = 604_800  # seconds that an alert is kept: a week
STAMP = "%Y%m%d%H%M%S"


class Rule(NamedTuple):
    """A car is speeding if its average speed in a window is above the threshold.

    Windows are aligned: with 30 s they end at :00 and :30. Raises ConfigurationError, by `checked`, for a rule that
    cannot be kept.
    """

    threshold: float = 80.0  # km/h
    window: int = 30  # seconds
    lateness: int = 10  # seconds that a row may be behind the latest one before it

    def checked(self) -> Rule:
        if self.window <= 0 or 3600 % self.window:
            raise ConfigurationError(f"A window of {self.window} s does not divide an hour. Use for example 30.")
        if not 0 <= self.threshold <= 250 or not 0 <= self.lateness <= 3600:
            raise ConfigurationError(
                f"The threshold is {self.threshold} km/h and the lateness {self.lateness} s, but they must lie "
                "within 0–250 and 0–3600."
            )
        return self

    def end(self, time: int) -> int:
        """The end of the window that holds a time.

        >>> Rule().end(29), Rule().end(30)
        (30, 60)
        """
        return time - time % self.window + self.window


class Drive(NamedTuple):
    """What the rule needs of a driver row."""

    car: str
    time: int  # seconds since 1970 by the clock of the data, which has no zone
    speed: int  # km/h


class Alert(NamedTuple):
    """A car was speeding in the window that ends at `end`."""

    end: int
    car: str
    average: float  # km/h

    @property
    def day(self) -> str:
        """The Redis key that holds it: yyyymmdd."""
        return stamp(self.end)[:8]

    @property
    def member(self) -> str:
        """How it stands there.

        >>> Alert(1451606430, "A0001", 91.5).member
        'A0001-20160101000030'
        """
        return f"{self.car}-{stamp(self.end)}"


def stamp(time: int) -> str:
    """A time as the data writes it: yyyyMMddHHmmss."""
    return datetime.fromtimestamp(time, UTC).strftime(STAMP)


def drive(line: str) -> Drive:
    """The drive of a driver line. Raises DataError for a line that follows no record type.

    >>> drive("20160101000000,A0001,3,0,F,N,90,A01")
    Drive(car='A0001', time=1451606400, speed=90)
    """
    row = parse_line(DRIVER, line)
    return Drive(row["car_number"], timegm(row["date"].timetuple()), row["speed"])


def drives(lines: Iterable[str]) -> list[Drive]:
    """The drives of those lines that follow the record type, in their order.

    >>> drives(["Driver Status Infomation,CarNum", "20160101000000,A0001,3,0,F,N,90,A01"])
    [Drive(car='A0001', time=1451606400, speed=90)]
    """
    found = []
    for line in lines:
        with contextlib.suppress(DataError):
            found.append(drive(line))
    return found
