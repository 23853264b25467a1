"""The checks of the course as parts of one table: what passed, what failed, what was skipped and why.

A part is a pytest run over the tests of one marker expression, or a command that fails or does not.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from utils.lesson.catalogue import Lesson

QUICK = "not cluster and not browser and not container and not network"
SCRIPTS = ("steering_map*.py", "sum_reduce.py", "bolts/*.py", "*_bolt.py")  # they read standard input when loaded


@dataclass(frozen=True)
class Part:
    """A check and how it is run: pytest arguments, or a whole command after ``python -m``."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What came of a part. Reasons are those of the skipped tests, one each."""

    name: str
    passed: int
    failed: int
    seconds: float
    reasons: tuple[str, ...] = ()


CHECK = (
    Part("style", "ruff", ("check", "--quiet", ".")),
    Part("structure of lessons", "tools.lint"),
    Part("lessons as their sources", "tools.build", ("--check",)),
    Part("tests without servers", "pytest", ("-m", QUICK)),
    Part(
        "examples in docstrings",
        "pytest",
        ("--doctest-modules", *(f"--ignore-glob=*/{name}" for name in SCRIPTS), "cluster", "data", "tools", "utils"),
    ),
)
SERVERS = (
    Part("tests on real servers", "pytest", ("-m", "cluster and not browser and not container", "--durations=25")),
    Part("tests in a browser", "pytest", ("-m", "browser and not container")),
    Part("tests in containers", "pytest", ("-m", "container")),
)
REGISTRY = Part("tests against registries", "pytest", ("-m", "network and not (cluster or browser or container)"))


def lessons(written: Iterable[Lesson]) -> tuple[Part, ...]:
    """All lessons run once, their outputs compared with the stored ones, and two of them by plain nbval: the quickest,
    and the quickest with services."""
    chosen = list(written)
    quickest = sorted(chosen, key=lambda lesson: lesson.seconds)
    by_nbval = dict.fromkeys([*quickest[:1], *[lesson for lesson in quickest if lesson.services][:1]])
    executed = ("--nbval", "--executed", "build/executed")
    return (
        Part("lessons", "tools.run", tuple(each.key for each in chosen)),
        Part("outputs as stored", "pytest", (*executed, *(f"{each.key}.ipynb" for each in chosen))),
        Part("two lessons by nbval alone", "pytest", ("--nbval-lax", *(f"{each.key}.ipynb" for each in by_nbval))),
    )


def run(parts: Iterable[Part], project: Path) -> int:
    """Run the parts one after the other, print the table, and return 1 if anything failed, else 0."""
    reports = project / "build" / "checks"
    reports.mkdir(parents=True, exist_ok=True)
    outcomes = []
    for part in parts:
        print(f"\n== {part.name}", flush=True)
        outcomes.append(_run(part, project, reports / f"{part.name.replace(' ', '-')}.xml"))
    print(f"\n{table(outcomes)}", flush=True)
    return 1 if any(outcome.failed for outcome in outcomes) else 0


def table(outcomes: Iterable[Outcome]) -> str:
    """The summary; its last line is the sum.

    >>> print(table([Outcome("a", 3, 0, 1.5, ("no Chromium", "no Chromium")), Outcome("b", 0, 1, 60.0)]))
    part                            passed  failed  skipped      time
    a                                    3       0        2       2 s
    b                                    0       1        0      60 s
    2 skipped: no Chromium
    3 passed, 1 failed, 2 skipped
    """
    outcomes = list(outcomes)
    lines = [f"{'part':30}{'passed':>8}{'failed':>8}{'skipped':>9}{'time':>10}"]
    for each in outcomes:
        counts = f"{each.passed:8}{each.failed:8}{len(each.reasons):9}"
        lines.append(f"{each.name:30}{counts}{each.seconds:8.0f} s")
    reasons = Counter(reason for each in outcomes for reason in each.reasons)
    lines += (f"{count} skipped: {reason}" for reason, count in reasons.items())
    passed, failed = sum(each.passed for each in outcomes), sum(each.failed for each in outcomes)
    return "\n".join([*lines, f"{passed} passed, {failed} failed, {reasons.total()} skipped"])


def _run(part: Part, project: Path, report: Path) -> Outcome:
    start = time.monotonic()
    report.unlink(missing_ok=True)
    written = (f"--junitxml={report}",) if part.module == "pytest" else ()
    command = [sys.executable, "-m", part.module, *part.arguments, *written]
    code = subprocess.call(command, cwd=project)
    seconds = time.monotonic() - start
    if not report.exists():
        return Outcome(part.name, int(code == 0), int(code != 0), seconds)
    return counted(part.name, report, code, seconds)


def counted(name: str, report: Path, code: int, seconds: float) -> Outcome:
    """Counts of a JUnit report. An exit code that the counts do not explain, such as no tests, is a failure."""
    cases = list(ElementTree.parse(report).iter("testcase"))
    reasons = [skipped.get("message", "") for case in cases if (skipped := case.find("skipped")) is not None]
    failed = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
    passed = len(cases) - failed - len(reasons)
    return Outcome(name, passed, max(failed, int(code != 0)), seconds, tuple(reasons))
