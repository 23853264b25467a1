"""Builds lessons: ``lessons/dayN/<topic>/lesson.py`` (percent script) becomes ``dayN/NN_topic.ipynb``, with outputs.

The source is the only place a lesson is edited. A cell keeps its id when it is edited: the id is taken from the
built lesson. ``--check`` compares built lessons with their sources and runs nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import time
from pathlib import Path

import jupytext
import nbformat
from jupytext.combine import combine_inputs_with_outputs
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from base.exceptions import CourseError, LessonError
from base.settings import settings
from utils.lesson.catalogue import Lesson, existing, missing

KEPT = ("editable", "jupyter", "slideshow", "tags")  # cell metadata; everything else is dropped
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
ADDED_TAGS = {"setup": "nbval-ignore-output"}  # its table shows memory and times, which differ in each run
FOLDED = {"hint": {"outputs_hidden": True}, "solution": {"source_hidden": True, "outputs_hidden": True}}
SKIPPED = {"hint", "parameters", "setup", "solution"}  # cells that no slide shows
QUIET_KERNEL = ["--IPKernelApp.log_level=CRITICAL"]  # else each start warns about the kernel's own loopback connection
START_S = 120


def convert(source: Path, built: Path | None = None) -> NotebookNode:
    """The notebook of a source, not executed. An id comes from the cell's header, else `built`, else its text."""
    nb = jupytext.read(source)
    if built and built.is_file():
        nb = combine_inputs_with_outputs(nb, nbformat.read(built, as_version=4))
        known = {cell.id for cell in nbformat.read(built, as_version=4).cells}
    else:
        known = set()
    taken: set[str] = set()
    for cell in nb.cells:
        named = cell.metadata.get("id") or (cell.id if cell.id in known else "")
        if not named or (named in taken and not cell.metadata.get("id")):
            named = _fresh_id(cell.source, taken)
        if named in taken:
            raise LessonError(f'{source.name} names two cells id="{named}". Give one of them another id.')
        taken.add(named)
        cell.id = named
        cell.metadata = _metadata(cell)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nb.metadata = nbformat.from_dict(METADATA)
    nb.nbformat, nb.nbformat_minor = 4, 5
    return nb


def _fresh_id(text: str, taken: set[str]) -> str:
    """Eight hexadecimal digits made from the text, so that two first builds give the same id."""
    number = 0
    while (made := hashlib.sha256(f"{text}{number or ''}".encode()).hexdigest()[:8]) in taken:
        number += 1
    return made


def _metadata(cell: NotebookNode) -> NotebookNode:
    kept = {key: cell.metadata[key] for key in KEPT if key in cell.metadata}
    tags = list(kept.get("tags", []))
    tags += [ADDED_TAGS[tag] for tag in tags if tag in ADDED_TAGS]
    if tags:
        kept["tags"] = list(dict.fromkeys(tags))
    for tag in FOLDED.keys() & set(tags):
        kept["jupyter"] = FOLDED[tag] | kept.get("jupyter", {})
    kept["slideshow"] = {"slide_type": _slide_type(cell, tags)} | dict(kept.get("slideshow", {}))
    return nbformat.from_dict({key: kept[key] for key in KEPT if key in kept})


def _slide_type(cell: NotebookNode, tags: list[str]) -> str:
    """``slide`` for a heading of level 1 or 2, ``subslide`` for one of level 3; other cells stay on the slide."""
    if SKIPPED & set(tags):
        return "skip"
    heading = re.match(r"(#{1,3}) ", cell.source) if cell.cell_type == "markdown" else None
    return "-" if heading is None else "subslide" if len(heading[1]) == 3 else "slide"


def execute(nb: NotebookNode, folder: Path, seconds: int) -> NotebookNode:
    """Run a notebook in `folder`, each cell within `seconds`. Raises LessonError if a cell fails or warns."""
    client = NotebookClient(
        nb,
        timeout=seconds,
        startup_timeout=START_S,
        record_timing=False,
        kernel_name="python3",
        extra_arguments=QUIET_KERNEL,
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        cell = [c for c in nb.cells if c.get("execution_count")][-1]  # a magic fails without an output of this kind
        raise LessonError(f"Cell {cell.id} failed: {error.ename}: {error.evalue}\n{_numbered(cell.source)}") from None
    for cell in nb.cells:
        _refuse_stderr(cell)
        cell.metadata.pop("execution", None)
    count = 0
    for cell in nb.cells:
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count
    nb.metadata = nbformat.from_dict(METADATA)
    return nb


def _refuse_stderr(cell: NotebookNode) -> None:
    text = "".join(o.text for o in cell.get("outputs", []) if o.output_type == "stream" and o.name == "stderr")
    if text:
        raise LessonError(
            f"Cell {cell.id} wrote to stderr, but a lesson must not. Remove the cause:\n{text.strip()[-800:]}"
        )


def _numbered(text: str) -> str:
    return "\n".join(f"  {n:>2} | {line}" for n, line in enumerate(text.splitlines(), 1))


def build(lesson: Lesson, project: Path, run: bool = True) -> Path:
    """Build one lesson and return its path; with `run` false the cells have no outputs."""
    built = lesson.built(project)
    nb = convert(lesson.source(project), built)
    built.parent.mkdir(parents=True, exist_ok=True)  # its cells run there
    if run:
        execute(nb, built.parent, lesson.seconds)
    nbformat.validate(nb)
    nbformat.write(nb, built)
    return built


def in_step(lesson: Lesson, project: Path) -> str | None:
    """None if the built lesson and its source agree, else a sentence that says where they differ."""
    built, again = lesson.built(project), f"Type: course lessons {lesson.key}"
    if not built.is_file():
        return f"{lesson.key} is not built. {again}"
    have, want = nbformat.read(built, as_version=4), convert(lesson.source(project), built)
    if len(have.cells) != len(want.cells):
        return f"{lesson.key} has {len(have.cells)} cells, but its source {len(want.cells)}. {again}"
    for number, (old, new) in enumerate(zip(have.cells, want.cells, strict=True)):
        for part in ("cell_type", "source", "metadata", "id"):
            if old[part] != new[part]:
                return f"{lesson.key}: cell {number} ({old.id}) differs from its source in {part}. {again}"
        if old.cell_type == "code" and old.execution_count is None:
            return f"{lesson.key}: cell {number} ({old.id}) was never run. {again}"
    return None


def main(arguments: list[str] | None = None, project: Path | None = None) -> int:
    """``python -m tools.build [day1 | day1/05 | …] [--check | --no-run]``."""
    parser = argparse.ArgumentParser(prog="course lessons", description="Build lessons from their sources.")
    parser.add_argument("lessons", nargs="*", help="days or lessons, such as day1 or day1/05; all by default")
    parser.add_argument("--check", action="store_true", help="only compare built lessons with their sources")
    parser.add_argument("--no-run", action="store_true", help="build the structure without running a cell")
    given = parser.parse_args(arguments)
    project = project or settings().project
    try:
        chosen = existing(given.lessons, project)
        if not chosen:
            sources = (each.source(project).relative_to(project) for each in missing(given.lessons, project))
            raise LessonError(f"None of these lessons has a source yet: {', '.join(map(str, sources))}.")
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    failed = 0
    for lesson in chosen:
        begin = time.monotonic()
        try:
            finding = in_step(lesson, project) if given.check else None
            if not given.check:
                build(lesson, project, run=not given.no_run)
        except CourseError as error:
            finding = f"{lesson.key}: {error}"
        failed += finding is not None
        print(finding or f"{lesson.key} {'in step' if given.check else 'built'} ({time.monotonic() - begin:.1f} s)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
