"""A program that is told to end stops what it has started first."""

from __future__ import annotations

import signal
import time

ONE_WISH_S = 2.0  # a terminal sends INT to a whole group, whose leader then sends TERM: both mean the same wish

_last: float | None = None


def stop_on_term() -> None:
    """From now on TERM raises KeyboardInterrupt in the main thread, as Ctrl-C does, so that cleaning up runs.

    A second signal within two seconds counts as the same wish and does not interrupt the cleaning up.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)


def _interrupt(number: int, frame: object) -> None:
    global _last
    now = time.monotonic()
    if _last is not None and now - _last < ONE_WISH_S:
        return
    _last = now
    raise KeyboardInterrupt
