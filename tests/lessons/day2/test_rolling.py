import doctest
from math import inf

from lessons.day2.loading_overview import rolling
from lessons.day2.loading_overview.rolling import FLUME, Stream, closed_after, files_a_day

STATUS = Stream(rows_per_second=100 / 3, row_bytes=48)


def test_examples():
    found = doctest.testmod(rolling)
    assert found.attempted and not found.failed


def test_the_first_limit_that_is_reached_closes():
    assert closed_after(STATUS, FLUME) == 10 / (100 / 3)
    assert closed_after(STATUS, FLUME | {"rollCount": 0}) == 1024 / (100 / 3 * 48)
    assert closed_after(STATUS, {"rollInterval": 30, "rollSize": 0, "rollCount": 0}) == 30


def test_without_limits_a_file_is_never_closed():
    assert closed_after(STATUS, {}) == inf
    assert files_a_day(STATUS, {}) == 1


def test_files_a_day():
    assert files_a_day(STATUS, FLUME) == 288_000
    assert files_a_day(STATUS, {"rollInterval": 3600}) == 24
    assert files_a_day(STATUS, {"rollInterval": 3500}) == 25
