"""The status log in windows: means of each car, from which models learn, and when a part was seen to have failed."""

from __future__ import annotations

import pandas as pd

from base.exceptions import DataError
from data.records import STATUS

TIRES = ("tire_fl", "tire_fr", "tire_bl", "tire_br")
MEANS = (*TIRES, "battery", "engine_b", "brake_b")  # the last two are shares of rows with grade B
FLAT, EMPTY = 58, 10  # %: a tyre or a battery below has failed, as grade C of engine and brake says of them


def means(status: pd.DataFrame, minutes: int) -> pd.DataFrame:
    """One row per car and window of `minutes`: `car_number`, `window` (when it begins), the means of `MEANS`, and
    `failed` (the first moment in it at which a part is seen to have failed, or none).

    `status` has the columns of the status log or of its mart. Lights are left out: in a mean they say little. Raises
    `DataError` without a row, or without a column.

    >>> from data import simulate
    >>> means(simulate("tiny", 7).status(), 10).shape
    (5, 10)
    """
    told(status)
    failed = (status[list(TIRES)].min(axis=1) < FLAT) | (status["battery"] < EMPTY)
    failed |= (status["engine"] == "C") | (status["break"] == "C")
    rows = status[[*TIRES, "battery"]].assign(
        engine_b=status["engine"] == "B", brake_b=status["break"] == "B", failed=status["reg_date"].where(failed)
    )
    begins = status["reg_date"].dt.floor(f"{minutes}min").rename("window")
    groups = rows.groupby([status["car_number"].astype(str), begins])
    return groups[list(MEANS)].mean().assign(failed=groups["failed"].min()).reset_index()


def told(status: pd.DataFrame) -> None:
    """Raise `DataError` if the status rows are none, or lack a column."""
    missing = [name for name in STATUS.names if name not in status and not name.startswith("light")]
    if missing:
        raise DataError(
            f"The status rows lack {', '.join(missing)}. Take them from Managed_SmartCar_Status_Info or the log itself."
        )
    if status.empty:
        raise DataError("There is no status row. Make the mart of a day on which cars drove: publish.make('status', …)")
