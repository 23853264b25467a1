"""What a user can set, type or start stands in the documents."""

from dataclasses import fields
from pathlib import Path

import pytest

from base.settings import PROJECT, Settings
from cluster.__main__ import WORDS
from cluster.catalogue import SERVICES
from utils.lesson.catalogue import existing

PAGES = "\n".join(page.read_text("utf-8") for page in (PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))))


@pytest.mark.parametrize("name", [field.name for field in fields(Settings) if field.name != "project"])
def test_a_setting_is_documented(name):
    assert f"`SMARTCAR_{name.upper()}`" in PAGES


@pytest.mark.parametrize("verb", WORDS)
def test_a_verb_is_documented(verb):
    assert f"cluster {verb}" in PAGES


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_documented(name):
    assert f"`{name}`" in PAGES


@pytest.mark.parametrize("lesson", [lesson.key for lesson in existing([])])
def test_a_lesson_stands_in_the_page_of_its_day(lesson):
    page = PROJECT / Path(lesson).parent / "README.md"
    assert f"{Path(lesson).name}.ipynb" in page.read_text("utf-8")
