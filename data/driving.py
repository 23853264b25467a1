"""The driving world: what happens on the road, second by second. Both lanes are read from it.

A driver is calm, hurried or weaving (see `data.moods`); a wild driver hurries 85 % of the time, anyone else 15 %. The
mood and the driver's own foot set how the pedals are pressed, the pedals and the road set the speed.

Speed follows from the second before, so it needs a loop over time. To keep that loop short, all ten-minute legs of a
block are rolled side by side. Each takes a run-up over the last 100 s of the leg before it: by then nothing is left of
the speed it began with (15/16 to the power of 100 is 0.2 %), so the legs join without a seam.

Shapes: C cars, L legs of the block, 600 seconds of a leg.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.moods import HURRIED, moods
from data.random_streams import Streams
from data.records import AREAS
from data.registry import STYLES
from data.scale import LEG

STAY = 120  # s that a car stays in one area
STAYS = LEG // STAY

CONGESTED = ("A10", "B02", "C04", "D05", "E10", "F06")
CONGESTION = 0.3  # of the free speed: congestion cuts it by 70 %
RUSH_HOURS = (7, 8, 17, 18)
RUSH = 0.8  # of the free speed, anywhere else, in the rush hours

# How often, of 256 seconds, a calm and a hurried driver press each step.
ACCELERATOR = ((100, 72, 34, 33, 11, 6), (16, 18, 26, 72, 69, 55))
BRAKE = ((77, 115, 51, 13), (26, 26, 128, 76))  # only while the accelerator is released
FOOT = 4  # a driver with a heavy or a light foot presses the next step in one of so many seconds, or in two of them
# km/h gained in a second at each step of the accelerator, and lost at each step of the brake.
GAIN = (0, 4, 7, 11, 17, 23)
LOSS = (0, 4, 10, 20)
TOP_SPEED = 250  # km/h
DRAG = 4  # a car left alone loses 1/16 (2 ** -4) of its speed in a second
RUN_UP = 100  # s
CENTI = 100  # speeds are kept as whole hundredths of km/h, so that every platform rounds alike

_STEPS = np.repeat(np.arange(-2, 3), (28, 60, 80, 60, 28)).astype(np.int64)  # areas moved after a stay


@dataclass(frozen=True)
class Block:
    """Some consecutive legs of all cars."""

    first_leg: int
    mood: np.ndarray  # (C, L, 600) as in `data.moods`
    area: np.ndarray  # (C, L, 5) index into AREAS, one per stay
    pedals: np.ndarray  # (C, L, 600) accelerator * 4 + brake
    speed: np.ndarray  # (C, L, 600) km/h, uint8

    @property
    def legs(self) -> int:
        return self.pedals.shape[1]


def drive(
    seed: int, cast: pd.DataFrame, legs: int, into_day: int, legs_per_block: int | None = None
) -> Iterator[Block]:
    """The drive of the cars of `cast` (columns as in `Registry.cast`), from its start, in blocks of legs.

    `into_day` is the second of the day at the start. The blocks differ with `legs_per_block`, what happens in them does
    not; the default holds memory near 100 MB.
    """
    cars, foot = cast["car_number"].tolist(), cast["foot"].to_numpy()
    size = legs_per_block or max(1, 1_500_000 // (len(cars) * LEG))
    spells = moods(seed, cars, cast["hurry"].to_numpy(), legs * LEG)
    routes, feet = (Streams(seed, purpose, cars) for purpose in ("route", "feet"))
    place = routes.read(8).view("<u8")[:, 0] % len(AREAS)
    area = np.broadcast_to(place.astype(np.int64)[:, None, None], (len(cars), 1, STAYS))
    pedals = np.full((len(cars), 1, LEG), len(LOSS) - 1, dtype=np.uint8)  # before the start, the foot is on the brake
    for first in range(0, legs, size):
        shape = (len(cars), min(size, legs - first))
        mood = spells.seconds(first * LEG, (first + shape[1]) * LEG).reshape(*shape, LEG)
        steps = _STEPS[routes.read(shape[1] * 8).reshape(*shape, 8)[:, :, :STAYS]]
        moves = steps.reshape(len(cars), -1).cumsum(axis=1).reshape(steps.shape)
        area = np.concatenate([area[:, -1:], (area[:, -1:, -1:] + moves) % len(AREAS)], axis=1)
        pedals = np.concatenate([pedals[:, -1:], _press(feet.read(shape[1] * 2 * LEG), mood, foot)], axis=1)
        hours = (into_day + np.arange(first - 1, first + shape[1]) * LEG) // 3600 % 24
        speed = _roll(pedals, area, np.isin(hours, RUSH_HOURS))
        yield Block(first, mood, area[:, 1:], pedals[:, 1:], speed)


def chances(weights: tuple[int, ...]) -> np.ndarray:
    """A table that turns a random byte into a step, each as often as its weight (of 256) says."""
    return np.repeat(np.arange(len(weights), dtype=np.uint8), weights)


def shifted(weights: tuple[int, ...], style: int, one_in: int) -> tuple[int, ...]:
    """The weights after `style` of `one_in` seconds of each step have gone to the next step up, or down if it is
    negative; the last step keeps its own.

    >>> shifted((100, 50, 6), 1, 4), shifted((100, 50, 6), -2, 4)
    ((75, 63, 18), (125, 28, 3))
    """
    moved = list(weights)
    order = range(len(weights) - 1) if style > 0 else range(len(weights) - 1, 0, -1)
    for step in order:
        away = weights[step] * abs(style) // one_in
        moved[step] -= away
        moved[step + (1 if style > 0 else -1)] += away
    return tuple(moved)


def _press(raw: np.ndarray, mood: np.ndarray, foot: np.ndarray) -> np.ndarray:
    """Pedal codes (C, L, 600) from two random bytes a second, moods and the foot of each driver."""
    draws = raw.view("<u2").reshape(mood.shape).astype(np.intp)
    draws += (mood == HURRIED).astype(np.intp) << 16
    draws += foot.astype(np.intp)[:, None, None] << 17
    return _PEDALS.take(draws)


def _pedal_table() -> np.ndarray:
    """Pedal code by foot, mood, brake byte and accelerator byte."""
    table = np.empty((len(STYLES), 2, 256, 256), dtype=np.uint8)
    for foot, style in enumerate(STYLES):
        for mood in range(2):
            accelerator = chances(shifted(ACCELERATOR[mood], style, FOOT))
            table[foot, mood] = np.where(accelerator == 0, chances(BRAKE[mood])[:, None], accelerator * 4)
    return table.ravel()


def _roll(pedals: np.ndarray, area: np.ndarray, rush: np.ndarray) -> np.ndarray:
    """Speed (C, L, 600) from pedals (C, L + 1, 600), areas (C, L + 1, 5) and rush hours (L + 1), the leg before the
    block included.

    Speed v grows by the pedals and shrinks by v/16. In congestion it shrinks by v/4 and the pedals do 4 times 0.3 of
    what they do else: there v settles at 0.3 of what it was, and sooner.
    """
    cars, legs = pedals.shape[0], pedals.shape[1] - 1
    road = np.concatenate([area[:, :-1, -1:], area[:, 1:]], axis=2)  # (C, L, 6): the stay of the run-up, then five
    busy = np.concatenate([rush[:-1, None], np.repeat(rush[1:, None], STAYS, axis=1)], axis=1)
    jam = _JAM[road]
    boost = np.where(jam, round(10 * CONGESTION * 4), np.where(busy, round(10 * RUSH), 10)).astype(np.int32)
    drag = np.where(jam, DRAG - 2, DRAG).astype(np.int32)
    boost, drag = (values.reshape(-1, 1 + STAYS).T for values in (boost, drag))  # (6, C * L)
    feet = np.concatenate([pedals[:, :-1, -RUN_UP:], pedals[:, 1:]], axis=2).reshape(cars * legs, -1)
    push = _PUSH.take(feet.T)  # (700, C * L)
    speed = np.zeros(cars * legs, dtype=np.int32)
    change = np.empty_like(speed)
    logged = np.empty((RUN_UP + LEG, cars * legs), dtype=np.uint8)
    for second in range(RUN_UP + LEG):
        stay = max(0, 1 + (second - RUN_UP) // STAY)
        speed -= np.right_shift(speed, drag[stay], out=change)
        speed += np.multiply(push[second], boost[stay], out=change)
        np.clip(speed, 0, TOP_SPEED * CENTI, out=speed)
        np.floor_divide(speed, CENTI, out=logged[second], casting="unsafe")
    return np.ascontiguousarray(logged[RUN_UP:].T).reshape(cars, legs, LEG)


_PEDALS = _pedal_table()
_JAM = np.array([area in CONGESTED for area in AREAS])
# Hundredths of km/h by pedal code, for a boost of 1; with a tenth of them boosts of 8, 10 and 12 stay whole numbers.
_PUSH = np.array([(GAIN[code >> 2] - LOSS[code & 3]) * CENTI // 10 for code in range(24)], dtype=np.int32)
