"""What every lesson needs, and nothing of any one lesson.

catalogue  the one table of the 25 lessons: titles, services, budgets
start      the first call of a lesson: services, data set, table of what runs
board      that table, as HTML with a plain twin
exercise   a task that knows right and wrong answers
quiz       questions with feedback for every option
answers    the blank, answers known only later, how two answers are compared
errors     deliberate errors, shown
record     values checked against what they must be
progress   both, written down
picture    the pilot's data flow with today's part lit

A lesson says ``from utils.lesson import ____, shown_error, start``; a module of exercises imports ``Exercise``,
``Later``, ``Question``, ``Quiz``, ``judge_choices`` and ``judge_words``.
"""

from utils.lesson.answers import BLANK as ____
from utils.lesson.answers import Later, judge_choices, judge_words
from utils.lesson.errors import shown_error
from utils.lesson.exercise import Exercise
from utils.lesson.quiz import Question, Quiz
from utils.lesson.start import Here, start

__all__ = [
    "Exercise",
    "Here",
    "Later",
    "Question",
    "Quiz",
    "____",
    "judge_choices",
    "judge_words",
    "shown_error",
    "start",
]
