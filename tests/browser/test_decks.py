"""Every deck in a real browser, from its file and without a network: nothing blank or cut off, no error."""

from pathlib import Path

import nbformat
import pytest

from base.settings import PROJECT
from tools import slides
from tools.browser import open_deck
from tools.browser import slides as walk
from utils.lesson.catalogue import existing

pytestmark = pytest.mark.browser

FIXTURE = Path(__file__).parent.parent / "fixtures" / "deck.ipynb"
NOTEBOOKS = [FIXTURE, *(lesson.built(PROJECT) for lesson in existing())]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("slides")
    slides.write_assets(folder / "assets")
    return folder


def write(folder, notebook):
    return slides.write_deck(notebook, folder / notebook.parent.name / f"{notebook.stem}.html", folder / "assets")


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_deck(folder, notebook):
    deck = write(folder, notebook)
    with open_deck(deck) as watched:
        seen = walk(watched)
    assert watched.problems == []
    assert sum(not slide.continued for slide in seen) == slides.pages(nbformat.read(notebook, as_version=4))
    wrong = [slide for slide in seen if slide.too_tall > 1 or slide.too_wide > 1 or slide.broken]
    assert wrong == []
    blank = [slide for slide in seen if not slide.text and not slide.pictures]
    assert blank == []


def test_nothing_is_lost_when_a_slide_is_continued(folder):
    with open_deck(write(folder, FIXTURE)) as watched:
        text = watched.page.evaluate("document.querySelector('.slides').textContent")
        seen = walk(watched)
    assert sum(slide.continued for slide in seen) >= 5, "the fixture has slides that must be continued"
    for part in ("Paragraph 7.", "step 30:", "값 39", "59  ", "221 rows", "차량"):
        assert part in text
    numbers = [text.index(f"step {number}:") for number in range(1, 31)]
    assert numbers == sorted(numbers)


def test_the_measure_sees_a_slide_that_is_cut_off(folder):
    with open_deck(write(folder, FIXTURE)) as watched:
        watched.page.evaluate("document.querySelector('.page').append(document.createElement('hr'))")
        watched.page.evaluate("document.querySelector('.page hr').style.height = '900px'")
        assert walk(watched)[0].too_tall > 100


def test_formulas_and_notes(folder):
    with open_deck(write(folder, FIXTURE)) as watched:
        page = watched.page
        assert page.locator(".formula svg").count() == 3
        assert page.evaluate("document.querySelector('.reveal .slides').innerText").count("$") == 0
        assert not page.locator(".speaker-notes.visible").count()
        page.keyboard.press("n")
        assert page.evaluate("Reveal.getConfig().showNotes") is True
