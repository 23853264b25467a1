"""Recommendations leave out what a car has, are judged on what it bought later, and answer every car."""

import numpy as np
import pandas as pd
import pytest

from base.exceptions import DataError
from data import simulate, truth
from utils.analyse import recommend
from utils.analyse.factors import by_factors, car_id, car_of, item_id, item_of, mahout

TEST_FROM = "201512"  # four months to learn from, two to test with


class Shop:
    """The purchases of a seed, cut in two, and what each way makes of the first part."""

    def __init__(self, seed):
        world = simulate("tiny", seed)
        self.purchases = world.purchases()
        self.models = world.master().set_index("car_number")["car_model"]
        earlier, later = recommend.split(self.purchases, TEST_FROM)
        self.counts = recommend.bought(earlier, self.models.index)
        self.later = recommend.bought(later, self.models.index)
        within = recommend.popularity_within(self.counts, self.models)
        tastes = truth.of(world)["tastes"].pivot(index="car_number", columns="item", values="chance")
        self.ways = {
            "popularity": recommend.popularity(self.counts),
            "within the model": within,
            "similarity": recommend.answered(recommend.by_similarity(self.counts), self.counts, within),
            "ceiling": tastes,
        }


@pytest.fixture(scope="module")
def shop():
    return Shop(20220329)


@pytest.mark.parametrize("seed", [20220329, 1, 2])
def test_similarity_beats_popularity_and_popularity_within_the_model_beats_both(seed):
    found = Shop(seed)
    table = recommend.compared(found.ways, found.counts, found.later)
    rates = table["hit_rate"]
    assert rates["popularity"] == pytest.approx(0.565, abs=0.02)
    assert rates["similarity"] == pytest.approx(0.602, abs=0.02)
    assert rates["within the model"] == pytest.approx(0.629, abs=0.02)
    assert rates["ceiling"] == pytest.approx(0.768, abs=0.02)
    assert table.loc["similarity", "above"] >= 0.02 and table.loc["similarity", "above_low"] > 0
    assert table["precision"].between(table["precision_low"], table["precision_high"]).all()


@pytest.mark.cluster
def test_factors_find_no_more_than_similarity_and_answer_every_car(cluster, shop):
    from cluster.clients.spark import session

    spark = session(master="connect")
    try:
        scores = by_factors(spark, shop.counts)
    finally:
        spark.stop()
    assert scores.index.equals(shop.counts.index) and list(scores) == list(shop.counts)
    cold = shop.counts.sum(axis=1) == 0
    assert cold.sum() > 100 and (scores[cold] == 0).all(axis=None) and (scores[~cold] != 0).all(axis=None)
    within = shop.ways["within the model"]
    ways = shop.ways | {"als": recommend.answered(scores, shop.counts, within)}
    table = recommend.compared(ways, shop.counts, shop.later)
    assert table.loc["als", "hit_rate"] == pytest.approx(0.59, abs=0.03)


def test_a_car_is_never_told_what_it_has(shop):
    for scores in shop.ways.values():
        items = recommend.best(scores, shop.counts)
        owned = shop.counts.stack() > 0
        told = items.stack()
        pairs = pd.MultiIndex.from_arrays([told.index.get_level_values(0), told])
        assert len(pairs) > 7000 and not owned[pairs].any()


def test_a_car_that_has_all_but_one_item_gets_one():
    counts = pd.DataFrame([[1, 2, 0]], index=["A0001"], columns=["Item-001", "Item-002", "Item-003"])
    assert recommend.best(counts + 1.0, counts).loc["A0001"].tolist() == ["Item-003", None, None]
    later = pd.DataFrame([[1, 0, 4]], index=counts.index, columns=counts.columns)
    found = recommend.hits(recommend.best(counts + 1.0, counts), counts, later)
    assert found.loc["A0001"].tolist() == [1 / 3, True]


def test_cold_cars_are_answered_by_their_model_and_cars_without_a_model_by_all(shop):
    cold = shop.counts.index[shop.counts.sum(axis=1) == 0][0]
    answer = recommend.recommend(cold, shop.ways["similarity"], shop.counts)
    same = shop.counts[(shop.models == shop.models[cold]) & (shop.counts.index != cold)]
    assert answer == (same > 0).sum().nlargest(3).index.tolist()
    unknown = recommend.popularity_within(shop.counts, shop.models.drop(cold))
    assert recommend.recommend(cold, unknown, shop.counts) == (shop.counts > 0).mean().nlargest(3).index.tolist()


def test_similarity_is_the_log_likelihood_ratio_of_the_field():
    """Ten cars with both items and ten with neither: Dunning's G² is 27.726."""
    counts = pd.DataFrame({"Item-001": [1] * 10 + [0] * 10, "Item-002": [1] * 10 + [0] * 10, "Item-003": 1})
    found = recommend.similarity(counts)
    assert found.loc["Item-001", "Item-002"] == pytest.approx(1 - 1 / (1 + 27.7259), abs=1e-6)
    assert found.loc["Item-001", "Item-003"] == pytest.approx(0, abs=1e-9)
    assert (np.diag(found) == 0).all()


def test_numbers_for_mahout_and_spark_lead_back_to_each_car_and_item(shop):
    assert [car_of(car_id(car)) for car in shop.counts.index] == shop.counts.index.tolist()
    assert [item_of(item_id(item)) for item in shop.counts] == list(shop.counts)
    assert shop.counts.index.map(car_id).is_unique


def test_lines_of_mahout_are_read_as_recommendations(shop):
    table = mahout(["10001\t[7:1.5,12:0.83,3:1.0E-4]\n", "260100\t[30:2.0]\n", "\n"])
    assert table.loc["A0001"].tolist() == ["Item-007", "Item-012", "Item-003"]
    assert table.loc["Z0100"].tolist() == ["Item-030", None, None]
    with pytest.raises(DataError, match="no line of Mahout"):
        mahout(["7:1.5,12:0.8"])


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda s: recommend.recommend("Q9999", s.ways["popularity"], s.counts), "no car 'Q9999' in the master"),
        (lambda s: recommend.split(s.purchases.head(0), TEST_FROM), "purchases of no month"),
        (lambda s: recommend.split(s.purchases.drop(columns="item"), TEST_FROM), "lack item"),
        (lambda s: recommend.split(s.purchases, "201602"), "needs months before it and after"),
        (lambda s: recommend.split(s.purchases.query("month != '201510'"), TEST_FROM), "of 201510 are missing"),
        (lambda s: recommend.bought(s.purchases, s.models.index[:10]), "car_number are unknown, first A0011"),
        (lambda s: recommend.bought(s.purchases.assign(item="Item-031"), s.models.index), "item are unknown"),
        (lambda s: recommend.hits(recommend.best(s.counts, s.counts), s.counts, s.counts), "No car bought an item"),
        (lambda s: by_factors(None, s.counts * 0), "no purchase to learn from"),
        (lambda s: car_id("A001"), "no car number"),
        (lambda s: car_of(7), "stands for no car"),
        (lambda s: item_id("Item-1"), "is no item"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(shop, ask, sentence):
    with pytest.raises(DataError, match=sentence):
        ask(shop)
