"""The speaker's notes of a lesson: their minutes are those of the class, and each can be read in passing."""

import re

import pytest

from base.settings import PROJECT
from tools.build import convert
from utils.lesson.catalogue import existing

LESSONS = [pytest.param(lesson, id=lesson.key) for lesson in existing()]
MINUTES = re.compile(r"\*\*(\d+) min\.\*\*")
AT_LEAST = 5
WORDS = range(20, 91)


def notes_of(lesson):
    """The cells that only the speaker sees, with their places among all cells, and how many cells there are."""
    cells = convert(lesson.source(PROJECT)).cells
    kind = [cell.metadata.get("slideshow", {}).get("slide_type") for cell in cells]
    return {place: cell for place, cell in enumerate(cells) if kind[place] == "notes"}, cells


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_has_notes_and_each_begins_with_its_minutes(lesson):
    notes, _ = notes_of(lesson)
    assert len(notes) >= AT_LEAST
    assert [cell.id for cell in notes.values() if not MINUTES.match(cell.source)] == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_minutes_of_the_notes_are_those_of_the_class(lesson):
    notes, _ = notes_of(lesson)
    if notes:
        assert sum(int(found) for cell in notes.values() for found in MINUTES.findall(cell.source)) == lesson.minutes


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_note_is_neither_too_short_nor_too_long(lesson):
    notes, _ = notes_of(lesson)
    counted = {cell.id: len(cell.source.split()) for cell in notes.values()}
    assert {name: words for name, words in counted.items() if words not in WORDS} == {}


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_note_stands_inside_the_lesson_and_beside_its_exercises(lesson):
    notes, cells = notes_of(lesson)
    assert all(cell.cell_type == "markdown" and cell.id.endswith("-notes") for cell in notes.values())
    assert not {0, len(cells) - 1} & set(notes)
    follows = {cells[place + 1].id: set(cells[place + 1].metadata.get("tags", [])) for place in notes}
    assert [name for name, tags in follows.items() if tags & {"check", "hint", "solution"}] == []
