"""How fast are rows made? Rows per second of CPU, against three yardsticks, measured side by side.

Run `python -m benchmarks.simulator.measure [scale] [rounds]`; it prints a Markdown table.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from data import World, simulate
from data.driver import DriverLane
from data.scale import LEG
from data.status import StatusLane

ORIGINAL = 133_000  # status rows per second of CPU: the stated figure of the Java generator that the pilot began with
BY_HAND = 200_000  # rows that the row-by-row formatter gets, enough for a steady figure


def lines(world: World, lane: StatusLane | DriverLane) -> Iterator[bytes]:
    """The text of one lane, ten minutes at a time."""
    for block in world.blocks():
        rows = lane.rows(block)
        for leg in range(block.legs):
            yield lane.text(rows, leg, world.start + timedelta(seconds=(block.first_leg + leg) * LEG))


def write(world: World, lane: StatusLane | DriverLane, path: Path) -> None:
    """Generates, formats and writes one lane."""
    with path.open("wb") as file:
        file.writelines(lines(world, lane))


def write_by_hand(rows: list[tuple], path: Path) -> None:
    """Formats and writes rows that are there already, one after the other."""
    with path.open("w", encoding="utf-8") as file:
        for stamp, *values in rows:
            file.write(f"{stamp:%Y%m%d%H%M%S},{','.join(map(str, values))}\n")


def seconds(work: Callable[[], object], rounds: int) -> list[float]:
    """CPU seconds of each round, after one that does not count."""
    work()
    measured = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        measured.append(time.process_time() - began)
    return measured


def time_plain_writing(chunks: list[bytes], path: Path, rounds: int) -> list[float]:
    """CPU seconds of writing bytes that are there already."""

    def work() -> None:
        with path.open("wb") as file:
            file.writelines(chunks)

    return seconds(work, rounds)


def main(scale: str = "full", rounds: int = 7) -> None:
    world = simulate(scale)
    world.driving()
    print("| What | Rows | MB | Rows per CPU second: median (least – most) | MB per CPU second |")
    print("|---|---|---|---|---|")

    def report(what: str, rows: int, path: Path, taken: list[float]) -> float:
        """Prints a line of the table; returns rows per CPU second."""
        median, least, most = (rows / choose(taken) for choose in (statistics.median, max, min))
        spread = f"{median:,.0f} ({least:,.0f} – {most:,.0f})"
        size = path.stat().st_size / 1e6
        print(f"| {what} | {rows:,} | {size:.1f} | {spread} | {size * median / rows:.0f} |")
        return median

    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows"
        rows = world.scale.driver_rows
        report(
            "driver: make, format, write", rows, path, seconds(lambda: write(world, world.driver_lane(), path), rounds)
        )
        rows = world.scale.status_rows
        taken = seconds(lambda: write(world, world.status_lane(), path), rounds)
        status = report("status: make, format, write", rows, path, taken)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

        taken = time_plain_writing(list(lines(world, world.status_lane())), path, rounds)
        bare = report("the same status bytes: write", rows, path, taken)

        ready = list(simulate("class").status().head(BY_HAND).itertuples(index=False, name=None))
        taken = seconds(lambda: write_by_hand(ready, path), rounds)
        by_hand = report("status, row by row in Python: format, write", len(ready), path, taken)

    print(f"\n* {status / ORIGINAL:.1f} times the original's {ORIGINAL:,} status rows per CPU second")
    print(f"* {status / by_hand:.1f} times the rows of the row-by-row formatter, which makes nothing")
    print(f"* {bare / status:.1f} times the CPU of writing the same bytes")
    print(f"* at most {memory:.0f} MB of memory while both lanes were written")


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:3]))
