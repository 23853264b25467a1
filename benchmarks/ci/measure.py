"""Where the minutes of a check go: seconds of each part, lesson and test, and how busy the cores were meanwhile.

``python -m benchmarks.ci.measure [PART …]`` runs parts of `tools.suite` one after the other (all by default; `lessons`
is taken lesson by lesson) on a machine that does nothing else, and prints tables. CPU seconds are those of the whole
machine, because servers are no children of the tests that start them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from base.settings import settings
from base.stopping import stop_on_term
from tools import suite
from tools.clock import Clock, Cost
from utils.lesson.catalogue import existing

SHOWN = 20  # tests of a part, the longest


def table(costs: Iterable[Cost], title: str) -> str:
    """Rows of a Markdown table.

    >>> import psutil
    >>> print(table([Cost("a", 10.0, psutil.cpu_count() * 5.0)], "part"))  # doctest: +ELLIPSIS
    | part | s | CPU s | cores busy |
    |---|---|---|---|
    | a | 10 | ... | 50 % |
    """
    rows = (f"| {each.name} | {each.seconds:.0f} | {each.cpu:.0f} | {each.busy:.0%} |" for each in costs)
    return "\n".join((f"| {title} | s | CPU s | cores busy |", "|---|---|---|---|", *rows)).replace("%", " %")


def per_test(path: Path) -> list[Cost]:
    """The costs that `benchmarks.ci.per_test` has written, the longest first."""
    told = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return sorted((Cost(name, float(s), float(cpu)) for s, cpu, name in told), key=lambda cost: -cost.seconds)


def run(part: suite.Part) -> list[Cost]:
    """Run a part by itself; returns its cost, then those of its tests or lessons."""
    command = [sys.executable, "-m", part.module]
    written = settings().project / "build" / "checks" / "per-test.tsv"
    written.parent.mkdir(parents=True, exist_ok=True)
    written.unlink(missing_ok=True)
    whole, inner = Clock(), []
    if part.module == "tools.run":
        for lesson in part.arguments:
            clock = Clock()
            subprocess.call([*command, lesson], cwd=settings().project, stdout=subprocess.DEVNULL)
            inner.append(clock.cost(lesson))
    else:
        alone = "-n" not in part.arguments and "--nbval" not in part.arguments
        plugin = ("-p", "benchmarks.ci.per_test") if part.module == "pytest" and alone else ()
        subprocess.call([*command, *plugin, *part.arguments], cwd=settings().project, stdout=subprocess.DEVNULL)
        inner = per_test(written) if written.exists() else []
    return [whole.cost(part.name), *inner]


def main(names: list[str]) -> int:
    stop_on_term()
    parts = [part for stage in suite.stages(existing()) for row in stage for part in row]
    chosen = [part for part in parts if part.name in names] or parts
    costs = {part.name: run(part) for part in chosen}
    print(table((found[0] for found in costs.values()), "part"))
    for name, found in costs.items():
        if found[1:]:
            print(f"\n{table(found[1 : SHOWN + 1], name)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
