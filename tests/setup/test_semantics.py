"""The page of semantics: its examples are true of our code, its Korean is the glossary's."""

import doctest
import re

import pytest

from base.settings import PROJECT
from tools import glossary

PAGE = PROJECT / "docs" / "semantics.md"
TERMS = re.findall(r"\*\*([^*]+)\*\*\s\(([^),]+)", PAGE.read_text("utf-8"))
WORDS = 1200  # two pages


def test_examples_are_true():
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted >= 15 and result.failed == 0


@pytest.mark.parametrize(("term", "korean"), TERMS, ids=[term for term, _ in TERMS])
def test_a_term_has_the_korean_of_the_glossary(term, korean):
    assert glossary.term(" ".join(term.split())).korean == korean


def test_every_heading_says_its_terms_on_two_pages():
    text = PAGE.read_text("utf-8")
    sections = re.split(r"^## ", text, flags=re.M)[1:]
    assert [section.splitlines()[0] for section in sections if not re.search(r"\*\*[^*]+\*\*\s\(", section)] == []
    assert len(text.split()) <= WORDS
