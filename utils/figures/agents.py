"""Drawings of Flume: the pilot's agent, the way of a judged line, and four ways to put agents together."""

from __future__ import annotations

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from utils.figures import plots
from utils.figures.plots import BLUE, GREEN, INK, ORANGE, PALE, PURPLE


def _canvas(axes: Axes, width: float, height: float, title: str = "") -> None:
    axes.set(xlim=(0, width), ylim=(0, height), aspect="equal")
    axes.axis("off")
    axes.set_title(title, fontsize=17)


def _box(axes: Axes, x: float, y: float, text: str, colour: str, width: float = 2.0, height: float = 0.9) -> None:
    """A box with its centre at x, y; white text on a strong colour, ink on a pale one."""
    corner, style = (x - width / 2, y - height / 2), "round,pad=0,rounding_size=0.12"
    axes.add_patch(FancyBboxPatch(corner, width, height, boxstyle=style, fc=colour, ec=INK, lw=1))
    ink = "white" if colour in (BLUE, GREEN) else INK
    axes.text(x, y, text, ha="center", va="center", color=ink, fontsize=14, weight="bold", linespacing=1.3)


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], **style: object) -> None:
    axes.annotate("", xy=end, xytext=start, arrowprops={"arrowstyle": "-|>", "color": INK, "lw": 1.8, **style})


def draw_agent() -> None:
    """The pilot's agent: two lanes, each a source with its interceptor, a channel and a sink."""
    plots.style()
    figure, axes = plt.subplots(figsize=(13, 5))
    _canvas(axes, 19, 7)
    frame = FancyBboxPatch((3.2, 0.2), 12.0, 6.2, boxstyle="round,pad=0,rounding_size=0.3", fc="white", ec=INK, lw=2)
    axes.add_patch(frame)
    axes.text(9.2, 6.65, "agent  SmartCar_Agent", ha="center", fontsize=17)
    lanes = (
        (4.6, "status files\n(one a day)", "spooling\ndirectory", "SmartCarInfo_", "HDFS"),
        (1.6, "driving log\n(grows)", "tail", "DriverCarInfo_", "Kafka\nSmartCar-Topic"),
    )
    for y, origin, reads, prefix, target in lanes:
        last = "HdfsSink" if target == "HDFS" else "KafkaSink"
        first = "SpoolSource" if target == "HDFS" else "TailSource"
        _box(axes, 1.4, y, origin, PALE, 2.5, 1.3)
        _box(axes, 5.0, y, f"source\n{reads}", BLUE, 2.4, 1.5)
        _box(axes, 7.6, y, "interceptor\nregex", PURPLE, 2.1, 1.2)
        _box(axes, 10.3, y, "channel\nfile on disk", ORANGE, 2.4, 1.5)
        _box(axes, 13.6, y, "sink", GREEN, 2.0, 1.5)
        _box(axes, 17.3, y, target, PALE, 2.9, 1.3)
        for start, end in ((2.65, 3.8), (6.2, 6.55), (8.65, 9.1), (11.5, 12.6), (14.6, 15.8)):
            _arrow(axes, (start, y), (end, y))
        for x, name in ((5.0, first), (10.3, "Channel"), (13.6, last)):
            axes.text(x, y - 1.08, prefix + name, ha="center", fontsize=12.5)
    plots.show(
        figure,
        alt="The agent SmartCar_Agent as a frame around two lanes. Upper lane: status files, spooling directory "
        "source, interceptor, file channel, sink, HDFS. Lower lane: driving log, tail source, interceptor, file "
        "channel, sink, Kafka topic SmartCar-Topic.",
    )


def draw_sorting() -> None:
    """The pilot's lower lane: each line is judged, rows go to Kafka, all else to a file."""
    plots.style()
    figure, axes = plt.subplots(figsize=(13, 4.4))
    _canvas(axes, 19, 6.2)
    _box(axes, 1.4, 3, "driving log", PALE, 2.4)
    _box(axes, 4.9, 3, "source\ntail", BLUE, 2.2, 1.4)
    _box(axes, 8.2, 3, "interceptor\njudges", PURPLE, 2.5, 1.4)
    for begin, end in ((2.6, 3.8), (6.0, 6.95)):
        _arrow(axes, (begin, 3), (end, 3))
    ways = (
        (4.7, "row", "channel\nis Kafka", None, "SmartCar-Topic\nkey = car"),
        (1.3, "garbage, dead", "channel\nfile on disk", "sink", "file of dead letters\nwith the reason"),
    )
    for y, verdict, channel, sink, target in ways:
        _arrow(axes, (9.45, 3), (11.1, y))
        axes.text(9.8, 3 + (y - 3) * 0.8, verdict, ha="right", va="center", fontsize=14, style="italic")
        _box(axes, 12.3, y, channel, ORANGE, 2.4, 1.4)
        if sink:
            _arrow(axes, (13.5, y), (13.95, y))
            _box(axes, 14.6, y, sink, GREEN, 1.3, 1.0)
        _arrow(axes, (15.25 if sink else 13.5, y), (15.6, y))
        _box(axes, 17.25, y, target, PALE, 3.3, 1.4)
    plots.show(
        figure,
        alt="The lane of the driving log: tail source, then an interceptor that judges each line. Rows go into a "
        "channel that is the Kafka topic SmartCar-Topic, with the car as the key. Garbage and dead letters go through "
        "a channel on disk and a sink into a file, with the reason.",
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
    _canvas(axes, 12, 6, "consolidation · 통합")
    for y in (4.9, 3.0, 1.1):
        _box(axes, 1.9, y, "agent", BLUE)
        _arrow(axes, (2.9, y), (5.0, 3.0 + (y - 3.0) * 0.15))
    _box(axes, 6.1, 3, "agent", BLUE, 2.2)
    _arrow(axes, (7.2, 3), (9.1, 3))
    _box(axes, 10.3, 3, "HDFS", PALE, 2.4)


def _two_channels(axes: Axes, upper: str, lower: str) -> None:
    _box(axes, 1.5, 3, "source", BLUE)
    for y, target, label in ((4.7, "HDFS", upper), (1.3, "Kafka", lower)):
        _arrow(axes, (2.5, 3), (4.2, y))
        _box(axes, 5.3, y, "channel", ORANGE, 2.2)
        _arrow(axes, (6.4, y), (7.2, y))
        _box(axes, 8.1, y, "sink", GREEN, 1.8)
        _arrow(axes, (9.0, y), (9.8, y))
        _box(axes, 10.8, y, target, PALE, 1.9)
        axes.text(2.2, 3 + (y - 3) * 0.78, label, ha="center", va="center", fontsize=13)


def _replicate(axes: Axes) -> None:
    _canvas(axes, 12, 6, "replication · 복제")
    _two_channels(axes, "every event", "every event")


def _multiplex(axes: Axes) -> None:
    _canvas(axes, 12, 6, "multiplexing · 분기")
    _two_channels(axes, "type = status", "type = drive")


def _fail_over(axes: Axes) -> None:
    _canvas(axes, 12, 6, "fail-over · 장애 조치")
    _box(axes, 1.5, 3, "source", BLUE)
    _arrow(axes, (2.5, 3), (3.2, 3))
    _box(axes, 4.3, 3, "channel", ORANGE, 2.2)
    for y, name, line in ((4.7, "sink", "-"), (1.3, "spare sink", "--")):
        _arrow(axes, (5.4, 3), (6.5, y), linestyle=line)
        _box(axes, 7.6, y, name, GREEN, 2.2)
        _arrow(axes, (8.7, y), (9.7, 3 + (y - 3) * 0.2), linestyle=line)
    _box(axes, 10.7, 3, "Kafka", PALE, 1.9)
