"""Every rule finds its violation, and a lesson that follows them all passes."""

from dataclasses import replace
from types import SimpleNamespace

import jupytext
import nbformat
import pytest

import data
from base.settings import PROJECT
from tools import build, lint, practice, rules, wording
from utils.lesson.catalogue import lesson
from utils.lesson.quiz import Question

LESSON = lesson("day1/04_pilot_domain")
NINE = ", ".join(dir(data)[:9])
PROSE = "\n".join("# A sentence of ten words that only fills this little cell." for _ in range(8))


@pytest.fixture(autouse=True)
def demo_exercises(monkeypatch):
    monkeypatch.setattr(rules, "exercises_of", lambda lesson: {"q1": None, "q2": None})
    monkeypatch.setattr(rules, "quiz_of", lambda lesson: True)


@pytest.fixture
def good(project):
    """The small lesson, made long enough."""
    source = LESSON.source(project)
    filling = "".join(f"# %% [markdown]\n# **Predict** number {n}.\n{PROSE}\n\n" for n in range(12))
    guesses = "".join(
        f'# %% id="seen{n}"\nguess_{n} = ____\nhere.seen("number {n}", {n}, guess_{n})\n\n' for n in range(3)
    )
    text = source.read_text("utf-8").replace('# %% id="rows"', filling + guesses + '# %% id="rows"', 1)
    source.write_text(text, "utf-8")
    return project


def sentences(project):
    return [str(finding) for finding in lint.findings(LESSON, project)]


def test_a_lesson_that_follows_the_rules_passes(good):
    assert sentences(good) == []
    assert lint.main(["day1"], good) == 0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('tags=["objectives"]', "", "The part 'objectives' is missing"),
        ('tags=["recap"]', 'tags=["recap", "title"]', "The part 'title' is there twice"),
        ('tags=["station"]', 'tags=["statoin"]', "The tag 'statoin' is unknown"),
        ("# # The pilot: domain", "# # A pilot: domain", "must be the catalogue's"),
        ("# ## Rows", "# #### Rows", "A heading of level 4 follows one of level 2"),
        ("# ## Rows", "# # Rows", "a second heading of level 1"),
        ('scale = "tiny"', 'scale = str("tiny")', "may only set names to literals"),
        ("seed = 20220329", "sead = 20220329", "must set scale and seed"),
        ('start("day1/04_pilot_domain"', 'start("day1/03_nosql_and_cap"', "The setup must call start"),
        ("here.finish()", "here.table()", "must call here.finish()"),
        ("here.record(", "print(", "Nothing is recorded"),
        ('tags=["hint"]', "", "lacks a cell tagged hint"),
        ('id="q1-task" tags=["exercise"]', 'id="q1-task"', "comes before any exercise"),
        ("ex.q2.check(is_row)", "is_row", "never calls ex.q2.check()"),
        ("ex.quiz.show()", "1", "does not call ex.quiz.show()"),
        ("len(rows)\n", "len(rows);\n", "ends with a semicolon"),
        ("len(rows)\n", "import time\ntime.sleep(1)\n", "The cell sleeps"),
        ("len(rows)\n", 'open("/home/kim/a.csv")\n', "belongs to one machine"),
        ("len(rows)\n", 'open("C:\\\\data")\n', "belongs to one machine"),
        ("len(rows)\n", "plt.show()\n", "without alternative text"),
        ("answer = ____", "answer = int(____)", "A blank may only stand as"),
        ("len(rows)\n", 'url = "https://example.org/a"\n', "lies outside this machine"),
        ("# This small lesson", "# ![](a.png) This small lesson", "An image has no alternative text"),
        ("len(rows)\n", "\n".join(f"a{n} = {n}" for n in range(12)) + "\n", "The cell has 13 lines"),
        ("# This small lesson", "# " + "word " * 160 + "\n# This small lesson", "One idea a cell"),
        ("len(rows)\n", "import os\n\nlen(rows)\n", "F401"),
        ('# %% id="rows"', '# %% slideshow={"slide_type": "slid"}', "The slide type is 'slid'"),
        ('# %% [markdown] id="recap"', '# %%\n\n# %% [markdown] id="recap"', "The cell is empty"),
        ("here.seen(", "print(", "0 cells show what was predicted"),
        ("guess_1 = ____", "guess_1 = 1", "has no blank for the prediction"),
        ("len(rows)\n", f"from data import {NINE}\nlen(rows)\n", "names of our own are imported; 8 are the most"),
        ('tags=["at-work"]', "", "The part 'at-work' is missing"),
        ("`head -3 log`", "`dunno -3 log`", "dunno is no command of cluster sh"),
        ("| `wc -l log` |", "| |", "The card has 3 commands"),
        ("# This small lesson", "# A **topic** (주제). This small lesson", "topic is 토픽 in the glossary"),
    ],
)
def test_each_violation_is_found(good, old, new, words):
    source = LESSON.source(good)
    text = source.read_text("utf-8")
    assert old in text
    source.write_text(text.replace(old, new), "utf-8")
    assert any(words in sentence for sentence in sentences(good)), sentences(good)


def test_the_skeleton_of_the_guide_has_every_part():
    guide = (PROJECT / "docs" / "writing-lessons.md").read_text("utf-8")
    nb = jupytext.reads(guide.split("```python\n")[1].split("```")[0], "py:percent")
    for cell in nb.cells:
        cell.id = cell.metadata.id
    where = lesson("day1/05_build_cluster")
    for rule in (rules.code, rules.headings, rules.parameters, rules.parts, rules.start, rules.title):
        assert list(rule(where, nb)) == []
    for tag in (*rules.ONCE, *rules.AT_LEAST_ONCE, *rules.OTHER_TAGS, "nbval-ignore-output"):
        assert f"`{tag}`" in guide or f'"{tag}"' in guide, tag


@pytest.mark.parametrize(("kept", "words"), [(slice(0, 20), "cells; 35 to 60"), (slice(0, 14), "words; 900 to 1800")])
def test_a_thin_lesson_is_found(good, kept, words):
    nb = build.convert(LESSON.source(good))
    nb.cells = nb.cells[kept]
    assert any(words in hit[1] for hit in rules.sizes(LESSON, nb))


def test_a_lesson_with_services_needs_a_failure(good):
    nb = build.convert(LESSON.source(good))
    for cell in nb.cells:
        cell.metadata.tags = [tag for tag in cell.metadata.get("tags", []) if tag != "failure"]
    assert not any("failure" in hit[1] for hit in rules.parts(LESSON, nb))
    assert any("failure" in hit[1] for hit in rules.parts(replace(LESSON, services=("kafka",)), nb))


def test_a_lesson_with_services_types_a_command_and_acts(good):
    nb, served = build.convert(LESSON.source(good)), replace(LESSON, services=("hdfs",))
    asked = (practice.real_tools, practice.acts)
    assert not any(list(rule(LESSON, nb)) for rule in asked)
    assert all(list(rule(served, nb)) for rule in asked)
    nb.cells[-1].source = "!hdfs dfs -ls /\n" + nb.cells[-1].source
    nb.cells[-1].metadata.tags = ["acts"]
    assert not any(list(rule(served, nb)) for rule in asked)


def test_a_drawn_figure_without_words_is_found():
    image = nbformat.v4.new_output("display_data", data={"image/png": "iVBO"})
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", id="figure", outputs=[image])])
    assert [hit[0] for hit in rules.pictures(LESSON, nb)] == ["figure"]


def test_an_output_that_names_this_machine_is_found():
    told = nbformat.v4.new_output("stream", name="stdout", text=f"written to {PROJECT}/build\n")
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", id="where", outputs=[told])])
    assert [hit[0] for hit in rules.outputs(LESSON, nb)] == ["where"]


def test_loopback_and_hdfs_paths_are_allowed(good):
    source = LESSON.source(good)
    more = 'page = "http://localhost:29870/x"\nfolder = "/pilot-pjt/collect"\nlen(rows)\n'
    source.write_text(source.read_text("utf-8").replace("len(rows)\n", more, 1), "utf-8")
    assert sentences(good) == []


@pytest.mark.parametrize(
    ("texts", "rights", "words"),
    [
        (("short", "short", "much, much longer"), "ccc", "the answer is 'c'"),
        (("short", "much, much longer", "short"), "bbb", "far the longest"),
        (("short", "short", "much, much longer"), "abab", ""),
    ],
)
def test_a_quiz_that_can_be_guessed_is_found(monkeypatch, texts, rights, words):
    options = {letter: (text, "look at it again") for letter, text in zip("abc", texts, strict=True)}
    quiz = SimpleNamespace(questions=[Question("?", options, right) for right in rights])
    monkeypatch.setattr(wording, "quiz_of", lambda lesson: quiz)
    found = [hit[1] for hit in wording.quizzes(LESSON, None)]
    assert any(words in sentence for sentence in found) if words else not found
