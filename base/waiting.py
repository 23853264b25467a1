"""The one waiting loop of the course."""

from __future__ import annotations

import time
from collections.abc import Callable

from base.exceptions import NotReady

# for one answer: a server that is busy or still loads its pages answers late; one that is gone refuses at once
ANSWER_SECONDS = 30


def wait_until(
    condition: Callable[[], object], what: str, seconds: float, pause: float = 0.1, advice: str = ""
) -> float:
    """Wait for a condition and return the seconds it took.

    Raises `NotReady` when the deadline passes; it says `what` was waited for, and gives `advice`. A condition that
    itself blocks until there is news, such as the poll of a consumer, needs no `pause` between two looks.
    """
    begin = time.monotonic()
    while not condition():
        if time.monotonic() - begin > seconds:
            raise NotReady(f"Waited {seconds:.0f} s, but this did not happen: {what}. {advice}".rstrip())
        time.sleep(pause)
    return time.monotonic() - begin
