"""The day on which a day's file is collected."""

import doctest

from lessons.day2.loading_overview import ingest_date


def test_examples():
    found = doctest.testmod(ingest_date)
    assert found.attempted and not found.failed


def test_the_file_of_the_last_day_of_a_year_is_collected_in_the_next():
    assert ingest_date.collected("SmartCarStatusInfo_20151231.txt") == "20160101"
