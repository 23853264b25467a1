import doctest
from datetime import datetime, timedelta

import pytest

from data import dataset
from lessons.day2.realtime_overview import windows
from lessons.day2.realtime_overview.windows import (
    Row,
    Window,
    alerts,
    arrived,
    as_they_come,
    averages,
    differences,
    through_tunnel,
)
from utils.realtime.speeding import reference
from utils.realtime.speeding.rule import drive

START = datetime(2016, 1, 1, 9)
SPEEDS = {
    "A0001": ((1, 70), (11, 80), (21, 85), (31, 100), (41, 90)),
    "B0001": ((2, 90), (12, 100), (32, 60), (42, 80)),
}


def at(second: int) -> datetime:
    return START + timedelta(seconds=second)


@pytest.fixture
def rows() -> list[Row]:
    """Two cars and two windows, in order: A 78.3 and 95, B 95 and 70 km/h."""
    found = [Row(at(second), car, speed, at(second)) for car, drive in SPEEDS.items() for second, speed in drive]
    return sorted(found)


@pytest.fixture(scope="module")
def late_log(tmp_path_factory) -> list[str]:
    patch = pytest.MonkeyPatch()
    patch.setenv("SMARTCAR_HOME", str(tmp_path_factory.mktemp("home")))
    try:
        return dataset("tiny", 7, faults=["late", "out_of_order"]).driver.read_text().splitlines()
    finally:
        patch.undo()


def test_examples():
    found = doctest.testmod(windows)
    assert found.attempted and not found.failed


def test_the_rule_finds_the_cars_that_a_hand_calculation_finds(rows):
    assert alerts(averages(rows)) == [Window("B0001", START), Window("A0001", at(30))]
    assert averages(rows)[Window("A0001", START)] == pytest.approx(78.333, abs=0.001)


def test_a_log_has_a_clock_that_never_goes_back(late_log):
    came = arrived(late_log)
    assert len(came) == 3000 == len([line for line in late_log if line[:14].isdigit()])
    assert all(row.arrival >= row.time for row in came)
    assert [row.arrival for row in came] == sorted(row.arrival for row in came)


def test_in_event_time_the_order_does_not_matter(late_log):
    came = arrived(late_log)
    assert averages(came) == averages(sorted(came, key=lambda row: row.car))
    assert averages(came) != averages(came, by="arrival")


def test_the_rule_by_hand_is_the_rule_that_the_engines_are_measured_by(late_log):
    lines = sorted(line for line in late_log if line[:14].isdigit())
    outcome = reference.apply_rule(drive(line) for line in lines)
    over = max(row.time for row in arrived(lines)) - timedelta(seconds=10)
    by_hand = [window for window in alerts(averages(arrived(lines))) if window.end <= over]
    assert [f"{window.car}-{window.end:%Y%m%d%H%M%S}" for window in by_hand] == [each.member for each in outcome.alerts]


def test_who_waits_long_enough_is_right_and_who_does_not_counts_what_is_missing(late_log):
    came = arrived(late_log)
    right = averages(came)
    late = {wait: as_they_come(came, wait) for wait in (0, 10, 600)}
    assert late[600].averages == right and not late[600].too_late
    assert len(late[0].too_late) > len(late[10].too_late) > 0
    assert late[0].most_open < late[10].most_open < late[600].most_open


def test_a_row_is_too_late_only_when_its_window_is_closed(rows):
    overtaken = [*rows[:-1], Row(at(59), "A0001", 90, at(59)), Row(at(31), "A0001", 0, at(59)), rows[-1]]
    assert not as_they_come(overtaken, 0).too_late
    closed = [*rows, Row(at(60), "B0001", 90, at(60)), Row(at(29), "A0001", 0, at(60))]
    assert as_they_come(closed, 0).too_late == [closed[-1]]
    assert not as_they_come(closed, 31).too_late


def test_what_drives_through_a_tunnel_comes_out_together_and_whole(rows):
    came = through_tunnel(rows, "A0001", at(0), at(30), out=at(40))
    assert sorted(row[:3] for row in came) == sorted(row[:3] for row in rows)
    assert [row.time.second for row in came if row.arrival == at(40)] == [1, 11, 21]
    assert [row.arrival for row in came] == sorted(row.arrival for row in came)
    found = differences(averages(rows), {"at once": as_they_come(came, 0).averages})
    assert found.loc["at once"].tolist() == [1, 0, 0]


def test_an_accused_window_and_a_missed_one_are_counted_apart():
    first, second = Window("A0001", START), Window("A0001", at(30))
    found = differences(
        {first: 90.0, second: 70.0}, {"shifted": {first: 60.0, second: 95.0}, "same": {first: 90.0, second: 70.0}}
    )
    assert found.loc["shifted"].tolist() == [2, 1, 1]
    assert found.loc["same"].tolist() == [0, 0, 0]
