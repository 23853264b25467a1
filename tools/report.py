"""The report of a run: one self-contained page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from utils.lesson.catalogue import Lesson


@dataclass(frozen=True)
class LessonRun:
    """What one lesson cost, proved and failed at."""

    lesson: Lesson
    seconds: float = 0.0
    memory_mb: int = 0
    values: tuple[dict, ...] = ()
    exercises: tuple[dict, ...] = ()
    failures: tuple[str, ...] = ()


def write(path: Path, runs: Sequence[LessonRun], absent: Sequence[Lesson] = ()) -> Path:
    """Writes the page and returns its path."""
    path.write_text("<!DOCTYPE html>" + "".join(f"<p>{escape(run.lesson.key)}</p>" for run in runs), encoding="utf-8")
    return path
