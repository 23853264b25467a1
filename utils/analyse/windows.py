"""The status log in windows: means of each car, from which models learn, and when a part was seen to have failed."""

from __future__ import annotations

import pandas as pd

from base.exceptions import DataError
from data.records import STATUS

TIRES = ("tire_fl", "tire_fr", "tire_bl", "tire_br")
MEANS = (*TIRES, "battery", "engine_b", "brake_b")  # the last two are shares of rows with grade B
FLAT, EMPTY = 58, 10  # %: a tyre or a battery below has failed, as grade C of engine and brake says of them
COLUMNS = [name for name in STATUS.names if not name.startswith("light")]  # lights say little in a mean


def means(status: pd.DataFrame, minutes: int) -> pd.DataFrame:
    """One row per car and window of `minutes`: `car_number`, `window` (when it begins), the means of `MEANS`, and
    `failed` (the first moment in it at which a part is seen to have failed, or none).

    `status` has the columns of the status log or of its mart. Raises `DataError` without a row, or without a column.

    >>> from data import simulate
    >>> means(simulate("tiny", 7).status(), 10).shape
    (5, 10)
    """
    _told(status.columns)
    failed = (status[list(TIRES)].min(axis=1) < FLAT) | (status["battery"] < EMPTY)
    failed |= (status["engine"] == "C") | (status["break"] == "C")
    rows = status[[*TIRES, "battery"]].assign(
        engine_b=status["engine"] == "B", brake_b=status["break"] == "B", failed=status["reg_date"].where(failed)
    )
    begins = status["reg_date"].dt.floor(f"{minutes}min").rename("window")
    groups = rows.groupby([status["car_number"], begins], observed=True)
    return _some(groups[list(MEANS)].mean().assign(failed=groups["failed"].min()).reset_index())


def means_in_spark(status, minutes: int) -> pd.DataFrame:
    """What `means` makes, of a Spark frame: the rows stay where they are, one per car and window comes back."""
    from pyspark.sql import functions as f

    _told(status.columns)
    failed = (f.least(*TIRES) < FLAT) | (f.col("battery") < EMPTY) | (f.col("engine") == "C") | (f.col("break") == "C")
    found = status.groupBy("car_number", f.window("reg_date", f"{minutes} minutes")["start"].alias("window")).agg(
        *(f.avg(name).alias(name) for name in (*TIRES, "battery")),
        f.avg((f.col("engine") == "B").cast("int")).alias("engine_b"),
        f.avg((f.col("break") == "B").cast("int")).alias("brake_b"),
        f.min(f.when(failed, f.col("reg_date"))).alias("failed"),
    )
    return _some(found.orderBy("car_number", "window").toPandas())


def _told(columns) -> None:
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        raise DataError(
            f"The status rows lack {', '.join(missing)}. Take them from Managed_SmartCar_Status_Info or the log itself."
        )


def _some(found: pd.DataFrame) -> pd.DataFrame:
    if found.empty:
        raise DataError("There is no status row. Make the mart of a day on which cars drove: publish.make('status', …)")
    return found.astype({"car_number": str, "window": "datetime64[s]", "failed": "datetime64[s]"})
