"""Data set F: driving situations, each with the accident possibility that an expert gave it.

A situation is a moment of the drive: its speed, steering, area, hour and the state of car and driver hang together as
they do in the streams, and a wild driver or a faulty car comes with what belongs to it. The expert counts as the
original does (the sum of the ten, 5 more if the area, the driver, the car or the speed is at its worst) and is 1 or 2
points off now and then. So no model can be always right; the best one can do is in the truth.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from data.random_streams import pick, stream
from data.records import INCIDENTS
from data.registry import CARS, registry

ROWS = 200_000
MISJUDGED = (-2, -1, 0, 1, 2)  # points that the expert is off
MISJUDGING = (8, 17, 50, 17, 8)  # how often, of 100
MEDIUM, HIGH = 13, 16  # points from which the possibility is medium and high
WORST = ("acciArea", "drvCond", "innCond", "carSpd")


def incidents(seed: int) -> pd.DataFrame:
    """200,000 situations: ten inputs from 0 to 2 and the expert's label `acciPos` from 0 to 2."""
    frame, _ = _situations(seed)
    rng = stream(seed, "expert")
    judged = points(frame) + np.array(MISJUDGED)[pick(rng, MISJUDGING, ROWS)]
    return frame.assign(acciPos=_possibility(judged).astype(np.int64))


def expected(seed: int) -> pd.DataFrame:
    """One row per situation: `car_number` it was taken from, `chance_0` to `chance_2`, `best`, the likeliest label."""
    frame, car = _situations(seed)
    chance = chances(frame)
    return pd.DataFrame(
        {
            "car_number": np.array(CARS, dtype=object)[car],
            **{f"chance_{label}": chance[:, label] for label in range(3)},
            "best": chance.argmax(axis=1),
        }
    )


def points(frame: pd.DataFrame) -> np.ndarray:
    """The count of the original for each row."""
    inputs = frame[list(INCIDENTS.names[:-1])].to_numpy()
    return inputs.sum(axis=1) + 5 * (frame[list(WORST)].to_numpy() == 2).any(axis=1)


def chances(frame: pd.DataFrame) -> np.ndarray:
    """The chance (rows, 3) of each label, given the ten inputs."""
    chance = np.zeros((len(frame), 3))
    count = points(frame)
    for off, weight in zip(MISJUDGED, MISJUDGING, strict=True):
        chance[np.arange(len(frame)), _possibility(count + off)] += weight / 100
    return chance


def _possibility(count: np.ndarray) -> np.ndarray:
    return (count >= MEDIUM).astype(np.intp) + (count >= HIGH)


@lru_cache(maxsize=1)
def _situations(seed: int) -> tuple[pd.DataFrame, np.ndarray]:
    """The ten inputs, and the place of each row's car in the registry."""
    rng = stream(seed, "situations")
    cast = registry(seed).cast
    car = rng.integers(len(cast), size=ROWS)
    hurried = rng.integers(256, size=ROWS) < cast["hurry"].to_numpy()[car]
    ailing = cast["fault"].ne("none").to_numpy()[car]

    def level(condition: np.ndarray, usual: tuple[int, ...], otherwise: tuple[int, ...]) -> np.ndarray:
        """0, 1 or 2 by the weights `otherwise` where the condition holds, else by `usual`."""
        return np.where(condition, pick(rng, otherwise, ROWS), pick(rng, usual, ROWS))

    hour = level(np.zeros(ROWS, dtype=bool), (14, 4, 6), (1, 1, 1))  # day, rush hours, night: of 24 hours
    jam = rng.integers(60, size=ROWS) < np.where(hour == 1, 12, 6)  # six of sixty areas, more in the rush hours
    weather = pick(rng, (60, 25, 15), ROWS)
    values = {
        "wea": weather,
        "temp": pick(rng, (60, 22, 18), ROWS),
        "hum": level(weather == 2, (50, 35, 15), (3, 27, 70)),
        "arrCar": level(jam | (hour == 1), (55, 33, 12), (5, 30, 65)),
        "timeSlot": hour,
        "acciArea": level(jam, (70, 24, 6), (20, 40, 40)),
        "drvCond": np.where(hurried, 2, level(hour == 2, (82, 18, 0), (50, 50, 0))),
        "innCond": level(ailing, (94, 6, 0), (45, 30, 25)),
        "carSpd": np.where(jam, level(hurried, (97, 3, 0), (55, 45, 0)), level(hurried, (70, 27, 3), (4, 20, 76))),
        "steeAng": level(hurried, (48, 36, 16), (26, 30, 44)),
    }
    return pd.DataFrame(values), car
