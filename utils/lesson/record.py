"""Recorded values: the numbers that a lesson rests on, each checked against what it must be."""

from __future__ import annotations

from dataclasses import dataclass

from base.exceptions import LessonError
from utils.lesson.progress import tell_runner


class Unset:
    """Says that no value is expected; None would be a value like any other."""


@dataclass(frozen=True)
class Recorded:
    """A value that held."""

    name: str
    value: object
    expected: str  # "= 4", "between 0.9 and 1", "at least 3"
    exact: bool  # the value is the same in every run and may be printed
    answered: bool = True  # false where the reference stood in for the learner's answer

    @property
    def whose(self) -> str:
        return "" if self.answered else " (with the reference answer)"

    def __str__(self) -> str:
        return f"{self.name} {self.expected}{self.whose}"


class Recorder:
    """The recorded values of one lesson, in order."""

    def __init__(self, lesson: str) -> None:
        self.lesson = lesson
        self.values: list[Recorded] = []

    def record(
        self,
        name: str,
        value: object,
        *,
        low: float | None = None,
        high: float | None = None,
        equals: object = Unset,
        answered: bool = True,
    ) -> Recorded:
        """Keep a value that is `equals`, or lies between `low` and `high` (both included).

        Raises LessonError if it does not, if nothing is expected of it, or if the name was used before.
        """
        if any(name == each.name for each in self.values):
            raise LessonError(f"{self.lesson} records {name!r} twice. Give each value a name of its own.")
        expected = _expected(name, low, high, equals)
        holds = _holds(value, low, high, equals)
        tell_runner(kind="value", name=name, value=value, expected=expected, holds=holds)
        if not holds:
            raise LessonError(
                f"{name} is {value!r}, but must be {expected.removeprefix('= ')}. If cells were skipped or run twice, "
                "restart the kernel and run the lesson from the top."
            )
        self.values.append(Recorded(name, value, expected, equals is not Unset, answered))
        return self.values[-1]


def _expected(name: str, low: float | None, high: float | None, equals: object) -> str:
    if equals is not Unset and (low is not None or high is not None):
        raise LessonError(f"{name} is recorded with a range and with equals; one of them must go.")
    if equals is not Unset:
        return f"= {equals}"
    if low is None and high is None:
        raise LessonError(f"{name} is recorded with neither a range nor equals, so nothing would be checked.")
    if low is None or high is None:
        return f"at most {high}" if low is None else f"at least {low}"
    return f"between {low} and {high}"


def _holds(value: object, low: float | None, high: float | None, equals: object) -> bool:
    if equals is not Unset:
        return bool(value == equals)
    return bool((low is None or value >= low) and (high is None or value <= high))  # a NaN is never inside
