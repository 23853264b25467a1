"""How good the models are, over three seeds, and how long they learn.

Run `python -m benchmarks.analyse.models`; it starts Spark Connect. With a word after it, one part is measured:
recommend, maintain or segments.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections import defaultdict

import pandas as pd
from sklearn.metrics import adjusted_rand_score

from benchmarks.bench import cluster_of_its_own, machine
from cluster.clients.spark import session
from data import simulate, truth
from utils.analyse import classify, examples, recommend, scores, segments
from utils.analyse.factors import by_factors
from utils.analyse.windows import means

SEEDS = (20220329, 1, 2)
TEST_FROM = "201512"
AHEAD = pd.Timedelta(minutes=examples.AHEAD)


def recommendation(spark, seed: int) -> tuple[dict, dict]:
    world = simulate("tiny", seed)
    models = world.master().set_index("car_number")["car_model"]
    counts, later = (recommend.bought(part, models.index) for part in recommend.split(world.purchases(), TEST_FROM))
    within = recommend.popularity_within(counts, models)
    begin = time.perf_counter()
    factors = by_factors(spark, counts, seed=seed)
    seconds = {"ALS": time.perf_counter() - begin}
    ways = {
        "popularity": recommend.popularity(counts),
        "popularity within the model": within,
        "similarity (log-likelihood)": recommend.answered(recommend.by_similarity(counts), counts, within),
        "ALS": recommend.answered(factors, counts, within),
        "ceiling": truth.of(world)["tastes"].pivot(index="car_number", columns="item", values="chance"),
    }
    table = recommend.compared(ways, counts, later)
    return {(name, each): table.loc[name, each] for name in ways for each in ("precision", "hit_rate")}, seconds


def maintenance(spark, seed: int) -> tuple[dict, dict]:
    world = simulate("1000 cars 3 h", seed)
    rows = examples.examples(means(world.status(), examples.WINDOW), world.master())
    learn, tested = examples.split(rows, seed=seed)
    faults = truth.of(world)["faults"].query("fault != 'light'").set_index("car_number")["latched"]
    latched = tested["car_number"].map(faults)
    fails = (latched >= tested["at"]) & (latched < tested["at"] + AHEAD)
    found = {("base", "AP"): fails.mean()}
    for name, way in (("mart 4", examples.mart4), ("score", examples.score)):
        found[name, "AP"] = scores.average_precision(fails, way(tested))
    seconds = {}
    for way in ("logistic", "forest"):
        begin = time.perf_counter()
        model = classify.fit(spark, learn, way, seed=seed)
        seconds[way] = time.perf_counter() - begin
        chance = classify.foretell(spark, model, tested)
        found[way, "AP"] = scores.average_precision(fails, chance)
        found[way, "calibration error"] = scores.calibration_error(fails, chance)
    return found, seconds


def segmentation(spark, seed: int) -> tuple[dict, dict]:
    world = simulate("tiny", seed)
    master, planted = world.master(), world.everyone.cast["segment"]
    begin = time.perf_counter()
    model = segments.fit_k_means(spark, master, 5, seed=seed)
    seconds = {"k-means": time.perf_counter() - begin}
    members = {"k-means": segments.place(spark, model, master)}
    begin = time.perf_counter()
    members["latent classes"] = segments.latent_classes(master, 5)[1]
    seconds["latent classes"] = time.perf_counter() - begin
    found = {(name, "ARI"): adjusted_rand_score(planted, each) for name, each in members.items()}
    choice = segments.chosen(master, range(3, 8))
    ways = {"silhouette": "idxmax", "stability": "idxmax", "bic": "idxmin"}
    return found | {(name, "k"): getattr(choice[name], best)() for name, best in ways.items()}, seconds


PARTS = {"recommend": recommendation, "segments": segmentation, "maintain": maintenance}


def main(wanted: list[str]) -> None:
    warnings.simplefilter("ignore")
    with cluster_of_its_own("analyse", "spark-connect"):
        spark = session(master="connect")
        for part in wanted or PARTS:
            measured = defaultdict(list)
            for seed in SEEDS:
                found, seconds = PARTS[part](spark, seed)
                for key, value in (found | {(name, "seconds"): each for name, each in seconds.items()}).items():
                    measured[key].append(value)
            print(f"\n| {part} | | {' | '.join(map(str, SEEDS))} | mean |\n|---|---|{'---|' * len(SEEDS)}---|")
            for (name, measure), values in measured.items():
                cells = " | ".join(f"{value:.3f}" for value in [*values, sum(values) / len(values)])
                print(f"| {name} | {measure} | {cells} |", flush=True)
        spark.stop()
    print(machine())


if __name__ == "__main__":
    main(sys.argv[1:])
