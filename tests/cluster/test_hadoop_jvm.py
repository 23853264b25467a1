"""Hadoop's programs in the JVM that stays, on files of this machine."""

import os
import subprocess
import sys

import psutil
import pytest

from base.exceptions import ServiceError
from base.waiting import wait_until
from cluster.clients import hadoop, hadoop_jvm, hdfs_shell

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    """One home for all tests, so that they share the JVM."""
    monkeypatch.setenv("SMARTCAR_HOME", str(tmp_path_factory.getbasetemp() / "hadoop-jvm"))
    monkeypatch.delenv("SMARTCAR_MODE", raising=False)


@pytest.fixture(scope="module", autouse=True)
def ended():
    yield
    for each in hadoop_jvm._kept:
        each.close()


def test_a_program_prints_and_complains_as_in_a_terminal(tmp_path):
    file = tmp_path / "배터리.txt"
    file.write_text("하나\nzwei\n", "utf-8")
    assert hdfs_shell("-cat", f"file://{file}") == "하나\nzwei\n"
    assert file.name in hdfs_shell("-ls", f"file://{tmp_path}")
    with pytest.raises(ServiceError, match=r"^cat: `file:///nope': No such file or directory$"):
        hdfs_shell("-cat", "file:///nope")
    with pytest.raises(ServiceError, match=r"^-cat: Illegal option -x"):
        hdfs_shell("-cat", "-x")


def test_options_of_one_command_do_not_reach_the_next(tmp_path):
    nobody = ("-Dfs.defaultFS=hdfs://127.0.0.1:1", "-Dipc.client.connect.max.retries=0")
    with pytest.raises(ServiceError, match="Connection refused"):
        hdfs_shell(*nobody, "-ls", "/")
    assert tmp_path.name in hdfs_shell("-ls", str(tmp_path.parent))


def test_a_jvm_that_was_killed_is_replaced(tmp_path):
    hdfs_shell("-ls", f"file://{tmp_path}")
    (before,) = hadoop_jvm._kept
    hdfs_shell("-ls", f"file://{tmp_path}")
    assert hadoop_jvm._kept == [before]
    before.close()
    hdfs_shell("-ls", f"file://{tmp_path}")
    assert hadoop_jvm._kept[0] is not before


def test_an_interrupt_ends_what_runs(tmp_path, monkeypatch):
    hdfs_shell("-ls", f"file://{tmp_path}")
    (before,) = hadoop_jvm._kept

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(before, "_run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        hdfs_shell("-ls", f"file://{tmp_path}")
    assert not before.alive


def test_it_ends_with_the_python_that_started_it(tmp_path):
    code = (
        "import os, signal, sys\n"
        "from cluster.clients import hadoop_jvm, hdfs_shell\n"
        f"hdfs_shell('-ls', 'file://{tmp_path}')\n"
        "print(hadoop_jvm._kept[0]._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ)
    pid = int(done.stdout)
    wait_until(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == "zombie", "Java has ended", 20)


def test_java_that_cannot_start_says_so(monkeypatch):
    monkeypatch.setattr(hadoop, "_java", lambda verb: (("/bin/false",), {"CLASSPATH": ""}, "any"))
    with pytest.raises(ServiceError, match="cluster doctor"):
        hdfs_shell("-ls", "/")
