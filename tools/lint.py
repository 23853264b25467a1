"""Checks the structure of lessons: every part is there, cells are short, nothing works on one machine only.

The rules read the source; in a built lesson they also look for the alternative texts of figures. An error fails the
check, a warning asks for a reason.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import nbformat
from ruff import find_ruff_bin

from base.exceptions import CourseError
from base.settings import settings
from tools import practice, rules, wording
from tools.build import convert
from tools.rules import Finding, outputs, pictures
from utils.lesson.catalogue import Lesson, existing

NOT_IN_LESSONS = "B015,B018,E402,E501"  # a cell ends in what it shows, imports come after the parameters, prose is long


def findings(lesson: Lesson, project: Path) -> list[Finding]:
    """What the rules and ruff say about one lesson."""
    built = lesson.built(project)
    nb = convert(lesson.source(project), built)
    hits = [hit for rule in (*rules.RULES, *practice.RULES, *wording.RULES) for hit in rule(lesson, nb)]
    if built.is_file():
        nb = nbformat.read(built, as_version=4)
        hits += [hit for rule in (pictures, outputs) for hit in rule(lesson, nb)]
    found = [Finding(lesson.key, *hit) for hit in dict.fromkeys(hits)]
    return found + [Finding(lesson.key, "", text) for text in ruff(lesson.source(project))]


def ruff(path: Path) -> list[str]:
    """What ruff says about a source, one finding a line."""
    command = [find_ruff_bin(), "check", "--quiet", "--output-format=concise", f"--extend-ignore={NOT_IN_LESSONS}"]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, cwd=settings().project)
    if done.returncode > 1:
        raise CourseError(f"ruff could not read {path.name}: {done.stderr.strip()}")
    return [line.partition(path.name)[2].lstrip(":") for line in done.stdout.splitlines() if path.name in line]


def main(arguments: list[str] | None = None, project: Path | None = None) -> int:
    """``python -m tools.lint [day1 | day1/05 | …]``."""
    parser = argparse.ArgumentParser(prog="course lint", description="Check the structure of lessons.")
    parser.add_argument("lessons", nargs="*", help="days or lessons, such as day1 or day1/05; all by default")
    given = parser.parse_args(arguments)
    project = project or settings().project
    try:
        found = [each for lesson in existing(given.lessons, project) for each in findings(lesson, project)]
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    for each in found:
        print(each)
    errors = sum(each.error for each in found)
    print(f"{errors} errors, {len(found) - errors} warnings.")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
