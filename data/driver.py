"""Data set B, the driver log: what the driver does, every second. The speed lane begins here.

A drowsy driver weaves: how often the wheel stands where is as of a calm driver, but in one second of three it mirrors
the second before, left for right. Counts do not show it; only the order does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pandas as pd

from data.driving import STAY, Block, chances, shifted
from data.moods import HURRIED, WEAVING
from data.random_streams import Streams
from data.records import AREAS, STEERING
from data.registry import STYLES
from data.scale import DRIVER_PERIOD, LEG
from data.text import cells, join, stamps

# How often, of 256 seconds, a calm and a hurried driver hold the wheel at F L1 L2 L3 R1 R2 R3: strong steering
# (2 and 3) is a sixth of the calm seconds and four ninths of the hurried ones. Left and right are alike.
STEER = ((122, 46, 14, 7, 46, 14, 7), (66, 38, 33, 24, 38, 33, 24))
HANDS = 8  # a driver with busy or quiet hands turns the next step in one of so many seconds, or in two of them
MIRRORED = 90  # of 256 seconds of weaving
SIGNALS = (154, 64)  # of 256 turns, how many a calm and a hurried driver announce
LIGHTS = ("N", "L", "R")


def _steer(weights: tuple[int, ...], style: int) -> tuple[int, ...]:
    """The weights of a driver whose hands have a style: what leaves a step goes to both sides alike."""
    straight, *left = weights[:4]
    straight, *left = shifted((straight, *(2 * each for each in left)), style, HANDS)
    odd = [each % 2 for each in left]
    half = [each // 2 for each in left]
    return (straight + sum(odd), *half, *half)


_WHEEL = np.stack([chances(_steer(weights, style)) for style in STYLES for weights in STEER]).ravel()
_MIRROR = np.array([0, 4, 5, 6, 1, 2, 3], dtype=np.uint8)
_SIDE = np.array([0, 1, 1, 1, 2, 2, 2], dtype=np.uint8)  # which light a steering step asks for

_PEDALS = cells(f"{code >> 2},{code & 3}," for code in range(24))
_TURN = cells(f"{steer},{light}," for steer in STEERING for light in LIGHTS)
_SPEED = cells(f"{speed}," for speed in range(256))
_AREA = cells(f"{area}\n" for area in AREAS)


class DriverLane:
    """Turns blocks of the drive, read from the first on, into driver rows."""

    period = DRIVER_PERIOD

    def __init__(self, seed: int, cast: pd.DataFrame) -> None:
        cars = cast["car_number"].tolist()
        self._hands, self._drowse = Streams(seed, "hands", cars), Streams(seed, "drowse", cars)
        self._style = cast["hands"].to_numpy().astype(np.intp) << 9
        self._cars = cells(f"{car}," for car in cars)

    def rows(self, block: Block) -> dict[str, np.ndarray]:
        """Codes (C, L, 600) of each field; time and car are the axes."""
        hands = self._hands.read(block.legs * 2 * LEG).reshape(*block.mood.shape, 2)
        drowse = self._drowse.read(block.legs * LEG).reshape(block.mood.shape)
        hurried = block.mood == HURRIED
        steer = _WHEEL.take(hands[..., 0] + (hurried.astype(np.intp) << 8) + self._style[:, None, None])
        _weave(steer, (block.mood == WEAVING) & (drowse < MIRRORED))
        announced = hands[..., 1] < np.where(hurried, *SIGNALS[::-1])
        light = np.where(announced, _SIDE.take(steer), np.uint8(0))
        return {
            "pedals": block.pedals,
            "turn": steer * np.uint8(len(LIGHTS)) + light,
            "speed": block.speed,
            "area": np.repeat(block.area.astype(np.uint8), STAY, axis=2),
        }

    def text(self, rows: dict[str, np.ndarray], leg: int, start: datetime) -> bytes:
        """The lines of one leg that starts at `start`: by time, then by car."""
        return join(
            *stamps(start, range(0, LEG, DRIVER_PERIOD)),
            self._cars,
            _PEDALS.take(rows["pedals"][:, leg].T),
            _TURN.take(rows["turn"][:, leg].T),
            _SPEED.take(rows["speed"][:, leg].T),
            _AREA.take(rows["area"][:, leg].T),
        )

    def columns(self, rows: dict[str, np.ndarray]) -> dict[str, tuple[np.ndarray, Sequence | None]]:
        """For each field its codes (C, L, 600) and what the codes stand for (None: the number itself)."""
        steer, light = np.divmod(rows["turn"], len(LIGHTS))
        return {
            "speed_pedal": (rows["pedals"] >> 2, None),
            "break_pedal": (rows["pedals"] & 3, None),
            "steer_angle": (steer, STEERING),
            "direct_light": (light, LIGHTS),
            "speed": (rows["speed"], None),
            "area_number": (rows["area"], AREAS),
        }


def _weave(steer: np.ndarray, mirrored: np.ndarray) -> None:
    """Lets the wheel (C, L, 600) mirror the second before it where it is `mirrored`, leg by leg, in place."""
    mirrored[..., 0] = False  # nothing lies before the leg
    touched = mirrored.any(axis=-1)
    wheel, again = steer[touched], mirrored[touched]
    second = np.arange(LEG)
    own = np.maximum.accumulate(np.where(again, 0, second), axis=-1)  # the last second whose wheel was drawn
    drawn = np.take_along_axis(wheel, own, axis=-1)
    steer[touched] = np.where((second - own) % 2, _MIRROR.take(drawn), drawn)
