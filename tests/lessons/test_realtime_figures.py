from datetime import datetime, timedelta

import pandas as pd

from lessons.day2.realtime_overview.window_charts import draw_lateness, draw_windows
from lessons.day2.realtime_overview.windows import Row
from lessons.day3.detect_speeding.alert_charts import draw_labels, draw_rules, draw_scores
from lessons.day3.detect_speeding.scoring import Score, labelled
from utils.realtime.speeding.rule import Alert

START = datetime(2016, 1, 1)


def rows(*behind: int) -> list[Row]:
    moments = [START + timedelta(seconds=second) for second in range(len(behind))]
    return [Row(t, "A0001", 100, t + timedelta(seconds=late)) for t, late in zip(moments, behind, strict=True)]


def test_the_text_of_windows_tells_how_many_are_too_fast(told):
    draw_windows(rows(*[0] * 90), "A0001", START, minutes=1)
    assert "2 of 2 averages" in told[0]


def test_the_text_of_late_rows_tells_what_a_wait_is_good_for(told):
    draw_lateness(rows(0, 2, 5, 90, 0), waits=[10, 600])
    assert told[0].startswith("Dots of 3 rows") and "2 below the line at 10 s, 3 below the line at 600 s" in told[0]


def test_the_text_of_alerts_tells_how_many_are_right(told):
    minutes = pd.DataFrame({"car_number": "A0001", "minute": pd.to_datetime([START]), "hurried": [True]})
    first = int(pd.Timestamp(START).timestamp())
    draw_labels(labelled([Alert(first + 30, "A0001", 90.0)], minutes), minutes)
    assert "1 right, 0 false, 1 missed" in told[0]


def test_the_text_of_scores_tells_delay_and_precision(told):
    draw_scores({30: Score(3, 1, 1, pd.Series([30, 60])), 60: Score(2, 0, 0, pd.Series([60]))})
    assert "30 s: median delay 55 s, precision 0.75, recall 0.75; 60 s: median delay 70 s" in told[0]


def test_the_text_of_rules_tells_their_alerts(told):
    ends = pd.to_datetime([START, START + timedelta(minutes=1), START + timedelta(minutes=2)])
    draw_rules(
        pd.DataFrame({"end": ends, "average": [90.0, 85.0, 120.0], "threshold": [80.0, 80.0, 100.0], "window": 30})
    )
    assert "2 above 80 km/h in windows of 30 s, the lowest 85; then 1 above 100 km/h" in told[0]
