"""The figures of this lesson: a topology of Storm, a table of HBase, the types of Redis; windows, late rows, loads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import pandas as pd
from matplotlib import dates as mdates
from matplotlib import pyplot as plt

from lessons.day2.realtime_overview.windows import LENGTH, LIMIT, Row, averages
from utils.figures import plots
from utils.figures.boxes import Canvas
from utils.figures.plots import BLUE, GREEN, GREY, INK, ORANGE, PALE, PURPLE, RED

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
    figure, axes = plt.subplots(figsize=(15, 5.4))
    page = Canvas(axes, 23, 8, **LOOK)
    page.frame(2.5, 4, 4.6, 6.2, "table: rows by key")
    for y, text in ((6.1, "A0001 … F0042"), (4.0, "J0028 … M0083"), (1.9, "O0072 … Z0036")):
        page.box(2.5, y, f"region\n{text}", BLUE, 3.9, 1.5)
    page.box(6.9, 6.0, "client", PURPLE, 1.9)
    page.frame(11.6, 4, 5.2, 6.2, "a region server")
    page.box(11.6, 6.0, "WAL: log of all writes", PALE, 4.4)
    page.box(11.6, 3.4, "MemStore\none per region and family,\nsorted, in memory", ORANGE, 4.6, 2.1)
    page.frame(19.3, 4, 7, 6.2, "HDFS keeps the files")
    for x in (17.5, 20.3):
        page.box(x, 5.9, "HFile", GREEN, 2.2)
    page.box(18.9, 2.7, "HFile", GREEN, 4.2, 1.3)
    page.arrow((7.85, 6.0), (9.4, 6.0))
    page.arrow((4.8, 3.4), (9.0, 3.4), linestyle=":")
    page.arrow((11.6, 5.5), (11.6, 4.5))
    page.arrow((13.9, 3.8), (16.4, 5.5))
    page.arrow((13.8, 6.0), (15.75, 6.6), linestyle="--")
    for x in (17.5, 20.3):
        page.arrow((x, 5.4), (18.9 + (x - 18.9) * 0.5, 3.35))
    words = (
        (8.4, 6.5, "put"),
        (6.9, 3.9, "served by"),
        (12.2, 5.0, "then"),
        (15.0, 3.9, "flush"),
        (21.3, 4.4, "compaction"),
    )
    for x, y, text in (*words, (18.9, 1.5, "sorted, never changed")):
        page.words(x, y, text)
    plots.show(
        figure,
        alt="From left to right: a table whose rows are sorted by key and cut into three regions, served by a region "
        "server; a client whose put goes into the server's log and then into a MemStore in memory; HDFS with two small "
        "HFiles that flushes have made, and one larger HFile into which compaction merges them.",
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


def draw_windows(rows: Iterable[Row], car: str, begin: datetime, minutes: int = 4) -> None:
    """The speed of one car, second by second, and the average of each window; those above the limit stand out."""
    plots.style()
    end = begin + timedelta(minutes=minutes)
    own = sorted(row for row in rows if row.car == car and begin <= row.time < end)
    figure, axes = plt.subplots(figsize=(12, 4.2))
    axes.plot([row.time for row in own], [row.speed for row in own], color=GREY, linewidth=1.5, label="speed")
    found = averages(own)
    for window, speed in sorted(found.items()):
        fast = speed > LIMIT
        look = {"color": RED if fast else BLUE, "linewidth": 5 if fast else 3, "linestyle": "-"}
        look["label"] = f"average above {LIMIT}" if fast else "average of a window"
        axes.plot([window.begin, window.end], [speed, speed], solid_capstyle="butt", **look)
        axes.axvline(window.begin, color="0.85", linewidth=1)
        axes.text(window.begin + LENGTH / 2, speed + 13, f"{speed:.0f}", ha="center", va="center", fontsize=13,
                  weight="bold", bbox={"fc": "white", "ec": "none", "pad": 1.5, "alpha": 0.85})  # fmt: skip
    axes.axhline(LIMIT, color="black", linestyle="--", linewidth=1.2)
    axes.text(end, LIMIT, f" {LIMIT}", va="center", fontsize=13)
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%H:%M:%S"))
    axes.xaxis.set_major_locator(mdates.SecondLocator(bysecond=(0, 30)))
    axes.set(ylabel="km/h", xlim=(begin, end), ylim=(0, None), title=f"{car}: windows of 30 s · 30초 윈도우")
    axes.grid(axis="x", visible=False)
    named = dict(zip(*reversed(axes.get_legend_handles_labels()), strict=True))  # each kind of line once
    axes.legend(named.values(), named.keys(), loc="upper left")
    over = sum(speed > LIMIT for speed in found.values())
    plots.show(
        figure,
        alt=f"Speed of car {car} over {minutes} minutes, second by second, with the average of each window of 30 s as "
        f"a bar. {over} of {len(found)} averages lie above the dashed line at {LIMIT} km/h.",
    )


def draw_lateness(rows: Iterable[Row], waits: Iterable[int]) -> None:
    """A dot for each row that came behind a younger one: when it happened, and how many seconds behind it came."""
    plots.style()
    late = [(row.time, (row.arrival - row.time).total_seconds()) for row in rows if row.arrival > row.time]
    figure, axes = plt.subplots(figsize=(12, 4.6))
    axes.scatter(*zip(*late, strict=True), s=16, color=BLUE, alpha=0.6, linewidths=0)
    told = []
    for wait in waits:
        below = sum(behind <= wait for _, behind in late)
        axes.axhline(wait, color=ORANGE, linestyle="--", linewidth=2)
        axes.text(1.01, wait, f"wait {wait} s:\n{below} of {len(late)} below", va="center", fontsize=13,
                  transform=axes.get_yaxis_transform())  # fmt: skip
        told.append(f"{below} below the line at {wait} s")
    axes.set_yscale("log")
    axes.set_yticks([1, 10, 60, 600], ["1 s", "10 s", "1 min", "10 min"])
    axes.minorticks_off()
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%H:%M"))
    axes.set(xlabel="when it happened (event time)", ylabel="came behind by", title="Late rows · 늦게 도착한 행")
    plots.show(
        figure,
        alt=f"Dots of {len(late)} rows that came behind younger ones, by event time and delay on a logarithmic axis: "
        f"a band of 1 to 5 seconds, and scattered ones up to ten minutes. {', '.join(told)}.",
    )


def draw_loads(loads: Mapping[str, pd.DataFrame], costs: pd.DataFrame) -> None:
    """How writes fall on the regions of each table, hour by hour, and what is read for one car and hour.

    Frames are as of `row_keys`: `KeyTable.loads` and `costs`.
    """
    plots.style()
    figure, grid = plt.subplots(1, len(loads), figsize=(14, 4.8), sharey=True, squeeze=False)
    told = []
    for axes, (name, counts) in zip(grid[0], loads.items(), strict=True):
        shares = 100 * counts / counts.sum()
        axes.imshow(shares, cmap="Blues", vmin=0, vmax=100, aspect="auto")
        for row, column in ((row, column) for row in range(len(counts)) for column in range(len(counts.columns))):
            share = shares.iat[row, column]
            ink = "white" if share > 60 else "black"
            axes.text(column, row, f"{share:.0f} %", ha="center", va="center", color=ink, fontsize=13)
        axes.set_xticks(range(len(counts.columns)), [f"{hour}h" for hour in counts.columns])
        axes.set_yticks(range(len(counts)), [f"region {region}" for region in counts.index])
        read, wanted = costs.loc[name, ["rows read", "rows wanted"]]
        axes.set_title(f"{name}\n{read:,} rows read for {wanted:,}", fontsize=15)
        axes.tick_params(length=0)
        axes.grid(False)
        busiest = f"the busiest region takes {shares.max(axis=None):.0f} % of the writes of an hour"
        told.append(f"{name}: {busiest}, {read:,} rows are read for {wanted:,}")
    figure.suptitle("Share of the writes of each hour, by region · 리전별 쓰기 비율", fontsize=16)
    plots.show(figure, alt=f"Grids of regions and hours, one for each row key. {'; '.join(told)}.")
