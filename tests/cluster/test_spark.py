"""Sessions with a JVM of their own, each in a process of its own, because Python keeps its first Spark for good."""

import subprocess
import sys

import pytest

from base.settings import settings

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(900)]


def test_a_session_counts_and_writes_nothing_to_the_lessons_error_output(cluster, monkeypatch):
    monkeypatch.setenv("SPARK_REMOTE", "sc://localhost:1")  # as a lesson with a Connect session hands them down
    monkeypatch.setenv("SPARK_CONNECT_MODE_ENABLED", "1")
    code = "from cluster.clients.spark import session; print(session(master='yarn').range(1000).count())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=settings().project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1000\n", "")
    assert (settings().home / "logs" / "spark-session.log").exists()
