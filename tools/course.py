"""The ``course`` command: one verb for everything a learner, an instructor or a developer does with the course."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from base.exceptions import CourseError, LessonError
from base.settings import settings
from base.stopping import stop_on_term

SCALE, SEED = "small", 20220329  # the parameters that every lesson is built with
CACHES = ("build", ".pytest_cache", ".ruff_cache", "spark-warehouse")


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; 0 if all is well, 1 if a check or a lesson failed, 2 if the course could not do it."""
    lines = "\n".join(f"  {name:9}{verb.sentence}" for name, verb in VERBS.items())
    parser = argparse.ArgumentParser(
        "course",
        usage="course VERB …",
        description="Smart-car big data and deep learning, in four days.",
        epilog=f"verbs:\n{lines}\n\ncourse VERB --help tells more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=VERBS, metavar="VERB", help="one of those below")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    stop_on_term()
    try:
        return VERBS[given.verb].act(given.rest) or 0
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


@dataclass(frozen=True)
class Verb:
    """What a verb does, in a sentence, and the function that takes its arguments."""

    sentence: str
    act: Callable[[list[str]], int | None]


def _parser(verb: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(f"course {verb}", description=f"The course: {VERBS[verb].sentence}.")


def _setup(arguments: list[str]) -> None:
    parser = _parser("setup")
    parser.add_argument("lessons", nargs="*", help="only what these need, days or lessons such as day1 or day1/05")
    words = parser.parse_args(arguments).lessons
    from cluster import Cluster
    from data import dataset
    from utils.lesson.catalogue import existing

    start = time.monotonic()
    if not existing(words):
        raise LessonError(f"No lesson of {' '.join(words) or 'the course'} is written yet. Type: course setup")
    services = fetch(words)
    dataset(SCALE, seed=SEED)
    _say(start, f"data set {SCALE!r} is there")
    cluster = Cluster()
    running = {role.service for role in cluster.status()}
    if fresh := services.keys() - running:
        cluster.up(*(f"{name}={services[name]}" for name in fresh))
        _say(start, f"started for the first time: {', '.join(sorted(fresh))}")
        cluster.down(*fresh)
    _say(start, "set up; from now on no network is needed. Type: course lab")


def fetch(words: Iterable[str] = ()) -> dict[str, int]:
    """Find Java and download the components of the written lessons of these days or lessons (all by default).

    Returns the services of those lessons with their sizes; empty if no lesson is written.
    """
    from cluster.catalogue import SERVICES, resolve
    from cluster.jvm import jars, java
    from utils.lesson.catalogue import existing

    start, chosen, shown = time.monotonic(), settings(), 0

    def tell(done: int, total: int) -> None:
        nonlocal shown
        if 4 * done // total > shown:
            shown = 4 * done // total
            _say(start, f"{done / 1e6:.0f} of {total / 1e6:.0f} MB of server components")

    services = resolve(*(service for lesson in existing(list(words)) for service in lesson.services))
    found = java.find(chosen.java, chosen.home)
    needed = {part for name in services for part in SERVICES[name].components}
    if jars.fetch(sorted(needed), tell, chosen.maven_repo).downloaded:
        _say(start, f"components are in {chosen.maven_repo}; Java {found.version} comes from {found.origin}")
    return services


def _say(start: float, text: str) -> None:
    print(f"{time.monotonic() - start:6.1f} s  {text}", flush=True)


def _run(arguments: list[str]) -> int:
    from tools import run

    arguments = arguments[1:] if arguments[:1] == ["all"] else arguments
    fetch(word for word in arguments if word.startswith("day"))
    return run.main(arguments)


def _lab(arguments: list[str]) -> int:
    from tools import lab

    parser = _parser("lab")
    parser.add_argument("day", nargs="?", help="open this day, such as day1")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    given = parser.parse_args(arguments)
    fetch([given.day] if given.day else [])
    return lab.main(given.day, not given.no_browser)


def _test(arguments: list[str]) -> int:
    from tools import suite

    parser = _parser("test")
    parser.add_argument("--ci", action="store_true", help="also run the tests that ask package registries")
    given = parser.parse_args(arguments)
    from cluster import Cluster
    from cluster.catalogue import COMPONENTS
    from cluster.jvm import jars
    from utils.lesson.catalogue import existing

    jars.fetch(COMPONENTS, repo=settings().maven_repo)
    stages = suite.stages(existing(), registry=given.ci)
    before = Cluster().status()
    try:
        return suite.run(stages, settings().project)
    finally:
        if not before:
            Cluster().down()


def _check(arguments: list[str]) -> int:
    from tools import suite

    _parser("check").parse_args(arguments)
    return suite.run(suite.CHECK, settings().project)


def _lessons(arguments: list[str]) -> int:
    from tools import build

    return build.main(arguments)


def _lint(arguments: list[str]) -> int:
    from tools import lint

    return lint.main(arguments)


def _slides(arguments: list[str]) -> None:
    from tools import slides

    slides.main(arguments)


def _clean(arguments: list[str]) -> None:
    _parser("clean").parse_args(arguments)
    from cluster import Cluster

    Cluster().down()
    project = settings().project
    folders = [path for path in project.rglob("__pycache__") if ".venv" not in path.parts]
    for path in (*folders, *(project / name for name in CACHES)):
        shutil.rmtree(path, ignore_errors=True)
    print("Services are down, made files are gone. Data of the services stays; to remove it type: cluster reset")


def _lock(arguments: list[str]) -> int:
    _parser("lock").parse_args(arguments)
    flags = ("--universal", "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate", "-q")
    files = ("pyproject.toml", "--extra", "course", "-p", "3.11", "-o", "constraints.txt")
    uv = Path(sys.executable).with_name("uv")
    return subprocess.call([uv, "pip", "compile", *flags, *files], cwd=settings().project)


VERBS = {
    "setup": Verb("download what the lessons need, and start it once", _setup),
    "run": Verb("run lessons from top to bottom and report: days, lessons, or all", _run),
    "lab": Verb("open the lessons in JupyterLab, with the cluster beside them", _lab),
    "test": Verb("run every check there is, lessons included", _test),
    "check": Verb("run the checks that need no server, in a minute and a half", _check),
    "lessons": Verb("for authors: build lessons from their sources", _lessons),
    "lint": Verb("for authors: say where a lesson breaks a rule of its structure", _lint),
    "slides": Verb("write the slide decks of lessons", _slides),
    "clean": Verb("stop services and remove everything that was made", _clean),
    "lock": Verb("for developers: write constraints.txt anew from pyproject.toml", _lock),
}


if __name__ == "__main__":
    sys.exit(main())
