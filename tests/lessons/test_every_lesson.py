"""Questions asked of every lesson that has a source; a new lesson adds no test."""

import pytest

from base.settings import PROJECT
from tools import build, lint
from tools.rooms import exercises_of, quiz_of
from utils.lesson.catalogue import existing
from utils.lesson.exercise import selftest
from utils.lesson.picture import PARTS
from utils.lesson.quiz import Question

LESSONS = [pytest.param(lesson, id=lesson.key) for lesson in existing()]
EXERCISES = [
    pytest.param(lesson, name, exercise, id=f"{lesson.key}-{name}")
    for lesson in existing()
    for name, exercise in exercises_of(lesson).items()
]
QUESTIONS = [
    pytest.param(question, id=f"{lesson.key}-{number}")
    for lesson in existing()
    if quiz_of(lesson)
    for number, question in enumerate(quiz_of(lesson).questions, 1)
]


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_is_built_says_what_the_source_says(lesson):
    assert build.in_step(lesson, PROJECT) is None


@pytest.mark.parametrize("lesson", LESSONS)
def test_structure_and_style(lesson):
    errors = [str(finding) for finding in lint.findings(lesson, PROJECT) if finding.error]
    assert not errors, "\n".join(errors)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_lesson_has_exercises_a_quiz_and_services_that_exist(lesson):
    from cluster.catalogue import resolve

    assert exercises_of(lesson) and quiz_of(lesson)
    assert set(lesson.lit) <= set(PARTS)
    resolve(*lesson.services)


@pytest.mark.parametrize(("lesson", "name", "exercise"), EXERCISES)
def test_exercise_accepts_right_and_refuses_wrong(lesson, name, exercise):
    assert exercise.key == f"{lesson.short}.{name}"
    assert selftest(exercise) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_question_tells_its_options_apart(question: Question):
    states = {letter: question.judge(letter)[0] for letter in question.options}
    assert [letter for letter, state in states.items() if state == "correct"] == [question.right]
    feedback = [text for _, text in question.options.values()]
    assert len(set(feedback)) == len(feedback), "two options share their feedback"
