import doctest

from lessons.day2.loading_overview import safe_mode
from lessons.day2.loading_overview.safe_mode import told


def test_examples():
    found = doctest.testmod(safe_mode)
    assert found.attempted and not found.failed


def test_no_words_mean_that_it_is_off():
    assert told("") == safe_mode.SafeMode(False, 0, 0, "")


def test_switched_on_by_hand_it_waits_for_no_block():
    state = told("Safe mode is ON. It was turned on manually. Use hdfs dfsadmin -safemode leave to turn safe mode off.")
    assert state.on and (state.reported, state.total) == (0, 0)
