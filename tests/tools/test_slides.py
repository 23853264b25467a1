"""Which cells a deck shows, how many slides it has, and that it needs no file but its own."""

import re
from pathlib import Path

import nbformat
import pytest
from fontTools.ttLib import TTFont

from base.exceptions import LessonError
from tools import slides
from utils.lesson.catalogue import Lesson

FIXTURE = Path(__file__).parent.parent / "fixtures" / "deck.ipynb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("slides")
    slides.write_assets(folder / "assets")
    slides.write_deck(FIXTURE, folder / "day1" / "deck.html", folder / "assets")
    return folder


def notebook(*kinds, tags=()):
    cells = []
    for number, kind in enumerate(kinds):
        cell = nbformat.v4.new_markdown_cell(f"cell {number}")
        cell.metadata = {"slideshow": {"slide_type": kind}, "tags": list(tags)}
        cells.append(cell)
    return nbformat.v4.new_notebook(cells=cells)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["slide", "-", "fragment"], 1),
        (["skip", "-", "subslide", "slide", "notes"], 3),
        (["notes", "slide", "slide"], 2),
        (["slide", "skip", "subslide", "skip"], 2),
    ],
)
def test_pages_follow_the_slide_types(kinds, expected):
    assert slides.pages(notebook(*kinds)) == expected


@pytest.mark.parametrize("tag", sorted(slides.HIDDEN_TAGS))
def test_tagged_cells_are_not_shown(tag):
    nb = notebook("slide", tags=[tag])
    nb.cells += notebook("slide").cells
    assert [cell.source for cell in slides.shown(nb).cells] == ["cell 0"]
    assert len(nb.cells) == 2, "the notebook itself is left alone"


def test_a_notebook_without_slides_is_refused():
    with pytest.raises(LessonError, match="slide type"):
        slides.shown(notebook("skip", "notes"))


def test_a_lesson_that_is_not_built_says_what_to_type(tmp_path, monkeypatch):
    monkeypatch.setattr(Lesson, "built", lambda lesson, project: tmp_path / "nothing.ipynb")
    with pytest.raises(LessonError, match="course lessons day1/05_build_cluster"):
        slides.make(["day1/05"], tmp_path)


def test_without_a_lesson_there_is_no_deck(tmp_path, monkeypatch):
    monkeypatch.setattr(Lesson, "source", lambda lesson, project: tmp_path / "nothing.py")
    with pytest.raises(LessonError, match="no lesson to show"):
        slides.make(["day1"], tmp_path)


def test_of_a_quiz_only_the_questions_are_shown(tmp_path, folder):
    shown = nbformat.v4.new_output("stream", text="the question")
    cells = [nbformat.v4.new_code_cell("ex.quiz.show()", outputs=[shown], metadata={"tags": ["quiz"]})]
    cells[0].metadata["slideshow"] = {"slide_type": "slide"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "asked.ipynb")
    deck = slides.write_deck(tmp_path / "asked.ipynb", folder / "day1" / "asked.html", folder / "assets")
    text = re.sub(r"<[^>]+>", "", deck.read_text("utf-8").partition("<body")[2])
    assert "the question" in text and "quiz" not in text


def test_a_deck_names_only_files_beside_it(folder):
    text = (folder / "day1" / "deck.html").read_text("utf-8")
    named = re.findall(r'<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)="([^"]+)"', text)
    local = [name for name in named if not name.startswith("data:")]
    assert local, "a deck without styles and programs"
    assert [name for name in local if not (folder / "day1" / name).is_file()] == []


def test_styles_name_only_files_beside_them(folder):
    for sheet in (folder / "assets").glob("*.css"):
        named = re.findall(r"url\(([^)]+)\)", sheet.read_text("utf-8"))
        remote = [name for name in named if not name.startswith("data:") and not (sheet.parent / name).is_file()]
        assert remote == [], sheet.name


def test_solutions_hints_and_setup_stay_out(folder):
    text = (folder / "day1" / "deck.html").read_text("utf-8")
    for hidden in ("the solution", "compare with 60", "setup ran", "20220329"):
        assert hidden not in text


def test_the_text_font_has_hangul_and_no_table_that_browsers_refuse(folder):
    font = TTFont(folder / "assets" / "sans.woff")
    assert {ord(letter) for letter in "가힣Aa0"} <= set(font.getBestCmap())
    tables = font.keys()
    assert not [table for table in tables if table.startswith("TSI")]


def test_mathematics_is_loaded_only_where_it_is_used(folder, tmp_path):
    plain = tmp_path / "plain.ipynb"
    nbformat.write(notebook("slide"), plain)
    deck = slides.write_deck(plain, folder / "day1" / "plain.html", folder / "assets")
    assert "mathjax.js" not in deck.read_text("utf-8")
    assert "mathjax.js" in (folder / "day1" / "deck.html").read_text("utf-8")
