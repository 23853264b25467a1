"""Answers: the blank that stands for one not given, answers known only at run time, and how two are compared."""

from __future__ import annotations

import functools
import inspect
import math
from collections.abc import Callable, Collection, Mapping
from numbers import Integral, Number, Real


class Blank:
    """The value of `____`: no answer has been given yet."""

    def __repr__(self) -> str:
        return "____"


BLANK = Blank()


class NotAttempted(Exception):
    """Raised when a learner's function still returns the blank."""


class Later:
    """An answer computed from the facts of the exercise when it is needed.

    >>> Later(lambda blocks: 3 * blocks).value({"blocks": 4})
    12
    """

    def __init__(self, work_out: Callable[..., object]) -> None:
        self.work_out = work_out

    def value(self, facts: Mapping[str, object]) -> object:
        return self.work_out(**facts)


def settled(answer: object, facts: Mapping[str, object]) -> object:
    """The answer itself; for a `Later`, the value that it computes."""
    return answer.value(facts) if isinstance(answer, Later) else answer


def judge_choices(
    choice: object,
    right: Mapping[str, object],
    judge: Callable[[str, object, object], str | None],
    example: str = '"…"',
) -> str | None:
    """What is wrong with a dictionary that needs a value for each item of `right`; None if it is right.

    ``judge(name, given, wanted)`` says what is wrong with one value; `example` shows what a value looks like.

    >>> judge_choices({"a": "x"}, {"a": "x", "b": "y"}, lambda name, given, wanted: None)
    'There is no answer yet for b.'
    """
    if not isinstance(choice, dict):
        return f'A dictionary is expected: {{"{next(iter(right))}": {example}, …}}.'
    if absent := [name for name in right if name not in choice]:
        return f"There is no answer yet for {', '.join(absent)}."
    return next(filter(None, (judge(name, choice[name], wanted) for name, wanted in right.items())), None)


def judge_words(
    choice: object, right: Mapping[str, str], words: Collection[str], reasons: Mapping[str, str], none: str = ""
) -> str | None:
    """What is wrong with a dictionary that needs one of these words for each item; None if it is right.

    `reasons` holds, for each item, why another word is wrong. `none` follows a value that is none of the words; without
    it they are listed.

    >>> words = ("hot", "cold")
    >>> judge_words({"ice": "Cold "}, {"ice": "cold"}, words, {"ice": "Touch it."}, "is neither hot nor cold.")
    >>> judge_words({"ice": "hot"}, {"ice": "cold"}, words, {"ice": "Touch it."}, "is neither hot nor cold.")
    'ice: Touch it.'
    >>> judge_words({"ice": 0}, {"ice": "cold"}, words, {"ice": "Touch it."}, "is neither hot nor cold.")
    'ice: 0 is neither hot nor cold.'
    """

    unknown = none or f"is none of {', '.join(words)}."

    def judge(name: str, given: object, wanted: object) -> str | None:
        word = str(given).strip().lower()
        if word not in words:
            return f"{name}: {given!r} {unknown}"
        return None if word == wanted else f"{name}: {reasons[name]}"

    return judge_choices(choice, right, judge)


def watched(answer: object) -> object:
    """A function that raises NotAttempted where the answer returns the blank; anything else unchanged."""
    if not inspect.isfunction(answer):
        return answer

    @functools.wraps(answer)
    def call(*args: object, **kwargs: object) -> object:
        result = answer(*args, **kwargs)
        if isinstance(result, Blank):
            raise NotAttempted
        return result

    return call


def difference(answer: object, right: object) -> str | None:
    """None if two answers mean the same, else a sentence about the difference that does not give the answer away.

    Whole numbers must be equal, other numbers equal to nine digits; letter case and outer blanks of text do not
    count; the order of a list counts, that of a set or a dictionary does not; a frame is compared with its index.

    >>> difference("4", 4)
    "A whole number is expected, not the text '4'."
    >>> difference(4, 4) is None
    True
    """
    wanted, given = _kind(right), _kind(answer)
    if wanted != given and not (wanted == "a number" and given == "a whole number"):
        return f"{wanted[0].upper()}{wanted[1:]} is expected, not {_shown(answer, given)}."
    if wanted in ("a data frame", "a series"):
        return _frames(answer, right)
    if wanted == "an array":
        import numpy as np

        same = answer.shape == right.shape and bool(np.allclose(answer, right, rtol=1e-9, equal_nan=True))
        return None if same else f"An array of shape {right.shape} with other values is expected."
    if wanted == "a text":
        return None if answer.strip().casefold() == right.strip().casefold() else f"It is not {answer!r}."
    if wanted in ("a list", "a tuple") and len(answer) != len(right):
        return f"Your {wanted[2:]} has {len(answer)} items; another number is expected."
    if wanted in ("a list", "a tuple"):
        found = (difference(a, b) for a, b in zip(answer, right, strict=True))
        return next((f"Item {n}: {text}" for n, text in enumerate(found) if text), None)
    if wanted in ("a number", "a whole number"):
        same = math.isclose(answer, right, rel_tol=1e-9) if wanted == "a number" else answer == right
    else:
        same = answer == right
    return None if same else f"It is not {_shown(answer, given)}."


NEAR = 0.1  # a tenth of the value: measurements differ from run to run


def foreseen(guess: object, value: object) -> bool:
    """Whether a prediction came true: numbers within a tenth of the value, all else as an answer.

    >>> foreseen(9.5, 10), foreseen(8, 10), foreseen("none", "None"), foreseen(True, 1)
    (True, False, True, False)
    """
    if isinstance(guess, bool) != isinstance(value, bool):
        return False
    if isinstance(value, Real) and isinstance(guess, Real) and not isinstance(value, bool):
        return abs(guess - value) <= NEAR * abs(value)
    return difference(guess, value) is None


KINDS = (
    (bool, "True or False"),
    (Integral, "a whole number"),
    (Real, "a number"),
    (Number, "a number"),
    (str, "a text"),
    (list, "a list"),
    (tuple, "a tuple"),
    (set, "a set"),
    (dict, "a dictionary"),
)


def _kind(answer: object) -> str:
    for kind, name in KINDS:
        if isinstance(answer, kind):
            return name
    known = {"DataFrame": "a data frame", "Series": "a series", "ndarray": "an array", "bool": "True or False"}
    return known.get(type(answer).__name__, "a function" if callable(answer) else f"a {type(answer).__name__}")


def _shown(answer: object, kind: str) -> str:
    if kind in ("a whole number", "a number", "True or False"):
        return f"{answer}"
    text = repr(answer)
    return f"{kind.replace('a ', 'the ', 1)} {text}" if len(text) < 40 else kind


def _frames(answer, right) -> str | None:
    import pandas as pd

    compare = pd.testing.assert_frame_equal if right.ndim == 2 else pd.testing.assert_series_equal
    try:
        compare(answer, right, check_dtype=False)
    except AssertionError as error:
        if answer.shape != right.shape:
            return f"Its shape is {answer.shape}, but {right.shape} is expected."
        return f"Its values differ: {str(error).splitlines()[0]}."
    return None
