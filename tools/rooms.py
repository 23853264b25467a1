"""What lies in the room of a lesson, ``lessons/dayN/<topic>/``: its exercises and its quiz.

``exercises.py`` holds `Exercise` objects named q1, q2, … and one `Quiz` named quiz.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from utils.lesson.catalogue import Lesson
from utils.lesson.exercise import Exercise
from utils.lesson.quiz import Quiz


def exercises_of(lesson: Lesson) -> dict[str, Exercise]:
    """The exercises of a lesson by their names; none if it has no module yet."""
    return {name: each for name, each in _members(lesson) if isinstance(each, Exercise)}


def quiz_of(lesson: Lesson) -> Quiz | None:
    """The quiz of a lesson, or None."""
    return next((each for _, each in _members(lesson) if isinstance(each, Quiz)), None)


def _members(lesson: Lesson) -> list[tuple[str, object]]:
    name = f"{lesson.room}.exercises"
    present = find_spec(lesson.room) and find_spec(name)
    return sorted(vars(import_module(name)).items()) if present else []
