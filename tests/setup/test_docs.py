"""What a user can set, type or start stands in the document where one looks for it."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from base.settings import PROJECT, Settings
from cluster.__main__ import WORDS
from cluster.catalogue import SERVICES
from utils.lesson.catalogue import existing


def quoted(page: str, heading: str) -> list[str]:
    """What stands between back-ticks in the first column of the tables whose first heading this is."""
    cells, inside = [], False
    for line in (PROJECT / page).read_text("utf-8").splitlines():
        first = line.split("|")[1].strip() if line.startswith("|") else ""
        inside = bool(first) and (inside or first == heading)
        cells += re.findall(r"`([^`]+)`", first) if inside else []
    return cells


SETTINGS = quoted("docs/troubleshooting.md", "Variable")
VERBS = [command.split()[1] for command in quoted("docs/services.md", "Verb") if command.startswith("cluster ")]


@pytest.mark.parametrize("name", [field.name for field in fields(Settings) if field.name != "project"])
def test_a_setting_is_documented(name):
    assert f"SMARTCAR_{name.upper()}" in SETTINGS


@pytest.mark.parametrize("verb", WORDS)
def test_a_verb_is_documented(verb):
    assert verb in VERBS


def test_nothing_is_documented_that_is_not_there():
    assert set(VERBS) <= set(WORDS)
    assert set(quoted("docs/services.md", "Name")) <= set(SERVICES)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_documented(name):
    assert name in quoted("docs/services.md", "Name")


@pytest.mark.parametrize("lesson", [lesson.key for lesson in existing([])])
def test_a_lesson_stands_in_the_page_of_its_day(lesson):
    page = PROJECT / Path(lesson).parent / "README.md"
    assert f"]({Path(lesson).name}.ipynb)" in page.read_text("utf-8")
