"""Minutes of charge, and the line that is drawn on."""

import pandas as pd

from lessons.day1.big_data_concepts import battery


def test_a_falling_battery_is_found_and_its_line_continued():
    times = pd.date_range("2016-01-01", periods=30, freq="min")
    falls = pd.DataFrame({"reg_date": times, "car_number": "A0001", "battery": [90 - n for n in range(30)]})
    level = pd.DataFrame({"reg_date": times, "car_number": "B0002", "battery": 70})
    charge = battery.by_minute(pd.concat([falls, level]))
    assert charge.shape == (30, 2)
    assert battery.lost(charge).to_dict() == {"A0001": 29, "B0002": 0}
    assert battery.go_on(charge["A0001"], 60) == 30.0
