"""The glossary is complete, sorted, and its page is current."""

import pytest

from base.exceptions import ConfigurationError
from tools import glossary


def test_page_is_current():
    assert glossary.PAGE.read_text("utf-8") == glossary.page(), "Type: python -m tools.glossary"


def test_terms_are_sorted_single_and_whole():
    names = [each.term for each in glossary.terms()]
    assert names == sorted(names, key=str.casefold) and len(set(names)) == len(names)
    for each in glossary.terms():
        assert each.korean and each.area and each.sentence.endswith("."), each


@pytest.mark.parametrize("name", ["offset", "OFFSET", "오프셋"])
def test_a_term_is_found_by_either_name(name):
    assert glossary.term(name).term == "offset"


def test_an_unknown_term_names_near_ones():
    with pytest.raises(ConfigurationError, match="quorum"):
        glossary.term("quark")
