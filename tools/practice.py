"""The rules of what a learner does in a lesson; `tools.lint` applies them beside those of its structure.

Predict and see, type what people type at work, act on what runs, and do all that with few names of our own.
"""

from __future__ import annotations

import ast
import re

from nbformat import NotebookNode

from base.settings import settings
from cluster.addresses import outside
from cluster.terminal import declared
from tools.rules import Hits, tags
from utils.lesson.catalogue import Lesson

PREDICTIONS = 3
NAMES = 8
OURS = ("base", "cluster", "data", "lessons", "utils")
KIT = ("utils.lesson", "exercises")  # what every lesson has
TYPED = re.compile(r"^ *!(?P<name>[\w.-]+)", re.M)
CLIENTS = ("Producer(", "Consumer(", "SparkSession", "happybase")  # of the systems that people ask by a library


def predictions(lesson: Lesson, nb: NotebookNode) -> Hits:
    """The learner commits to predictions, in a blank above the code that shows what comes."""
    asked = [cell for cell in _code(nb) if "here.seen(" in cell.source]
    if len(asked) < PREDICTIONS:
        yield "", f"{len(asked)} cells show what was predicted with here.seen(…); {PREDICTIONS} are the least."
    for cell in asked:
        if not re.search(r"^\w+ = ____$", cell.source, re.M):
            yield cell.id, "The cell calls here.seen(…), but has no blank for the prediction: guess = ____"


def real_tools(lesson: Lesson, nb: NotebookNode) -> Hits:
    """A cell types the command of a system, or uses its client, as people do at work."""
    if not lesson.services:
        return
    known = declared(outside(settings()))
    typed = {match["name"] for cell in _code(nb) for match in TYPED.finditer(cell.source)}
    used = any(client in cell.source for client in CLIENTS for cell in _code(nb))
    if not typed & set(known) and not used:
        yield "", "No cell types a command of its systems, such as !hdfs dfs -ls / (see docs/services.md)."


def acts(lesson: Lesson, nb: NotebookNode) -> Hits:
    """One exercise at least acts on what runs, and is judged by what runs."""
    if lesson.services and not any("acts" in tags(cell) for cell in _code(nb)):
        yield "", "No exercise acts on the running system. Tag the blank of the one that does acts."


def names(lesson: Lesson, nb: NotebookNode) -> Hits:
    """Few names of our own stand between the learner and the systems; those of the kit do not count."""
    found = sorted({name for cell in _code(nb) for name in _ours(cell.source)})
    if len(found) > NAMES:
        yield "", f"{len(found)} names of our own are imported; {NAMES} are the most: {', '.join(found)}."


def _ours(source: str) -> list[str]:
    lines = "\n".join(line for line in source.splitlines() if not line.lstrip().startswith(("!", "%")))
    imports = [each for each in ast.walk(ast.parse(lines)) if isinstance(each, ast.ImportFrom) and each.module]
    return [
        alias.asname or alias.name
        for each in imports
        if each.module.split(".")[0] in OURS and each.module != KIT[0]
        for alias in each.names
        if alias.name not in KIT
    ]


def _code(nb: NotebookNode) -> list[NotebookNode]:
    """Cells of Python; a cell magic such as ``%%sql`` makes another language of its cell."""
    return [cell for cell in nb.cells if cell.cell_type == "code" and not cell.source.startswith("%%")]


RULES = (acts, names, predictions, real_tools)
