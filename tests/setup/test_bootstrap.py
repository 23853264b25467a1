"""The launchers and the environment they make, on small checkouts; the real one is made by .ci/run."""

import json
import os
import resource
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from base.settings import PROJECT
from tools import bootstrap

COMMAND = """import os, sys
print("course", sys.argv[1:], sys.prefix, os.environ["PATH"].split(":")[0])
"""


@pytest.fixture(params=["plain", "two words 과정"])
def checkout(tmp_path: Path, request) -> Path:
    """A checkout with launchers, bootstrap and lists, in folders of both kinds of names."""
    project = tmp_path / request.param
    for name in ("bin/course", "bin/cluster", "tools/bootstrap.py", "pyproject.toml", "constraints.txt"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / name, project / name)
    return project


@pytest.fixture
def complete(checkout: Path) -> Path:
    """The same with a finished environment, in which `course` prints how it was called."""
    environment = checkout / ".venv"
    venv.create(environment, symlinks=True, with_pip=False)
    (environment / "bin" / "course").write_text(COMMAND)
    (environment / "smartcar.stamp").write_text(bootstrap._stamp(checkout))
    return checkout


def launch(project: Path, *arguments: str, name: str = "course", **variables: str) -> subprocess.CompletedProcess:
    clean = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "CONDA_PREFIX")}
    command = [str(project / "bin" / name), *arguments]
    return subprocess.run(command, cwd="/", capture_output=True, text=True, env={**clean, **variables}, timeout=100)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of the programs that this starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_launchers_are_the_same_file_under_two_names():
    course, cluster = PROJECT / "bin" / "course", PROJECT / "bin" / "cluster"
    assert course.read_bytes() == cluster.read_bytes()
    assert os.access(course, os.X_OK) and os.access(cluster, os.X_OK)


def test_second_call_goes_straight_to_the_command(complete):
    run = launch(complete, "run", "two words", "--flag")
    assert run.stderr == ""
    environment = complete / ".venv"
    assert run.stdout == f"course ['run', 'two words', '--flag'] {environment} {environment}/bin\n"


def test_second_call_costs_little_more_than_starting_python(complete):
    """It starts Python twice, for the bootstrap and for the command; a third is its room."""
    calls, bare = [], []
    for _ in range(5):  # in turn, so that what else the machine does slows both
        calls.append(cpu(lambda: launch(complete, "lab")))
        bare.append(cpu(lambda: subprocess.run([sys.executable, "-I", "-c", "pass"], check=True)))
    assert min(calls) < 3 * min(bare)


def test_second_call_opens_no_socket(complete):
    guard = complete / "guard"
    guard.mkdir()
    (guard / "socket.py").write_text("raise SystemExit('socket was imported')\n")
    run = launch(complete, "lab", PYTHONPATH=str(guard))
    assert (run.returncode, run.stderr) == (0, "")
    used = subprocess.run(
        [sys.executable, "-S", "-c", "import socket"], env={"PYTHONPATH": str(guard)}, capture_output=True, text=True
    )
    assert "socket was imported" in used.stderr  # the guard itself works


def test_second_call_works_with_the_network_cut(complete):
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.call([*alone, "true"], stderr=subprocess.DEVNULL):
        pytest.skip("this machine lets nobody make a name space without network")
    run = subprocess.run([*alone, complete / "bin" / "course", "lab"], capture_output=True, text=True)
    assert run.returncode == 0 and run.stdout.startswith("course ['lab']")


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt", ".venv/pyvenv.cfg"])
def test_what_the_environment_was_made_from_is_watched(complete, name):
    assert bootstrap.ready(complete)
    with (complete / name).open("a") as file:
        file.write("# changed\n")
    assert not bootstrap.ready(complete)


def test_interrupted_or_broken_environment_is_not_ready(complete):
    (complete / ".venv" / "bin" / "python").unlink()
    assert not bootstrap.ready(complete)
    shutil.rmtree(complete / ".venv")
    assert not bootstrap.ready(complete)


def test_moved_checkout_is_not_ready(complete, tmp_path):
    moved = tmp_path / "elsewhere"
    complete.rename(moved)
    assert not bootstrap.ready(moved)


def test_an_environment_behind_a_link_is_left_as_it_is(checkout, tmp_path):
    other = tmp_path / "another checkout" / ".venv"
    venv.create(other, symlinks=True, with_pip=False)
    (other / "smartcar.stamp").write_text("another checkout\n")
    before = sorted(other.rglob("*"))
    (checkout / ".venv").symlink_to(other)
    run = launch(checkout, "lab")
    assert run.returncode == 1 and f"is a link to {other}" in run.stderr and "rm " in run.stderr
    assert sorted(other.rglob("*")) == before


def test_activated_environment_of_this_checkout_is_used(checkout, tmp_path):
    environment = tmp_path / "conda"
    venv.create(environment, symlinks=True, with_pip=False)
    (environment / "bin" / "course").write_text(COMMAND)
    (packages,) = environment.glob("lib/python3.*/site-packages")
    info = packages / "smartcar-0.1.0.dist-info"
    info.mkdir()
    (info / "direct_url.json").write_text(json.dumps({"url": checkout.as_uri(), "dir_info": {"editable": True}}))
    run = launch(checkout, "lab", CONDA_PREFIX=str(environment))
    assert run.stdout == f"course ['lab'] {environment} {environment}/bin\n"
    assert not (checkout / ".venv").exists()


def test_activated_environment_of_another_project_is_left_alone(complete, tmp_path):
    run = launch(complete, "lab", VIRTUAL_ENV=str(tmp_path))
    assert str(complete / ".venv") in run.stdout


def test_without_a_fitting_python_a_sentence_says_what_to_install(checkout, tmp_path):
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "dirname").symlink_to(shutil.which("dirname"))
    run = launch(checkout, "lab", PATH=str(tools))
    assert run.returncode == 1 and "needs Python 3.11 or 3.12, and found no Python" in run.stderr


def test_another_python_is_not_taken(checkout, monkeypatch):
    monkeypatch.setattr(bootstrap, "_candidates", lambda: [shutil.which("false")])
    with pytest.raises(bootstrap.SetupFailed, match=r"needs Python 3\.11 or 3\.12"):
        bootstrap.make(checkout)


def test_settings_of_pip_reach_uv(tmp_path):
    settings = tmp_path / "pip.conf"
    settings.write_text("[global]\nindex-url = x:index\n[install]\nfind-links =\n    /a\n    /b\n")
    script = f"env PIP_CONFIG_FILE='{settings}' PIP_INDEX_URL= PIP_FIND_LINKS= '{sys.executable}' -m pip"
    assert bootstrap._uv_settings(["sh", "-c", f'{script} "$@"', "pip"]) == {
        "UV_NATIVE_TLS": "1",
        "UV_DEFAULT_INDEX": "x:index",
        "UV_FIND_LINKS": "/a /b",
    }
