import subprocess
import zipfile

import pytest

from base.exceptions import ServiceError
from base.settings import settings
from cluster.jvm import compiled, java

SOURCE = 'public class Told { public static void main(String[] words) { System.out.println("%s"); } }'


@pytest.fixture
def jar(tmp_path, monkeypatch):
    monkeypatch.setattr(compiled, "SOURCES", tmp_path)
    binary = str(java.find().binary)

    def make(source: str):
        (tmp_path / "Told.java").write_text(source, "utf-8")
        return compiled.jar("told", ["Told.java"], binary, tmp_path, settings().maven_repo)

    return make


def test_a_source_is_compiled_once_and_again_when_it_changes(jar):
    first = jar(SOURCE % "0–100")
    made = first.stat().st_mtime_ns
    assert jar(SOURCE % "0–100") == first and first.stat().st_mtime_ns == made
    assert jar(SOURCE % "other") != first
    with zipfile.ZipFile(first) as packed:
        assert packed.namelist() == ["META-INF/MANIFEST.MF", "Told.class"]
    command = [java.find().binary, "-Dfile.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8", "-cp", first, "Told"]
    assert subprocess.run(command, capture_output=True).stdout.decode().strip() == "0–100"


def test_a_source_with_a_mistake_is_told_with_its_line(jar):
    with pytest.raises(ServiceError, match=r"(?s)Told\.java could not be compiled.*Type: cluster doctor"):
        jar("class Told { int number = ; }")


def test_a_class_of_a_package_lies_in_its_folder(jar):
    with zipfile.ZipFile(jar("package a.b; class Told { }")) as packed:
        assert packed.namelist()[1:] == ["a/b/Told.class"]
