"""What a maintenance model learns from: a car at a moment, what its log has told, and whether a part fails soon."""

from __future__ import annotations

import numpy as np
import pandas as pd

from base.exceptions import DataError
from utils.analyse.windows import TIRES

WINDOW, EVERY = 2, 4  # minutes: of a window, and from one example of a car to the next
BACK = (4, 10)  # minutes over which the newest windows are averaged
AHEAD = 20  # minutes: a part that fails within them fails soon
SIGNALS = ("tire_drop", "battery_drop", "engine_b", "brake_b")
FEATURES = tuple(f"{name}{over}" for name in SIGNALS for over in ("", *(f"_{back}" for back in BACK)))


def examples(windows: pd.DataFrame, master: pd.DataFrame) -> pd.DataFrame:
    """One row per car and moment `at`, every 4 minutes until a part is seen to have failed.

    `windows` are those of `windows.means(…, WINDOW)`. Columns: `car_number`, `at`, `FEATURES`, the levels `tire_low`
    and `battery`, `car_model` from the master, and `soon`: 1 if a part is seen to fail in the 20 minutes after `at`, 0
    if none is, missing where the log ends before. `tire_drop` is what a tyre has lost since its best window, in 40 %,
    the largest of four; `battery_drop` the share lost. Raises `DataError` if the log is too short, or for a car that
    the master does not have.
    """
    unknown = sorted(set(windows["car_number"]) - set(master["car_number"]))
    if unknown:
        raise DataError(f"The master does not have {len(unknown)} cars, first {unknown[0]}. Load it again.")
    wide = windows.pivot(index="window", columns="car_number")
    tires = np.stack([(wide[tire].cummax() - wide[tire]) / 40 for tire in TIRES])
    signals = {
        "tire_drop": wide["tire_fl"] * 0 + tires.max(axis=0),
        "battery_drop": 1 - wide["battery"] / wide["battery"].cummax(),
        "engine_b": wide["engine_b"],
        "brake_b": wide["brake_b"],
    }
    told = {}
    for name, signal in signals.items():
        told |= {name: signal} | {f"{name}_{back}": signal.rolling(back // WINDOW).mean() for back in BACK}
    told |= {"tire_low": pd.concat([wide[tire] for tire in TIRES]).groupby(level=0).min(), "battery": wide["battery"]}
    frame = pd.concat({name: values.stack() for name, values in told.items()}, axis=1).dropna().reset_index()
    frame["at"] = frame.pop("window") + pd.Timedelta(minutes=WINDOW)
    seen = frame["car_number"].map(windows.groupby("car_number")["failed"].min())
    end = windows["window"].max() + pd.Timedelta(minutes=WINDOW)
    horizon = frame["at"] + pd.Timedelta(minutes=AHEAD)
    frame["soon"] = (seen < horizon).astype(float).where(horizon <= end)
    minute = frame["at"].dt.hour * 60 + frame["at"].dt.minute
    frame = frame[(seen.isna() | (seen >= frame["at"])) & (minute % EVERY == 0)]
    if frame["soon"].notna().sum() == 0:
        raise DataError(f"The log ends before {BACK[-1] + AHEAD + WINDOW} minutes. Take a longer time, such as 3 h.")
    models = master.set_index("car_number")["car_model"]
    return frame.assign(car_model=frame["car_number"].map(models)).reset_index(drop=True)


def split(rows: pd.DataFrame, share: float = 1 / 3, seed: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Examples with a known `soon`, to learn from and to test with: every car is on one side only.

    `share` of the cars of which a part fails are tested, and the same share of the others. Raises `DataError` if a side
    has one class only.
    """
    rows = rows[rows["soon"].notna()]
    fails = rows.groupby("car_number")["soon"].max()
    rng = np.random.default_rng(seed)
    tested = []
    for kind in (0, 1):
        cars = rng.permutation(fails.index[fails == kind])
        tested.extend(cars[: round(len(cars) * share)])
    there = rows["car_number"].isin(tested)
    for side in (rows[~there], rows[there]):
        both(side["soon"])
    return rows[~there], rows[there]


def both(soon: pd.Series) -> None:
    """Raise `DataError` unless there are rows of both classes."""
    if soon.nunique() < 2:
        what = "no car fails soon" if soon.max() == 0 else "every car fails soon" if len(soon) else "there is no row"
        raise DataError(f"In {len(soon)} rows {what}, so nothing can be learned. Take more cars, as 1000 cars 3 h.")


def mart4(rows: pd.DataFrame) -> pd.Series:
    """The rule of the mart of cars to be checked, on the newest window: 1 for a tyre below 80 or a battery below 30."""
    return ((rows["tire_low"] < 80) | (rows["battery"] < 30)).astype(float)


def score(rows: pd.DataFrame) -> pd.Series:
    """The largest of the four newest signals, without any learning."""
    return rows[list(SIGNALS)].max(axis=1)
