"""Faults on the way from a car to its file. Each is off unless it is asked for by name, and each leaves its trace.

Faults are added to finished lines, ten minutes of one lane at a time. Every line has an *arrival*, the second at
which it reaches the file. A fault changes the arrival or the text of a line, or adds a copy. What arrives later than
the ten minutes it belongs to waits for its turn. Which line a fault hits does not depend on the other faults, and no
line is hit by two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from base.exceptions import ConfigurationError
from data.random_streams import stream
from data.records import Record
from data.scale import LEG

FAULTS = {
    "late": "one row in 200 arrives late: a driver row by 1 to 10 minutes, a status row with the next day's file",
    "duplicate": "one row in 200 arrives a second time, up to 20 s later",
    "malformed": "one row in 500 is cut short, or has a field too many, too few or not of its type",
    "out_of_order": "about one row in 50 arrives behind rows that are a few seconds younger",
    "wrong_clock": "one car in ten runs on UTC, nine hours behind, for ten minutes",
    "broker_outage": "the broker is away for up to two minutes; the rows are whole, the sender has to cope",
}
ONE_IN = {"late": 200, "duplicate": 200, "malformed": 500, "out_of_order": 50}
REACH = 5  # periods that a row out of order is behind at most; at least 2, so that its car has overtaken it
CLOCK_OFFSET = -9 * 3600  # s
OUTAGE = 120  # s at most
LAST = 60  # s at the end of the run in which no single row is hit: what would it be late for?

_DAY = 86_400


def known(names: Iterable[str]) -> tuple[str, ...]:
    """The names in the order of the table. Raises ConfigurationError for a name that is no fault."""
    names = (names,) if isinstance(names, str) else tuple(names)
    if unknown := [name for name in names if name not in FAULTS]:
        raise ConfigurationError(f"There is no fault {', '.join(unknown)}. Use some of {', '.join(FAULTS)}.")
    return tuple(name for name in FAULTS if name in names)


def outages(names: tuple[str, ...], start: datetime, seconds: int) -> list[tuple[str, datetime, datetime]]:
    """The times during which the broker is away: one, at two fifths of the run."""
    if "broker_outage" not in names:
        return []
    begin = start + timedelta(seconds=seconds * 2 // 5)
    return [("broker_outage", begin, begin + timedelta(seconds=min(OUTAGE, seconds // 10)))]


@dataclass
class Disturbed:
    """The lines of one lane, disturbed by some faults. Ten minutes go in at a time, and what has arrived comes out."""

    record: Record
    names: tuple[str, ...]
    seed: int
    cars: list[str]
    start: datetime
    legs: int
    period: int  # s between two rows of a car
    touched: list[tuple] = field(default_factory=list)
    _waiting: list[tuple[int, int, str]] = field(default_factory=list)  # arrival, order, line

    def pass_on(self, leg: int, text: bytes, garbage: list[str]) -> list[tuple[datetime, bytes]]:
        """The lines that arrive during a leg, given the leg's own; `garbage` goes ahead of the first row of its car."""
        lines = text.decode().splitlines()
        first = leg * LEG
        arrivals = first + np.arange(len(lines)) // len(self.cars) * self.period
        order = (first * len(self.cars) + np.arange(len(lines))) * 2 + 1
        copies = self._disturb(leg, lines, arrivals, order)
        here = [(first, int(order[place]) - 1, line) for place, line in enumerate(garbage)]
        here += zip(arrivals.tolist(), order.tolist(), lines, strict=True)
        return self._release(first + LEG, here + copies)

    def rest(self) -> list[tuple[datetime, bytes]]:
        """The lines that arrive after the end of the run."""
        return self._release(None, [])

    def _disturb(self, leg: int, lines: list[str], arrivals: np.ndarray, order: np.ndarray) -> list[tuple]:
        """Changes lines and arrivals in place; returns the copies to be added."""
        events = arrivals.copy()
        copies = []
        for name, (places, chance) in self._choose(leg, events).items():
            if name not in self.names:
                continue
            match name:
                case "late":
                    arrivals[places] = self._much_later(events[places], chance)
                case "out_of_order":
                    arrivals[places] += self.period * (2 + (chance * (REACH - 1)).astype(np.int64))
                case "malformed":
                    for place, draw in zip(places, chance, strict=True):
                        lines[place] = _spoil(lines[place], int(draw * 4))
                case "wrong_clock":
                    for place in places:
                        shown = self._time(events[place] + CLOCK_OFFSET)
                        lines[place] = f"{shown:%Y%m%d%H%M%S}{lines[place][14:]}"
                case "duplicate":
                    again = events[places] + 1 + (chance * 20).astype(np.int64)
                    copied = [lines[place] for place in places]
                    copies = list(zip(again.tolist(), order[places].tolist(), copied, strict=True))
            came = again if name == "duplicate" else arrivals[places]
            for place, arrival in zip(places, came, strict=True):
                car, event = self.cars[place % len(self.cars)], self._time(events[place])
                self.touched.append((self.record.name, name, car, event, self._time(arrival), lines[place]))
        return copies

    def _choose(self, leg: int, events: np.ndarray) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """For each fault that touches lines: the places that it hits, and a draw in [0, 1) for each."""
        rng = stream(self.seed, "injected", self.record.name, leg)
        astray = np.zeros(len(self.cars), dtype=bool)
        astray[2::10] = leg == min(1, self.legs - 1)
        astray = np.tile(astray, len(events) // len(self.cars))
        free = rng.permutation(np.flatnonzero(~astray & (events < self.legs * LEG - LAST)))
        hit = {"wrong_clock": np.flatnonzero(astray)}
        for name, one_in in ONE_IN.items():
            count = max(1, len(events) // one_in)
            hit[name], free = np.sort(free[:count]), free[count:]
        hit["out_of_order"] = self._apart(hit["out_of_order"], len(events))
        return {name: (places, rng.random(len(places))) for name, places in hit.items()}

    def _much_later(self, events: np.ndarray, chance: np.ndarray) -> np.ndarray:
        """Arrivals of late rows: with the file of the next day if each day has its own, else minutes later."""
        if "%d" not in self.record.file_name:
            return events + 60 + (chance * 540).astype(np.int64)
        midnight = ((events + self._into_day) // _DAY + 1) * _DAY - self._into_day
        return midnight + (chance * LEG).astype(np.int64)

    def _apart(self, places: np.ndarray, lines: int) -> np.ndarray:
        """The places without those so near to another of the same car that the two could move together."""
        turn, car = np.divmod(places, len(self.cars))
        order = np.lexsort((turn, car))
        near = (np.diff(car[order], prepend=-1) == 0) & (np.diff(turn[order], prepend=0) <= REACH)
        near |= turn[order] >= lines // len(self.cars) - REACH
        return np.sort(places[order[~near]])

    def _release(self, until: int | None, more: list[tuple]) -> list[tuple[datetime, bytes]]:
        """The lines that have arrived, in the order of arrival, with the day on which they did."""
        lines = sorted(self._waiting + more)
        arrived = [line for line in lines if until is None or line[0] < until]
        self._waiting = lines[len(arrived) :]
        days: dict[int, list[str]] = {}
        for arrival, _, line in arrived:
            days.setdefault((arrival + self._into_day) // _DAY, []).append(line)
        midnight = self.start - timedelta(seconds=self._into_day)
        return [(midnight + timedelta(days=day), ("\n".join(rows) + "\n").encode()) for day, rows in days.items()]

    @property
    def _into_day(self) -> int:
        return self.start.hour * 3600 + self.start.minute * 60

    def _time(self, second: int) -> datetime:
        return self.start + timedelta(seconds=int(second))


def _spoil(line: str, way: int) -> str:
    """A line that still begins with its time, but follows no record type."""
    parts = line.split(",")
    match way:
        case 0:
            return line[: len(line) // 2]
        case 1:
            return ",".join(parts[:2] + parts[3:])
        case 2:
            return ",".join([*parts[:2], "??", *parts[3:]])
        case _:
            return f"{line},0"
