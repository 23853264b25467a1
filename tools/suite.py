"""The checks of the course as parts of one table: what passed, what failed, what was skipped and why.

A part is a pytest run over the tests of one marker expression, or a command that fails or does not.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from xml.etree import ElementTree

import psutil

from tools.clock import Clock
from utils.lesson.catalogue import Lesson

QUICK = "not cluster and not browser and not container and not network"
TWO_CLUSTERS_MB = 12_000  # of memory, for two rows of tests with servers side by side
PACKAGES = ("base", "cluster", "data", "lessons", "tools", "utils")
# these run when they are loaded
SCRIPTS = ("lesson.py", "first_master.py", "steering_map*.py", "sum_reduce.py", "bolts/*.py", "*_bolt.py")


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
    busy: float = 0.0  # the share of the machine's cores that worked meanwhile, for this part or another


Row = tuple[Part, ...]
Stage = tuple[Row, ...]

STYLE = Part("style", "ruff", ("check", "--quiet", "."))
EXAMPLES = Part(
    "examples in docstrings",
    "pytest",
    ("--doctest-modules", *(f"--ignore-glob=*/{name}" for name in SCRIPTS), *PACKAGES),
)
UNIT = Part("tests without servers", "pytest", ("-m", QUICK, "-n", "2", "--dist", "worksteal"))
CHECK = (((STYLE, EXAMPLES), (UNIT,)),)
SERVERS = "cluster and not browser and not container"
FIRST = ("tests/cluster", "tests/utils/analyse")  # about half of the time of all tests with servers
SERVICES = Part("tests of services", "pytest", ("-m", SERVERS, "--durations=25", *FIRST))
LANES = Part(
    "tests of lanes", "pytest", ("-m", SERVERS, "--durations=25", "tests", *(f"--ignore={each}" for each in FIRST))
)
BROWSER = Part("tests in a browser", "pytest", ("-m", "browser and not container", "-n", "2", "--dist", "loadfile"))
CONTAINERS = Part("tests in containers", "pytest", ("-m", "container"))
REGISTRY = Part("tests against registries", "pytest", ("-m", "network and not (cluster or browser or container)"))


def lessons(written: Iterable[Lesson]) -> tuple[Part, ...]:
    """All lessons run once, in another order each time, and their outputs compared with the stored ones; two of them by
    plain nbval: the quickest, and the quickest with services. Then their servers are stopped."""
    chosen = list(written)
    quickest = sorted(chosen, key=lambda lesson: lesson.seconds)
    by_nbval = dict.fromkeys([*quickest[:1], *[lesson for lesson in quickest if lesson.services][:1]])
    executed = ("--nbval", "--executed", "build/executed")
    return (
        Part("lessons", "tools.run", (*(each.key for each in chosen), "--shuffle")),
        Part("outputs as stored", "pytest", (*executed, *(f"{each.key}.ipynb" for each in chosen))),
        Part("two lessons by nbval alone", "pytest", ("--nbval-lax", *(f"{each.key}.ipynb" for each in by_nbval))),
        Part("servers of lessons stopped", "cluster", ("down",)),  # tests have their own, and need the cores
    )


def stages(written: Iterable[Lesson], registry: bool = False) -> tuple[Stage, ...]:
    """Every check there is. What a lesson records must not depend on a neighbour, so lessons have the machine to
    themselves; tests of a browser and of registries share it, and tests with servers where memory allows it.

    `registry` adds the tests that ask package registries.
    """
    asking = ((REGISTRY,),) if registry else ()
    roomy = psutil.virtual_memory().total > TWO_CLUSTERS_MB * 2**20
    servers = ((SERVICES,), (LANES, CONTAINERS)) if roomy else ((SERVICES, LANES, CONTAINERS),)
    return (*CHECK, (lessons(written),), ((BROWSER,), *asking), servers)


def run(stages: Sequence[Stage], project: Path) -> int:
    """Run the stages one after the other, the rows of each side by side, the parts of a row one after the other; print
    the table.

    In a stage of one row, what a part prints is seen at once; with several it is kept in ``build/checks`` and shown
    when the part has ended. Returns 1 if anything failed, else 0. An interrupt ends what runs, and is passed on.
    """
    reports = project / "build" / "checks"
    reports.mkdir(parents=True, exist_ok=True)
    running = Running([part for stage in stages for row in stage for part in row], project, reports)
    outcomes = [outcome for stage in stages for outcome in _side_by_side(running, stage)]
    print(f"\n{table(outcomes)}", flush=True)
    return 1 if any(outcome.failed for outcome in outcomes) else 0


def _side_by_side(running: Running, stage: Stage) -> list[Outcome]:
    with ThreadPoolExecutor(len(stage)) as pool:
        done = [pool.submit(running.row, row, len(stage) == 1) for row in stage]
        try:
            wait(done)
        except KeyboardInterrupt:
            running.stop()
            raise
    return [outcome for row in done for outcome in row.result()]


class Running:
    """The parts of a run: which are done, which run now, which are left."""

    def __init__(self, parts: Iterable[Part], project: Path, reports: Path) -> None:
        self.project, self.reports = project, reports
        self._left = [part.name for part in parts]
        self._begin, self._count = time.monotonic(), len(self._left)
        self._now: set[subprocess.Popen] = set()
        self._stopped = False
        self._telling = Lock()

    def row(self, parts: Iterable[Part], live: bool) -> list[Outcome]:
        """Run parts one after the other; what they print is seen at once, or when each has ended."""
        outcomes = []
        for part in parts:
            if self._stopped:
                break
            if live:
                print(f"\n== {part.name}", flush=True)
            outcomes.append(self._part(part, self.reports / part.name.replace(" ", "-"), live))
        return outcomes

    def _part(self, part: Part, place: Path, live: bool) -> Outcome:
        clock, report, log = Clock(), place.with_suffix(".xml"), place.with_suffix(".log")
        report.unlink(missing_ok=True)
        written = (f"--junitxml={report}",) if part.module == "pytest" else ()
        command = [sys.executable, "-m", part.module, *part.arguments, *written]
        with contextlib.ExitStack() as stack:
            output = None if live else stack.enter_context(log.open("wb"))
            process = subprocess.Popen(command, cwd=self.project, stdout=output, stderr=output and subprocess.STDOUT)
            self._now.add(process)
            code = process.wait()
            self._now.discard(process)
        cost = clock.cost()
        if report.exists():
            outcome = counted(part.name, report, code, cost.seconds)
        else:
            outcome = Outcome(part.name, int(code == 0), int(code != 0), cost.seconds)
        outcome = replace(outcome, busy=cost.busy)
        with self._telling:
            if not live:
                print(f"\n== {part.name}\n{log.read_text('utf-8', 'replace').strip()}")
            self._left.remove(part.name)
            print(self._progress(outcome), flush=True)
        return outcome

    def _progress(self, outcome: Outcome) -> str:
        done, seconds = self._count - len(self._left), time.monotonic() - self._begin
        state = f"{outcome.name} {'failed' if outcome.failed else 'passed'} in {outcome.seconds:.0f} s"
        left = f"left: {', '.join(self._left)}" if self._left else "none left"
        return f"-- {state}; {done} of {self._count} in {seconds:.0f} s; {left}"

    def stop(self) -> None:
        """End what runs as Ctrl-C would, so that it stops what it has started; no further part begins."""
        self._stopped = True
        for process in list(self._now):
            process.terminate()


def table(outcomes: Iterable[Outcome]) -> str:
    """The summary; its last line is the sum.

    >>> print(table([Outcome("a", 3, 0, 1.5, ("no Chromium", "no Chromium")), Outcome("b", 0, 1, 60.0, busy=0.7)]))
    part                            passed  failed  skipped      time  cores busy
    a                                    3       0        2       2 s         0 %
    b                                    0       1        0      60 s        70 %
    2 skipped: no Chromium
    3 passed, 1 failed, 2 skipped
    """
    outcomes = list(outcomes)
    lines = [f"{'part':30}{'passed':>8}{'failed':>8}{'skipped':>9}{'time':>10}{'cores busy':>12}"]
    for each in outcomes:
        counts = f"{each.passed:8}{each.failed:8}{len(each.reasons):9}"
        lines.append(f"{each.name:30}{counts}{each.seconds:8.0f} s{100 * each.busy:10.0f} %")
    reasons = Counter(reason for each in outcomes for reason in each.reasons)
    lines += (f"{count} skipped: {reason}" for reason, count in reasons.items())
    passed, failed = sum(each.passed for each in outcomes), sum(each.failed for each in outcomes)
    return "\n".join([*lines, f"{passed} passed, {failed} failed, {reasons.total()} skipped"])


def counted(name: str, report: Path, code: int, seconds: float) -> Outcome:
    """Counts of a JUnit report. An exit code that the counts do not explain, such as no tests, is a failure."""
    cases = list(ElementTree.parse(report).iter("testcase"))
    reasons = [skipped.get("message", "") for case in cases if (skipped := case.find("skipped")) is not None]
    failed = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
    passed = len(cases) - failed - len(reasons)
    return Outcome(name, passed, max(failed, int(code != 0)), seconds, tuple(reasons))
