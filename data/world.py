"""A world: a scale, a seed and a start. Nothing is generated before it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from base.exceptions import ConfigurationError
from data import incidents, market
from data.driver import DriverLane
from data.driving import Block, drive
from data.records import DRIVER, STATUS
from data.registry import Registry, registry
from data.scale import LEG, Scale, as_scale
from data.status import StatusLane

SEED = 20220329
START = datetime(2016, 1, 1)  # Asia/Seoul, as every time in the data; kept without a zone, as in the files


@dataclass(frozen=True)
class World:
    """Cars that drive from `start` on.

    Every call simulates its frame again, with one row per row of the file and the columns of the record type
    (`data.records`): numbers are integers, times are datetime64 in Asia/Seoul without a zone, car numbers and other
    repeated texts of `status` and `driver` are categories. A `full` driver frame needs 0.5 GB.
    """

    scale: Scale
    seed: int
    start: datetime

    @property
    def seconds(self) -> int:
        return self.scale.seconds

    @property
    def cars(self) -> list[str]:
        """Numbers of the cars that drive, sorted."""
        return self.driving()["car_number"].tolist()

    @property
    def everyone(self) -> Registry:
        """Master and cast of the 2,600 cars (see `data.registry`)."""
        return registry(self.seed)

    def registry(self) -> pd.DataFrame:
        """The 2,600 cars with the columns of the master, one row per car."""
        return self.everyone.master.copy()

    def driving(self) -> pd.DataFrame:
        """One row per car that drives, columns as in `Registry.cast`: for scoring, not for models."""
        return self.everyone.driving(self.scale.cars)

    def blocks(self, legs_per_block: int | None = None) -> Iterator[Block]:
        """The drive from its start, in blocks of legs."""
        into_day = self.start.hour * 3600 + self.start.minute * 60
        yield from drive(self.seed, self.driving(), self.seconds // LEG, into_day, legs_per_block)

    def status(self) -> pd.DataFrame:
        """Data set A, the status log: a row per car and 3 s, sorted by time, then car."""
        return self._frame(self.status_lane(), STATUS.names)

    def driver(self) -> pd.DataFrame:
        """Data set B, the driver log: a row per car and second, sorted by time, then car."""
        return self._frame(self.driver_lane(), DRIVER.names)

    def status_lane(self) -> StatusLane:
        return StatusLane(self.seed, self.driving())

    def driver_lane(self) -> DriverLane:
        return DriverLane(self.seed, self.driving())

    def master(self) -> pd.DataFrame:
        """Data set C: the 2,600 registered cars and their owners."""
        return self.registry()

    def purchases(self) -> pd.DataFrame:
        """Data set D: 100,000 purchases in the half year that ends with the month of the start."""
        return market.purchases(self.everyone, self.seed, self.start)

    def income(self) -> pd.DataFrame:
        """Data set E: the columns of the master and the yearly `income` of each owner, in 10,000 won."""
        return market.income(self.everyone, self.seed)

    def incidents(self) -> pd.DataFrame:
        """Data set F: 200,000 situations, ten inputs from 0 to 2 and the label `acciPos` from 0 to 2."""
        return incidents.incidents(self.seed)

    def _frame(self, lane: StatusLane | DriverLane, names: tuple[str, ...]) -> pd.DataFrame:
        parts: dict[str, list[np.ndarray]] = {}
        meaning = {}
        for block in self.blocks():
            for name, (codes, values) in lane.columns(lane.rows(block)).items():
                parts.setdefault(name, []).append(codes.transpose(1, 2, 0).ravel())
                meaning[name] = values
        times = pd.date_range(self.start, periods=self.seconds // lane.period, freq=f"{lane.period}s", unit="s")
        cars = self.cars
        columns = {
            names[0]: np.repeat(times, len(cars)),
            names[1]: pd.Categorical.from_codes(np.tile(np.arange(len(cars)), len(times)), cars),
        }
        for name in names[2:]:
            codes = np.concatenate(parts[name])
            values = meaning[name]
            columns[name] = codes.astype(np.int16) if values is None else pd.Categorical.from_codes(codes, list(values))
        return pd.DataFrame(columns)


def simulate(scale: str | Scale = "small", seed: int = SEED, start: datetime | str = START) -> World:
    """The world of a scale and a seed.

    `start` is a time or its ISO text, on a whole ten minutes. Raises ConfigurationError otherwise.

    >>> world = simulate("tiny")
    >>> len(world.cars), world.seconds
    (5, 600)
    """
    start = datetime.fromisoformat(start) if isinstance(start, str) else start
    if (start - datetime.combine(start.date(), datetime.min.time())) % timedelta(seconds=LEG):
        raise ConfigurationError(
            f"The start {start} does not lie on a whole ten minutes, as a leg of the drive does. "
            f"Use for example {start.replace(minute=start.minute // 10 * 10, second=0, microsecond=0)}."
        )
    return World(as_scale(scale), int(seed), start)
