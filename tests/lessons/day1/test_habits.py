"""The four cars that the pilot's lesson draws are what its letters promise."""

import pandas as pd

from lessons.day1.pilot_domain import habits

SECONDS = range(600)
SPEEDS = {
    "A0001": lambda second: 200,  # fast all the time
    "B0002": lambda second: 30,  # the calmest
    "C0003": lambda second: 180 if second < 100 else 40,
    "D0004": lambda second: 190 if second > 500 else 40,
    "E0005": lambda second: 45,
}


def test_letters_stand_for_what_is_told_of_them():
    rows = [
        (pd.Timestamp("2016-01-01") + pd.Timedelta(seconds=second), car, speed(second))
        for car, speed in SPEEDS.items()
        for second in SECONDS
    ]
    drives = pd.DataFrame(rows, columns=["date", "car_number", "speed"])
    assert habits.four(drives) == {"P": "D0004", "Q": "B0002", "R": "A0001", "S": "C0003"}
