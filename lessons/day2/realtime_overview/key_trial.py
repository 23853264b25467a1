"""A learner's row key on trial: it makes the keys of three cars, which are sorted as HBase sorts them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

CARS = ("B0092", "F0042", "O0072")


def _moments() -> list[str]:
    begins = datetime(2016, 1, 1, 9), datetime(2016, 1, 2, 9)
    return [f"{begin + timedelta(seconds=17 * n):%Y%m%d%H%M%S}" for begin in begins for n in range(600)]


def judge_key(answer: object) -> str | None:
    """What is wrong with a row key; nothing if it serves the question for one car and hour, and spreads writes."""
    if not callable(answer):
        return "A function is expected: key(car, time) returns a text."
    times = _moments()
    keys = {(car, time): answer(car, time) for car in CARS for time in times}
    if not all(isinstance(key, str) for key in keys.values()):
        return f"It returns {next(iter(keys.values()))!r}. A text is expected; an f-string joins texts."
    if len(set(keys.values())) < len(keys):
        return "Two rows get the same key, and the later one replaces the earlier. Each car has a row every second."
    order = sorted(keys, key=keys.__getitem__)
    if reason := _scattered(order, answer):
        return reason
    if len({answer(car, times[0])[0] for car in CARS}) == 1:
        return ("One car's hour lies together, but the table is cut by the first letter of the key, and at any moment "
                "the first letters of all cars are the same: every car writes to the same region. What differs between "
                "two cars must come first.")  # fmt: skip
    return None


def _scattered(order: list[tuple[str, str]], answer: Callable) -> str | None:
    """Whether the rows of one car and hour do not lie side by side, and what lies between them."""
    hour = "2016010110"
    places = [n for n, (car, time) in enumerate(order) if car == CARS[1] and time.startswith(hour)]
    stretch = order[places[0] : places[-1] + 1]
    if len(stretch) == len(places):
        return None
    others = sum(car != CARS[1] for car, _ in stretch)
    which = f"{others} rows of other cars" if others else f"{len(stretch) - len(places)} rows of other hours"
    return (f"Sorted by your key, the {len(places)} rows of one car and hour do not lie side by side: {which} are "
            "between them, and a scan would read those too. "
            f"One of your keys: {answer(CARS[1], hour + '0530')}")  # fmt: skip
