"""Windows hold what their rows say, and a failure is seen when the truth says it happened."""

import pandas as pd
import pytest

from base.exceptions import DataError
from data import simulate, truth
from utils.analyse.windows import MEANS, means


@pytest.fixture(scope="module")
def world():
    return simulate("class")


@pytest.fixture(scope="module")
def status(world):
    return world.status()


def test_a_window_holds_the_means_of_its_rows(status):
    found = means(status, 5)
    assert len(found) == 100 * 24
    row = found.iloc[30]
    end = row["window"] + pd.Timedelta(minutes=5)
    rows = status[(status["car_number"] == row["car_number"]) & status["reg_date"].between(row["window"], end, "left")]
    assert len(rows) == 100
    assert row["tire_fl"] == rows["tire_fl"].mean() and row["brake_b"] == (rows["break"] == "B").mean()
    assert found[list(MEANS)].notna().all(axis=None)


def test_a_failure_is_seen_within_minutes_of_its_true_moment_and_never_where_there_is_none(world, status):
    seen = means(status, 5).groupby("car_number")["failed"].min().dropna()
    true = truth.of(world)["faults"].query("fault != 'light'").set_index("car_number")["latched"].dropna()
    assert set(true.index) <= set(seen.index)  # a tyre may be seen flat just before it has sunk all the way
    assert len(set(seen.index) - set(true.index)) <= 1
    late = (seen[true.index] - true).dt.total_seconds() / 60
    assert late.between(-10, 5).all() and late.abs().median() < 1.5


def test_status_rows_without_a_column_or_without_a_row_are_refused_in_a_sentence(status):
    with pytest.raises(DataError, match="lack engine, battery"):
        means(status.drop(columns=["engine", "battery"]), 5)
    with pytest.raises(DataError, match="no status row"):
        means(status.head(0), 5)
