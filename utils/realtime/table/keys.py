"""Row keys of the table DriverCarInfo."""

from __future__ import annotations

from collections.abc import Callable


def original(row: dict[str, str]) -> str:
    """The key of the original pilot: the digits of the time from the last to the first, then the car.

    >>> original({"date": "20160101093015", "car_number": "A0001"})
    '51039010106102-A0001'
    """
    return f"{row['date'][::-1]}-{row['car_number']}"


def car_first(row: dict[str, str]) -> str:
    """The car, then the time counted down: a car's rows lie together, the newest first.

    >>> car_first({"date": "20160101093015", "car_number": "A0001"})
    'A0001-79839898906984'
    """
    return f"{row['car_number']}-{99999999999999 - int(row['date']):014d}"


KEYS: dict[str, Callable[[dict[str, str]], str]] = {"original": original, "car_first": car_first}
