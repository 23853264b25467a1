"""``python -m utils.realtime.lane`` brings the lane up and lets cars drive, for the page of `utils.pages.lane`."""

from __future__ import annotations

import argparse

from data import dataset
from utils.realtime.lane.speed_lane import SpeedLane


def main(arguments: list[str] | None = None) -> None:
    """Brings the lane up and lets the cars drive until they have no more rows, or until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m utils.realtime.lane", description="Let rows flow in the lane.")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--scale", default="small", help="how many cars, see data.scale")
    parser.add_argument("--rate", type=int, default=100, help="rows a second")
    given = parser.parse_args(arguments)
    lines = dataset(given.scale).driver.read_text("utf-8").splitlines()
    lane = SpeedLane(lines, given.rate, lambda picture: print(picture.sentence, flush=True))
    lane.lay(lambda name, what, seconds: print(f"{seconds:5.0f} s  {name} {what}", flush=True))
    try:
        lane.drive(given.minutes * 60)
    except KeyboardInterrupt:
        print("The cars have stopped; the services go on. To end them type: cluster down")


if __name__ == "__main__":
    main()
