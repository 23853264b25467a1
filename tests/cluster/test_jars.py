import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from base.exceptions import ConfigurationError, JarsMissing
from base.settings import settings
from cluster.catalogue import COMPONENTS
from cluster.jvm import jars
from cluster.jvm.components import Components

SMALL = "hadoop-web"  # one jar
PUBLISHED = [name for name, each in COMPONENTS.items() if not each.package]  # at Maven Central


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A repository folder that holds the one jar of SMALL."""
    repo = tmp_path / "repository"
    for jar in jars.listed(SMALL):
        source = settings().maven_repo / jar.path
        if not source.is_file():
            pytest.skip(f"{jar.coordinate} is not downloaded; type: cluster fetch")
        (repo / jar.path).parent.mkdir(parents=True)
        shutil.copy(source, repo / jar.path)
    return repo


@pytest.mark.parametrize("name", PUBLISHED)
def test_list_names_every_declared_coordinate_once(name):
    coordinates = [jar.coordinate for jar in jars.listed(name)]
    assert len(set(coordinates)) == len(coordinates)
    assert {*COMPONENTS[name].coordinates, *COMPONENTS[name].alone} <= set(coordinates)


@pytest.mark.parametrize("name", PUBLISHED)
def test_list_has_one_version_of_each_jar(name):
    parts = [jar.coordinate.split(":") for jar in jars.listed(name)]
    keys = [(group, artifact, *classifier) for group, artifact, _, *classifier in parts]
    assert len(set(keys)) == len(keys)


def test_every_list_belongs_to_a_declared_class_path():
    assert {path.stem for path in jars.LOCKS.glob("*.txt")} == set(PUBLISHED)


def test_unknown_name_is_refused():
    with pytest.raises(ConfigurationError, match=r"Known: .*hadoop, hadoop-web"):
        jars.classpath("hadop")


def test_class_path_of_an_empty_folder_says_what_to_type(tmp_path):
    with pytest.raises(JarsMissing, match=r"25 of the 25 jars of zookeeper .*Type: cluster fetch"):
        jars.classpath("zookeeper", tmp_path)


def test_what_is_there_is_found_and_not_downloaded_again(small):
    assert [path.is_file() for path in jars.classpath(SMALL, small)] == [True]
    assert jars.fetch([SMALL], repo=small).downloaded == 0


def test_shortened_jar_is_refused(small):
    path = jars.classpath(SMALL, small)[0]
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(JarsMissing, match="1 of the 1 jars"):
        jars.classpath(SMALL, small)


@pytest.mark.network
def test_tampered_jar_is_downloaded_again(small):
    (jar,) = jars.listed(SMALL)
    content = bytearray((small / jar.path).read_bytes())
    content[len(content) // 2] ^= 1
    (small / jar.path).write_bytes(content)
    seen = []
    assert jars.fetch([SMALL], lambda done, total: seen.append((done, total)), small).downloaded == 1
    assert hashlib.sha256((small / jar.path).read_bytes()).hexdigest() == jar.sha256
    assert seen == [(jar.size, jar.size)]


@pytest.mark.network
def test_jar_that_differs_from_its_record_never_arrives(tmp_path, monkeypatch):
    (jar,) = jars.listed(SMALL)
    (tmp_path / "locks").mkdir()
    (tmp_path / "locks" / f"{SMALL}.txt").write_text(f"{jar.coordinate} {'0' * 64} {jar.size}\n")
    monkeypatch.setattr(jars, "LOCKS", tmp_path / "locks")
    with pytest.raises(JarsMissing, match="another SHA-256"):
        jars.fetch([SMALL], repo=tmp_path / "repository")
    assert not list(tmp_path.rglob("*.jar"))


@pytest.mark.network
def test_two_processes_fetch_at_once(tmp_path):
    code = (
        "import sys; from pathlib import Path; from cluster.jvm.jars import fetch; "
        "print(fetch(['zookeeper'], repo=Path(sys.argv[1])).downloaded)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with ThreadPoolExecutor(2) as pool:
        started = [pool.submit(subprocess.run, command, capture_output=True, text=True) for _ in range(2)]
        runs = [each.result() for each in started]
    assert sorted(run.stdout.strip() for run in runs) == ["0", "25"], [run.stderr for run in runs]
    assert len(jars.classpath("zookeeper", tmp_path)) == 25


def pom(name: str, declared: Components) -> str:
    """Maven's description of a class path, from the same table."""

    def dependency(coordinate: str, exclusions: tuple[str, ...]) -> str:
        group, artifact, version, *classifier = map(escape, coordinate.split(":"))
        left_out = "".join(
            "<exclusion><groupId>{}</groupId><artifactId>{}</artifactId></exclusion>".format(*each.split(":"))
            for each in exclusions
        )
        return (
            f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>"
            + "".join(f"<classifier>{each}</classifier>" for each in classifier)
            + f"<exclusions>{left_out}</exclusions></dependency>"
        )

    return (
        f"<project><modelVersion>4.0.0</modelVersion><groupId>course</groupId><artifactId>{name}</artifactId>"
        "<version>1</version><packaging>pom</packaging><dependencies>"
        + "".join(dependency(each, declared.exclusions) for each in declared.coordinates)
        + "".join(dependency(each, ("*:*",)) for each in declared.alone)
        + "</dependencies></project>"
    )


def winners(paths: list[Path]) -> dict[tuple[str, ...], str]:
    """The jars that hold the same class differently → the one that comes first."""
    holders: dict[str, dict[str, int]] = {}
    for path in paths:
        for entry in zipfile.ZipFile(path).infolist():
            name = entry.filename
            if name.endswith(".class") and not name.startswith("META-INF") and "-info" not in name:
                holders.setdefault(name, {})[path.name] = entry.CRC
    different = [tuple(each) for each in holders.values() if len(set(each.values())) > 1]
    return {pair: first for first, *rest in different for pair in combinations(sorted([first, *rest]), 2)}


@pytest.fixture(scope="module")
def resolved(tmp_path_factory):
    """A folder with the class path of each name as Maven resolves it, all of them in one run."""
    if shutil.which("mvn") is None:
        pytest.skip("mvn is not on PATH, so its resolution cannot be compared")
    folder = tmp_path_factory.mktemp("resolved")
    for name in PUBLISHED:
        (folder / name).mkdir()
        (folder / name / "pom.xml").write_text(pom(name, COMPONENTS[name]))
    modules = "".join(f"<module>{name}</module>" for name in PUBLISHED)
    (folder / "pom.xml").write_text(
        "<project><modelVersion>4.0.0</modelVersion><groupId>course</groupId><artifactId>class-paths</artifactId>"
        f"<version>1</version><packaging>pom</packaging><modules>{modules}</modules></project>"
    )
    command = [
        *("mvn", "-q", "-B", "-fae", f"-Dmaven.repo.local={settings().maven_repo}", "dependency:build-classpath"),
        *("-Dmdep.includeScope=runtime", "-Dmdep.outputFile=class-path"),
    ]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=500)
    assert run.returncode == 0, run.stdout
    return folder


@pytest.mark.network
@pytest.mark.parametrize("name", PUBLISHED)
def test_maven_resolves_the_same_jars(name, resolved):
    found = [Path(path) for path in (resolved / name / "class-path").read_text().strip().split(os.pathsep)]
    if other := COMPONENTS[name].without:
        held = {settings().maven_repo / jar.path.parent.parent for jar in jars.listed(other)}
        found = [path for path in found if path.parent.parent not in held]
    ours = jars.classpath(name)
    assert set(found) == set(ours)
    assert winners(list(ours)) == winners(found)
