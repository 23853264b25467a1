"""A pytest plugin that writes what each test costs: wall seconds, CPU seconds of the whole machine, name."""

from __future__ import annotations

import pytest

from base.settings import PROJECT
from benchmarks.ci import measure


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item, nextitem):
    clock = measure.Clock()
    result = yield
    cost = clock.cost(item.nodeid)
    with (PROJECT / "build" / "checks" / "per-test.tsv").open("a", encoding="utf-8") as file:
        file.write(f"{cost.seconds:.1f}\t{cost.cpu:.1f}\t{cost.name}\n")
    return result
