"""Small files and the objects that they leave; the servers are asked in the lesson itself."""

import doctest

import pandas as pd
import pytest

from lessons.day2.loading_overview import heap
from lessons.day2.loading_overview.small_files import ARRAYS, EXACT, Cost, by_car_and_minute, draw_costs, growth
from utils.figures import plots

ROWS = [f"201601010{minute:03}{second:02},A000{car},97" for minute in range(3) for second in (0, 30) for car in (1, 2)]


def test_examples():
    found = doctest.testmod(heap)
    assert found.attempted and not found.failed


def test_a_file_for_each_car_and_minute_and_the_same_rows_in_one(tmp_path, monkeypatch):
    monkeypatch.setenv("SMARTCAR_HOME", str(tmp_path))
    for _ in range(2):  # what an earlier run has left does not count
        folder = by_car_and_minute(ROWS, minutes=2)
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == [
        f"{car}-20160101000{minute}.txt" for car in ("A0001", "A0002") for minute in (0, 1)
    ]
    assert {len(file.read_text().splitlines()) for file in files} == {2}
    whole = folder.with_suffix(".txt").read_text().splitlines()
    assert sorted(whole) == sorted(row for row in ROWS if row[:12] < "201601010002")


def objects(number: int) -> pd.DataFrame:
    sizes = [72, 24, 64, 40, 40]
    rows = [(number, number * size) for size in sizes]
    return pd.DataFrame(rows, index=[*EXACT, *ARRAYS], columns=["objects", "bytes"])


@pytest.fixture
def cost() -> Cost:
    return Cost(10, 10, 1000, 200, kept=growth(objects(5), objects(15)))


def test_growth_is_told_by_kind_and_the_cost_of_a_file_follows(cost):
    assert cost.kept.loc["file"].tolist() == [10, 720, 72]
    assert (cost.heap, cost.per_file) == (1600, 240)


def test_nothing_grown_divides_by_nothing():
    assert growth(objects(5), objects(5))["bytes each"].tolist() == [0] * 5


def test_the_drawing_tells_both_sides(cost, monkeypatch):
    texts = []
    monkeypatch.setattr(plots, "show", lambda figure, alt: texts.append(alt))
    one = Cost(1, 1, 1000, 200, kept=growth(objects(4), objects(5)))
    draw_costs(one, cost)
    assert "heap for files and blocks: 1,600 bytes against 160 bytes" in texts[0]
