"""The simulator is fast: the benchmark's own functions, on a small scale."""

import runpy

from base.settings import PROJECT
from data import simulate

TIMES = 15


def test_status_rows_per_second_of_cpu(tmp_path):
    measure = runpy.run_path(str(PROJECT / "benchmarks" / "simulator" / "measure.py"))
    world = simulate("class")
    world.driving()
    taken = measure["seconds"](lambda: measure["write"](world, world.status_lane(), tmp_path / "rows"), rounds=3)
    assert world.scale.status_rows / min(taken) > TIMES * measure["ORIGINAL"]
