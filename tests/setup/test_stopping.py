"""What is stopped in the middle leaves no process of ours: a lesson, a test, a benchmark."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from base.settings import PROJECT, settings
from base.waiting import wait_until
from cluster import Cluster

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(300)]

TEST = """
def test_that_waits(monkeypatch):
    import time
    from cluster import Cluster
    cluster = Cluster()
    try:
        cluster.up("redis")
        time.sleep(200)
    finally:
        cluster.reset()
"""
BENCHMARK = """
import time
from benchmarks.bench import cluster_of_its_own
with cluster_of_its_own("collect", "redis"):
    time.sleep(200)
"""


def command(kind, folder):
    if kind == "lesson":
        return ("-m", "tools.run", "day1/03", "--out", str(folder / "out"))
    if kind == "test":
        (folder / "test_that_waits.py").write_text(TEST)
        return ("-m", "pytest", "-p", "conftest", "-q", str(folder / "test_that_waits.py"))
    return ("-c", BENCHMARK)


def ours(home):
    """Processes that were started with this home, or one below it."""
    for process in psutil.process_iter():
        try:
            told = process.environ().get("SMARTCAR_HOME", "")
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        if told.startswith(str(home)) and process.status() != psutil.STATUS_ZOMBIE:
            yield process


@pytest.mark.parametrize(
    ("kind", "number"),
    [("lesson", signal.SIGINT), ("lesson", signal.SIGTERM), ("test", signal.SIGINT), ("benchmark", signal.SIGTERM)],
    ids=["lesson, Ctrl-C", "lesson, TERM", "test, Ctrl-C", "benchmark, TERM"],
)
def test_nothing_of_ours_is_left(kind, number, tmp_path):
    home = tmp_path / "state"
    own = {"SMARTCAR_HOME": str(home), "SMARTCAR_PORT_SHIFT": "15300"}
    shift = 17000 if kind == "benchmark" else 15300
    seen = settings(home=home / "bench-collect" if kind == "benchmark" else home, port_shift=shift, mode="process")
    running = subprocess.Popen(
        [sys.executable, *command(kind, tmp_path)], cwd=PROJECT, env={**os.environ, **own}, start_new_session=True
    )
    try:
        wait_until(lambda: {"ready"} & {role.state for role in Cluster(seen).status()}, "Redis runs", 120)
        if number == signal.SIGINT:
            os.killpg(running.pid, number)  # a terminal tells it to the whole group
        else:
            running.send_signal(number)
        assert running.wait(90) != 0
        wait_until(lambda: not list(ours(home)), "nothing of ours is left", 30)
    finally:
        for process in ours(home):
            process.kill()
