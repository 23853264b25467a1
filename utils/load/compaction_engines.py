"""Two engines of a compaction: Spark, or this process. Both keep one of each row and write the same bytes.

An engine gets the replacements and writes each new file, except one for which no row is left. A row that
stands in several groups of old files goes to the first. Rows are sorted, by time and then by car. It returns one row
per car: rows that ``came``, ``rows`` that stay, ``duplicates``, ``conflicts``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING

import pandas as pd

from base.exceptions import ConfigurationError
from cluster import Cluster
from cluster.clients import namenode
from utils.collect.reconcile import HEAD
from utils.load.commit import Replacement
from utils.load.partitions import MB

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

IN_MEMORY_MB = 256  # this process holds a partition about five times over
COUNTS = ["came", "rows", "duplicates", "conflicts"]


def here(replacements: list[Replacement]) -> pd.DataFrame:
    """Reads, sorts and writes in this process; returns the counts per car.

    Raises `ConfigurationError` if the files are larger than it may hold.
    """
    size = sum(namenode.status(path)["length"] for each in replacements for path in each.old) / MB
    if size > IN_MEMORY_MB:
        raise ConfigurationError(
            f"The partition has {size:.0f} MB, and this process takes at most {IN_MEMORY_MB} MB. "
            "Let Spark do it: compact(wrk_date, spark=session())"
        )
    seen: set[bytes] = set()
    came: Counter[bytes] = Counter()
    for each in replacements:
        fresh: set[bytes] = set()
        for path in each.old:
            rows = namenode.read(path).split(b"\n")[:-1]
            came.update(row[HEAD - 5 : HEAD] for row in rows)
            fresh.update(rows)
        fresh -= seen
        seen |= fresh
        if fresh:
            namenode.write(each.new, b"\n".join(sorted(fresh)) + b"\n")
    keys = {row[:HEAD] for row in seen}
    stay, cars = (Counter(key[HEAD - 5 : HEAD] for key in found) for found in (seen, keys))
    return _counts((car.decode(), came[car], stay[car], stay[car] - cars[car]) for car in came)


def by_spark(spark: SparkSession, replacements: list[Replacement]) -> pd.DataFrame:
    """Has a job of Spark do it; returns the counts per car. A task holds a share of the rows, or spills it to disk."""
    from pyspark import StorageLevel
    from pyspark.sql import functions as F

    root = Cluster().address("hdfs", inside=True)
    written = f"{replacements[0].new.rpartition('/')[0]}/job"
    rows = _one_of_each(_lines(spark, root, replacements)).persist(StorageLevel.DISK_ONLY)
    try:
        (
            rows.repartition(len(replacements), "part")
            .sortWithinPartitions("part", "value")
            .select("part", "value")
            .write.partitionBy("part")
            .options(**_server_defaults(), lineSep="\n")
            .mode("overwrite")
            .text(f"{root}{written}")
        )
        keys = rows.groupBy("key").agg(F.count("*").alias("rows"), F.sum("copies").alias("came"))
        cars = keys.groupBy(F.substring("key", HEAD - 4, 5).alias("car")).agg(
            F.sum("came"), F.sum("rows"), F.sum(F.col("rows") - 1)
        )
        counted = _counts(tuple(row) for row in cars.collect())
    finally:
        rows.unpersist()
    for part, each in enumerate(replacements):
        for found in namenode.listed(f"{written}/part={part}"):
            namenode.replace(each.new, by=f"{written}/part={part}/{found['pathSuffix']}")
    return counted


def _lines(spark: SparkSession, root: str, replacements: list[Replacement]) -> DataFrame:
    """Every line of every file: the number of its group as ``part``, ``value``, ``key`` (time and car)."""
    from pyspark.sql import functions as F

    tables = [
        spark.read.text([root + path for path in each.old], lineSep="\n").select(F.lit(part).alias("part"), "value")
        for part, each in enumerate(replacements)
    ]
    return reduce(lambda one, other: one.union(other), tables).withColumn("key", F.substring("value", 1, HEAD))


def _one_of_each(lines: DataFrame) -> DataFrame:
    """Each distinct row once, with the number of its ``copies``. Rows of one key meet in one task: one shuffle."""
    from pyspark.sql import functions as F

    return (
        lines.repartition("key").groupBy("key", "value").agg(F.min("part").alias("part"), F.count("*").alias("copies"))
    )


def _server_defaults() -> dict[str, object]:
    """Block size and replication as HDFS is set up. Spark's own connection, which it keeps, has Hadoop's defaults."""
    told = namenode.ask("GETSERVERDEFAULTS", "/").json()["FsServerDefaults"]
    names = {"dfs.replication": told["replication"], "dfs.blocksize": told["blockSize"]}
    return names | {"fs.hdfs.impl.disable.cache": True}


def _counts(cars: Iterable[tuple[str, int, int, int]]) -> pd.DataFrame:
    """From car, came, rows, conflicts to the table."""
    table = pd.DataFrame(cars, columns=["car_number", "came", "rows", "conflicts"]).set_index("car_number")
    return table.assign(duplicates=table["came"] - table["rows"])[COUNTS].sort_index()
