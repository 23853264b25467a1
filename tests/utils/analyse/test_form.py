"""Forms: what is typed into a field becomes part of a statement only if it looks like what stood there."""

import pytest

from base.exceptions import ConfigurationError, DataError
from utils.analyse.form import FOLDER, Form, question

NAMES = sorted(path.stem for path in FOLDER.glob("*.sql"))
SORTED = Form("select * from t where speed < ${threshold=60} order by speed ${order=asc,asc|desc}")


def test_fields_are_those_of_the_statement_with_their_defaults():
    assert {name: field.default for name, field in SORTED.fields.items()} == {"threshold": "60", "order": "asc"}
    assert SORTED.fields["order"].options == ("asc", "desc")


def test_a_field_that_occurs_twice_gets_one_value():
    form = Form("select ${n=1} where x > ${n=1}")
    assert form.filled(n=7) == "select 7 where x > 7"


@pytest.mark.parametrize("value", [40, 40.5, "40", " 40 ", -3])
def test_a_number_is_taken(value):
    assert f"speed < {str(value).strip()} " in SORTED.filled(threshold=value)


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "60 or 1 = 1", "60; drop table t", "60 -- ", "60)", "'60'", "60\nunion select 1", "${threshold=60}"),
        *("1e9", "NaN", "inf", "0x10", "٦٠", "육십", None, True, [60]),
    ],
)
def test_what_is_no_number_is_refused_and_named(value):
    with pytest.raises(DataError, match="threshold"):
        SORTED.filled(threshold=value)


def test_an_option_is_one_of_those_offered():
    assert SORTED.filled(order="desc").endswith("desc")
    with pytest.raises(DataError, match="asc, desc"):
        SORTED.filled(order="desc; drop table t")


def test_a_field_that_the_form_lacks_is_named_with_those_it_has():
    with pytest.raises(DataError, match=r"'limit'.*threshold, order"):
        SORTED.filled(limit=3)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_leaves_no_field_open(name):
    assert "${" not in question(name).filled()


def test_an_unknown_question_is_answered_with_those_there_are():
    with pytest.raises(ConfigurationError, match="speed_by_area"):
        question("sped_by_area")
