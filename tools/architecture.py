"""The picture of `docs/architecture.md`: the folders of the repository, laid out along the flow of the data.

``python -m tools.architecture`` writes it. A folder without code and a lesson without a source are dashed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from base.settings import PROJECT
from utils.lesson.catalogue import DAYS, LESSONS, existing

PICTURE = PROJECT / "docs" / "images" / "architecture.svg"
WIDTH, HEIGHT = 1240, 698
INK, GREY, LINE, PALE = "#222222", "#5A5A5A", "#BDBDBD", "#F6F6F6"
BATCH, SPEED, USE, WATCH = "#0173B2", "#C4530A", "#02795A", "#8A3F9B"  # as in the pictures of the lessons
TEXT = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif"
CODE = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"


@dataclass(frozen=True)
class Box:
    """One folder: its path, what lies in it line by line, its colour, and its place in pixels."""

    folder: str
    says: tuple[str, ...]
    colour: str
    x: float
    y: float
    width: float
    height: float

    @property
    def name(self) -> str:
        return f"{self.folder.rpartition('/')[2]}/"

    @property
    def to_come(self) -> bool:
        """Whether the folder holds nothing but, perhaps, an ``__init__``."""
        files = (PROJECT / self.folder).rglob("*.*")
        return not any(path.suffix in (".py", ".md") and path.name != "__init__.py" for path in files)


def _row(colour: str, left: float, right: float, y: float, height: float, **says: tuple[str, ...]) -> tuple[Box, ...]:
    """Boxes of one width, side by side; a double underscore stands for the slash of a path."""
    width = (right - left + 14) / len(says)
    return tuple(
        Box(name.replace("__", "/"), lines, colour, left + n * width, y, width - 14, height)
        for n, (name, lines) in enumerate(says.items())
    )


def _stage(number: int, name: str, says: tuple[str, ...], colour: str, y: float = 282, height: float = 160) -> Box:
    return Box(f"utils/{name}", says, colour, 172 + 132 * number, y, 108, height)


def _beside(number: int, name: str, says: str) -> Box:
    return Box(f"utils/{name}", (says,), WATCH, 994, 260 + 52 * number, 172, 46)


AROUND = _row(
    GREY, 20, 1180, 20, 70,
    tools=("the course command: set up,", "run, build, lint, slides, lab"),
    tests=("mirror the folders; one list", "of questions for each kind"),
    benchmarks=("a folder for each question,", "with the command to measure"),
    docs=("for authors, instructors", "and operators"),
)  # fmt: skip
FLOW = (
    Box("data", ("the simulator:", "six data sets", "of one world,", "their records"), INK, 20, 282, 108, 160),
    _stage(0, "collect", ("Flume, Kafka:", "lines become", "records"), INK),
    _stage(1, "load", ("HDFS, by day", "of collection"), BATCH, height=70),
    _stage(1, "realtime", ("Storm, Esper,", "HBase, Redis"), SPEED, y=372, height=70),
    _stage(2, "explore", ("Hive, Spark:", "clean tables,", "five marts"), BATCH),
    _stage(3, "analyse", ("fast SQL,", "Spark ML,", "export"), USE),
    _stage(4, "learn", ("Keras: from", "incomes to", "anomalies"), USE),
    _stage(5, "serve", ("REST service,", "dashboard"), USE),
)
BESIDE = (
    _beside(0, "lesson", "start, exercise, quiz"),
    _beside(1, "pages", "live pages"),
    _beside(2, "lab", "shared experiments"),
    _beside(3, "figures", "style and drawings"),
)
CLUSTER = _row(
    INK, 38, 1162, 531, 70,
    cluster__services=("each server, whole,", "in one file"),
    cluster__process=("runs them as plain", "processes"),
    cluster__container=("or as containers", "of one image"),
    cluster__jvm=("Java, jars,", "class archives"),
    cluster__clients=("connections, ready", "to use"),
)  # fmt: skip
BASE = Box("base", ("settings, exceptions, properties, waiting: imports nothing of ours",), INK, 20, 628, 1160, 50)
BOXES = (*AROUND, *FLOW, *BESIDE, *CLUSTER, BASE)

ALT = (
    "The folders of the repository. Through the middle, from left to right, flows the data: data, utils/collect, then "
    "utils/load in the batch layer and utils/realtime in the speed layer, then utils/explore, utils/analyse, "
    "utils/learn and utils/serve. Beside them: utils/lesson, utils/pages, utils/lab and utils/figures. Above them the "
    "rooms, one folder of lessons for each of the 25 lessons; on top tools, tests, benchmarks and docs. Below them "
    "cluster, with services, process, container, jvm and clients, and base. Imports run downward only. What is to "
    "come is dashed."
)


def picture() -> str:
    """The picture as SVG; the same text on every machine."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{TEXT}" role="img">',
        f"<title>Where everything is</title><desc>{escape(ALT)}</desc>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto" '
        f'markerUnits="userSpaceOnUse"><path d="M0 0 8 4 0 8z" fill="{INK}"/></marker></defs>',
        _rect(0, 0, WIDTH, HEIGHT, fill="white"),
        _panel(20, 104, 1160, 98, "lessons/dayN/topic/", "a room for each lesson: lesson.py, exercises.py, its props"),
        _text(1164, 131, "built: dayN/NN_topic.ipynb", GREY, anchor="end", family=CODE),
        *_rooms(),
        _panel(152, 216, 814, 260, "utils/", "the pilot by its stages, as a team operates it"),
        _text(950, 243, "dashed: to come", GREY, anchor="end", style="italic"),
        _panel(980, 216, 200, 260, "utils/", "beside them"),
        *_lanes(),
        _panel(20, 490, 1160, 124, "cluster/", "the servers: declared, planned, started, asked, broken, stopped"),
        *map(_box, BOXES),
        _arrow(f"M1210 36V{HEIGHT - 36}"),
        f'<g transform="translate(1210 {HEIGHT / 2}) rotate(90)">{_rect(-96, -10, 192, 20, fill="white")}'
        f"{_text(0, 5, 'imports run downward only', GREY, anchor='middle')}</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _rooms() -> Iterator[str]:
    """A door with its number for each lesson, day by day."""
    written, x = existing([], PROJECT), 38.0
    for number, day in enumerate(DAYS, 1):
        yield _text(x, 181, f"day {number}", INK, weight="bold")
        x += 50
        for lesson in (each for each in LESSONS if each.day == day):
            yield _rect(x, 158, 30, 34, fill="white", stroke=WATCH, dashed=lesson not in written)
            yield _text(x + 15, 180, str(lesson.number), WATCH if lesson in written else GREY, anchor="middle")
            x += 35
        x += 18


def _lanes() -> Iterator[str]:
    """The two layers, and the arrows from each folder of the flow to the next."""
    by_name = {box.name.rstrip("/"): box for box in FLOW}
    for name, word, y in (("load", "batch layer", 275), ("realtime", "speed layer", 366)):
        box = by_name[name]
        yield _text(box.x + box.width / 2, y, word, box.colour, anchor="middle", style="italic")
    yield _text(by_name["serve"].x + 54, 275, "serving layer", USE, anchor="middle", style="italic")
    middle = 362
    for start, end, y in (
        ("data", "collect", middle), ("collect", "load", 317), ("collect", "realtime", 407), ("load", "explore", 317),
        ("realtime", "explore", 407), ("explore", "analyse", middle), ("analyse", "learn", middle),
        ("learn", "serve", middle),
    ):  # fmt: skip
        begin, stop = by_name[start], by_name[end]
        yield _arrow(f"M{begin.x + begin.width + 3:g} {y}H{stop.x - 3:g}")
    speed, serve, bottom = by_name["realtime"].x + 54, by_name["serve"].x + 54, 442
    yield _arrow(f"M{speed:g} {bottom + 3}v17H{serve:g}v-16")
    yield _text((speed + serve) / 2, bottom + 15, "alerts, within seconds", SPEED, anchor="middle", style="italic")


def _panel(x: float, y: float, width: float, height: float, name: str, says: str) -> str:
    title = _text(x + 18, y + 27, name, INK, weight="bold", family=CODE, size=15)
    return (
        _rect(x, y, width, height, fill=PALE, stroke=LINE) + title + _text(x + 28 + 9.2 * len(name), y + 27, says, GREY)
    )


def _box(box: Box) -> str:
    low = len(box.says) == 1
    title = _text(box.x + 10, box.y + 21, box.name, GREY if box.to_come else box.colour, weight="bold", family=CODE)
    lines = (
        _text(box.x + 10, box.y + (38 if low else 42) + 17 * n, line, GREY if box.to_come else INK, size=13)
        for n, line in enumerate(box.says)
    )
    frame = _rect(box.x, box.y, box.width, box.height, fill="white", stroke=box.colour, dashed=box.to_come)
    return frame + title + "".join(lines)


def _arrow(way: str) -> str:
    return f'<path d="{way}" stroke="{INK}" fill="none" stroke-width="2" marker-end="url(#head)"/>'


def _rect(
    x: float, y: float, width: float, height: float, fill: str, stroke: str = "none", dashed: bool = False
) -> str:
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6" fill="{fill}" stroke="{stroke}" '
        f'stroke-width="1.5"{dashes}/>'
    )


def _text(x: float, y: float, words: str, colour: str, size: int = 14, family: str = "", **also: str) -> str:
    more = {"font-family": family, "text-anchor": also.pop("anchor", ""), **{f"font-{key}": also[key] for key in also}}
    attributes = "".join(f' {key}="{value}"' for key, value in more.items() if value)
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{colour}"{attributes}>{escape(words)}</text>'


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
