"""The lane of rows as a lesson runs it: what it reads aloud, counts and draws."""

import doctest
import json

import pandas as pd
import pytest

from base.exceptions import ConfigurationError
from lessons.day3.load_realtime import charts as lane_charts
from lessons.day3.load_realtime import flux_reading, live_chart, rows_lane
from lessons.day3.load_realtime.flux_reading import core, portion
from lessons.day3.load_realtime.outages import Course
from utils.figures import plots
from utils.realtime.storm.topology import ROWS, Topology

LINE = "20160101010000,F0042,5,0,F,N,150,B04"
LANE = Topology(lanes=(ROWS,))


def test_examples():
    found = doctest.testmod(flux_reading)
    assert found.attempted and not found.failed


def test_a_portion_is_what_is_asked_for_and_names_no_machine():
    told = portion(LANE, "config", "components.spoutBuilder", "bolts.hbaseBolt")
    assert "  smartcar.batch.rows: 200\n" in told and "localhost:9092" in told and "[python, hbase_bolt.py]" in told
    assert "splitBolt" not in told and "producer" not in told
    with pytest.raises(ConfigurationError, match="It has: name, config"):
        portion(LANE, "bolt")


def test_the_core_of_a_bolt_is_its_work():
    assert core("splitBolt").startswith("def work(self, batch):\n    for each in batch:")
    assert core("hbaseBolt").rstrip().endswith("self.ack(each)")


def test_the_key_of_a_line_is_car_and_time_counted_down():
    assert rows_lane.key_of(LINE) == "F0042-79839898989999"


def test_a_letter_that_was_written_twice_is_one(monkeypatch):
    letter = json.dumps({"reason": "2 fields", "line": "2016,F"})
    records = pd.DataFrame({"key": ["t-0@7", "t-1@3", "t-0@7"], "value": [letter] * 3})
    monkeypatch.setattr(rows_lane, "read", lambda topic: records)
    assert rows_lane.letters().to_dict("list") == {
        "place": ["t-0@7", "t-1@3"],
        "reason": ["2 fields"] * 2,
        "line": ["2016,F"] * 2,
    }


def test_a_standstill_is_the_longest_time_without_a_new_row():
    course = Course("none", 1.0, [0.0, 1.0], [10.0, 10.5, 3.0, 3.1])
    assert course.standstill == pytest.approx(6.9)


@pytest.fixture
def told(monkeypatch):
    """The alternative texts of the figures that were shown."""
    texts = []

    def keep(figure, alt):
        plots.png(figure)
        texts.append(alt)

    monkeypatch.setattr(plots, "show", keep)
    return texts


def test_the_texts_of_the_charts_tell_what_is_to_be_seen(told):
    lane_charts.draw_journey(pd.DataFrame({"a": [10, 20, 30], "b": [1, 1, 1], "c": [11, 21, 31]}))
    lane_charts.draw_outages([Course("worker killed", 0.5, [0.0, 1.0, 2.0], [0.1, 4.1, 4.2])])
    assert "a: half within 20 ms, 99 of 100 within 30 ms; b: half within 1 ms" in told[0]
    assert "worker killed: 4.0 s without a new row, then all 3" in told[1]


def components(spout, split, hbase):
    rows = {"kafkaSpout": spout, "splitBolt": split, "hbaseBolt": hbase}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["acked", "latency_ms"])


def test_a_component_is_judged_by_what_it_did_since_the_last_look():
    before = components((100, 50.0), (100, 2.0), (100, 10.0))
    now = components((200, 40.0), (100, 2.0), (300, 20.0))
    assert live_chart._since(before, now) == [30.0, None, 25.0]


def test_the_text_of_the_live_picture_tells_where_it_stands():
    looks = [(0.0, 0, 0, 0, 0, 0, None, None, None), (1.0, 9, 8, 8, 7, 2, 30, 2, 25)]
    ticks = pd.DataFrame(looks, columns=live_chart.COLUMNS)
    assert "splitBolt none yet" in live_chart.draw(ticks[:1])[1]
    figure, alt = live_chart.draw(ticks)
    assert plots.png(figure) and "at the end 7 are stored and 2 behind" in alt and "hbaseBolt 25 ms" in alt
