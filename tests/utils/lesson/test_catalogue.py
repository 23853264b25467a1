"""The table of lessons: 25, unique, in order, within the budgets."""

from collections import Counter

import pytest

from base.exceptions import ConfigurationError
from utils.lesson import catalogue
from utils.lesson.picture import PARTS

PER_DAY = {"day1": 6, "day2": 4, "day3": 6, "day4": 9}


def test_the_four_days_have_their_lessons():
    keys = [lesson.key for lesson in catalogue.LESSONS]
    assert keys == sorted(set(keys))
    assert {day: sum(lesson.day == day for lesson in catalogue.LESSONS) for day in PER_DAY} == PER_DAY


@pytest.mark.parametrize("lesson", catalogue.LESSONS, ids=lambda lesson: lesson.key)
def test_a_lesson_is_whole(lesson):
    assert lesson.korean and lesson.title and lesson.lit
    assert set(lesson.lit) <= set(PARTS)
    assert 0 < lesson.seconds <= 480 and 0 < lesson.memory_mb <= catalogue.MEMORY_MB
    assert 30 <= lesson.minutes <= 90


def test_what_two_lessons_touch_is_said_to_be_shared():
    touched = Counter(thing for lesson in catalogue.LESSONS for thing in lesson.touches)
    assert {thing for thing, count in touched.items() if count > 1} == set(catalogue.SHARED)
    assert all(catalogue.SHARED.values())


def test_lessons_are_selected_by_day_key_and_short_key():
    assert len(catalogue.select(["day1"])) == 6
    assert catalogue.select(["day1/05"]) == catalogue.select(["day1/05_build_cluster"])
    assert len(catalogue.select(["day1", "day1/05"])) == 6


@pytest.mark.parametrize("word", ["day9", "day1/5", "05", "day1/05_build"])
def test_an_unknown_lesson_is_refused_with_those_known(word):
    with pytest.raises(ConfigurationError, match=r"Known: .*day"):
        catalogue.select([word])


def test_existing_and_missing_share_the_lessons(tmp_path):
    room = tmp_path / "lessons" / "day1" / "pilot_domain"
    room.mkdir(parents=True)
    (room / "lesson.py").touch()
    assert [lesson.number for lesson in catalogue.existing(["day1"], tmp_path)] == [4]
    assert [lesson.number for lesson in catalogue.missing(["day1"], tmp_path)] == [1, 2, 3, 5, 6]
