"""The rules of a lesson's words; `tools.lint` applies them beside those of its structure."""

from __future__ import annotations

import re
from collections import Counter

from nbformat import NotebookNode

from base.settings import settings
from cluster.addresses import outside
from cluster.terminal import declared
from tools import glossary
from tools.rooms import quiz_of
from tools.rules import Hits, prose, tags
from utils.lesson.catalogue import Lesson
from utils.lesson.quiz import Question

BOLD = re.compile(r"\*\*(?P<term>[^*\n]+)\*\* \((?P<inside>[^\n]*[가-힣][^\n]*)")
TYPED = re.compile(r"^\|.*\| `(.+)` \|$", re.M)
LINUX = ("curl", "grep", "head", "tail", "wc")
COMMANDS = 4
LONGER = 1.3  # times the longest of the other options


def quizzes(lesson: Lesson, nb: NotebookNode) -> Hits:
    """A quiz cannot be guessed: not by the length of its options, not by their letters."""
    questions = quiz_of(lesson).questions if quiz_of(lesson) else ()
    longest = [each for each in questions if _length(each, each.right) > LONGER * max(_others(each))]
    if 2 * len(longest) > len(questions):
        told = f"In {len(longest)} of {len(questions)} quiz questions the right option is far the longest."
        yield "", f"{told} Shorten it, or say more in the others."
    for letter, count in Counter(each.right for each in questions).items():
        if len(questions) > 2 and 4 * count >= 3 * len(questions):
            told = f"In {count} of {len(questions)} quiz questions the answer is {letter!r}."
            yield "", f"{told} Change the order of options."


def _length(question: Question, letter: str) -> int:
    return len(question.options[letter][0])


def _others(question: Question) -> list[int]:
    return [_length(question, letter) for letter in question.options if letter != question.right]


def terms(lesson: Lesson, nb: NotebookNode) -> Hits:
    """A word in bold has the Korean of the glossary, if the glossary has the word."""
    known = {each.term.casefold(): each.korean for each in glossary.terms()}
    for cell in nb.cells:
        for match in BOLD.finditer(prose(cell)):
            word = match["term"].casefold()
            korean = known.get(word) or known.get(word.removesuffix("s"))
            if korean and korean not in match["inside"][:60]:
                yield cell.id, f"{match['term']} is {korean} in the glossary. Use that, or change tools/glossary.csv."


def commands(lesson: Lesson, nb: NotebookNode) -> Hits:
    """The card *at work you type* has commands, and each is one of `cluster sh` or of every Linux machine."""
    known = {*declared(outside(settings())), *LINUX}
    for cell in nb.cells:
        if "at-work" not in tags(cell):
            continue
        typed = TYPED.findall(prose(cell))
        if len(typed) < COMMANDS:
            yield cell.id, f"The card has {len(typed)} commands, written as | to … | `command` |; {COMMANDS} are few."
        for command in typed:
            if command.split()[0] not in known:
                yield cell.id, f"{command.split()[0]} is no command of cluster sh. See docs/services.md."


RULES = (commands, quizzes, terms)
