"""The pilot's data flow in one figure, with the part that a lesson is about lit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from base.exceptions import LessonError
from utils.lesson.catalogue import Lesson

WIDTH, HEIGHT = 11, 6.3  # of a box, on a page of 100 by 60
EDGE = 97.5  # where the line from Redis climbs to the dashboard
COLOURS = {"batch": "#0173B2", "speed": "#C4530A", "use": "#02795A", "watch": "#8A3F9B"}  # told apart when colour-blind
DARK, GREY, PALE, LINE = "#222222", "#6B6B6B", "#F3F3F3", "#BDBDBD"
STAGES = (
    ("Collect · 수집", 13.75),
    ("Load · 적재", 34.5),
    ("Explore · 탐색", 55.25),
    ("Analyse · 분석", 76),
    ("Use · 활용", 90),
)


@dataclass(frozen=True)
class Part:
    """One box: where it is and what it says."""

    name: str
    korean: str
    x: float
    y: float
    kind: str


PARTS: dict[str, Part] = {
    "status_log": Part("Status log", "상태 로그", 7, 43, "batch"),
    "flume_batch": Part("Flume", "플룸", 20.5, 43, "batch"),
    "hdfs": Part("HDFS, YARN", "분산 저장·처리", 34.5, 43, "batch"),
    "hive": Part("Hive", "하이브", 48.5, 43, "batch"),
    "marts": Part("Five marts", "데이터 마트", 62, 43, "batch"),
    "sql": Part("Fast SQL", "빠른 질의", 76, 50.5, "use"),
    "ml": Part("Spark ML", "머신러닝", 76, 43, "use"),
    "export": Part("PostgreSQL", "외부 내보내기", 76, 35.5, "use"),
    "driver_log": Part("Driver log", "운행 로그", 7, 19.5, "speed"),
    "flume_speed": Part("Flume", "플룸", 20.5, 19.5, "speed"),
    "kafka": Part("Kafka", "카프카", 34.5, 19.5, "speed"),
    "storm": Part("Storm", "스톰", 48.5, 19.5, "speed"),
    "hbase": Part("HBase", "모든 행", 62, 24, "speed"),
    "esper": Part("Esper", "과속 규칙", 62, 13.5, "speed"),
    "redis": Part("Redis", "과속 차량", 76, 13.5, "speed"),
    "keras": Part("Keras", "딥러닝", 76, 24, "use"),
    "rest": Part("REST", "예측 서비스", 90, 24, "use"),
    "dashboard": Part("Dashboard", "대시보드", 90, 43, "use"),
    "zookeeper": Part("ZooKeeper · 주키퍼", "", 50, 3.6, "watch"),
}
ARROWS = (
    ("status_log", "flume_batch"), ("flume_batch", "hdfs"), ("hdfs", "hive"), ("hive", "marts"), ("marts", "sql"),
    ("marts", "ml"), ("marts", "export"), ("marts", "keras"), ("driver_log", "flume_speed"), ("flume_speed", "kafka"),
    ("kafka", "storm"), ("storm", "hbase"), ("storm", "esper"), ("esper", "redis"), ("hbase", "hive"),
    ("keras", "rest"), ("redis", "dashboard"), ("rest", "dashboard"), ("sql", "dashboard"),
)  # fmt: skip


def draw(lit: Collection[str]):
    """The figure with these parts lit and the others grey. Raises LessonError for a part it does not have."""
    unknown = set(lit) - set(PARTS)
    if unknown:
        raise LessonError(f"The picture has no part {', '.join(sorted(unknown))}. It has: {', '.join(PARTS)}.")
    from matplotlib.figure import Figure

    from utils.figures import plots

    plots.style()
    figure = Figure(figsize=(12.6, 7.0), layout="none", facecolor="white")
    page = figure.add_axes((0, 0, 1, 1))
    page.set(xlim=(0, 100), ylim=(0, 60))
    page.axis("off")
    for title, x in STAGES:
        page.text(x, 58, title, ha="center", va="center", size=12, color=GREY)
    _lane(page, 31.2, 55.2, "Batch lane: once a day", "배치", COLOURS["batch"])
    _lane(page, 8.2, 29.2, "Speed lane: every second", "실시간", COLOURS["speed"])
    for start, end in ARROWS:
        _arrow(page, PARTS[start], PARTS[end], start in lit and end in lit)
    for key, part in PARTS.items():
        _box(page, part, key in lit, wide=key == "zookeeper")
    return figure


def alt(lesson: Lesson) -> str:
    """The figure in words."""
    names = dict.fromkeys(PARTS[key].name.split(" ·")[0] for key in PARTS if key in lesson.lit)
    return (
        "Data flow of the pilot. Batch lane: status log to Flume, HDFS, Hive, five marts, then fast SQL, Spark ML, "
        "PostgreSQL and Keras. Speed lane: driver log to Flume, Kafka and Storm, then all rows to HBase, and through "
        "Esper the speeding cars to Redis; HBase rows go back to Hive. Keras feeds a REST service. A dashboard shows "
        f"queries, alerts and predictions. ZooKeeper spans both lanes. Lit in this lesson: {', '.join(names)}."
    )


def show(lesson: Lesson) -> None:
    """Draws the figure of a lesson."""
    from utils.figures import plots

    plots.show(draw(lesson.lit), alt(lesson), width=920)


def _lane(page, bottom: float, top: float, title: str, korean: str, colour: str) -> None:
    from matplotlib.patches import FancyBboxPatch

    page.add_patch(
        FancyBboxPatch(
            (1, bottom), 98, top - bottom, "round,pad=0,rounding_size=1.2", facecolor=colour, alpha=0.06, lw=0
        )
    )
    page.text(2.2, top - 2, f"{title} · {korean}", size=11.5, va="center", color=colour, weight="bold")


def _box(page, part: Part, lit: bool, wide: bool = False) -> None:
    from matplotlib.patches import FancyBboxPatch

    width, height = (98, 4.6) if wide else (WIDTH, HEIGHT)
    colour = COLOURS[part.kind]
    page.add_patch(
        FancyBboxPatch(
            (part.x - width / 2, part.y - height / 2), width, height, "round,pad=0,rounding_size=0.9",
            facecolor=colour if lit else PALE, edgecolor=DARK if lit else LINE, lw=1.8 if lit else 1, zorder=3,
        )
    )  # fmt: skip
    name, small = ("white", "white") if lit else (GREY, GREY)
    lift = 0 if wide else 1.25
    page.text(
        part.x, part.y + lift, part.name, size=12.5, weight="bold", color=name, ha="center", va="center", zorder=4
    )
    if part.korean:
        page.text(part.x, part.y - 1.6, part.korean, size=10.5, color=small, ha="center", va="center", zorder=4)


def _arrow(page, start: Part, end: Part, lit: bool) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    half = WIDTH / 2
    begin, stop = (start.x + half, start.y), (end.x - half, end.y)
    points = [begin, stop]
    if start is PARTS["redis"]:
        points = [begin, (EDGE, start.y), (EDGE, end.y), (end.x + half + 0.4, end.y)]
    elif end.x <= start.x:  # to a box in the lane above
        points = [(start.x, start.y + HEIGHT / 2 + 0.3), (end.x, end.y - HEIGHT / 2 - 0.5)]
    page.add_patch(
        FancyArrowPatch(
            path=Path(points), arrowstyle="-|>", mutation_scale=14, zorder=2, joinstyle="miter",
            color=DARK if lit else LINE, lw=2.2 if lit else 1.2,
        )
    )  # fmt: skip
