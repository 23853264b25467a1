"""Exercises: a task with its test, and the right and wrong answers that prove the test."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from base.exceptions import LessonError
from utils.lesson.answers import Blank, NotAttempted, difference, settled, watched
from utils.lesson.progress import note

WRONG_AT_LEAST = 2


@dataclass(frozen=True)
class Verdict:
    """What a check found: `state` is "not attempted", "incorrect" or "correct"."""

    state: str
    text: str

    def __str__(self) -> str:
        return f"{self.state.capitalize()}. {self.text}".strip()


class Exercise:
    """One task.

    Args:
        key: ``"day1_05.q1"``: day and number of the lesson, then the name of the exercise.
        right: the reference answer: a value, a function, or a `Later`. `check` hands it on where the learner's
            answer is not right, so that the lesson goes on.
        wrong: at least two typical wrong answers, each with the reason the learner is told: ``{99: "reason"}``, or
            pairs where an answer cannot be a key. A function's reason may be "" when the test gives one.
        test: ``test(answer, **facts)`` returns None or True for a right answer, a reason or False for a wrong one;
            an exception inside becomes a reason. Default: compare with `right`.
        hints: each says a little more than the one before.
        solution: text or code; default: the source of `right`, or its value.
        insight: what the learner now knows, told with *correct*.
        also: further answers that must be accepted.
        facts: what the test needs to know about the run. These stand-ins prove the exercise; the lesson gives the real
            ones by `given`.

    >>> q = Exercise("demo.q1", right=100, wrong={40: "That is one second's worth.", 99: "Count both ends."},
    ...              hints=["What triggers a commit?"], insight="A group repeats what it had not committed.")
    >>> q.check(40)
    Incorrect. That is one second's worth. The lesson goes on with the reference answer.
    100
    >>> q.check(100)
    Correct. A group repeats what it had not committed.
    100
    """

    def __init__(
        self,
        key: str,
        *,
        right: object,
        wrong: Mapping[object, str] | Sequence[tuple[object, str]],
        hints: Sequence[str],
        insight: str,
        test: Callable[..., object] | None = None,
        solution: str = "",
        also: Sequence[object] = (),
        facts: Mapping[str, object] | None = None,
    ) -> None:
        self.key, self.test, self.insight, self.hints = key, test, insight, tuple(hints)
        self.accepted = (right, *also)
        self.refused = tuple(wrong.items() if isinstance(wrong, Mapping) else wrong)
        self.facts = dict(facts or {})
        self._solution = solution
        self._hinted = 0
        self.state = "not attempted"  # of the last check
        if len(self.refused) < WRONG_AT_LEAST:
            raise LessonError(f"{key} has {len(self.refused)} wrong answers, but needs {WRONG_AT_LEAST} typical ones.")
        if not self.hints or not insight:
            raise LessonError(f"{key} needs at least one hint, and an insight that is told with the right answer.")

    def given(self, **facts: object) -> None:
        """Give the test what the run has measured, instead of the stand-ins."""
        unknown = set(facts) - set(self.facts)
        if unknown:
            names, known = ", ".join(sorted(unknown)), ", ".join(self.facts)
            raise LessonError(f"{self.key} knows no fact {names}; it has: {known}.")
        self.facts |= facts

    @property
    def reference(self) -> object:
        """The right answer of this run."""
        return settled(self.accepted[0], self.facts)

    def judge(self, answer: object) -> Verdict:
        """The verdict on an answer; nothing is printed or remembered."""
        ask = f"ask ex.{self.key.rpartition('.')[2]}.hint()"
        again = f"Look again, or {ask}."
        if isinstance(answer, Blank):
            return Verdict("not attempted", f"Put your answer in place of ____ and run the cell again, or {ask}.")
        try:
            found = self._apply(watched(answer))
        except NotAttempted:
            return Verdict("not attempted", f"Your function still returns ____. Write its body, or {ask}.")
        except AssertionError as error:
            found = str(error) or False
        except Exception as error:  # a learner's function may raise anything
            found = f"It ended with {type(error).__name__}: {error}"
        if found is None or found is True:
            return Verdict("correct", self.insight)
        return Verdict("incorrect", self._reason(answer) or (found if isinstance(found, str) else again))

    def check(self, answer: object) -> object:
        """Print the verdict; return the answer if it is right, else the reference."""
        verdict = self.judge(answer)
        self.state = verdict.state
        print(verdict, *(["The lesson goes on with the reference answer."] if self.state == "incorrect" else ()))
        note(self.key, verdict.state)
        return answer if verdict.state == "correct" else self.reference

    def hint(self) -> None:
        """Print the next hint."""
        number = min(self._hinted, len(self.hints) - 1)
        self._hinted += 1
        print(f"Hint {number + 1} of {len(self.hints)}. {self.hints[number]}")

    def solution(self) -> None:
        """Print the solution."""
        print(self.solution_text())

    def solution_text(self) -> str:
        """The solution as text or code."""
        reference = self.reference
        if self._solution:
            return textwrap.dedent(self._solution).strip()
        return inspect.getsource(reference).strip() if inspect.isfunction(reference) else f"{reference!r}"

    def _reason(self, answer: object) -> str | None:
        """The reason for this wrong answer, if it is one of the typical ones."""
        for wrong, reason in self.refused:
            wrong = settled(wrong, self.facts)
            if reason and not callable(wrong) and difference(answer, wrong) is None:
                return reason
        return None

    def _apply(self, answer: object) -> object:
        if self.test is not None:
            return self.test(answer, **self.facts)
        reasons = [difference(answer, settled(right, self.facts)) for right in self.accepted]
        return None if None in reasons else f"{reasons[0]} Look again."


def selftest(exercise: Exercise) -> list[str]:
    """Sentences about what is wrong with an exercise; none if its test tells right answers from wrong ones."""
    findings = []
    for number, answer in enumerate(exercise.accepted):
        verdict = exercise.judge(settled(answer, exercise.facts))
        if verdict.state != "correct":
            findings.append(f"{exercise.key} does not accept right answer {number}: {verdict}")
    for number, (answer, _) in enumerate(exercise.refused):
        verdict = exercise.judge(settled(answer, exercise.facts))
        if verdict.state != "incorrect":
            findings.append(f"{exercise.key} does not refuse wrong answer {number}: {verdict}")
        elif "Look again" in verdict.text:
            findings.append(f"{exercise.key} gives no reason for wrong answer {number}: {verdict}")
    if not exercise.solution_text():
        findings.append(f"{exercise.key} has no solution.")
    return findings
