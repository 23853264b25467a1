"""The truth: what really holds in a world. Read by scoring code, never by a model of a lesson.

| Frame | One row per | Columns beyond the key |
|---|---|---|
| cars | car of the registry | driving, segment, wild, hurry, foot, hands, taste, fault, corner, income_expected |
| faults | driving car with a fault that begins in the run | fault, part (the field), onset, latched (or missing) |
| spells | spell that is not calm | car_number, mood (hurried or weaving), begin, end (event time) |
| minutes | driving car and minute | hurried_s, weaving_s: seconds of the mood; hurried, weaving: half or more |
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
from data import incidents, market, moods
from data.records import ITEMS
from data.status import StatusLane
from data.world import World

FRAMES = ("cars", "faults", "spells", "minutes", "tastes", "incidents", "touched", "outages")
TOUCHED = ("data_set", "fault", "car_number", "event_time", "arrival_time", "text")
OUTAGES = ("fault", "begin", "end")
_CORNERS = ("fl", "fr", "bl", "br")


def of(world: World) -> dict[str, pd.DataFrame]:
    """The frames of the table above by their names, from one drive through the world."""
    lane = world.status_lane()
    for block in world.blocks():
        lane.rows(block)
    return gather(world, lane, [], [])


def gather(world: World, lane: StatusLane, touched: list[tuple], outages: list[tuple]) -> dict[str, pd.DataFrame]:
    """The frames that `of` gives, from what a drive has already collected: faults, touched rows, outages."""
    cast = world.driving()
    driven = moods.moods(world.seed, world.cars, cast["hurry"].to_numpy(), world.seconds)
    return {
        "cars": _cars(world),
        "faults": _faults(world, lane),
        "spells": _spells(world, driven),
        "minutes": _minutes(world, driven),
        "tastes": _tastes(world),
        "incidents": incidents.expected(world.seed),
        "touched": pd.DataFrame(touched, columns=list(TOUCHED)),
        "outages": pd.DataFrame(outages, columns=list(OUTAGES)),
    }


def save(frames: dict[str, pd.DataFrame], folder: Path) -> None:
    """Write each frame as a Parquet file."""
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
    frame = cast[["car_number", "segment", "wild", "hurry", "foot", "hands", "taste", "fault", "corner"]].copy()
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


def _spells(world: World, driven: moods.Moods) -> pd.DataFrame:
    car, mood, begin, end = np.array(driven.spells(world.seconds), dtype=np.int64).reshape(-1, 4).T
    start = pd.Timestamp(world.start).as_unit("ms")
    return pd.DataFrame(
        {
            "car_number": np.array(world.cars)[car],
            "mood": np.array(moods.NAMES)[mood],
            "begin": start + pd.to_timedelta(begin, unit="s"),
            "end": start + pd.to_timedelta(end, unit="s"),
        }
    )


def _minutes(world: World, driven: moods.Moods) -> pd.DataFrame:
    mood = driven.seconds(0, world.seconds).reshape(len(world.cars), -1, 60)
    minutes = pd.date_range(world.start, periods=mood.shape[1], freq="min", unit="ms")
    frame = pd.DataFrame(
        {"car_number": np.repeat(world.cars, len(minutes)), "minute": np.tile(minutes, len(world.cars))}
    )
    for name, code in (("hurried", moods.HURRIED), ("weaving", moods.WEAVING)):
        frame[f"{name}_s"] = (mood == code).sum(axis=2).ravel()
        frame[name] = frame[f"{name}_s"] >= 30
    return frame


def _tastes(world: World) -> pd.DataFrame:
    weights = market.tastes(world.everyone)
    return pd.DataFrame(
        {
            "car_number": np.repeat(world.everyone.cast["car_number"].to_numpy(), len(ITEMS)),
            "item": np.tile(ITEMS, len(weights)),
            "chance": (weights / weights.sum(axis=1, keepdims=True)).ravel(),
        }
    )
