"""States of exercises and quizzes, and the self-test that proves each exercise."""

import pytest

from base.exceptions import LessonError
from utils.lesson import Exercise, Later, Question, Quiz, ____
from utils.lesson.exercise import selftest


def number(**changes):
    given = {
        "right": 100,
        "wrong": {40: "That is one second's worth.", 99: "Count both ends."},
        "hints": ["first", "second"],
        "insight": "A group repeats what it had not committed.",
    }
    return Exercise("demo.q1", **(given | changes))


def double(x):
    return 2 * x


def test_double(answer):
    return None if answer(2) == 4 else f"For 2 it gives {answer(2)}."


def function(**changes):
    wrong = [(lambda x: x, ""), (lambda: 1, "")]
    given = {"right": double, "wrong": wrong, "test": test_double, "hints": ["h"], "insight": "i"}
    return Exercise("demo.q2", **(given | changes))


test_double.__test__ = False


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        (____, "not attempted", "ex.q1.hint()"),
        (100, "correct", "A group repeats"),
        (40, "incorrect", "one second's worth"),
        (7, "incorrect", "It is not 7."),
        ("100", "incorrect", "A whole number is expected, not the text '100'."),
    ],
)
def test_states_of_a_number(answer, state, words):
    verdict = number().judge(answer)
    assert verdict.state == state and words in verdict.text


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        (lambda x: ____, "not attempted", "still returns ____"),
        (lambda x: x + x, "correct", "i"),
        (lambda x: x, "incorrect", "For 2 it gives 2."),
        (lambda x: x / 0, "incorrect", "ZeroDivisionError"),
        (lambda: 1, "incorrect", "TypeError"),
        (4, "incorrect", "TypeError"),
    ],
)
def test_states_of_a_function(answer, state, words):
    verdict = function().judge(answer)
    assert verdict.state == state and words in verdict.text


def test_check_returns_the_learners_answer_if_right_else_the_reference(capsys):
    assert number().check(____) == 100
    assert number().check(7) == 100
    assert function().check(____) is double
    mine = lambda x: x + x  # noqa: E731
    assert function().check(mine) is mine
    assert capsys.readouterr().out.splitlines()[0].startswith("Not attempted. ")


def test_hints_go_deeper_and_stay_at_the_last(capsys):
    exercise = number()
    for _ in range(3):
        exercise.hint()
    assert capsys.readouterr().out.splitlines() == ["Hint 1 of 2. first", "Hint 2 of 2. second", "Hint 2 of 2. second"]


def test_solution_is_text_else_the_source_else_the_value():
    assert number(solution="50 + 50").solution_text() == "50 + 50"
    assert function().solution_text().startswith("def double(x):")
    assert number().solution_text() == "100"


def test_facts_of_the_run_replace_the_stand_ins():
    three = Later(lambda blocks: 3 * blocks)
    wrong = [(Later(lambda blocks: blocks), "One copy."), (3, "One block.")]
    exercise = number(right=three, wrong=wrong, facts={"blocks": 4})
    assert exercise.judge(12).state == "correct"
    exercise.given(blocks=5)
    assert exercise.judge(15).state == "correct" and exercise.judge(5).text == "One copy."
    assert exercise.check(____) == 15
    with pytest.raises(LessonError, match="knows no fact"):
        exercise.given(block=5)


def test_selftest_finds_a_right_answer_refused_and_a_wrong_one_accepted():
    assert selftest(number()) == [] and selftest(function()) == []
    assert "right answer 1" in selftest(function(also=[lambda x: 3 * x]))[0]
    assert "does not refuse wrong answer 0" in selftest(number(also=[40]))[0]
    assert "does not refuse wrong answer 0" in selftest(function(wrong=[(double, ""), (lambda x: x, "")]))[0]
    assert "gives no reason" in selftest(function(test=lambda answer: answer(2) == 4))[0]


@pytest.mark.parametrize("changes", [{"wrong": {40: "one only"}}, {"hints": []}, {"insight": ""}])
def test_an_exercise_that_proves_nothing_is_refused(changes):
    with pytest.raises(LessonError):
        number(**changes)


OPTIONS = {
    "a": ("The NameNode", "It keeps the map of blocks."),
    "b": ("Every DataNode", "It knows its own blocks."),
    "c": ("ZooKeeper", "It elects leaders, no more."),
}


def test_quiz_gives_feedback_for_every_option(capsys):
    quiz = Quiz("demo.quiz", Question("Who knows?", OPTIONS, "a"), Question("Who elects?", OPTIONS, "c"))
    quiz.check("A", "b")
    assert capsys.readouterr().out.splitlines() == [
        "1. Correct. It keeps the map of blocks.",
        "2. Incorrect. It knows its own blocks.",
        "1 of 2 are right.",
    ]
    quiz.check(____, "x")
    out = capsys.readouterr().out
    assert "There is no option 'x'" in out and "Not attempted: 1." in out
    quiz.check(["a"], None)
    out = capsys.readouterr().out
    assert "There is no option ['a']" in out and "There is no option None" in out
    with pytest.raises(LessonError, match="2 questions, but 1"):
        quiz.check("a")


def test_quiz_shows_markdown_with_a_plain_twin(capsys):
    Quiz("demo.quiz", Question("Who knows?", OPTIONS, "a")).show()
    out = capsys.readouterr().out
    assert "text/markdown" in out and "text/plain" in out and "It keeps" not in out


@pytest.mark.parametrize(
    ("options", "right"),
    [(OPTIONS, "d"), ({"a": OPTIONS["a"], "b": OPTIONS["b"]}, "a"), (OPTIONS | {"c": ("ZooKeeper", "No.")}, "a")],
)
def test_a_question_without_options_or_feedback_is_refused(options, right):
    with pytest.raises(LessonError):
        Question("Who knows?", options, right)
