"""A program that is told to end first stops what it has started."""

from __future__ import annotations

import signal
import time

ONE_WISH_S = 2.0  # a terminal sends INT to a whole group, and its leader then sends TERM: both ask for the same thing

_last: float | None = None


def stop_on_term() -> None:
    """Let TERM raise KeyboardInterrupt in the main thread from now on, as Ctrl-C does, so that clean-up runs.

    A second signal within two seconds counts as the same one and does not interrupt the clean-up.
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
