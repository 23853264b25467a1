"""The home page of the course in JupyterLab: days, lessons, how to begin, how to present."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from utils.lesson.catalogue import DAYS, LESSONS, Lesson


def page(project: Path, port: int) -> str:
    """The page as Markdown, with links that work in JupyterLab's preview from ``build/home.md``.

    Args:
        project: the checkout; a lesson that is not built yet is named without a link.
        port: JupyterLab's port, for links that open a workspace or live slides.
    """
    parts = [BEGIN]
    for number, (day, name) in enumerate(DAYS.items(), 1):
        lessons = [lesson for lesson in LESSONS if lesson.day == day]
        hours = sum(lesson.minutes for lesson in lessons) / 60
        parts.append(f"## Day {number}: {name}\n")
        parts.append(f"{hours:.1f} hours. [Open this day](http://127.0.0.1:{port}/lab/workspaces/{day})\n")
        parts.append("\n".join(_rows(project, lessons, port)) + "\n")
    parts.append(PRESENT)
    return "\n".join(parts)


def _rows(project: Path, lessons: Iterable[Lesson], port: int) -> Iterable[str]:
    yield "| | Lesson | 수업 | Minutes | Services | Live slides |"
    yield "|--:|:--|:--|--:|:--|:--|"
    for lesson in lessons:
        name, slides = lesson.title, ""
        if lesson.built(project).is_file():
            name = f"[{name}](../{lesson.key}.ipynb)"
            slides = f"[present](http://127.0.0.1:{port}/rise/{lesson.key}.ipynb)"
        services = ", ".join(service.split("=")[0] for service in lesson.services) or "none"
        yield f"| {lesson.number} | {name} | {lesson.korean} | {lesson.minutes} | {services} | {slides} |"


BEGIN = """# Smart-car big data and deep learning (스마트카 빅데이터와 딥러닝)

The **cluster panel** (클러스터 패널) on the right shows what runs, and the tab *Speed lane* behind it how rows flow.
A lesson starts what it needs by itself, in its first cell. To start the services of a whole day before class, open a
terminal (*File → New → Terminal*) and type `cluster up day1`.
"""

PRESENT = """## Present (발표)

*Live slides* open a lesson as slides whose code can be run. `make slides` also writes decks that need no server:
open `build/slides/index.html` in a browser. More in [Presenting](../docs/presenting.md).
"""
