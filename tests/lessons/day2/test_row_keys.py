import doctest

import pandas as pd
import pytest

from data import dataset
from lessons.day2.realtime_overview import row_keys
from lessons.day2.realtime_overview.drawings import draw_loads
from utils.figures import plots


def test_examples():
    found = doctest.testmod(row_keys)
    assert found.attempted and not found.failed


def test_a_thinned_log_keeps_every_car_and_every_last_digit(tmp_path, monkeypatch):
    monkeypatch.setenv("SMARTCAR_HOME", str(tmp_path))
    rows = row_keys.thinned(dataset("tiny", 7).driver)
    assert len(rows) == 5 * len(range(0, 600, 7))
    assert len({row["car_number"] for row in rows}) == 5
    assert {row["date"][-1] for row in rows} == set("0123456789")


def test_the_text_of_loads_tells_the_busiest_region(monkeypatch):
    told = []
    monkeypatch.setattr(plots, "show", lambda figure, alt: told.append(alt))
    loads = {"even": pd.DataFrame({"00": [5, 5]}), "hot": pd.DataFrame({"00": [10, 0]})}
    draw_loads(loads, pd.DataFrame({"rows read": [10, 4], "rows wanted": [2, 4]}, index=list(loads)))
    assert "even: the busiest region takes 50 % of the writes of an hour, 10 rows are read for 2;" in told[0]
    assert "hot: the busiest region takes 100 %" in told[0]


@pytest.mark.parametrize("key", [row_keys.reversed_time, row_keys.time_first])
def test_keys_of_different_rows_differ(key):
    rows = [("A0001", "20160101000000"), ("A0002", "20160101000000"), ("A0001", "20160101000001")]
    assert len({key(car, time) for car, time in rows}) == len(rows)
