"""Scoring by the truth, and the original's wrong-car alert."""

import pandas as pd
import pytest

from data import simulate, truth
from lessons.day3.detect_speeding.scoring import by_window, labelled, score
from lessons.day3.detect_speeding.wrong_car import accused, flagged
from utils.realtime.speeding.reference import apply_rule
from utils.realtime.speeding.rule import Alert, Drive

BEGIN = 1451606400


class Plain:
    """An engine that finds what its reference finds, for tests that are not about Esper."""

    def __init__(self, rule, found, now):
        self.rule, self.found, self.rows, self.told = rule, found, [], set()

    def send(self, car, time, speed):
        self.rows.append(Drive(car, time, speed))

    def advance(self, time):
        for alert in apply_rule([*self.rows, Drive("Z0000", time + self.rule.lateness, 0)], self.rule).alerts:
            if alert not in self.told:
                self.told.add(alert)
                self.found(*alert)

    def close(self):
        pass


def minutes(*hurried):
    times = pd.to_datetime([BEGIN + 60 * number for number in range(len(hurried))], unit="s").astype("datetime64[ms]")
    return pd.DataFrame({"car_number": "A0001", "minute": times, "hurried": list(hurried)})


def test_right_missed_and_false_by_hand():
    told = [Alert(BEGIN + 60, "A0001", 99.0), Alert(BEGIN + 150, "A0001", 99.0), Alert(BEGIN + 90, "B0001", 99.0)]
    found = score(told, minutes(True, True, False))
    assert (found.right, found.missed, found.false) == (1, 3, 1)  # the car B0001 is not in the truth
    assert found.delays.tolist() == [60]
    assert found.precision == 0.5 and found.recall == 0.25
    labels = labelled(told, minutes(True, True, False))
    assert labels["label"].tolist() == ["missed", "right", "missed", "missed", "false"]
    assert labels["end"].dt.minute.iloc[1] == 1


def test_another_window_is_scored_by_the_same_truth():
    drives = [Drive("A0001", BEGIN + second, 120) for second in range(60)]
    scores = by_window([*drives, Drive("A0001", BEGIN + 100, 0)], minutes(True), [30, 60])
    assert {window: (each.right, each.missed) for window, each in scores.items()} == {30: (2, 0), 60: (1, 0)}
    assert scores[60].delays.tolist() == [60]


def test_the_rule_finds_most_hurries_of_a_world():
    world = simulate("20 cars 20 min", seed=1)
    frame = world.driver()
    times = frame["date"].astype("datetime64[s]").astype("int64")
    rows = map(Drive, frame["car_number"].astype(str), times.tolist(), frame["speed"].tolist())
    found = score(apply_rule([*rows, Drive("Z0000", BEGIN + 3600, 0)]).alerts, truth.of(world)["minutes"])
    assert found.precision > 0.7 and found.recall > 0.8
    assert found.delays.median() <= 60


@pytest.mark.parametrize("last", ["A0001", "B0001"])
def test_the_original_names_the_car_at_hand(last):
    drives = [Drive("A0001", BEGIN, 120), Drive("B0001", BEGIN + 1, 20), Drive(last, BEGIN + 41, 20)]
    assert apply_rule(drives).alerts == [Alert(BEGIN + 30, "A0001", 120.0)]
    told = flagged(drives, Plain)
    assert told == [Alert(BEGIN + 41, last, 20.0)]
    table = accused(told, apply_rule(drives).alerts)
    assert table.loc["00:00:30"].tolist() == ["A0001", last, 20, last == "A0001"]
