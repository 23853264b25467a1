"""Data set A, the status log: the state of each function of a car, every 3 s. The batch lane begins here.

A status row shows the world at its second, as the driver row of the same car and second does:
tyres read higher at speed, the battery lower at a standstill, a brake pressed hard is hot (B) once in four times,
an engine at full pedal labours (B) once in four times.

A part that will fail *drifts* first. From its onset on the drift grows with use (tyre: distance; brake: the energy it
takes up, pedal times squared speed; engine: accelerator; battery and light: time), so the same fault comes sooner under
a wild driver. A light flickers, and a grade falls, ever more often. At 100 % the fault latches: it never goes away.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pandas as pd

from data.driving import Block
from data.random_streams import Streams, stream
from data.records import GRADES
from data.registry import CAR_FAULTS
from data.scale import LEG, STATUS_PERIOD
from data.text import cells, join, stamps

ROWS = LEG // STATUS_PERIOD  # per car and leg
FULL = 256  # a drift of 100 %
TIRE_DROP = 40  # % of the tyre, at a drift of 100 %
BATTERY_LEFT = 8  # % of charge, at a drift of 100 %
FLICKER = 8  # just before it fails a light is dark in one row of so many
STANDSTILL = 3  # % of charge that a standing car shows less
SPEED_STEP = 64  # km/h for one % more of tyre

# Mean use of a part in a second, under a driver who is not wild; the drift of the cast is given in such seconds.
ORDINARY = {"tire": 64, "brake": 1090, "engine": 1.55, "battery": 1, "light": 1}

_TIRE_PAIR = cells(f"{left},{right}," for left in range(101) for right in range(101))
_LIGHTS = cells("".join(f"{1 + (code >> corner & 1)}," for corner in range(4)) for code in range(16))
_GRADES = cells(f"{engine},{brake}," for engine in GRADES for brake in GRADES)
_BATTERY = cells(f"{charge}\n" for charge in range(101))


class StatusLane:
    """Turns blocks of the drive, read from the first on, into status rows, and remembers when faults latched."""

    period = STATUS_PERIOD

    def __init__(self, seed: int, cast: pd.DataFrame) -> None:
        cars = cast["car_number"].tolist()
        self._noise = Streams(seed, "sensors", cars)
        self._cars = cells(f"{car}," for car in cars)
        fresh = np.array([stream(seed, "fresh", car).integers((92, 92, 92, 92, 62), 99) for car in cars])
        self._tires, self._battery = fresh[:, :4].astype(np.int16), fresh[:, 4].astype(np.int16)
        self._ailing = np.flatnonzero(cast["fault"] != "none")
        ailing = cast.iloc[self._ailing]
        self._kind = ailing["fault"].map(CAR_FAULTS.index).to_numpy()
        self._corner = ailing["corner"].to_numpy()
        self._onset = ailing["onset"].to_numpy()
        ordinary = ailing["fault"].map(ORDINARY).to_numpy()
        self._lasts = np.ceil(ailing["drift"].to_numpy() * ordinary / STATUS_PERIOD).astype(np.int64)
        self._used = np.zeros(len(ailing), dtype=np.int64)
        self._latched = np.full(len(ailing), -1, dtype=np.int64)

    def rows(self, block: Block) -> dict[str, np.ndarray]:
        """Codes (C, L, 200) of each field; time and car are the axes."""
        pedals = block.pedals[:, :, ::STATUS_PERIOD]
        speed = block.speed[:, :, ::STATUS_PERIOD]
        noise = self._noise.read(block.legs * ROWS * 8).reshape(*pedals.shape, 8)
        tires = self._tires[:, None, None, :] - (noise[..., :4] >> 6)
        tires += (speed // SPEED_STEP)[..., None]
        battery = self._battery[:, None, None] - (noise[..., 4] >> 6)
        battery -= np.where(speed == 0, np.int16(STANDSTILL), np.int16(0))
        engine = ((pedals >> 2 == 5) & (noise[..., 5] < 64)).astype(np.uint8)
        brake = ((pedals & 3 == 3) & (noise[..., 6] < 64)).astype(np.uint8)
        lights = np.zeros(pedals.shape, dtype=np.uint8)
        for row, drift in zip(range(len(self._ailing)), self._wear(block), strict=True):
            car, corner = self._ailing[row], self._corner[row]
            match CAR_FAULTS[self._kind[row]]:
                case "tire":
                    tires[car, ..., corner] -= (drift * TIRE_DROP // FULL).astype(np.int16)
                case "battery":
                    left = battery[car].astype(np.int64)
                    battery[car] = left - (left - BATTERY_LEFT) * drift // FULL
                case "engine":
                    engine[car] = _grade(engine[car], drift, noise[car, ..., 7])
                case "brake":
                    brake[car] = _grade(brake[car], drift, noise[car, ..., 7])
                case "light":
                    dark = (drift == FULL) | (noise[car, ..., 7] < drift // FLICKER)
                    lights[car] |= (dark << corner).astype(np.uint8)
        np.clip(tires, 0, 100, out=tires)
        np.clip(battery, 0, 100, out=battery)
        return {
            "tires": tires,
            "lights": lights,
            "grades": engine * np.uint8(3) + brake,
            "battery": battery.astype(np.uint8),
        }

    def text(self, rows: dict[str, np.ndarray], leg: int, start: datetime) -> bytes:
        """The lines of one leg that starts at `start`: by time, then by car."""
        tires = rows["tires"][:, leg].transpose(1, 0, 2)
        return join(
            *stamps(start, range(0, LEG, STATUS_PERIOD)),
            self._cars,
            _TIRE_PAIR.take(tires[..., 0] * np.int16(101) + tires[..., 1]),
            _TIRE_PAIR.take(tires[..., 2] * np.int16(101) + tires[..., 3]),
            _LIGHTS.take(rows["lights"][:, leg].T),
            _GRADES.take(rows["grades"][:, leg].T),
            _BATTERY.take(rows["battery"][:, leg].T),
        )

    def columns(self, rows: dict[str, np.ndarray]) -> dict[str, tuple[np.ndarray, Sequence | None]]:
        """For each field its codes (C, L, 200) and what the codes stand for (None: the number itself)."""
        corners = ("fl", "fr", "bl", "br")
        engine, brake = np.divmod(rows["grades"], 3)
        return {
            **{f"tire_{name}": (rows["tires"][..., place], None) for place, name in enumerate(corners)},
            **{f"light_{name}": ((rows["lights"] >> place & 1) + 1, None) for place, name in enumerate(corners)},
            "engine": (engine, GRADES),
            "break": (brake, GRADES),
            "battery": (rows["battery"], None),
        }

    @property
    def latched(self) -> dict[int, int]:
        """For each place in the cast whose fault has latched, the second of the run at which it did."""
        return {int(car): int(at) for car, at in zip(self._ailing, self._latched, strict=True) if at >= 0}

    def _wear(self, block: Block) -> np.ndarray:
        """Drift (ailing cars, L, 200) from 0 to 256."""
        shape = (len(self._ailing), block.legs, ROWS)
        pedals, speed = (
            seen[self._ailing, :, ::STATUS_PERIOD].reshape(len(self._ailing), -1).astype(np.int64)
            for seen in (block.pedals, block.speed)
        )
        use = np.ones_like(speed)
        for kind, measure in (("tire", speed), ("brake", (pedals & 3) * speed * speed), ("engine", pedals >> 2)):
            own = self._kind == CAR_FAULTS.index(kind)
            use[own] = measure[own]
        second = block.first_leg * LEG + np.arange(pedals.shape[1]) * STATUS_PERIOD
        use *= second >= self._onset[:, None]
        used = self._used[:, None] + use.cumsum(axis=1)
        drift = np.minimum(used * FULL // self._lasts[:, None], FULL)
        full = drift == FULL
        now = (self._latched < 0) & full[:, -1]
        self._latched[now] = second[full[now].argmax(axis=1)]
        self._used = used[:, -1]
        return drift.reshape(shape)


def _grade(grade: np.ndarray, drift: np.ndarray, chance: np.ndarray) -> np.ndarray:
    """The grade of a drifting part: B ever more often, C once it has failed."""
    return np.where(drift == FULL, 2, np.maximum(grade, chance < drift)).astype(np.uint8)
