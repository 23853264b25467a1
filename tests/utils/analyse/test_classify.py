"""A fault is foreseen from what was known before it; no car is on both sides; what cannot be told is refused."""

import numpy as np
import pandas as pd
import pytest

from base.exceptions import DataError
from data import simulate
from utils.analyse import classify, examples, scores
from utils.analyse.windows import MEANS, means, means_in_spark

MINUTE = pd.Timedelta(minutes=1)


@pytest.fixture(scope="module")
def world():
    return simulate("200 cars 2 h")


@pytest.fixture(scope="module")
def windows(world):
    return means(world.status(), examples.WINDOW)


@pytest.fixture(scope="module")
def rows(world, windows):
    return examples.examples(windows, world.master())


def test_an_example_ends_when_a_failure_is_seen_and_knows_nothing_of_what_comes(world, windows, rows):
    seen = rows["car_number"].map(windows.groupby("car_number")["failed"].min())
    assert not (seen < rows["at"]).any()
    soon = (seen < rows["at"] + examples.AHEAD * MINUTE).astype(float)
    known = rows["soon"].notna()
    assert (rows["soon"] == soon)[known].all()
    assert known.equals(rows["at"] <= world.start + (120 - examples.AHEAD) * MINUTE)
    earlier = windows[windows["window"] < rows["at"].median()]
    again = examples.examples(earlier, world.master())
    both = rows.merge(again, on=["car_number", "at"], suffixes=("", "_again"))
    assert len(both) > 2500
    assert all(np.allclose(both[name], both[f"{name}_again"]) for name in examples.FEATURES)


def test_no_car_is_on_both_sides_and_both_sides_have_the_same_share_of_failing_cars(rows):
    learn, tested = examples.split(rows, seed=3)
    assert not set(learn["car_number"]) & set(tested["car_number"])
    shares = [side.groupby("car_number")["soon"].max().mean() for side in (learn, tested)]
    assert shares[0] == pytest.approx(shares[1], abs=0.01)
    assert len(tested) / (len(learn) + len(tested)) == pytest.approx(1 / 3, abs=0.02)


def test_a_score_of_the_newest_signals_beats_the_rule_of_mart_4(rows):
    told = rows[rows["soon"].notna()]
    rule, score = (scores.average_precision(told["soon"], way(told)) for way in (examples.mart4, examples.score))
    assert told["soon"].mean() < 0.05 < 0.1 < rule < 0.5 < score < 0.85


@pytest.mark.cluster
def test_a_forest_learns_foretells_is_saved_and_foretells_the_same(cluster, world, windows, rows, tmp_path):
    from cluster.clients.spark import session

    spark = session(master="connect")
    try:
        few = world.status().astype({"car_number": str, "engine": str, "break": str}).query("car_number < 'B'")
        here, there = means(few, 2), means_in_spark(spark.createDataFrame(few), 2)
        assert here[["car_number", "window", "failed"]].equals(there[["car_number", "window", "failed"]])
        assert np.allclose(here[list(MEANS)], there[list(MEANS)])

        learn, tested = examples.split(rows)
        model = classify.fit(spark, learn)
        chance = classify.foretell(spark, model, tested)
        assert chance.index.equals(tested.index) and chance.between(0, 1).all()
        assert scores.average_precision(tested["soon"], chance) > 0.5
        assert scores.calibration_error(tested["soon"], chance) < 0.02
        counts = classify.confusion(tested["soon"], chance, 0.5)
        assert counts.to_numpy().sum() == len(tested) and counts.loc["비정상"].sum() == tested["soon"].sum()

        model.write().overwrite().save(str(tmp_path / "forest"))
        again = classify.load(str(tmp_path / "forest"))
        assert classify.foretell(spark, again, tested).equals(chance)
        with pytest.raises(DataError, match="holds no saved pipeline"):
            classify.load(str(tmp_path / "nothing"))
        with pytest.raises(DataError, match="not learned from car_model Z"):
            classify.foretell(spark, model, tested.head(2).assign(car_model="Z"))
    finally:
        spark.stop()


def test_the_table_of_what_is_and_what_is_called_has_both_classes_also_where_one_is_missing():
    counts = classify.confusion(pd.Series([0.0, 1.0, 1.0]), pd.Series([0.1, 0.2, 0.3]), 0.5)
    assert counts.to_numpy().tolist() == [[1, 0], [2, 0]] and tuple(counts) == classify.CLASSES


def test_ties_are_broken_at_random_so_that_a_constant_score_has_the_base():
    label = np.arange(2000) < 100
    found = [scores.average_precision(label, np.zeros(2000), seed) for seed in range(20)]
    assert np.mean(found) == pytest.approx(0.05, abs=0.01) and len(set(found)) == 20
    assert scores.average_precision(label, label) == 1
    assert scores.precision_recall(label, label).iloc[99].tolist() == [1, 1]


def test_chances_that_come_true_are_calibrated():
    rng = np.random.default_rng(1)
    chance = rng.random(20_000)
    label = rng.random(20_000) < chance
    assert scores.calibration_error(label, chance) < 0.02 < 0.2 < scores.calibration_error(label, chance**4)
    assert scores.calibration(label, chance)["rows"].sum() == 20_000


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda rows, w, m: examples.examples(w, m.head(10)), "master does not have"),
        (
            lambda rows, w, m: examples.examples(w[w["window"] < w["window"].min() + 25 * MINUTE], m),
            "ends before 32 min",
        ),
        (lambda rows, w, m: examples.split(rows[rows["soon"] == 0]), "no car fails soon"),
        (lambda rows, w, m: examples.split(rows.head(0)), "there is no row"),
        (lambda rows, w, m: classify.fit(None, rows[rows["soon"] == 1]), "every car fails soon"),
        (lambda rows, w, m: classify.foretell(None, None, rows.head(0)), "no rows"),
        (lambda rows, w, m: classify.foretell(None, None, rows.drop(columns="engine_b")), "no engine_b"),
        (lambda rows, w, m: scores.average_precision(rows["battery"] * 0, rows["battery"]), "of one class"),
        (lambda rows, w, m: scores.average_precision(rows["soon"], rows["battery"]), "nobody knows the class"),
        (lambda rows, w, m: scores.interval([1.0]), "two values or more"),
    ],
)
def test_what_cannot_be_learned_or_foretold_is_refused_in_a_sentence(world, windows, rows, ask, sentence):
    with pytest.raises(DataError, match=sentence):
        ask(rows, windows, world.master())
