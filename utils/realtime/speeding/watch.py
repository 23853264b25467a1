"""The speeding rule over one partition as rows arrive: in event time, with a state that can be stored and taken up."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from utils.realtime.speeding.rule import Alert, Drive, Rule


class RuleEngine(Protocol):
    """What finds the alerts: it gets each row and the time, and calls back when a window is over."""

    def send(self, car: str, time: int, speed: int) -> None: ...

    def advance(self, time: int) -> None: ...

    def close(self) -> None: ...


MakeEngine = Callable[[Rule, Callable[[int, str, float], object], int], RuleEngine]  # rule, callback, clock


@dataclass
class State:
    """What must survive a kill: how far the rows of a partition were taken, and those that lie in open windows."""

    position: int = -1  # offset of the last row taken
    latest: int | None = None  # the latest time seen
    closed: int | None = None  # every window that ends by then is over and reported
    late: int = 0
    duplicates: int = 0
    skipped: int = 0  # offsets between rows of which Kafka had none any more
    rows: dict[tuple[str, int], int] = field(default_factory=dict)  # car and time → speed


class Watch:
    """Takes the rows of a partition in their order and collects alerts; the rule is that of `reference`.

    Rows wait until the watermark reaches them and go to the engine in the order of their times.
    """

    def __init__(self, rule: Rule, make_engine: MakeEngine, state: State | None = None) -> None:
        self.rule, self.state, self.alerts = rule, state or State(), []
        self._make, self._engine = make_engine, None
        self._waiting: list[tuple[int, str, int]] = []
        if self.state.latest is not None:
            self._rebuild()

    @property
    def watermark(self) -> int:
        return max(self.state.latest - self.rule.lateness, self.state.closed)

    def take(self, drive: Drive) -> bool:
        """Take one row; says whether it counts. Late rows and duplicates are counted apart."""
        state = self.state
        if state.latest is None:
            state.latest, mark = drive.time, drive.time - self.rule.lateness
            state.closed = mark - mark % self.rule.window
            self._rebuild()
        if drive.time < self.watermark:
            state.late += 1
            return False
        if (drive.car, drive.time) in state.rows:
            state.duplicates += 1
            return False
        state.rows[drive.car, drive.time] = drive.speed
        heapq.heappush(self._waiting, (drive.time, drive.car, drive.speed))
        state.latest = max(state.latest, drive.time)
        self._go_on()
        return True

    def change(self, rule: Rule) -> None:
        """Go on by another rule. The window that is open ends at the next boundary of the new length."""
        self.rule = rule
        if self._engine:
            self._engine.close()
            self._rebuild()

    def collect(self) -> list[Alert]:
        """The alerts found since the last call."""
        found, self.alerts = sorted(self.alerts), []
        return found

    def close(self) -> None:
        if self._engine:
            self._engine.close()

    def _rebuild(self) -> None:
        """Make a new engine and feed it the rows of the open windows."""
        self._engine = self._make(self.rule, self._found, self.state.closed)
        self._waiting = _in_order(self.state.rows)
        self._go_on()

    def _go_on(self) -> None:
        mark, state = self.watermark, self.state
        while self._waiting and self._waiting[0][0] <= mark:
            time, car, speed = heapq.heappop(self._waiting)
            self._engine.send(car, time, speed)
        self._engine.advance(mark)
        closed = mark - mark % self.rule.window
        if closed > state.closed:
            state.closed = closed
            state.rows = {key: speed for key, speed in state.rows.items() if key[1] >= closed}

    def _found(self, end: int, car: str, average: float) -> None:
        self.alerts.append(Alert(end, car, average))


def _in_order(rows: dict[tuple[str, int], int]) -> list[tuple[int, str, int]]:
    return sorted((time, car, speed) for (car, time), speed in rows.items())


def alerts_of(drives: Iterable[Drive], make_engine: MakeEngine, rule: Rule = Rule()) -> Watch:  # noqa: B008
    """A watch that has taken all rows of a list, for comparison with the reference."""
    watch = Watch(rule, make_engine)
    for drive in drives:
        watch.take(drive)
    return watch
