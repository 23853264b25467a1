"""The first and the last call of a lesson, without services."""

import json

import pytest

from base.exceptions import ConfigurationError, CourseError, LessonError
from utils.lesson import Exercise, ____, board, shown_error, start
from utils.lesson.progress import RUN_FILE

KEY = "day1/04_pilot_domain"


@pytest.fixture
def here(monkeypatch, tmp_path):
    monkeypatch.setenv(RUN_FILE, str(tmp_path / "records.jsonl"))
    return start(KEY, scale="tiny", seed=7)


@pytest.mark.parametrize(
    ("key", "changes", "words"),
    [
        ("day1/04_pilot", {}, "There is no lesson"),
        (KEY, {"scale": "smal"}, "There is no scale 'smal'"),
        (KEY, {"scale": 3}, "must be a word"),
        (KEY, {"seed": "7"}, "must be a whole number"),
        (KEY, {"seed": -1}, "must be a whole number"),
        (KEY, {"services": ("kafkaa",)}, "kafkaa"),
    ],
)
def test_a_wrong_argument_is_told(key, changes, words):
    with pytest.raises(ConfigurationError, match=words):
        start(key, **({"scale": "tiny", "seed": 7} | changes))


def test_a_lesson_that_needs_plain_processes_says_so_in_containers(monkeypatch):
    monkeypatch.setenv("SMARTCAR_MODE", "container")
    with pytest.raises(ConfigurationError, match=r"which it cuts.* Type: cluster down; unset SMARTCAR_MODE"):
        start("day1/03_nosql_and_cap", scale="tiny", seed=7)


def test_a_misspelt_parameter_is_refused():
    with pytest.raises(TypeError, match="sacle"):
        start(KEY, sacle="tiny", seed=7)


def test_a_misspelt_expectation_is_refused(here):
    with pytest.raises(TypeError, match="euqals"):
        here.record("rows", 3, euqals=3)


def test_world_and_files_agree(here):
    assert here.files.rows["status"] == len(here.world.status())


def test_values_are_recorded_for_the_runner(here, tmp_path, capsys):
    here.record("rows", 1000, equals=1000)
    here.record("seconds", 3.2, low=0, high=60)
    here.finish()
    out = capsys.readouterr().out
    assert "✓ rows = 1000" in out and "✓ seconds between 0 and 60" in out and "3.2" not in out
    entries = [json.loads(line) for line in (tmp_path / "records.jsonl").read_text("utf-8").splitlines()]
    assert [entry["name"] for entry in entries if entry["kind"] == "value"] == ["rows", "seconds"]
    assert any(entry["kind"] == "memory" and entry["kernel_mb"] > 10 for entry in entries)


def test_what_was_seen_is_told_beside_the_prediction(here, tmp_path, capsys):
    here.seen("DataNodes", 3, ____)
    here.seen("copies of a block", 2, 2)
    here.seen("seconds", 13.4, 14)
    here.seen("rows lost", "none", "half of them")
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "DataNodes: 3. You made no prediction.",
        "copies of a block: 2. You predicted 2, and so it is.",
        "seconds: 13.4. You predicted 14, and so it is.",
        "rows lost: none. You predicted half of them.",
    ]
    here.record("rows", 1, equals=1)
    here.finish()
    assert "2 of your 3 predictions came true." in capsys.readouterr().out
    entries = [json.loads(line) for line in (tmp_path / "records.jsonl").read_text("utf-8").splitlines()]
    assert [entry["true"] for entry in entries if entry["kind"] == "prediction"] == [True, True, False]


def test_a_tick_says_whose_answer_it_is_for(here, capsys):
    exercise = Exercise("demo.q1", right=4, wrong={3: "Count again.", 5: "Too many."}, hints=["h"], insight="i")
    here.record("as given", exercise.check(____), equals=4, of=exercise)
    here.record("after a wrong answer", exercise.check(3), equals=4, of=exercise)
    here.record("after the right one", exercise.check(4), equals=4, of=exercise)
    told = capsys.readouterr().out
    assert "Count again. The lesson goes on with the reference answer." in told
    assert "✓ as given = 4 (with the reference answer)\n" in told
    assert "✓ after a wrong answer = 4 (with the reference answer)\n" in told
    assert "✓ after the right one = 4\n" in told
    here.finish()
    assert capsys.readouterr().out.count("(with the reference answer)") == 2


@pytest.mark.parametrize(
    ("value", "expected", "words"),
    [
        (3, {"equals": 4}, "lost is 3, but must be 4"),
        (3, {"low": 4}, "must be at least 4"),
        (3, {"high": 2}, "must be at most 2"),
        (float("nan"), {"low": 0, "high": 1}, "must be between 0 and 1"),
        (3, {}, "neither a range nor equals"),
        (3, {"low": 1, "equals": 3}, "one of them must go"),
    ],
)
def test_a_value_that_does_not_hold_stops_the_lesson(here, value, expected, words):
    with pytest.raises(LessonError, match=words):
        here.record("lost", value, **expected)


def test_a_name_is_recorded_once_and_something_must_be(here):
    with pytest.raises(LessonError, match="records no value"):
        here.finish()
    here.record("rows", 1, low=0)
    with pytest.raises(LessonError, match="twice"):
        here.record("rows", 1, low=0)


def test_memory_over_the_budget_fails_at_the_end(here):
    here.record("rows", 1, low=0)
    here.memory_mb = here.lesson.memory_mb + 1
    with pytest.raises(LessonError, match="may take 4096 MB"):
        here.finish()


def test_shown_error_prints_and_goes_on_but_wants_an_error(capsys):
    with shown_error(ValueError):
        int("x")
    assert capsys.readouterr().out == "ValueError: invalid literal for int() with base 10: 'x'\n"
    with pytest.raises(CourseError, match="none was raised"), shown_error():
        pass
    with pytest.raises(KeyError), shown_error(ValueError):
        {}["a"]


def test_board_has_a_plain_twin_and_escapes():
    table = [board.Row("kafka", 3, "Keeps <streams>.", "ready", 900, ("http://localhost:1",))]
    both = board.bundle(table, "Caption")
    assert "&lt;streams&gt;" in both["text/html"] and 'scope="row"' in both["text/html"]
    assert both["text/plain"].splitlines()[2].split()[:2] == ["kafka", "3"] and "900 MB" in both["text/plain"]
