"""Moods of the drivers: calm, hurried or weaving, in spells of several minutes that no clock knows.

A spell lasts two to six minutes. In each a driver hurries as often as is his habit; in one of sixteen others he is
drowsy and weaves. Two spells of the same mood that follow each other are one.

Shapes: C cars, S seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.random_streams import Streams

CALM, HURRIED, WEAVING = range(3)
NAMES = ("calm", "hurried", "weaving")
SHORTEST, LONGEST = 120, 360  # s of a spell
DROWSY = 16  # of 256 spells without hurry


@dataclass(frozen=True)
class Moods:
    """The spells of some cars from the start of their drive to its end."""

    mood: np.ndarray  # (C, N) of the spells one after the other
    end: np.ndarray  # (C, N) second of the drive at which each ends

    def seconds(self, first: int, last: int) -> np.ndarray:
        """The mood (C, last - first), uint8, in the seconds from `first` to before `last`."""
        ends = np.clip(self.end, first, last)
        lengths = np.diff(ends, axis=1, prepend=first)
        return np.repeat(self.mood.ravel(), lengths.ravel()).reshape(len(self.mood), last - first)

    def spells(self, seconds: int) -> list[tuple[int, int, int, int]]:
        """Place of the car, mood, first second and end of each spell that is not calm, in a drive of `seconds`."""
        found = []
        for car, (moods, ends) in enumerate(zip(self.mood, np.minimum(self.end, seconds), strict=True)):
            last = np.flatnonzero(np.append(moods[1:] != moods[:-1], True))  # a run of equal moods ends here
            begins = np.concatenate([[0], ends[last[:-1]]])
            for mood, begin, end in zip(moods[last], begins, ends[last], strict=True):
                if mood != CALM and end > begin:
                    found.append((car, int(mood), int(begin), int(end)))
        return found


def moods(seed: int, cars: list[str], hurry: np.ndarray, seconds: int) -> Moods:
    """The moods of `cars` for so many seconds; `hurry` is how many of 256 spells each driver hurries.

    A longer drive begins with the same spells.

    >>> driven = moods(7, ["A0001"], np.array([128]), 600)
    >>> driven.spells(600), int(driven.seconds(0, 600).sum())
    ([(0, 1, 494, 600)], 106)
    """
    count = seconds // SHORTEST + 2
    draws = Streams(seed, "mood", cars).read(8 * count).reshape(len(cars), count, 8)
    lasts = SHORTEST + draws[..., :2].copy().view("<u2")[..., 0] % (LONGEST - SHORTEST + 1)
    begun = draws[:, 0, 2:4].copy().view("<u2")[:, 0] % lasts[:, 0]  # the first spell began before the drive
    mood = np.where(draws[..., 5] < DROWSY, WEAVING, CALM)
    mood = np.where(draws[..., 4] < hurry[:, None], HURRIED, mood).astype(np.uint8)
    return Moods(mood, lasts.astype(np.int64).cumsum(axis=1) - begun[:, None])
