"""Memory is counted once: kernels with their children, but without the servers they started."""

import subprocess
import sys

import pytest

from base.waiting import wait_until
from tools.meter import Meter, kernels_mb, reading

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
    everything = kernels_mb()
    assert everything >= 60
    assert everything - kernels_mb({child.pid}) >= 60


def test_a_reading_counts_children(child):
    assert reading((), seconds=0) >= 60


def test_the_meter_keeps_the_peak(monkeypatch):
    left = [10, 70, 20, 30]
    monkeypatch.setattr("tools.meter.EVERY_S", 0.01)
    monkeypatch.setattr("tools.meter.reading", lambda *_: left.pop(0) if left else 0)
    with Meter(()) as meter:
        wait_until(lambda: not left, "all readings are taken", 30)
    assert meter.peak_mb == 70
