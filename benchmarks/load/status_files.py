"""Status files of any length, written without the other data sets, and a day in the shape of the book's."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from data import World, simulate
from data.records import STATUS
from data.scale import LEG

BOOK_PERIOD = 4  # s between two rows of a car in the book's files
BOOK_TIMES = 86_400 // BOOK_PERIOD + 1  # both midnights belong to the day: it ends with 240000


def legs(world: World):
    """The rows of a world, ten minutes at a time."""
    lane = world.status_lane()
    for block in world.blocks():
        rows = lane.rows(block)
        for leg in range(block.legs):
            yield lane.text(rows, leg, world.start + timedelta(seconds=(block.first_leg + leg) * LEG))


def write_status(scale: str, path: Path) -> int:
    """Writes the rows of a scale into one file, without garbage; returns how many."""
    world = simulate(scale)
    with path.open("wb") as file:
        file.writelines(legs(world))
    return world.scale.status_rows


def write_book_day(path: Path, cars: int = 100) -> int:
    """Writes a day as the book's generator does: a row of each car every 4 s from 000000 to 240000, both included.

    A garbage line goes ahead of the first row of each car. Returns the number of rows: 21,601 for each car.
    """
    lines = (line for leg in legs(simulate(f"{cars} cars 1 d")) for line in leg.splitlines())
    with path.open("wb") as file:
        for number in range(BOOK_TIMES):
            minutes, second = divmod(number * BOOK_PERIOD, 60)
            stamp = b"20160101%02d%02d%02d" % (*divmod(minutes, 60), second)
            for _ in range(cars):
                if number == 0:
                    file.write(f"{STATUS.garbage}\n".encode())
                file.write(stamp + next(lines)[len(stamp) :] + b"\n")
    return BOOK_TIMES * cars
