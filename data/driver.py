"""Data set B, the driver log: what the driver does, every second. The speed lane begins here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from data.driving import MINUTES, STAY, Block, chances
from data.random_streams import Streams
from data.records import AREAS, STEERING
from data.scale import DRIVER_PERIOD, LEG
from data.text import cells, join, stamps

# How often, of 256 seconds, a calm and a hurried driver hold the wheel at F L1 L2 L3 R1 R2 R3: strong steering
# (2 and 3) is a sixth of the calm seconds and four ninths of the hurried ones.
STEER = ((122, 46, 14, 7, 47, 13, 7), (66, 38, 33, 24, 38, 33, 24))
SIGNALS = (154, 64)  # of 256 turns, how many a calm and a hurried driver announce
LIGHTS = ("N", "L", "R")

_WHEEL = np.stack([chances(weights) for weights in STEER]).ravel()
_SIDE = np.array([0, 1, 1, 1, 2, 2, 2], dtype=np.uint8)  # which light a steering step asks for

_PEDALS = cells(f"{code >> 2},{code & 3}," for code in range(24))
_TURN = cells(f"{steer},{light}," for steer in STEERING for light in LIGHTS)
_SPEED = cells(f"{speed}," for speed in range(256))
_AREA = cells(f"{area}\n" for area in AREAS)


class DriverLane:
    """Turns blocks of the drive, read from the first on, into driver rows."""

    period = DRIVER_PERIOD

    def __init__(self, seed: int, cars: Sequence[str]) -> None:
        self._hands = Streams(seed, "hands", cars)
        self._cars = cells(f"{car}," for car in cars)

    def rows(self, block: Block) -> dict[str, np.ndarray]:
        """Codes (C, L, 600) of each field; time and car are the axes."""
        hands = self._hands.read(block.legs * 2 * LEG).reshape(*block.hurried.shape, 60, 2)
        mood = block.hurried[..., None]
        steer = _WHEEL.take(hands[..., 0] + (mood.astype(np.intp) << 8))
        announced = hands[..., 1] < np.where(mood, *SIGNALS[::-1])
        light = np.where(announced, _SIDE.take(steer), np.uint8(0))
        shape = (*block.hurried.shape[:2], MINUTES * 60)
        return {
            "pedals": block.pedals,
            "turn": (steer * np.uint8(len(LIGHTS)) + light).reshape(shape),
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
