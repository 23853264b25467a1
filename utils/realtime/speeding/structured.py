"""The speeding rule as a query of Spark Structured Streaming: Kafka in, event time and watermark, alerts to Redis."""

from __future__ import annotations

from collections.abc import Callable

from pyspark import cloudpickle
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from redis import Redis

from base import exceptions
from base.settings import settings
from cluster.addresses import address
from cluster.container.compose import container_site
from cluster.jvm.jars import classpath
from data.records import DRIVER, Field
from utils.collect.topics import SMARTCAR_TOPIC, topic_id
from utils.realtime.speeding import rule as rules
from utils.realtime.speeding import store
from utils.realtime.speeding.rule import Alert, Rule
from utils.realtime.speeding.store import read_rule, write_alerts

ZONE = "Asia/Seoul"  # of the data's clock; the hour's windows are the same in every zone


def connector() -> str:
    """The jars with which Spark reads Kafka, for a session with a JVM of its own:
    ``session(master="local", spark_jars=connector())``. The Connect server has them."""
    return ",".join(str(jar) for jar in classpath("spark-kafka", settings().maven_repo))


def lines(spark, topic: str = SMARTCAR_TOPIC, rows_per_batch: int = 0) -> DataFrame:
    """The lines of a topic from its first record on, as a stream with one column, ``line``."""
    options = {
        "kafka.bootstrap.servers": address("kafka", settings(), inside=True),
        "subscribe": topic,
        "startingOffsets": "earliest",
        **({"maxOffsetsPerTrigger": str(rows_per_batch)} if rows_per_batch else {}),
    }
    return spark.readStream.format("kafka").options(**options).load().selectExpr("cast(value as string) as line")


def rows(stream: DataFrame) -> DataFrame:
    """The lines that follow the record type, as ``car_number``, ``date`` (event time) and ``speed``."""
    parts = F.split("line", DRIVER.separator)
    named = {field.name: F.get(parts, F.lit(place)) for place, field in enumerate(DRIVER.fields)}
    good = F.size(parts) == len(DRIVER.fields)
    for field in DRIVER.fields:
        good = good & _follows(field, named[field.name])
    return stream.where(F.coalesce(good, F.lit(False))).select(
        named["car_number"].alias("car_number"),
        F.to_timestamp(named["date"], "yyyyMMddHHmmss").alias("date"),
        named["speed"].cast("int").alias("speed"),
    )


def _follows(field: Field, text: Column) -> Column:
    """Whether a text lies within the limits of a field, as `data.record.Field.parse` has it."""
    if field.kind == "timestamp":
        return F.try_to_timestamp(text, F.lit("yyyyMMddHHmmss")).isNotNull()
    if field.values:
        return text.isin([str(value) for value in field.values])
    if field.kind == "integer":
        return text.rlike("^-?[0-9]+$") & text.try_cast("int").between(field.low, field.high)
    return text.rlike(f"^(?:{field.pattern})$")


def averages(stream: DataFrame, rule: Rule = Rule()) -> DataFrame:  # noqa: B008 - a frozen value
    """Average speed of each car in each window that is over: ``end`` (seconds of the data's clock), ``car``,
    ``average``.

    Spark moves its watermark between batches. A row that is late by less than one batch may therefore still count
    here, when it would not have counted row by row.
    """
    seconds = F.unix_timestamp(F.col("window.end")) + _offset()
    return (
        rows(stream)
        .withWatermark("date", f"{rule.lateness * 1000 + 1} milliseconds")  # Spark drops what stands on it, too
        .dropDuplicates(["car_number", "date"])
        .groupBy(F.window("date", f"{rule.window} seconds"), "car_number")
        .agg(F.avg("speed").alias("average"))
        .select(seconds.alias("end"), F.col("car_number").alias("car"), "average")
    )


def _offset() -> Column:
    """Seconds between the data's clock, which has no zone, and Spark's, which took it for the session's."""
    return F.unix_timestamp(F.to_timestamp(F.lit("1970-01-02"))) * -1 + 86_400


def to_redis(url: str) -> Callable[[DataFrame, int], None]:
    """What a query does with each batch: those above the threshold that stands in Redis at that moment become alerts.

    So a new threshold counts from the next batch on; a new window needs a new query. Spark's server handles the batch,
    and in a container it lacks this course: the function carries the modules that it needs.
    """
    for module in (exceptions, rules, store):
        cloudpickle.register_pickle_by_value(module)

    def write(batch: DataFrame, number: int) -> None:
        redis = Redis.from_url(url, decode_responses=True)
        rule = read_rule(redis)
        above = batch.where(F.col("average") > rule.threshold).collect()
        write_alerts(redis, [Alert(row.end, row.car, row.average) for row in above], rule)

    return write


def start(
    spark,
    topic: str = SMARTCAR_TOPIC,
    rule: Rule = Rule(),  # noqa: B008 - a frozen value
    rows_per_batch: int = 0,
    once: bool = False,
    url: str = "",
    trial: str = "",
):
    """Start the query and return it; ``once`` ends it when all that is stored now has been read.

    ``url`` names another Redis for its alerts, and for the rule.

    Its state lies in a folder of its own for each topic, so it goes on where it stopped, even after a kill. A query
    with the name of a ``trial`` has another folder: it begins with the first record.
    """
    place = f"{topic_id(topic)}-{rule.window}{trial and f'-{trial}'}"
    if settings().mode == "container":
        folder = f"{container_site().data('spark/streams')}/{place}"
    else:
        folder = f"{settings().home}/data/spark/streams/{place}"
    query = (
        averages(lines(spark, topic, rows_per_batch), rule)
        .writeStream.outputMode("append")
        .option("checkpointLocation", f"file://{folder}")
        .foreachBatch(to_redis(url or address("redis", settings(), inside=True)))
    )
    return (query.trigger(availableNow=True) if once else query.trigger(processingTime="0 seconds")).start()
