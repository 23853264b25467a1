"""Quizzes: questions with feedback for every option."""

from __future__ import annotations

from collections.abc import Mapping

from base.exceptions import LessonError
from utils.lesson.answers import Blank
from utils.lesson.progress import note

LETTERS = "abcdefgh"


class Question:
    """One question with options ``{"a": (text, feedback), …}``; `right` is the letter of the right one.

    Raises LessonError for fewer than three options, a letter left out, or an option without feedback.
    """

    def __init__(self, text: str, options: Mapping[str, tuple[str, str]], right: str) -> None:
        self.text, self.options, self.right = text, dict(options), right
        letters = "".join(self.options)
        if len(letters) < 3 or letters != LETTERS[: len(letters)] or right not in self.options:
            raise LessonError(f"The question {text!r} needs options a, b, c, … (three or more) and one right letter.")
        for letter, (option, feedback) in self.options.items():
            if not option.strip() or len(feedback.split()) < 3:
                raise LessonError(f"Option {letter} of the question {text!r} needs a text and a feedback that helps.")

    def judge(self, answer: object) -> tuple[str, str]:
        """State and feedback of an answer."""
        if isinstance(answer, Blank):
            return "not attempted", "Put the letter of an option in place of ____."
        letter = answer.strip().lower() if isinstance(answer, str) else ""
        if letter not in self.options:
            return "incorrect", f"There is no option {answer!r}. Choose one of {', '.join(self.options)}, as text."
        return ("correct" if letter == self.right else "incorrect"), self.options[letter][1]


class Quiz:
    """Questions in order. `show` draws them, `check` answers to the letters given in the same order."""

    def __init__(self, key: str, *questions: Question) -> None:
        self.key, self.questions = key, questions
        if not questions:
            raise LessonError(f"The quiz {key} has no question.")

    def show(self) -> None:
        """Draw the questions, as Markdown with a plain twin."""
        from IPython.display import display

        display({"text/markdown": self.markdown(), "text/plain": self.markdown().replace("**", "")}, raw=True)

    def markdown(self) -> str:
        blocks = []
        for number, question in enumerate(self.questions, 1):
            options = "\n".join(f"- **{letter}** {text}" for letter, (text, _) in question.options.items())
            blocks.append(f"**{number}. {question.text}**\n\n{options}")
        return "\n\n".join(blocks)

    def check(self, *answers: object) -> None:
        """Print the feedback for each answer, and how many are right."""
        if len(answers) != len(self.questions):
            raise LessonError(f"The quiz has {len(self.questions)} questions, but {len(answers)} answers were given.")
        states = []
        for number, (question, answer) in enumerate(zip(self.questions, answers, strict=True), 1):
            state, feedback = question.judge(answer)
            states.append(state)
            note(f"{self.key}.{number}", state)
            if state != "not attempted":
                print(f"{number}. {state.capitalize()}. {feedback}")
        if "not attempted" in states:
            numbers = ", ".join(str(n) for n, state in enumerate(states, 1) if state == "not attempted")
            print(f"Not attempted: {numbers}. Put the letter of an option in place of ____ and run the cell again.")
        else:
            print(f"{states.count('correct')} of {len(states)} are right.")
