"""Recommendation by factors: Spark's ALS, and the numbers that it and Mahout have for cars and items."""

from __future__ import annotations

import re

import pandas as pd

from base.exceptions import DataError

# Few blocks: each iteration is a job per block, and its lineage grows with each; ten iterations of Spark's usual
# ten blocks overflow the stack of a small JVM and take the whole server with them.
SETTINGS = {"rank": 8, "maxIter": 6, "regParam": 0.1, "alpha": 1.0, "numUserBlocks": 2, "numItemBlocks": 2}


def car_id(car: str) -> int:
    """A whole number for a car, as Mahout and ALS want one, from which `car_of` makes the car again.

    >>> car_id("A0001"), car_id("Z0100"), car_of(260100)
    (10001, 260100, 'Z0100')
    """
    if not re.fullmatch("[A-Z][0-9]{4}", car):
        raise DataError(f"{car!r} is no car number. Use a letter and four digits, as A0001.")
    return (ord(car[0]) - ord("A") + 1) * 10_000 + int(car[1:])


def car_of(number: int) -> str:
    """The car of a number that `car_id` made."""
    letter, digits = divmod(int(number), 10_000)
    if not 1 <= letter <= 26:
        raise DataError(f"{number} stands for no car. Numbers are made by car_id, from 10000 to 269999.")
    return f"{chr(ord('A') + letter - 1)}{digits:04d}"


def item_id(item: str) -> int:
    """The number of an item.

    >>> item_id("Item-007"), item_of(7)
    (7, 'Item-007')
    """
    if not re.fullmatch("Item-[0-9]{3}", item):
        raise DataError(f"{item!r} is no item. Use for example Item-007.")
    return int(item[-3:])


def item_of(number: int) -> str:
    """The item of a number that `item_id` made."""
    return f"Item-{int(number):03d}"


def by_factors(spark, counts: pd.DataFrame, seed: int = 0, **settings: object) -> pd.DataFrame:
    """Scores (cars, items) of Spark's ALS for data without ratings, learned from how often a car bought an item.

    A car that bought nothing has no factors: its row is 0. Raises `DataError` if nobody bought anything.
    """
    from pyspark.ml.recommendation import ALS

    pairs = counts.stack().rename("times").rename_axis(["car", "item"]).reset_index().query("times > 0")
    if pairs.empty:
        raise DataError("There is no purchase to learn from. Publish the mart of a month first.")
    rows = pairs.assign(car=pairs["car"].map(car_id), item=pairs["item"].map(item_id)).astype({"times": "float"})
    als = ALS(userCol="car", itemCol="item", ratingCol="times", implicitPrefs=True, seed=seed, **SETTINGS | settings)
    model = als.fit(spark.createDataFrame(rows))
    cars, items = (
        pd.DataFrame(part["features"].tolist(), part["id"].map(name))
        for part, name in ((model.userFactors.toPandas(), car_of), (model.itemFactors.toPandas(), item_of))
    )
    scores = cars @ items.T
    return scores.reindex(index=counts.index, columns=counts.columns, fill_value=0.0)


def mahout(lines: list[str]) -> pd.DataFrame:
    """What Mahout's `recommenditembased` wrote, as `recommend.best` has it: a row per car, a column per place.

    A line is a car's number, a tab, and `[item:score,…]`, best first. Raises `DataError` for another line.

    >>> mahout(["10001\\t[7:1.5,12:0.8]"]).loc["A0001"].tolist()
    ['Item-007', 'Item-012']
    """
    found = {}
    for line in filter(None, map(str.strip, lines)):
        match = re.fullmatch(r"(\d+)\t\[((?:\d+:[-\d.eE]+,?)*)\]", line)
        if not match:
            raise DataError(f"{line[:60]!r} is no line of Mahout's recommenditembased. Read its part-r-* files.")
        found[car_of(match[1])] = [item_of(pair.partition(":")[0]) for pair in match[2].split(",") if pair]
    table = pd.DataFrame.from_dict(found, orient="index").astype(object)
    table = table.where(table.notna(), None)
    return table.set_axis(range(1, table.shape[1] + 1), axis=1)
