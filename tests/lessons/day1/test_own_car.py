"""The learner's own car: its rows follow the record type and the log, and a minute is sent once."""

from types import SimpleNamespace

import pandas as pd
import pytest

from data.records import DRIVER, parse_line
from lessons.day1.course_tour import own_car

WRITTEN = ["Driver Status Infomation,CarNum", "20160101001319,A0001,3,0,F,N,90,A01"]


@pytest.fixture
def sent(monkeypatch) -> list[str]:
    found = []
    monkeypatch.setattr(own_car.subprocess, "run", lambda argv, input, **_: found.append(input))
    monkeypatch.setattr(own_car.measure, "settle", lambda agent, topology: None)
    ends = pd.to_datetime(["2016-01-01 00:15:00", "2016-01-01 00:15:00"])
    alerts = pd.DataFrame({"car": ["A9999", "A0001"], "end": ends})
    monkeypatch.setattr(own_car.alerts, "alerts", lambda: alerts)
    return found


def test_rows_begin_with_the_next_minute_and_one_more_closes_the_last_window():
    rows = own_car.OwnCar(SimpleNamespace(written=WRITTEN)).rows([130, 60])
    read = [parse_line(DRIVER, row) for row in rows]
    assert [row["speed"] for row in read] == [130, 60, 0]
    assert [f"{row['date']:%H:%M:%S}" for row in read] == ["00:14:00", "00:14:01", "00:15:02"]


def test_a_minute_is_sent_once_and_its_half_minutes_are_told(sent):
    car = own_car.OwnCar(SimpleNamespace(written=WRITTEN, topology=None))
    assert car.drive([90] * 60) == car.drive([90] * 60) == [2]
    assert len(sent) == 1 and len(sent[0].splitlines()) == 61
    assert car.drive([10] * 60) == []
    assert sent[1].startswith("20160101001700")
