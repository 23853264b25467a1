"""A car of the learner's own: its rows are typed into Kafka as at work, and Redis says what came of them."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from datetime import datetime, timedelta

from utils.collect.topics import SMARTCAR_TOPIC
from utils.realtime.lane import measure
from utils.realtime.lane.speed_lane import SpeedLane
from utils.realtime.speeding import alerts
from utils.realtime.speeding.rule import STAMP

CAR = "A9999"
PRODUCER = ("kafka-console-producer", "--topic", SMARTCAR_TOPIC)
LATER_S = 60  # a row this much younger closes the last half minute


class OwnCar:
    """Drives a minute of its own after all that the lane's cars have written; each drive begins later than the last."""

    def __init__(self, lane: SpeedLane) -> None:
        self._lane = lane
        self._drives: dict[tuple[int, ...], list[int]] = {}
        self._begin = _next_minute(max(line[:14] for line in lane.written if line[:14].isdigit()))

    def rows(self, speeds: Sequence[int]) -> list[str]:
        """The rows of a drive, one a second, and one a minute later."""
        return [_row(self._begin + timedelta(seconds=second), speed) for second, speed in enumerate(speeds)] + [
            _row(self._begin + timedelta(seconds=len(speeds) + LATER_S), 0)
        ]

    def drive(self, speeds: Sequence[int]) -> list[int]:
        """Send a minute of speeds through Kafka; returns which half minutes Redis calls too fast: 1, 2 or both.

        The same minute is sent once, however often it is asked for.
        """
        speeds = tuple(speeds)
        if speeds not in self._drives:
            rows = self.rows(speeds)
            subprocess.run(PRODUCER, input="\n".join(rows) + "\n", text=True, check=True, capture_output=True)
            measure.settle(None, self._lane.topology)
            ends = alerts.alerts().query("car == @CAR")["end"]
            halves = ((end - self._begin).total_seconds() / 30 for end in ends if end > self._begin)
            self._drives[speeds] = sorted(round(half) for half in halves)
            self._begin = _next_minute(rows[-1][:14])
        return self._drives[speeds]


def _row(time: datetime, speed: int) -> str:
    return f"{time:{STAMP}},{CAR},3,0,F,N,{speed},A01"


def _next_minute(stamp: str) -> datetime:
    return datetime.strptime(stamp, STAMP).replace(second=0) + timedelta(minutes=1)
