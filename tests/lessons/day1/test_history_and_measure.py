"""The tables of history, and what is counted in our own data."""

from data import dataset
from data.records import DRIVER
from lessons.day1.big_data_concepts.history import databases, doubling_years, growth
from lessons.day1.big_data_concepts.measure import formats, line_kinds


def test_each_fact_has_a_source_and_its_place_in_time():
    for table in (growth(), databases()):
        assert table["source"].str.len().min() > 10
        assert table["year"].is_monotonic_increasing and table["year"].between(1960, 2025).all()
    assert not databases()["name"].duplicated().any()


def test_growth_is_an_estimate_up_to_2020_and_a_forecast_after():
    table = growth()
    assert set(table.loc[table["year"] > 2020, "kind"]) == {"forecast"}
    assert set(table.loc[table["year"] <= 2020, "kind"]) == {"estimate"}
    assert 1 < doubling_years(table) < 3


def test_six_data_sets_have_their_formats():
    assert formats().shape == (6, 4)
    assert formats().loc["income"].tolist() == ["|", True, False, 10]


def test_malformed_lines_are_those_that_the_fault_made():
    files = dataset("tiny", faults=("malformed",))
    kinds = line_kinds(DRIVER, files.driver.read_text().splitlines())
    assert kinds["garbage"] == files.garbage["driver"]
    assert kinds["row"] + kinds["malformed"] == files.rows["driver"]
    assert kinds["malformed"] == files.rows["driver"] // 500
