"""The truth: what really holds in a world. Read by scoring code, never by a model of a lesson.

| Frame | One row per | Columns beyond the key |
|---|---|---|
| cars | car of the registry | driving, segment, wild, hurry (of 256 minutes), fault, corner, income_expected |
| faults | driving car with a fault that begins in the run | fault, part (the field), onset, latched (or missing) |
| minutes | driving car and minute | hurried: the driver hurries in this minute |
| tastes | car and item | chance that a purchase of this car is this item |
| incidents | row of data set F, in its order | car_number, chance_0, chance_1, chance_2, best |
| touched | row that an injected fault touched | data_set, fault, car_number, event_time, arrival_time, text |
| outages | broker outage | fault, begin, end (event time) |

The last two are empty unless faults were asked for; only files can have them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from base.exceptions import DataError
from data import incidents, market
from data.driving import MINUTES
from data.records import ITEMS
from data.scale import LEG
from data.status import StatusLane
from data.world import World

FRAMES = ("cars", "faults", "minutes", "tastes", "incidents", "touched", "outages")
TOUCHED = ("data_set", "fault", "car_number", "event_time", "arrival_time", "text")
OUTAGES = ("fault", "begin", "end")
_CORNERS = ("fl", "fr", "bl", "br")


def of(world: World) -> dict[str, pd.DataFrame]:
    """The frames of the table above by their names, from one drive through the world."""
    lane = world.status_lane()
    moods = []
    for block in world.blocks():
        lane.rows(block)
        moods.append(block.hurried)
    return gather(world, lane, moods, [], [])


def gather(
    world: World, lane: StatusLane, moods: list[np.ndarray], touched: list[tuple], outages: list[tuple]
) -> dict[str, pd.DataFrame]:
    """The frames that `of` gives, from what a drive has already collected: moods, touched rows, outages."""
    return {
        "cars": _cars(world),
        "faults": _faults(world, lane),
        "minutes": _minutes(world, moods),
        "tastes": _tastes(world),
        "incidents": incidents.expected(world.seed),
        "touched": pd.DataFrame(touched, columns=list(TOUCHED)),
        "outages": pd.DataFrame(outages, columns=list(OUTAGES)),
    }


def save(frames: dict[str, pd.DataFrame], folder: Path) -> None:
    """Writes each frame as a Parquet file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        frame.to_parquet(folder / f"{name}.parquet", index=False)


def read(folder: Path) -> dict[str, pd.DataFrame]:
    """The frames that `save` wrote, by name. Raises DataError if one is missing."""
    missing = [name for name in FRAMES if not (Path(folder) / f"{name}.parquet").is_file()]
    if missing:
        raise DataError(
            f"The truth in {folder} lacks {', '.join(missing)}. Only simulated data has a truth; "
            "write it with: python -m data write small --to FOLDER"
        )
    return {name: pd.read_parquet(Path(folder) / f"{name}.parquet") for name in FRAMES}


def _cars(world: World) -> pd.DataFrame:
    cast = world.everyone.cast
    frame = cast[["car_number", "segment", "wild", "hurry", "fault", "corner"]].copy()
    frame.insert(1, "driving", cast["car_number"].isin(world.cars))
    return frame.assign(income_expected=market.expected_income(world.everyone))


def _faults(world: World, lane: StatusLane) -> pd.DataFrame:
    cast = world.driving()
    begun = cast[(cast["fault"] != "none") & (cast["onset"] < world.seconds)]
    part = [
        f"{fault}_{_CORNERS[corner]}" if fault in ("tire", "light") else {"brake": "break"}.get(fault, fault)
        for fault, corner in zip(begun["fault"], begun["corner"], strict=True)
    ]
    latched = pd.Series(lane.latched, dtype="float64").reindex(begun.index)
    start = pd.Timestamp(world.start).as_unit("ms")
    return pd.DataFrame(
        {
            "car_number": begun["car_number"],
            "fault": begun["fault"],
            "part": part,
            "onset": start + pd.to_timedelta(begun["onset"], unit="s"),
            "latched": start + pd.to_timedelta(latched, unit="s"),
        }
    ).reset_index(drop=True)


def _minutes(world: World, moods: list[np.ndarray]) -> pd.DataFrame:
    hurried = np.concatenate(moods, axis=1).reshape(len(world.cars), -1)
    minutes = pd.date_range(world.start, periods=world.seconds // LEG * MINUTES, freq="min", unit="ms")
    return pd.DataFrame(
        {
            "car_number": np.repeat(world.cars, len(minutes)),
            "minute": np.tile(minutes, len(world.cars)),
            "hurried": hurried.ravel(),
        }
    )


def _tastes(world: World) -> pd.DataFrame:
    weights = market.tastes(world.everyone)
    return pd.DataFrame(
        {
            "car_number": np.repeat(world.everyone.cast["car_number"].to_numpy(), len(ITEMS)),
            "item": np.tile(ITEMS, len(weights)),
            "chance": (weights / weights.sum(axis=1, keepdims=True)).ravel(),
        }
    )
