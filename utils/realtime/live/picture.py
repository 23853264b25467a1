"""The speed lane as plain data: what moves, what stands still, and what to type. It asks nobody; see `readings`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from statistics import median

from cluster import RoleStatus
from utils.realtime.live.growing import Position
from utils.realtime.live.hops import ABOUT, HOPS, SERVICES, Hop
from utils.realtime.live.readings import Fast, Reading
from utils.realtime.live.words import say

STILL_S = 3.0  # a hop with rows before it that has not moved for so long stands still
RATE_S = 4.0  # rates are averages over so long, or over the last two readings
KEPT = 60  # readings
FROM_ZERO = ("flume", "hbase")  # their counters start again from zero when their server does


@dataclass(frozen=True)
class Picture:
    """The whole lane at one moment."""

    time: float  # seconds since 1970
    hops: tuple[Hop, ...]
    sentence: str
    good: bool  # nothing stands still that should move
    aside: int = 0
    latency_ms: float | None = None  # from the log to HBase, median of the newest probes
    on_the_way: float = 0.0  # seconds that the oldest probe has been on its way
    positions: Mapping[str, Position] = field(default_factory=dict)
    alerts: tuple[Fast, ...] = ()
    alert_count: int = 0

    @property
    def lag(self) -> int | None:
        """Rows that Kafka keeps and the topology has not acknowledged."""
        return self.hop("storm").waiting

    def hop(self, name: str) -> Hop:
        return next(each for each in self.hops if each.name == name)


class Live:
    """Makes pictures of readings, one after the other.

    ``troubled`` says that something stands still. Then `picture` is told the roles, as `Cluster.status` has them, and
    whether the topology is submitted, and its sentence says what to type.
    """

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._past: deque[tuple[float, dict[str, int]]] = deque(maxlen=KEPT)
        self._base = dict.fromkeys(FROM_ZERO, 0)
        self._fallen: dict[str, float] = {}  # since when a counter has been below what it was
        self._moved: dict[str, float] = {}
        self._fed: dict[str, float] = {}  # since when rows have waited before a hop
        self._answered: dict[str, float] = {}
        self._latencies: deque[float] = deque(maxlen=20)
        self._apart: int | None = None  # rows in Kafka less writes of HBase while nothing is on the way

    def add(self, reading: Reading) -> None:
        """Take in a reading. If the lane was reset, forget the readings before it."""
        self._reading = reading
        before = self._past[-1][1] if self._past else {}
        counts = dict(reading.counts)
        if any(counts.get(name, before.get(name, 0)) < before.get(name, 0) for name in ("cars", "kafka")):
            self._begin()
            before = {}
        for name in FROM_ZERO:
            if name in counts and self._has_fallen(name, counts[name], before.get(name, 0)):
                del counts[name]
            elif name in counts:
                counts[name] += self._base[name]
        self._answered |= dict.fromkeys(counts, reading.time)
        for name, count in counts.items():
            if name not in self._moved or count != before.get(name, count):
                self._moved[name] = reading.time
        self._past.append((reading.time, before | counts))
        self._latencies.extend(reading.latencies)
        self._hops = self._judge()

    def _has_fallen(self, name: str, count: int, before: int) -> bool:
        """Whether a counter is below what it was, and so says nothing. If it stays there, its server has restarted."""
        if count + self._base[name] >= before:
            self._fallen.pop(name, None)
            return False
        if self._reading.time - self._fallen.setdefault(name, self._reading.time) < STILL_S:
            return True
        self._base[name] = before
        del self._fallen[name]
        return False

    @property
    def troubled(self) -> bool:
        return any(hop.state in ("stopped", "silent") for hop in self._hops)

    @property
    def counts(self) -> dict[str, int]:
        """The last count of each hop that has answered a moment ago."""
        now, counts = self._past[-1]
        return {name: count for name, count in counts.items() if now - self._answered[name] < STILL_S}

    def picture(self, roles: Iterable[RoleStatus] | None = None, submitted: bool | None = None) -> Picture:
        """The lane as it is after the last reading. Roles are those of all services that were started."""
        hops = self._hops
        if roles is not None:
            roles = tuple(role for role in roles if role.service in SERVICES)
            hops = _switched_off(hops, roles)
        told = self._reading
        sentence, good = say(hops, roles, submitted, self._latency)
        return Picture(
            told.time, hops, sentence, good, told.aside, self._latency, told.on_the_way, told.positions, told.alerts,
            told.alert_count,
        )  # fmt: skip

    @property
    def _latency(self) -> float | None:
        return median(self._latencies) if self._latencies else None

    def _judge(self) -> tuple[Hop, ...]:
        waiting, now = self._waiting(), self._reading.time
        self._fed = {name: self._fed.get(name, now) for name, rows in waiting.items() if rows}
        hops: list[Hop] = []
        for name in HOPS:
            total = self._past[-1][1].get(name)
            still = now - self._moved.get(name, now)
            if total is None:
                state = "off"
            elif now - self._answered[name] >= STILL_S:
                # how far Storm has come is kept in Kafka: of one that is silent nothing is known
                state = "starved" if name == "storm" and hops[-1].state == "silent" else "silent"
            elif still < STILL_S:
                state = "moving" if self._rate(name) else "idle"
            elif waiting.get(name) and now - self._fed[name] >= STILL_S:
                state = "stopped"
            elif any(hop.state in ("stopped", "silent") for hop in hops):
                state = "starved"
            else:
                state = "idle"
            hops.append(Hop(name, state, total, self._rate(name), waiting.get(name), still, self._trace(name)))
        return tuple(hops)

    def _waiting(self) -> dict[str, int]:
        waiting, counts = dict(self._reading.waiting), self._past[-1][1]
        if "hbase" not in counts or "kafka" not in counts:
            return waiting
        apart, rest = counts["kafka"] - counts["hbase"], waiting.get("storm")
        now = self._reading.time
        if self._apart is None:
            self._apart = min(apart, 0)
        elif rest == 0 and now - max(self._moved[name] for name in ("kafka", "hbase")) > STILL_S:
            self._apart = apart
        # what HBase has not yet is not acknowledged either
        waiting["hbase"] = max(min(apart - self._apart, rest if rest is not None else 0), 0)
        return waiting

    def _rate(self, name: str) -> float:
        now, counts = self._past[-1]
        earlier = [past for past in list(self._past)[:-1] if name in past[1]]
        if not earlier:
            return 0.0
        # readings of a busy machine may be further apart
        then = next((past for past in earlier if now - past[0] <= RATE_S), earlier[-1])
        return (counts[name] - then[1][name]) / (now - then[0])

    def _trace(self, name: str) -> tuple[float, ...]:
        pairs = zip(self._past, list(self._past)[1:], strict=False)
        return tuple(
            max(after[1].get(name, 0) - before[1].get(name, 0), 0) / (after[0] - before[0])
            for before, after in pairs
            if name in before[1]
        )


def _switched_off(hops: tuple[Hop, ...], roles: tuple[RoleStatus, ...]) -> tuple[Hop, ...]:
    """A hop that does not move because its role was never started, or ended in an orderly way, is no trouble."""
    started = {role.name for role in roles if role.state != "stopped"} | {""}
    off = [hop.name for hop in hops if ABOUT[hop.name].role not in started and hop.state != "moving"]
    return tuple(replace(hop, state="off") if hop.name in off else hop for hop in hops)
