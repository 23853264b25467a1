"""Owners in groups: the master in bins, clusters of it, how many there are, and what one of them is like."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score

from base.exceptions import DataError
from data.records import MASTER

NUMBERS = ("age", "car_capacity", "car_year")
CATEGORIES = ("sex", "marriage", "region", "job", "car_model")
STARTS = 4  # of k-means
INITIAL = 6  # starts of EM; one of eight ended in a worse place, with two classes in one
POINT = ("car_capacity", "car_year", "car_model", "sex", "marriage")  # 3 · 3 · 8 · 2 · 2 = 288 possible points


def binned(master: pd.DataFrame) -> pd.DataFrame:
    """The columns of the master with few values each, as text; the index is the car.

    Displacement is small below 1500 cc, large from 2000 cc on. A car of 2016 is 0 years old: it is new up to 4 years,
    old from 9 on. Ages are decades. Raises `DataError` without a row, or without a column.

    >>> from data import simulate
    >>> binned(simulate("tiny", 7).master()).iloc[0].tolist()[:4]
    ['여', '40s', '기혼', '경북']
    """
    _whole(master)
    bins = {
        "age": (master["age"] // 10 * 10).astype(str) + "s",
        "car_capacity": pd.cut(master["car_capacity"], [0, 1499, 1999, 10_000], labels=["small", "middle", "large"]),
        "car_year": pd.cut(2016 - master["car_year"], [-1, 4, 8, 100], labels=["new", "used", "old"]),
    }
    return master.assign(**bins).set_index("car_number").astype(str)


def ordinal(bins: pd.DataFrame) -> pd.DataFrame:
    """Each column as numbers from 0 to 1: its values by how frequent they are, as the pilot's original has them.

    That a number stands between two others means nothing: it is what a distance then goes by.
    """
    ranks = bins.apply(lambda column: column.map({value: n for n, value in enumerate(column.value_counts().index)}))
    return ranks / ranks.max().clip(lower=1)


def mixed(master: pd.DataFrame) -> pd.DataFrame:
    """Numbers for k-means (cars, 39): those of `NUMBERS` in standard deviations, and 0 or 1 for each value of a
    category. Without the scaling only the displacement would count, in cc.
    """
    _whole(master)
    rows = master.set_index("car_number")
    numbers = rows[list(NUMBERS)]
    scaled = (numbers - numbers.mean()) / numbers.std().replace(0, 1)
    return scaled.join(pd.get_dummies(rows[list(CATEGORIES)], dtype=float))


def latent_classes(master: pd.DataFrame, k: int, seed: int = 0):
    """A latent class model with `k` classes, fitted by EM to the master in bins of 5 years of age and 2 of make.

    Returns the fitted `stepmix.StepMix`, and the class of each car.
    """
    from stepmix.stepmix import StepMix

    _whole(master)
    bins = master.set_index("car_number").assign(
        age=master["age"].to_numpy() // 5, car_year=master["car_year"].to_numpy() // 2
    )
    codes = bins.apply(lambda column: pd.factorize(column, sort=True)[0])
    model = StepMix(
        k,
        measurement="categorical",
        n_init=INITIAL,
        max_iter=500,
        abs_tol=1e-5,
        random_state=seed,
        verbose=0,
        progress_bar=0,
    ).fit(codes)
    model.bic_ = model.bic(codes)
    return model, pd.Series(model.predict(codes), master["car_number"], name="class")


def chosen(master: pd.DataFrame, counts: Iterable[int] = range(2, 9), seed: int = 0) -> pd.DataFrame:
    """For each number of clusters what three ways of choosing say: `silhouette` of k-means (the larger the better),
    `stability` (mean adjusted Rand index of k-means on four pairs of halves, each asked of all cars; the larger the
    better), `bic` of latent classes (the smaller the better). Index `k`.

    Raises `DataError` if there are fewer cars than a half of them needs.
    """
    counts = list(counts)
    values = mixed(master).to_numpy()
    if len(values) < 4 * max(counts):
        raise DataError(f"{len(values)} cars are too few for {max(counts)} clusters. Take the whole master.")
    rng = np.random.default_rng(seed)
    halves = [np.array_split(rng.permutation(len(values)), 2) for _ in range(4)]
    rows = []
    for k in counts:
        silhouette = silhouette_score(values, KMeans(k, n_init=3, random_state=seed).fit_predict(values))
        means = KMeans(k, n_init=1, random_state=seed)
        agree = [adjusted_rand_score(*(means.fit(values[half]).predict(values) for half in pair)) for pair in halves]
        rows.append((silhouette, np.mean(agree), latent_classes(master, k, seed)[0].bic_))
    return pd.DataFrame(rows, index=pd.Index(counts, name="k"), columns=["silhouette", "stability", "bic"])


def described(members: pd.Series, master: pd.DataFrame, one: object) -> pd.DataFrame:
    """One segment against the whole: for each column and value of the binned master how many `cars` of the segment
    have it and how many of `all`, both as shares, and `times` as often as in the whole; the most striking first.

    `members` is the segment of each car. Raises `DataError` if no car is in the segment, or a car is in none.
    """
    bins = binned(master)
    if missing := sorted(set(bins.index) - set(members.index)):
        raise DataError(f"{len(missing)} cars have no segment, first {missing[0]}. Place them first.")
    inside = members[bins.index] == one
    if not inside.any():
        raise DataError(f"No car is in segment {one!r}. There are {', '.join(map(str, sorted(set(members))))}.")
    long = bins.melt(ignore_index=False, var_name="column")
    long["inside"] = inside[long.index].to_numpy()
    found = long.groupby(["column", "value"])["inside"].agg(cars="sum", all="size")
    found["share"], found["of_all"] = found["cars"] / inside.sum(), found["all"] / len(bins)
    found["times"] = found["share"] / found["of_all"]
    strength = found["share"] * np.log(found["times"].where(found["times"] > 0, 1))
    return found.loc[strength.sort_values(ascending=False).index]


def fit_k_means(spark, master: pd.DataFrame, k: int, seed: int = 0):
    """A pipeline in Spark that does what `mixed` does and then k-means, the tightest of `STARTS`; from the master."""
    from pyspark.ml import Pipeline, PipelineModel
    from pyspark.ml.clustering import KMeans as SparkKMeans
    from pyspark.ml.feature import OneHotEncoder, StandardScaler, StringIndexer, VectorAssembler

    _whole(master)
    codes, hot = [f"{name}_n" for name in CATEGORIES], [f"{name}_v" for name in CATEGORIES]
    stages = [
        StringIndexer(inputCols=list(CATEGORIES), outputCols=codes),
        OneHotEncoder(inputCols=codes, outputCols=hot, dropLast=False),
        VectorAssembler(inputCols=list(NUMBERS), outputCol="numbers"),
        StandardScaler(inputCol="numbers", outputCol="scaled", withMean=True),
        VectorAssembler(inputCols=["scaled", *hot], outputCol="features"),
    ]
    rows = spark.createDataFrame(master)
    prepared = Pipeline(stages=stages).fit(rows)
    values = prepared.transform(rows).select("features")
    found = [SparkKMeans(k=k, seed=seed + start, maxIter=50).fit(values) for start in range(STARTS)]
    return PipelineModel([*prepared.stages, min(found, key=lambda each: each.summary.trainingCost)])


def place(spark, model, owners: pd.DataFrame) -> pd.Series:
    """The cluster of each owner. Raises `DataError` for a value of a category that the model has not learned from."""
    _whole(owners)
    for name, known in zip(CATEGORIES, model.stages[0].labelsArray, strict=True):
        if strange := sorted(set(owners[name]) - set(known)):
            raise DataError(
                f"The model has not learned from {name} {', '.join(strange)}. Fit it anew with such owners."
            )
    found = model.transform(spark.createDataFrame(owners)).select("car_number", "prediction").toPandas()
    return found.set_index("car_number")["prediction"].loc[owners["car_number"]].rename("cluster")


def _whole(master: pd.DataFrame) -> None:
    missing = [name for name in MASTER.names if name not in master]
    if missing:
        raise DataError(f"The master lacks {', '.join(missing)}. Take it from SmartCar_Master or its file.")
    if master.empty:
        raise DataError("The master has no row. Load it first: tables.make_tables()")
