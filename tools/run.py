"""Runs lessons as a learner would, one after the other in one process, and says what each cost and proved.

Papermill executes; executed copies go to ``build/executed``, the report to ``build/report.html``. A lesson fails if a
cell fails or warns, if nothing is recorded, or if it takes more time or memory than the catalogue allows.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError

from base.exceptions import ConfigurationError, CourseError
from base.settings import settings
from base.stopping import stop_on_term
from tools import report
from tools.build import QUIET_KERNEL, START_S
from tools.clock import Clock, Cost
from tools.meter import Meter
from tools.report import LessonRun
from tools.touched import Watch
from utils.lesson.catalogue import Lesson, existing, missing
from utils.lesson.progress import RUN_FILE


@dataclass
class Progress:
    """One line that follows the cells, or a line for each lesson where no terminal shows it."""

    live: bool

    def __post_init__(self) -> None:
        from rich.console import Console

        self.console = Console(highlight=False, soft_wrap=True)
        self.status = self.console.status("") if self.live else None

    def cell(self, lesson: Lesson, number: int, count: int) -> None:
        if self.status:
            self.status.start()
            self.status.update(f"{lesson.key}  cell {number} of {count}")

    def done(self, run: LessonRun) -> None:
        if self.status:
            self.status.stop()
        budget = f"{run.seconds:.0f} of {run.lesson.seconds} s, {run.memory_mb} of {run.lesson.memory_mb} MB"
        worked = f"cores {100 * run.busy:.0f} % busy"
        state = "failed" if run.failures else "passed"
        self.console.print(f"{run.lesson.key} {state} ({budget}, {worked}, {len(run.values)} values)", markup=False)
        for failure in run.failures:
            self.console.print(f"  {failure}", markup=False)


class Engine(NBClientEngine):
    """Papermill's own engine, which tells the progress line where it is."""

    on_cell = staticmethod(lambda number, count: None)

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, **kwargs):
        begin = nb_man.cell_start

        def cell_start(cell, cell_index=None, **rest):
            cls.on_cell((cell_index or 0) + 1, len(nb_man.nb.cells))
            begin(cell, cell_index, **rest)

        nb_man.cell_start = cell_start
        super().execute_managed_notebook(nb_man, kernel_name, **kwargs)


papermill_engines.register("course", Engine)


def run(lesson: Lesson, project: Path, out: Path, parameters: dict[str, object], progress: Progress) -> LessonRun:
    """Run one built lesson in its folder and return what it cost, proved and failed at."""
    built, target = lesson.built(project), out / "executed" / f"{lesson.key}.ipynb"
    if not built.is_file():
        return LessonRun(lesson, failures=(f"It is not built. Type: course lessons {lesson.key}",))
    unknown = set(parameters) - set(papermill.inspect_notebook(str(built)))
    if unknown:
        known = ", ".join(papermill.inspect_notebook(str(built)))
        raise ConfigurationError(f"{lesson.key} has no parameter {', '.join(sorted(unknown))}. It has: {known}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        records = Path(scratch) / "records.jsonl"
        records.touch()
        os.environ[RUN_FILE] = str(records)
        Engine.on_cell = staticmethod(lambda number, count: progress.cell(lesson, number, count))
        clock, failures = Clock(), []
        try:
            with Meter(lesson.services) as meter:
                papermill.execute_notebook(
                    str(built),
                    str(target),
                    parameters=parameters,
                    cwd=str(built.parent),
                    engine_name="course",
                    kernel_name="python3",
                    progress_bar=False,
                    start_timeout=START_S,
                    execution_timeout=lesson.seconds,
                    extra_arguments=QUIET_KERNEL,
                )
        except PapermillExecutionError:
            pass  # the executed copy shows the cell
        except Exception as error:  # a dead kernel or a cell without an end must not hide the other lessons
            failures.append(f"{type(error).__name__}: {error}".strip()[:2000])
        finally:
            del os.environ[RUN_FILE]
        cost = clock.cost()
        entries = [json.loads(line) for line in records.read_text("utf-8").splitlines()]
    cells = nbformat.read(target, as_version=4).cells if target.is_file() else []
    return _result(lesson, cost, meter.peak_mb, entries, failures + _failures(cells))


def _result(lesson: Lesson, cost: Cost, meter_mb: int, entries: list[dict], failures: list[str]) -> LessonRun:
    said = [entry["services_mb"] + entry["kernel_mb"] for entry in entries if entry["kind"] == "memory"]
    memory_mb = max([meter_mb, *said])
    values = tuple(entry for entry in entries if entry["kind"] == "value")
    if not failures and not values:
        failures.append("It records no value, so its run proves nothing. Use here.record(…).")
    if cost.seconds > lesson.seconds:
        failures.append(f"It took {cost.seconds:.0f} s; its budget is {lesson.seconds} s.")
    if memory_mb > lesson.memory_mb:
        failures.append(f"It took {memory_mb} MB; its budget is {lesson.memory_mb} MB.")
    exercises = tuple(entry for entry in entries if entry["kind"] == "exercise")
    return LessonRun(lesson, round(cost.seconds, 1), memory_mb, values, exercises, tuple(failures), cost.busy)


def _failures(cells: list[nbformat.NotebookNode]) -> list[str]:
    """What went wrong in an executed copy, with the cell that shows it."""
    found = []
    for cell in cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                found.append(f"Cell {cell.id} failed: {output.ename}: {output.evalue}\n{cell.source}")
            elif output.output_type == "stream" and output.name == "stderr":
                found.append(f"Cell {cell.id} wrote to stderr: {output.text.strip()[-800:]}")
    return found


def stop_others(lesson: Lesson) -> None:
    """Stop services that the lesson does not name, and those that run larger than it asks and can run smaller."""
    from cluster import Cluster
    from cluster.catalogue import SERVICES, resolve

    cluster, needed = Cluster(), resolve(*lesson.services)
    others = [
        name
        for name, size in cluster.driver.sizes().items()
        if name not in needed or (size > needed[name] and not SERVICES[name].elastic)
    ]
    if others:
        cluster.down(*sorted(others))


@contextmanager
def stopped_if_interrupted() -> Iterator[None]:
    """Stop what the block has started if it is interrupted; services that ran before it stay."""
    from cluster import Cluster

    before = {role.service for role in Cluster().status()}
    try:
        yield
    except KeyboardInterrupt:
        if started := sorted({role.service for role in Cluster().status()} - before):
            Cluster().down(*started)
        raise


def parameter(text: str) -> tuple[str, object]:
    """A parameter as typed, ``seed=7`` or ``scale=tiny``.

    >>> parameter("seed=7"), parameter("scale=tiny")
    (('seed', 7), ('scale', 'tiny'))
    """
    name, sign, value = text.partition("=")
    if not sign or not name.isidentifier():
        raise ConfigurationError(f"A parameter is written name=value, such as scale=tiny, not {text!r}.")
    try:
        return name, ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return name, value


def main(arguments: list[str] | None = None, project: Path | None = None) -> int:
    """``python -m tools.run [day1 | day1/05 | …] [-p scale=tiny] [--out build] [--keep] [--shuffle [SEED]]``."""
    parser = argparse.ArgumentParser(prog="course run", description="Run lessons and report.")
    parser.add_argument("lessons", nargs="*", help="days or lessons, such as day1 or day1/05; all by default")
    parser.add_argument("-p", "--parameter", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--out", type=Path, help="folder of executed copies and report (build)")
    parser.add_argument("--keep", action="store_true", help="do not stop services that a lesson does not name")
    parser.add_argument(
        "--shuffle", nargs="?", type=int, const=-1, metavar="SEED", help="in an order drawn from a seed"
    )
    given = parser.parse_args(arguments)
    stop_on_term()
    project = project or settings().project
    out = Path(given.out or project / "build").resolve()
    out.mkdir(parents=True, exist_ok=True)
    progress = Progress(live=sys.stdout.isatty())
    try:
        parameters = dict(parameter(text) for text in given.parameter)
        chosen, absent = existing(given.lessons, project), missing(given.lessons, project)
        if absent:
            print(f"Not written yet: {', '.join(each.key for each in absent)}.")
        if not chosen:
            print("There is no lesson to run.", file=sys.stderr)
            return 1
        if given.shuffle is not None:
            seed = given.shuffle if given.shuffle >= 0 else secrets.randbelow(10_000)
            print(f"In an order drawn from the seed {seed}. The same again: course run --shuffle {seed}", flush=True)
            chosen = random.Random(seed).sample(chosen, len(chosen))
        runs, watch = [], Watch()
        with stopped_if_interrupted():
            for lesson in chosen:
                if not given.keep:
                    stop_others(lesson)
                runs.append(watch.look(run(lesson, project, out, parameters, progress)))
                progress.done(runs[-1])
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped, and what this run had started too.", file=sys.stderr)
        return 130
    page = report.write(out / "report.html", runs, absent)
    bad = sum(bool(each.failures) for each in runs)
    print(f"{len(runs) - bad} of {len(runs)} lessons passed in {sum(each.seconds for each in runs):.0f} s. {page}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
