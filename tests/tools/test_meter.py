"""Memory is counted once: kernels with their children, but without the servers they started."""

import subprocess
import sys
import time

import pytest

from tools.meter import Meter, kernels_mb

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


def test_the_meter_keeps_the_peak(child, monkeypatch):
    monkeypatch.setattr("tools.meter.EVERY_S", 0.05)
    with Meter(()) as meter:
        deadline = time.monotonic() + 30
        while not meter.peak_mb and time.monotonic() < deadline:
            pass
    assert meter.peak_mb >= 60
