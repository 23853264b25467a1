"""정상 or 비정상: a forest in Spark that foresees a fault, and what its answers are worth."""

from __future__ import annotations

import pandas as pd

from base.exceptions import DataError
from utils.analyse.examples import FEATURES, both

CLASSES = ("정상", "비정상")
# 2 rows of 100 are 비정상 and lie at the upper end of each feature: of 32 bins with equally many rows, Spark's usual
# number, nearly all of them would share one
FOREST = {"numTrees": 60, "maxDepth": 7, "minInstancesPerNode": 10, "maxBins": 256}
CATEGORY = "car_model"


def fit(spark, rows: pd.DataFrame, way: str = "forest", seed: int = 0):
    """A pipeline fitted to examples: the car's model as a number for each, all features scaled, and a `forest` or a
    `logistic` regression. All that is learned is learned from `rows`. Raises `DataError` for rows of one class.
    """
    from pyspark.ml import Pipeline
    from pyspark.ml.classification import LogisticRegression, RandomForestClassifier
    from pyspark.ml.feature import OneHotEncoder, StandardScaler, StringIndexer, VectorAssembler

    both(rows["soon"])
    indexer = StringIndexer(inputCol=CATEGORY, outputCol="model")
    learn = {"featuresCol": "features", "labelCol": "soon"}
    if way == "forest":
        encode, learner = [], RandomForestClassifier(seed=seed, **learn, **FOREST)
    else:
        encode, learner = [OneHotEncoder(inputCol="model", outputCol="models")], LogisticRegression(**learn)
    together = VectorAssembler(inputCols=[*FEATURES, "models" if encode else "model"], outputCol="together")
    stages = [indexer, *encode, together, StandardScaler(inputCol="together", outputCol="features"), learner]
    return Pipeline(stages=stages).fit(spark.createDataFrame(rows[[*FEATURES, CATEGORY, "soon"]]))


def foretell(spark, model, rows: pd.DataFrame) -> pd.Series:
    """The chance of 비정상 for each of `rows`, in their order.

    Raises `DataError` for no row, for features that are missing, and for a model of car that was not learned from.
    """
    from pyspark.ml.functions import vector_to_array

    lacking = [name for name in (*FEATURES, CATEGORY) if name not in rows or rows[name].isna().any()]
    if rows.empty or lacking:
        raise DataError(f"Nothing to foretell from: no {', '.join(lacking) or 'rows'}. Make the rows by examples(…).")
    strange = sorted(set(rows[CATEGORY]) - set(model.stages[0].labels))
    if strange:
        raise DataError(f"The model has not learned from {CATEGORY} {', '.join(strange)}. Fit it anew with such cars.")
    numbered = rows[[*FEATURES, CATEGORY]].assign(row=range(len(rows)))
    answers = model.transform(spark.createDataFrame(numbered))
    chance = answers.select("row", vector_to_array("probability")[1].alias("chance")).toPandas()
    return chance.sort_values("row")["chance"].set_axis(rows.index)


def load(path: str):
    """A pipeline that `model.write().save(path)` has saved; the path is the server's. Raises `DataError` for none."""
    from pyspark.errors import PySparkException
    from pyspark.ml import PipelineModel

    try:
        return PipelineModel.load(path)
    except PySparkException as reason:
        first = str(reason).strip().splitlines()[0][:200]
        say = f"{path} holds no saved pipeline ({first}). Save one: model.write().overwrite().save(…)"
        raise DataError(say) from None


def confusion(soon: pd.Series, chance: pd.Series, limit: float) -> pd.DataFrame:
    """Rows counted: what they are (down), and what a chance from `limit` on calls them (across)."""
    names = [pd.Categorical(each, (False, True)).rename_categories(CLASSES) for each in (soon > 0, chance >= limit)]
    return pd.crosstab(*names, rownames=["is"], colnames=["called"], dropna=False)
