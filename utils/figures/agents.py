"""Drawings of Flume: the pilot's agent, the way of a judged line, and four ways to put agents together."""

from __future__ import annotations

from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from utils.collect.topics import SMARTCAR_TOPIC
from utils.figures import plots
from utils.figures.boxes import Canvas
from utils.figures.plots import BLUE, GREEN, INK, ORANGE, PALE, PURPLE


def draw_agent() -> None:
    """The pilot's agent: two lanes, each a source with its interceptor, a channel and a sink."""
    plots.style()
    figure, axes = plt.subplots(figsize=(13, 5))
    page = Canvas(axes, 19, 7)
    page.area(9.2, 3.3, 12, 6.2, fc="white", ec=INK, lw=2, rounding=0.3)
    page.words(9.2, 6.65, "agent  SmartCar_Agent", 17, va="baseline")
    lanes = (
        (4.6, "status files\n(one a day)", "spooling\ndirectory", "SmartCarInfo_", "HDFS"),
        (1.6, "driving log\n(grows)", "tail", "DriverCarInfo_", f"Kafka\n{SMARTCAR_TOPIC}"),
    )
    for y, origin, reads, prefix, target in lanes:
        last = "HdfsSink" if target == "HDFS" else "KafkaSink"
        first = "SpoolSource" if target == "HDFS" else "TailSource"
        page.box(1.4, y, origin, PALE, 2.5, 1.3)
        page.box(5.0, y, f"source\n{reads}", BLUE, 2.4, 1.5)
        page.box(7.6, y, "interceptor\njudges", PURPLE, 2.1, 1.2)
        page.box(10.3, y, "channel\nfile on disk", ORANGE, 2.4, 1.5)
        page.box(13.6, y, "sink", GREEN, 2.0, 1.5)
        page.box(17.3, y, target, PALE, 2.9, 1.3)
        for start, end in ((2.65, 3.8), (6.2, 6.55), (8.65, 9.1), (11.5, 12.6), (14.6, 15.8)):
            page.arrow((start, y), (end, y))
        for x, name in ((5.0, first), (10.3, "Channel"), (13.6, last)):
            page.words(x, y - 1.08, prefix + name, 12.5, va="baseline")
    plots.show(
        figure,
        alt="The agent SmartCar_Agent as a frame around two lanes. Upper lane: status files, spooling directory "
        "source, interceptor, file channel, sink, HDFS. Lower lane: driving log, tail source, interceptor, file "
        f"channel, sink, Kafka topic {SMARTCAR_TOPIC}.",
    )


def draw_sorting() -> None:
    """The pilot's lower lane: each line is judged, rows go to Kafka, all else to a file."""
    plots.style()
    figure, axes = plt.subplots(figsize=(13, 4.4))
    page = Canvas(axes, 19, 6.2)
    page.box(1.4, 3, "driving log", PALE, 2.4)
    page.box(4.9, 3, "source\ntail", BLUE, 2.2, 1.4)
    page.box(8.2, 3, "interceptor\njudges", PURPLE, 2.5, 1.4)
    for begin, end in ((2.6, 3.8), (6.0, 6.95)):
        page.arrow((begin, 3), (end, 3))
    ways = (
        (4.7, "row", "channel\nis Kafka", None, f"{SMARTCAR_TOPIC}\nkey = car"),
        (1.3, "garbage, dead", "channel\nfile on disk", "sink", "file of dead letters\nwith the reason"),
    )
    for y, verdict, channel, sink, target in ways:
        page.arrow((9.45, 3), (11.1, y))
        page.words(9.8, 3 + (y - 3) * 0.8, verdict, 14, ha="right", style="italic")
        page.box(12.3, y, channel, ORANGE, 2.4, 1.4)
        if sink:
            page.arrow((13.5, y), (13.95, y))
            page.box(14.6, y, sink, GREEN, 1.3, 1.0)
        page.arrow((15.25 if sink else 13.5, y), (15.6, y))
        page.box(17.25, y, target, PALE, 3.3, 1.4)
    plots.show(
        figure,
        alt="The lane of the driving log: tail source, then an interceptor that judges each line. Rows go into a "
        f"channel that is the Kafka topic {SMARTCAR_TOPIC}, with the car as the key. Garbage and dead letters go "
        "through a channel on disk and a sink into a file, with the reason.",
    )


def draw_topologies() -> None:
    """Four ways to put agents together."""
    plots.style()
    figure, grid = plt.subplots(2, 2, figsize=(13, 7))
    for axes, draw in zip(grid.flat, (_fan_in, _replicate, _multiplex, _fail_over), strict=True):
        draw(axes)
    plots.show(
        figure,
        alt="Four topologies of Flume. Consolidation: three agents send to one collecting agent. "
        "Replication: one source writes each event to two channels with a sink each. Multiplexing: a header decides "
        "into which of two channels an event goes. Fail-over: one channel, two sinks, the second waits as a spare.",
    )


def _fan_in(axes: Axes) -> None:
    page = Canvas(axes, 12, 6, "consolidation · 통합")
    for y in (4.9, 3.0, 1.1):
        page.box(1.9, y, "agent", BLUE)
        page.arrow((2.9, y), (5.0, 3.0 + (y - 3.0) * 0.15))
    page.box(6.1, 3, "agent", BLUE, 2.2)
    page.arrow((7.2, 3), (9.1, 3))
    page.box(10.3, 3, "HDFS", PALE, 2.4)


def _two_channels(page: Canvas, upper: str, lower: str) -> None:
    page.box(1.5, 3, "source", BLUE)
    for y, target, label in ((4.7, "HDFS", upper), (1.3, "Kafka", lower)):
        page.arrow((2.5, 3), (4.2, y))
        page.box(5.3, y, "channel", ORANGE, 2.2)
        page.arrow((6.4, y), (7.2, y))
        page.box(8.1, y, "sink", GREEN, 1.8)
        page.arrow((9.0, y), (9.8, y))
        page.box(10.8, y, target, PALE, 1.9)
        page.words(2.2, 3 + (y - 3) * 0.78, label)


def _replicate(axes: Axes) -> None:
    _two_channels(Canvas(axes, 12, 6, "replication · 복제"), "every event", "every event")


def _multiplex(axes: Axes) -> None:
    _two_channels(Canvas(axes, 12, 6, "multiplexing · 분기"), "type = status", "type = drive")


def _fail_over(axes: Axes) -> None:
    page = Canvas(axes, 12, 6, "fail-over · 장애 조치")
    page.box(1.5, 3, "source", BLUE)
    page.arrow((2.5, 3), (3.2, 3))
    page.box(4.3, 3, "channel", ORANGE, 2.2)
    for y, name, line in ((4.7, "sink", "-"), (1.3, "spare sink", "--")):
        page.arrow((5.4, 3), (6.5, y), linestyle=line)
        page.box(7.6, y, name, GREEN, 2.2)
        page.arrow((8.7, y), (9.7, 3 + (y - 3) * 0.2), linestyle=line)
    page.box(10.7, 3, "Kafka", PALE, 1.9)
