"""Deliberate errors: a lesson shows them and goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from base.exceptions import LessonError


@contextmanager
def shown_error(expected: type[BaseException] | tuple[type[BaseException], ...] = Exception) -> Iterator[None]:
    """Print type and message of the error that its block raises, and let the lesson go on.

    Raises LessonError if the block raises nothing; an error of another type than `expected` passes through.

    >>> with shown_error(ValueError):
    ...     int("SmartCar")
    ValueError: invalid literal for int() with base 10: 'SmartCar'
    """
    try:
        yield
    except expected as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise LessonError(
            "This cell was to show an error, but none was raised: the failure it needs did not happen. "
            "Restart the kernel and run the lesson from the top."
        )
