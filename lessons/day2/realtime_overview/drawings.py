"""Drawings of what carries the real-time stage: a topology of Storm, a table of HBase, the types of Redis."""

from __future__ import annotations

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from utils.figures import plots
from utils.figures.plots import BLUE, GREEN, INK, ORANGE, PALE, PURPLE

GREY = "#6b6b6b"


def _canvas(axes: Axes, width: float, height: float, title: str = "") -> None:
    axes.set(xlim=(0, width), ylim=(0, height), aspect="equal")
    axes.axis("off")
    axes.set_title(title, fontsize=16)


def _box(axes: Axes, x: float, y: float, text: str, colour: str, width: float = 2.4, height: float = 1.0) -> None:
    """A box with its centre at x, y; white text on a strong colour, ink on a pale one."""
    corner, style = (x - width / 2, y - height / 2), "round,pad=0,rounding_size=0.12"
    axes.add_patch(FancyBboxPatch(corner, width, height, boxstyle=style, fc=colour, ec=INK, lw=1))
    ink = "white" if colour in (BLUE, GREEN) else INK
    axes.text(x, y, text, ha="center", va="center", color=ink, fontsize=13, weight="bold", linespacing=1.25)


def _frame(axes: Axes, x: float, y: float, width: float, height: float, text: str) -> None:
    """An outlined area with its lower left corner at x, y, and a line of text above it."""
    style = "round,pad=0,rounding_size=0.2"
    axes.add_patch(FancyBboxPatch((x, y), width, height, boxstyle=style, fc="white", ec=GREY, lw=1.6))
    axes.text(x + width / 2, y + height + 0.3, text, ha="center", va="center", fontsize=13.5)


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], **style: object) -> None:
    look = {"arrowstyle": "-|>", "color": INK, "lw": 1.8, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", xy=end, xytext=start, arrowprops=look | style)


def draw_topology() -> None:
    """The pilot's topology, and what becomes of one row in it."""
    plots.style()
    figure, (left, right) = plt.subplots(1, 2, figsize=(15, 4.9), width_ratios=(14, 10.4))
    _canvas(left, 14, 7.4, "topology DriverCarInfo · 토폴로지")
    _box(left, 1.3, 3.6, "Kafka\ntopic", PALE, 1.9, 1.3)
    _box(left, 4.3, 3.6, "kafkaSpout", BLUE)
    for y, first, last, store in ((5.6, "splitBolt", "hbaseBolt", "HBase"), (1.6, "esperBolt", "redisBolt", "Redis")):
        _box(left, 7.4, y, first, ORANGE)
        _box(left, 10.3, y, last, ORANGE)
        _box(left, 12.9, y, store, PALE, 1.7)
        _arrow(left, (5.5, 3.6), (6.2, y))
        _arrow(left, (8.6, y), (9.1, y))
        _arrow(left, (11.5, y), (12.05, y))
    _arrow(left, (2.25, 3.6), (3.1, 3.6))
    left.text(8.85, 6.55, "every row", ha="center", fontsize=13)
    left.text(8.85, 0.55, "cars that speed", ha="center", fontsize=13)
    _canvas(right, 10.4, 7.4, "the tree of one tuple · 튜플 트리")
    _box(right, 1.5, 4.9, "spout", BLUE, 2.0)
    for x, y, text in ((4.9, 6.2, "split"), (8.4, 6.2, "hbase"), (4.9, 3.6, "esper")):
        _box(right, x, y, text, ORANGE, 2.0)
    _box(right, 4.9, 1.0, "acker", PURPLE, 2.0)
    edges = (((2.5, 5.1), (3.9, 6.1), "a"), ((5.9, 6.2), (7.4, 6.2), "b"), ((2.5, 4.7), (3.9, 3.7), "c"))
    for start, end, number in edges:
        _arrow(right, start, end)
        right.text((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 0.32, number, ha="center", fontsize=14)
    dashed = {"linestyle": "--", "color": PURPLE}
    _arrow(right, (8.4, 5.7), (5.9, 1.2), connectionstyle="arc3,rad=-0.25", **dashed)
    _arrow(right, (5.9, 5.9), (5.6, 1.5), connectionstyle="arc3,rad=-0.35", **dashed)
    _arrow(right, (4.9, 3.1), (4.9, 1.5), **dashed)
    _arrow(right, (3.9, 1.1), (1.5, 4.4), connectionstyle="arc3,rad=-0.25", **dashed)
    right.text(8.35, 2.6, "ack", fontsize=13, color=INK)
    right.text(0.3, 1.7, "all done", fontsize=13, color=INK)
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
    _canvas(axes, 20, 8)
    _frame(axes, 0.2, 0.9, 4.6, 6.2, "table DriverCarInfo: rows by key")
    for y, text in ((6.1, "A0001 … F0042"), (4.0, "J0028 … M0083"), (1.9, "O0072 … Z0036")):
        _box(axes, 2.5, y, f"region\n{text}", BLUE, 3.9, 1.5)
    _frame(axes, 6.0, 0.9, 5.2, 6.2, "a region server serves regions")
    _box(axes, 8.6, 6.0, "WAL: log of all writes", PALE, 4.4)
    _box(axes, 8.6, 3.4, "MemStore\none per region and family,\nsorted, in memory", ORANGE, 4.6, 2.1)
    _frame(axes, 12.8, 0.9, 7.0, 6.2, "HDFS keeps the files")
    for x in (14.5, 17.3):
        _box(axes, x, 5.9, "HFile", GREEN, 2.2)
    _box(axes, 15.9, 2.7, "HFile", GREEN, 4.2, 1.3)
    _arrow(axes, (4.45, 6.1), (6.2, 6.0))
    _arrow(axes, (8.6, 5.5), (8.6, 4.5))
    _arrow(axes, (10.9, 3.8), (13.4, 5.5))
    _arrow(axes, (10.8, 6.0), (12.75, 6.6), linestyle="--")
    for x in (14.5, 17.3):
        _arrow(axes, (x, 5.4), (15.9 + (x - 15.9) * 0.5, 3.35))
    words = ((5.4, 6.5, "put"), (9.2, 5.0, "then"), (12.0, 3.9, "flush"), (18.3, 4.4, "compaction"))
    for x, y, text in (*words, (15.9, 1.5, "sorted, never changed")):
        axes.text(x, y, text, ha="center", va="center", fontsize=13)
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
    _canvas(axes, 20, 6.8)
    for x, text in ((2.0, "type"), (5.9, "key"), (11.0, "value"), (17.0, "commands")):
        axes.text(x, 6.4, text, ha="center", va="center", fontsize=14)
    for row, (kind, key, value, commands) in enumerate(TYPES):
        y = 5.5 - row * 1.15
        axes.text(2.0, y, kind, ha="center", va="center", fontsize=15, weight="bold")
        _box(axes, 5.9, y, key, BLUE, 3.2, 0.85)
        _arrow(axes, (7.5, y), (8.2, y))
        _box(axes, 11.1, y, value, ORANGE if kind == "set" else PALE, 5.8, 0.85)
        axes.text(17.0, y, commands, ha="center", va="center", fontsize=13, family="monospace")
    told = "; ".join(f"{kind}: {key} holds {value}" for kind, key, value, _ in TYPES)
    plots.show(figure, alt=f"Five types of a value in Redis. {told}. The set is the one that the pilot uses.")
