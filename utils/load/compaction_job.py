"""The job inside a compaction: Spark reads the old files, keeps one of each row, and writes one new file a group."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import pandas as pd

from cluster import Cluster
from utils.load import namenode
from utils.load.swap import Exchange, drafts

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def rewrite(spark: SparkSession, folder: str, groups: list[list[str]]) -> tuple[list[Exchange], pd.DataFrame]:
    """Writes the rows of each group of files into one new file, in the hidden folder of the partition.

    Returns what is to be exchanged, and one row a car: rows that ``came``, ``rows`` that stay, ``conflicts``. A row
    that stands in two groups goes to the first. Rows are sorted, so that the same rows make the same bytes.
    """
    from pyspark import StorageLevel
    from pyspark.sql import functions as F

    root = Cluster().address("hdfs", inside=True)
    target = f"{drafts(folder)}/new"
    rows = _one_of_each(_lines(spark, root, groups)).persist(StorageLevel.DISK_ONLY)
    try:
        (
            rows.repartition(len(groups), "part")
            .sortWithinPartitions("part", "value")
            .select("part", "value")
            .write.partitionBy("part")
            .options(**_server_defaults(), lineSep="\n")
            .mode("overwrite")
            .text(f"{root}{target}")
        )
        a_key = rows.groupBy("key").agg(F.count("*").alias("rows"), F.sum("copies").alias("came"))
        a_car = a_key.groupBy(F.element_at(F.split("key", ","), 2).alias("car_number")).agg(
            F.sum("came").alias("came"), F.sum("rows").alias("rows"), F.sum(F.col("rows") - 1).alias("conflicts")
        )
        counted = a_car.toPandas().set_index("car_number").sort_index()
    finally:
        rows.unpersist()
    return [Exchange(tuple(old), _written(f"{target}/part={part}")) for part, old in enumerate(groups)], counted


def _lines(spark: SparkSession, root: str, groups: list[list[str]]) -> DataFrame:
    """Every line of every file: the number of its group as ``part``, ``value``, ``key`` (time and car)."""
    from pyspark.sql import functions as F

    tables = [
        spark.read.text([root + path for path in group], lineSep="\n").select(F.lit(part).alias("part"), "value")
        for part, group in enumerate(groups)
    ]
    return reduce(lambda one, other: one.union(other), tables).withColumn("key", F.substring_index("value", ",", 2))


def _one_of_each(lines: DataFrame) -> DataFrame:
    """Each distinct row once, with the number of its ``copies``. Rows of one key meet in one task: one shuffle."""
    from pyspark.sql import functions as F

    return (
        lines.repartition("key").groupBy("key", "value").agg(F.min("part").alias("part"), F.count("*").alias("copies"))
    )


def _server_defaults() -> dict[str, object]:
    """Block size and replication as HDFS is set up. Spark's own connection, which it keeps, has Hadoop's defaults."""
    told = namenode.ask("GETSERVERDEFAULTS", "/").json()["FsServerDefaults"]
    return {
        "dfs.replication": told["replication"],
        "dfs.blocksize": told["blockSize"],
        "fs.hdfs.impl.disable.cache": True,
    }


def _written(folder: str) -> str:
    """The file that Spark wrote into a folder; nothing where no row was left for it."""
    names = [each["pathSuffix"] for each in namenode.listed(folder) if each["length"]]
    return f"{folder}/{names[0]}" if names else ""
