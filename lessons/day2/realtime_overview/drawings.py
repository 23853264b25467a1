"""Drawings of what carries the real-time stage: a topology of Storm, a table of HBase, the types of Redis."""

from __future__ import annotations

from matplotlib import pyplot as plt

from utils.figures import plots
from utils.figures.boxes import Canvas
from utils.figures.plots import BLUE, GREEN, INK, ORANGE, PALE, PURPLE

LOOK = {"size": 13, "spacing": 1.25, "gap": 0, "sides": (2.4, 1.0)}


def draw_topology() -> None:
    """The pilot's topology, and what becomes of one row in it."""
    plots.style()
    figure, grid = plt.subplots(1, 2, figsize=(15, 4.9), width_ratios=(14, 10.4))
    left = Canvas(grid[0], 14, 7.4, "topology DriverCarInfo · 토폴로지", **LOOK)
    left.box(1.3, 3.6, "Kafka\ntopic", PALE, 1.9, 1.3)
    left.box(4.3, 3.6, "kafkaSpout", BLUE)
    for y, first, last, store in ((5.6, "splitBolt", "hbaseBolt", "HBase"), (1.6, "esperBolt", "redisBolt", "Redis")):
        left.box(7.4, y, first, ORANGE)
        left.box(10.3, y, last, ORANGE)
        left.box(12.9, y, store, PALE, 1.7)
        left.arrow((5.5, 3.6), (6.2, y))
        left.arrow((8.6, y), (9.1, y))
        left.arrow((11.5, y), (12.05, y))
    left.arrow((2.25, 3.6), (3.1, 3.6))
    left.words(8.85, 6.55, "every row", va="baseline")
    left.words(8.85, 0.55, "cars that speed", va="baseline")
    right = Canvas(grid[1], 10.4, 7.4, "the tree of one tuple · 튜플 트리", **LOOK)
    right.box(1.5, 4.9, "spout", BLUE, 2.0)
    for x, y, text in ((4.9, 6.2, "split"), (8.4, 6.2, "hbase"), (4.9, 3.6, "esper")):
        right.box(x, y, text, ORANGE, 2.0)
    right.box(4.9, 1.0, "acker", PURPLE, 2.0)
    edges = (((2.5, 5.1), (3.9, 6.1), "a"), ((5.9, 6.2), (7.4, 6.2), "b"), ((2.5, 4.7), (3.9, 3.7), "c"))
    for start, end, number in edges:
        right.arrow(start, end)
        right.words((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 0.32, number, 14, va="baseline")
    dashed = {"linestyle": "--", "color": PURPLE}
    right.arrow((8.4, 5.7), (5.9, 1.2), connectionstyle="arc3,rad=-0.25", **dashed)
    right.arrow((5.9, 5.9), (5.6, 1.5), connectionstyle="arc3,rad=-0.35", **dashed)
    right.arrow((4.9, 3.1), (4.9, 1.5), **dashed)
    right.arrow((3.9, 1.1), (1.5, 4.4), connectionstyle="arc3,rad=-0.25", **dashed)
    right.words(8.35, 2.6, "ack", color=INK, va="baseline", ha="left")
    right.words(0.3, 1.7, "all done", color=INK, va="baseline", ha="left")
    plots.show(
        figure,
        alt="Left: the topology. A Kafka topic feeds kafkaSpout, which sends every row to splitBolt, hbaseBolt and "
        "HBase, and to esperBolt, redisBolt and Redis. Right: the tree of one tuple. Edges a, b, c lead from the spout "
        "to split, on to hbase, and to esper; each bolt acks to the acker, which tells the spout when all is done.",
    )


def draw_table() -> None:
    """From a table of HBase down to its files: regions, MemStore, HFiles, compaction."""
    plots.style()
    figure, axes = plt.subplots(figsize=(14, 5.6))
    page = Canvas(axes, 20, 8, **LOOK)
    page.frame(2.5, 4, 4.6, 6.2, "table DriverCarInfo: rows by key")
    for y, text in ((6.1, "A0001 … F0042"), (4.0, "J0028 … M0083"), (1.9, "O0072 … Z0036")):
        page.box(2.5, y, f"region\n{text}", BLUE, 3.9, 1.5)
    page.frame(8.6, 4, 5.2, 6.2, "a region server serves regions")
    page.box(8.6, 6.0, "WAL: log of all writes", PALE, 4.4)
    page.box(8.6, 3.4, "MemStore\none per region and family,\nsorted, in memory", ORANGE, 4.6, 2.1)
    page.frame(16.3, 4, 7, 6.2, "HDFS keeps the files")
    for x in (14.5, 17.3):
        page.box(x, 5.9, "HFile", GREEN, 2.2)
    page.box(15.9, 2.7, "HFile", GREEN, 4.2, 1.3)
    page.arrow((4.45, 6.1), (6.2, 6.0))
    page.arrow((8.6, 5.5), (8.6, 4.5))
    page.arrow((10.9, 3.8), (13.4, 5.5))
    page.arrow((10.8, 6.0), (12.75, 6.6), linestyle="--")
    for x in (14.5, 17.3):
        page.arrow((x, 5.4), (15.9 + (x - 15.9) * 0.5, 3.35))
    words = ((5.4, 6.5, "put"), (9.2, 5.0, "then"), (12.0, 3.9, "flush"), (18.3, 4.4, "compaction"))
    for x, y, text in (*words, (15.9, 1.5, "sorted, never changed")):
        page.words(x, y, text)
    plots.show(
        figure,
        alt="From left to right: a table whose rows are sorted by key and cut into three regions; a region server that "
        "writes each put into its log and then into a MemStore in memory; HDFS with two small HFiles that flushes have "
        "made, and one larger HFile into which compaction merges them.",
    )


TYPES = (
    ("string", "limit", "80", "SET  GET  INCR"),
    ("hash", "car:B0007", "speed 87 · area A01", "HSET  HGET"),
    ("list", "log", "first, second, first", "RPUSH  LRANGE"),
    ("set", "20160101", "B0092-20160101000530, …", "SADD  SMEMBERS"),
    ("sorted set", "fastest", "F0042 → 171,  B0092 → 96", "ZADD  ZRANGE"),
)


def draw_types() -> None:
    """The five types of a value in Redis, each with an example and its commands."""
    plots.style()
    figure, axes = plt.subplots(figsize=(13, 4.6))
    page = Canvas(axes, 20, 6.8, **LOOK)
    for x, text in ((2.0, "type"), (5.9, "key"), (11.0, "value"), (17.0, "commands")):
        page.words(x, 6.4, text, 14)
    for row, (kind, key, value, commands) in enumerate(TYPES):
        y = 5.5 - row * 1.15
        page.words(2.0, y, kind, 15, weight="bold")
        page.box(5.9, y, key, BLUE, 3.2, 0.85)
        page.arrow((7.5, y), (8.2, y))
        page.box(11.1, y, value, ORANGE if kind == "set" else PALE, 5.8, 0.85)
        page.words(17.0, y, commands, family="monospace")
    told = "; ".join(f"{kind}: {key} holds {value}" for kind, key, value, _ in TYPES)
    plots.show(figure, alt=f"Five types of a value in Redis. {told}. The set is the one that the pilot uses.")
