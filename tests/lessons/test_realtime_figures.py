"""Figures of the real-time lessons: what is drawn, asked of the figure itself, and that the text says the same."""

from datetime import datetime, timedelta

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from lessons.day2.realtime_overview.drawings import (
    TYPES,
    draw_lateness,
    draw_table,
    draw_topology,
    draw_types,
    draw_windows,
)
from lessons.day2.realtime_overview.windows import Row
from lessons.day3.detect_speeding.alert_charts import draw_labels, draw_rules, draw_scores
from lessons.day3.detect_speeding.scoring import Score, labelled
from utils.figures.plots import RED
from utils.realtime.speeding.rule import Alert
from utils.realtime.storm.topology import SCRIPTS

START = datetime(2016, 1, 1)


def rows(*behind: int, speed: int = 100) -> list[Row]:
    moments = [START + timedelta(seconds=second) for second in range(len(behind))]
    return [Row(t, "A0001", speed, t + timedelta(seconds=late)) for t, late in zip(moments, behind, strict=True)]


@pytest.mark.parametrize(("speed", "fast"), [(100, 3), (80, 0)])
def test_windows_that_are_too_fast_stand_out(shown, speed, fast):
    draw_windows(rows(*[0] * 90, speed=speed), "A0001", START, minutes=2)
    axes = shown[0].figure.axes[0]
    bars = [line for line in axes.lines if line.get_solid_capstyle() == "butt" and line.get_linewidth() > 2]
    assert sum(to_hex(line.get_color()) == RED for line in bars) == fast and len(bars) == 3
    assert shown[0].words.count(f"{speed}") >= 3 and f"{fast} of 3 averages" in shown[0].alt


def test_a_dot_for_each_late_row_and_what_a_wait_is_good_for(shown):
    draw_lateness(rows(0, 2, 5, 90, 0), waits=[10, 600])
    (dots,) = shown[0].figure.axes[0].collections
    assert [round(y) for _, y in dots.get_offsets().tolist()] == [2, 5, 90]
    assert {"wait 10 s:\n2 of 3 below", "wait 600 s:\n3 of 3 below"} <= set(shown[0].words)
    assert shown[0].alt.startswith("Dots of 3 rows")
    assert "2 below the line at 10 s, 3 below the line at 600 s" in shown[0].alt


def test_the_drawing_of_the_topology_has_every_component_and_says_so(shown):
    draw_topology()
    for name in ("kafkaSpout", *SCRIPTS, "HBase", "Redis"):
        assert name in shown[0].words and name in shown[0].alt


def test_the_drawing_of_a_table_leads_from_its_regions_to_its_files(shown):
    draw_table()
    words = "\n".join(shown[0].words)
    assert shown[0].words.count("HFile") == 3 and words.count("region\n") == 3
    for part in ("WAL", "MemStore", "flush", "compaction"):
        assert part in words
    for part in ("three regions", "MemStore", "two small HFiles", "one larger HFile"):
        assert part in shown[0].alt


def test_the_drawing_of_types_shows_each_with_its_value_and_commands(shown):
    draw_types()
    assert len(TYPES) == 5
    assert {text for row in TYPES for text in row} <= set(shown[0].words)
    for kind in ("string", "hash", "list", "set", "sorted set"):
        assert f"{kind}: " in shown[0].alt


def test_a_mark_for_each_window_that_was_told_or_true(shown):
    minutes = pd.DataFrame({"car_number": "A0001", "minute": pd.to_datetime([START]), "hurried": [True]})
    first = int(pd.Timestamp(START).timestamp())
    draw_labels(labelled([Alert(first + 30, "A0001", 90.0)], minutes), minutes)
    marks = shown[0].figure.axes[0].collections
    assert [len(each.get_offsets()) for each in marks] == [1, 0, 1]  # right, false, missed
    assert "1 right, 0 false, 1 missed" in shown[0].alt
    assert {"right: 1", "false: 0", "missed: 1"} <= set(shown[0].words)


def test_scores_are_drawn_with_their_delays_and_bars(shown):
    draw_scores({30: Score(3, 1, 2, pd.Series([30, 60])), 60: Score(2, 0, 0, pd.Series([60]))})
    left, right = shown[0].figure.axes
    assert [each.get_offsets()[:, 1].tolist() for each in left.collections] == [[40, 70], [70]]  # with the wait of 10 s
    assert [round(bar.get_height()) for bar in right.patches] == [60, 100, 75, 100]  # precision, then recall
    assert "30 s: median delay 55 s, precision 0.60, recall 0.75; 60 s: median delay 70 s" in shown[0].alt


def test_rules_are_drawn_with_their_alerts_and_thresholds(shown):
    ends = pd.to_datetime([START, START + timedelta(minutes=1), START + timedelta(minutes=2)])
    draw_rules(
        pd.DataFrame({"end": ends, "average": [90.0, 85.0, 120.0], "threshold": [80.0, 80.0, 100.0], "window": 30})
    )
    axes = shown[0].figure.axes[0]
    assert [each.get_offsets()[:, 1].tolist() for each in axes.collections] == [[90, 85], [120]]
    assert [line.get_ydata()[0] for line in axes.lines] == [80, 100]
    assert "2 above 80 km/h in windows of 30 s, the lowest 85; then 1 above 100 km/h" in shown[0].alt
