"""What flatters a score does so by as much as lessons say."""

import pytest

from base.exceptions import DataError
from data import simulate
from utils.analyse.segments import POINT, binned, ordinal
from utils.analyse.windows import means
from utils.lab.false_scores import flattered, leakage


def test_rows_of_a_car_on_both_sides_make_a_forest_look_far_better_than_it_is():
    found = leakage(means(simulate("class").status(), 10))
    precision = found["average_precision"]
    assert precision["by car"] < 0.75 and precision["by row"] > 0.93
    assert precision["by row"] - precision["by car"] >= 0.3
    assert found["known_cars"].to_dict() == {"by car": 0, "by row": 1}


def test_leakage_is_refused_where_too_few_cars_have_failed():
    with pytest.raises(DataError, match="1 cars with a fault and 9 without"):
        leakage(means(simulate("small").status(), 10).drop_duplicates("car_number").assign(failed=[1, *[None] * 9]))


def test_many_clusters_have_the_best_silhouette_also_where_nothing_is():
    points = ordinal(binned(simulate("tiny").master())[list(POINT)])
    assert 200 < len(points.drop_duplicates()) <= 288
    found = flattered(points, (5, 200))
    assert found.loc[200].min() > 0.8 and found.loc[5].max() < 0.6


def test_more_clusters_than_points_are_refused():
    with pytest.raises(DataError, match="Ask for fewer than 24"):
        flattered(ordinal(binned(simulate("tiny").master())[list(POINT)]), (300,))
