"""The simulator is fast: measured against a yardstick on the same machine at the same time, on a small scale.

How it compares with the original's stated figure is told by `benchmarks/simulator`.
"""

from benchmarks.simulator.measure import BY_HAND, seconds, write, write_by_hand
from data import simulate

TIMES = 10  # rows per CPU second, against writing rows that are there already, one by one
ROUNDS = 3


def test_status_rows_per_second_of_cpu(tmp_path):
    world, path = simulate("class"), tmp_path / "rows"
    world.driving()
    ready = list(world.status().head(BY_HAND // 4).itertuples(index=False, name=None))
    made, by_hand = [], []
    for _ in range(ROUNDS):  # in turn, so that what else the machine does slows both
        made += seconds(lambda: write(world, world.status_lane(), path), rounds=1)
        by_hand += seconds(lambda: write_by_hand(ready, path), rounds=1)
    rates = world.scale.status_rows / min(made), len(ready) / min(by_hand)
    assert rates[0] > TIMES * rates[1]
