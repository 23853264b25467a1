"""The planted segments are found again; what chooses their number wrongly does so here, too."""

import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score

from base.exceptions import DataError
from data import simulate
from utils.analyse import segments

MASTER = simulate("tiny").master()


def true(seed):
    world = simulate("tiny", seed)
    return world.master(), world.everyone.cast["segment"].to_numpy()


@pytest.mark.parametrize("seed", [20220329, 1, 2])
def test_latent_classes_find_the_segments_better_than_k_means_and_k_means_better_than_codes(seed):
    master, planted = true(seed)
    found = {
        "latent": segments.latent_classes(master, 5)[1],
        "scaled": KMeans(5, n_init=4, random_state=0).fit_predict(segments.mixed(master)),
        "ordinal": KMeans(5, n_init=4, random_state=0).fit_predict(segments.ordinal(segments.binned(master))),
    }
    rand = {name: adjusted_rand_score(planted, members) for name, members in found.items()}
    assert rand["latent"] >= 0.9 and rand["scaled"] >= 0.73 and rand["ordinal"] <= 0.4


def test_the_best_silhouette_belongs_to_a_worse_answer():
    master, planted = true(20220329)
    raw = master[list(segments.NUMBERS)]
    members = KMeans(5, n_init=4, random_state=0).fit_predict(raw)
    scaled = segments.mixed(master)
    assert (
        silhouette_score(raw, members) > 0.6 > silhouette_score(scaled, KMeans(5, random_state=0).fit_predict(scaled))
    )
    assert adjusted_rand_score(planted, members) < 0.45


def test_bic_chooses_the_planted_number_and_silhouette_and_stability_do_not():
    found = segments.chosen(MASTER, range(3, 7))
    assert found["bic"].idxmin() == 5
    assert found["silhouette"].idxmax() != 5 and found["stability"].idxmax() != 5


def test_one_segment_is_told_by_counts_against_the_whole():
    members = pd.Series(true(20220329)[1], MASTER["car_number"])
    found = segments.described(members, MASTER, "retired")
    row = found.loc["age", "60s"]
    assert row["cars"] == ((members.to_numpy() == "retired") & MASTER["age"].between(60, 69)).sum()
    assert row["all"] == MASTER["age"].between(60, 69).sum()
    assert row["times"] == pytest.approx(row["share"] / row["of_all"]) and row["times"] > 2
    assert found.groupby("column")["cars"].sum().eq((members == "retired").sum()).all()
    assert found.head(5)["times"].min() > 1.2


def test_the_bins_make_at_most_288_points():
    points = segments.binned(MASTER)[list(segments.POINT)].drop_duplicates()
    assert 200 < len(points) <= 288
    assert segments.ordinal(points).stack().between(0, 1).all()


@pytest.mark.cluster
def test_k_means_in_spark_finds_the_segments_and_refuses_new_jobs_and_regions(cluster):
    from cluster.clients.spark import session

    master, planted = true(20220329)
    spark = session(master="connect")
    try:
        model = segments.fit_k_means(spark, master, 5, seed=1)
        members = segments.place(spark, model, master)
        assert adjusted_rand_score(planted, members) >= 0.74
        for name, value in (("job", "우주비행사"), ("region", "화성")):
            with pytest.raises(DataError, match=f"not learned from {name} {value}"):
                segments.place(spark, model, master.head(3).assign(**{name: value}))
    finally:
        spark.stop()


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: segments.binned(MASTER.drop(columns=["job"])), "lacks job"),
        (lambda: segments.mixed(MASTER.head(0)), "master has no row"),
        (lambda: segments.latent_classes(MASTER.head(0), 5), "master has no row"),
        (lambda: segments.chosen(MASTER.head(20), [8]), "20 cars are too few for 8"),
        (lambda: segments.described(pd.Series("a", MASTER["car_number"]), MASTER, "b"), "No car is in segment 'b'"),
        (lambda: segments.described(pd.Series(dtype=object), MASTER, "b"), "2600 cars have no segment"),
    ],
)
def test_what_cannot_be_grouped_is_refused_in_a_sentence(ask, sentence):
    with pytest.raises(DataError, match=sentence):
        ask()
