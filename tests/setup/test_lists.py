"""Each package of the one list has a version in constraints.txt, and pip and conda install the same."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from base.settings import PROJECT

PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
WANTED = [*PYPROJECT["dependencies"], *PYPROJECT["optional-dependencies"]["course"]]
PINS = [Requirement(line) for line in (PROJECT / "constraints.txt").read_text("utf-8").splitlines()]
CONDA = yaml.safe_load((PROJECT / "environment.yml").read_text("utf-8"))
PYTHONS = ("3.11.9", "3.12.4")
MACHINES = (("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"))


def marker_values(python: str, system: str, machine: str) -> dict[str, str]:
    return {
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "sys_platform": system,
        "platform_machine": machine,
        "os_name": "posix",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }


def asked_for(requirement: Requirement, values: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(values)


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(("system", "machine"), MACHINES)
@pytest.mark.parametrize("text", WANTED)
def test_every_package_has_one_version_that_meets_it(text, system, machine, python):
    wanted, values = Requirement(text), marker_values(python, system, machine)
    name = canonicalize_name(wanted.name)
    pins = [pin for pin in PINS if canonicalize_name(pin.name) == name and asked_for(pin, values)]
    assert len(pins) == asked_for(wanted, values)
    for pin in pins:
        (version,) = pin.specifier
        assert version.operator == "==" and wanted.specifier.contains(version.version, prereleases=True)


def test_conda_gives_python_java_and_maven_and_leaves_the_rest_to_pip():
    names = {re.split("[=<>]", entry)[0] for entry in CONDA["dependencies"] if isinstance(entry, str)}
    assert names == {"python", "pip", "openjdk", "maven"}
    (pip,) = [entry["pip"] for entry in CONDA["dependencies"] if isinstance(entry, dict)]
    assert pip == ["-c constraints.txt", "-e .[course]"]


def test_pythons_of_conda_and_of_the_project_agree():
    allowed = SpecifierSet(PYPROJECT["requires-python"])
    (conda,) = [entry.split("=")[1] for entry in CONDA["dependencies"] if str(entry).startswith("python=")]
    assert allowed.contains(f"{conda}.1") and all(allowed.contains(python) for python in PYTHONS)
    assert not allowed.contains("3.13.0") and not allowed.contains("3.10.0")


@pytest.mark.parametrize(
    "path",
    ["constraints.txt", "environment.yml", "pyproject.toml", *Path(PROJECT, "cluster/jvm/locks").glob("*.txt")],
    ids=lambda path: Path(path).name,
)
def test_no_list_names_a_host(path):
    assert "://" not in (PROJECT / path).read_text("utf-8")
