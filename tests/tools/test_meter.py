"""Memory is counted once: kernels with their children, but without the servers they started."""

import subprocess
import sys

import pytest

from base.waiting import wait_until
from tools import meter

HOLD = "import sys; held = bytearray({mb} << 20); print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def child():
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(mb=60)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    process.stdout.readline()
    yield process
    process.communicate("")


def test_children_count_and_servers_do_not(child):
    everything = meter.kernels_mb()
    assert everything >= 60
    assert everything - meter.kernels_mb({child.pid}) >= 60


def test_the_meter_keeps_the_peak(child, monkeypatch):
    read, seen = meter.reading, []
    monkeypatch.setattr(meter, "EVERY_S", 0.05)
    monkeypatch.setattr(meter, "reading", lambda *asked: seen.append(read(*asked)) or seen[-1])
    with meter.Meter(()) as measured:
        wait_until(lambda: measured.peak_mb >= 60, "the meter sees the child", seconds=30)
        child.kill()
        child.wait()
        known = len(seen)
        wait_until(lambda: len(seen) > known + 1, "two more readings, without the child", seconds=30)
    assert measured.peak_mb == max(seen) >= seen[-1] + 60
