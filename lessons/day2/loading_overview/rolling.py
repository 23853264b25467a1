"""When a writer closes its file and begins the next: the first of Flume's three limits that is reached decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, inf

DAY = 86_400  # s
FLUME = {"rollInterval": 30, "rollSize": 1024, "rollCount": 10}  # what Flume takes where nothing is said
LIMITS = tuple(FLUME)


@dataclass(frozen=True)
class Stream:
    """Rows that arrive evenly, all day."""

    rows_per_second: float
    row_bytes: float


def closed_after(stream: Stream, limits: Mapping[str, float]) -> float:
    """Seconds from the first row of a file to its closing; 0 in `limits` means no limit, all 0 never.

    ``rollInterval`` is in seconds, ``rollSize`` in bytes, ``rollCount`` in rows.

    >>> closed_after(Stream(100, 50), {"rollInterval": 60, "rollSize": 0, "rollCount": 1000})
    10.0
    """
    bytes_per_second = stream.rows_per_second * stream.row_bytes
    speeds = {"rollInterval": 1, "rollSize": bytes_per_second, "rollCount": stream.rows_per_second}
    return min((limits[name] / speeds[name] for name in LIMITS if limits.get(name)), default=inf)


def files_a_day(stream: Stream, limits: Mapping[str, float]) -> int:
    """How many files a day of the stream becomes.

    >>> files_a_day(Stream(100, 50), FLUME)
    864000
    """
    return max(ceil(round(DAY / closed_after(stream, limits), 6)), 1)
