"""A small project with one lesson that needs no service, built and run once for all tests of the tools."""

import shutil
from pathlib import Path

import pytest

from tools import build, run
from utils.lesson.catalogue import lesson

FIXTURES = Path(__file__).parent.parent / "fixtures"
LESSON = lesson("day1/04_pilot_domain")


@pytest.fixture
def project(tmp_path) -> Path:
    """The sources of the small project."""
    return Path(shutil.copytree(FIXTURES / "project", tmp_path / "project"))


@pytest.fixture(scope="session")
def ready(tmp_path_factory) -> Path:
    """The small project, built and run; tests that change it work on a copy."""
    folder = tmp_path_factory.mktemp("ready") / "project"
    shutil.copytree(FIXTURES / "project", folder)
    assert build.main([LESSON.key], folder) == 0
    assert run.main(["day1", "--keep", "-p", "seed=20220329"], folder) == 0
    return folder


@pytest.fixture
def copy(ready, tmp_path) -> Path:
    """A copy of the small project, built and run."""
    return Path(shutil.copytree(ready, tmp_path / "copy"))
