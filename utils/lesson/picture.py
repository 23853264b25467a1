"""The pilot's data flow in one figure, with the part that a lesson is about lit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from matplotlib.figure import Figure

from base.exceptions import LessonError
from utils.figures import plots
from utils.figures.boxes import Canvas
from utils.lesson.catalogue import Lesson

WIDTH, HEIGHT = 11, 6.3  # of a box, on a page of 100 by 60
EDGE = 97.5  # where the line from Redis climbs to the dashboard
COLOURS = {"batch": "#0173B2", "speed": "#C4530A", "use": "#02795A", "watch": "#8A3F9B"}  # told apart when colour-blind
DARK, GREY, PALE, LINE = "#222222", "#6b6b6b", "#f3f3f3", "#bdbdbd"
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


def draw(lit: Collection[str]) -> Figure:
    """The figure with these parts lit and the others grey. Raises LessonError for a part it does not have."""
    unknown = set(lit) - set(PARTS)
    if unknown:
        raise LessonError(f"The picture has no part {', '.join(sorted(unknown))}. It has: {', '.join(PARTS)}.")
    plots.style()
    figure = Figure(figsize=(12.6, 7.0), layout="none", facecolor="white")
    page = Canvas(figure.add_axes((0, 0, 1, 1)), 100, 60, sides=(WIDTH, HEIGHT), rounding=0.9, aspect="auto")
    for title, x in STAGES:
        page.words(x, 58, title, 12, color=GREY)
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
    """Draw the figure of a lesson."""
    plots.show(draw(lesson.lit), alt(lesson), width=920)


def _lane(page: Canvas, bottom: float, top: float, title: str, korean: str, colour: str) -> None:
    page.area(50, (bottom + top) / 2, 98, top - bottom, facecolor=colour, alpha=0.06, lw=0, rounding=1.2)
    page.words(2.2, top - 2, f"{title} · {korean}", 11.5, ha="left", color=colour, weight="bold")


def _box(page: Canvas, part: Part, lit: bool, wide: bool = False) -> None:
    sides = (98, 4.6) if wide else page.sides
    colours = {"fc": COLOURS[part.kind], "ec": DARK} if lit else {"fc": PALE, "ec": LINE}
    page.area(part.x, part.y, *sides, **colours, lw=1.8 if lit else 1, zorder=3)
    ink = "white" if lit else GREY
    page.words(part.x, part.y + (0 if wide else 1.25), part.name, 12.5, weight="bold", color=ink, zorder=4)
    if part.korean:
        page.words(part.x, part.y - 1.6, part.korean, 10.5, color=ink, zorder=4)


def _arrow(page: Canvas, start: Part, end: Part, lit: bool) -> None:
    half = WIDTH / 2
    begin, stop = (start.x + half, start.y), (end.x - half, end.y)
    points = [begin, stop]
    if start is PARTS["redis"]:
        points = [begin, (EDGE, start.y), (EDGE, end.y), (end.x + half + 0.4, end.y)]
    elif end.x <= start.x:  # to a box in the lane above
        points = [(start.x, start.y + HEIGHT / 2 + 0.3), (end.x, end.y - HEIGHT / 2 - 0.5)]
    page.way(points, color=DARK if lit else LINE, lw=2.2 if lit else 1.2, zorder=2)
