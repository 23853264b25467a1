"""JVM components by Maven coordinates: recorded lists, and a download that checks every file against them.

A list ``cluster/jvm/locks/NAME.txt`` has one line per jar, ``group:artifact:version[:classifier] sha256 size``,
in class-path order. Learners download what is listed; only developers resolve (`lock`).
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from base.exceptions import ConfigurationError, JarsMissing
from base.settings import settings
from cluster.catalogue import COMPONENTS
from cluster.jvm.components import Components

LOCKS = Path(__file__).parent / "locks"
THREADS = 8
ATTEMPTS = 3  # of each download


@dataclass(frozen=True)
class Jar:
    """One line of a list."""

    coordinate: str  # group:artifact:version[:classifier]
    sha256: str
    size: int  # bytes

    @property
    def path(self) -> Path:
        """Place below a repository folder, as Maven lays it out.

        >>> Jar("org.slf4j:slf4j-api:2.0.13", "", 0).path.as_posix()
        'org/slf4j/slf4j-api/2.0.13/slf4j-api-2.0.13.jar'
        """
        group, artifact, version, *classifier = self.coordinate.split(":")
        name = "-".join((artifact, version, *classifier)) + ".jar"
        return Path(*group.split("."), artifact, version, name)


@dataclass(frozen=True)
class Fetched:
    """What a download brought."""

    downloaded: int  # jars
    bytes: int
    seconds: float


def listed(name: str) -> tuple[Jar, ...]:
    """The recorded jars of a class path, in order; none if they come with a Python package.

    Raises ConfigurationError for an unknown name.
    """
    if _components(name).package:
        return ()
    lines = (LOCKS / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(Jar(coordinate, sha256, int(size)) for coordinate, sha256, size in map(str.split, lines))


def classpath(name: str, repo: Path | None = None) -> tuple[Path, ...]:
    """Paths of the jars of a class path, in order. Only presence and size are looked at.

    Raises JarsMissing when a jar is absent or has another size, ConfigurationError for an unknown name.
    """
    repo = repo or settings().maven_repo
    package = _components(name).package
    if package:
        folders = importlib.util.find_spec(package).submodule_search_locations
        return tuple(sorted(Path(folders[0], "jars").glob("*.jar")))
    paths, missing = [], 0
    for jar in listed(name):
        path = repo / jar.path
        missing += not _has_size(path, jar.size)
        paths.append(path)
    if missing:
        raise JarsMissing(
            f"{missing} of the {len(paths)} jars of {name} are not in {repo}. They are downloaded once. "
            "Type: cluster fetch"
        )
    return tuple(paths)


def fetch(
    names: Iterable[str], progress: Callable[[int, int], None] | None = None, repo: Path | None = None
) -> Fetched:
    """Download the jars that are missing or differ from their record; leave the others alone.

    `progress` is called with (bytes so far, bytes in all) after each jar. A second process that fetches into
    the same folder waits. Raises JarsMissing when a jar cannot be downloaded or differs from its recorded SHA-256.
    """
    start = time.monotonic()
    repo = repo or settings().maven_repo
    jars = {jar.coordinate: jar for name in names for jar in listed(name)}
    if all(_is_recorded(repo / jar.path, jar) for jar in jars.values()):
        return Fetched(0, 0, time.monotonic() - start)
    repo.mkdir(parents=True, exist_ok=True)
    with FileLock(repo / ".smartcar.lock"), ThreadPoolExecutor(THREADS) as pool:
        missing = [jar for jar in jars.values() if not _is_recorded(repo / jar.path, jar)]
        missing.sort(key=lambda jar: -jar.size)  # a large jar begun last would be waited for alone
        total, done = sum(jar.size for jar in missing), 0
        staging = repo / ".smartcar"  # a jar reaches its place only when it is whole and verified
        shutil.rmtree(staging, ignore_errors=True)
        try:
            for jar in pool.map(lambda jar: _download(jar, staging, repo), missing):
                done += jar.size
                if progress:
                    progress(done, total)
        finally:
            pool.shutdown(cancel_futures=True)
            shutil.rmtree(staging, ignore_errors=True)
    return Fetched(len(missing), total, time.monotonic() - start)


def lock(name: str, repo: Path | None = None) -> tuple[Jar, ...]:
    """Resolve the declared coordinates of a class path again and write its list. For developers."""
    declared = _components(name)
    if declared.package:
        raise ConfigurationError(
            f"The jars of {name} come with the Python package {declared.package}: nothing to lock."
        )
    repo = repo or settings().maven_repo
    artifacts = _resolve(declared, repo)
    with ThreadPoolExecutor(THREADS) as pool:
        files = list(pool.map(lambda artifact: artifact.resolve(), artifacts))
    jars = tuple(
        Jar(_coordinate(artifact), _sha256(file), file.stat().st_size)
        for artifact, file in zip(artifacts, files, strict=True)
    )
    LOCKS.mkdir(exist_ok=True)
    text = "".join(f"{jar.coordinate} {jar.sha256} {jar.size}\n" for jar in jars)
    (LOCKS / f"{name}.txt").write_text(text, "utf-8")
    return jars


def _components(name: str) -> Components:
    if name not in COMPONENTS:
        raise ConfigurationError(f"There is no class path called {name!r}. Known: {', '.join(COMPONENTS)}.")
    return COMPONENTS[name]


def _context(repo: Path):
    from jgo.constants import MAVEN_CENTRAL_URL  # costs 0.2 s, and only a download needs it
    from jgo.maven import MavenContext, PythonResolver

    remote = {"central": MAVEN_CENTRAL_URL}
    return MavenContext(PythonResolver(), repo_cache=repo, local_repos=[], remote_repos=remote, timeout=60)


def _resolve(declared: Components, repo: Path) -> list:
    """Artifacts of a class path: the declared ones first, then what they depend on."""
    from jgo.parse import Coordinate

    context = _context(repo)
    exclusions = [context.project(*each.split(":")) for each in declared.exclusions]
    # not raw, each coordinate would manage the versions of the others, which Maven does not do
    parsed = [replace(Coordinate.parse(each), scope="compile", raw=True) for each in declared.coordinates]
    wanted = [context.create_dependency(each, exclusions) for each in parsed]
    found = []
    if wanted:
        top, rest = context.resolver.resolve(wanted)
        found = [*top, *(each for each in rest if each.scope in ("compile", "runtime"))]
    if declared.without:
        held = {tuple(jar.coordinate.split(":")[:2]) for jar in listed(declared.without)}
        found = [each for each in found if (each.groupId, each.artifactId) not in held]
    alone = [_artifact(context, each) for each in declared.alone]
    return [*(each.artifact for each in found), *alone]


def _artifact(context, coordinate: str):
    group, artifact, version, *classifier = coordinate.split(":")
    return context.project(group, artifact).at_version(version).artifact(*classifier)


def _coordinate(artifact) -> str:
    parts = (artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier)
    return ":".join(part for part in parts if part)


def _download(jar: Jar, staging: Path, repo: Path) -> Jar:
    artifact = _artifact(_context(staging), jar.coordinate)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            file = artifact.resolve()
        except (OSError, RuntimeError) as error:  # requests' errors are OSErrors
            artifact.cached_path.unlink(missing_ok=True)
            if attempt == ATTEMPTS:
                raise JarsMissing(
                    f"{jar.coordinate} could not be downloaded: {error}. Jars come once from Maven Central; "
                    "after that no network is needed. Check the network and type the command again."
                ) from error
            continue
        if _is_recorded(file, jar):
            break
        file.unlink()
        if attempt == ATTEMPTS:
            raise JarsMissing(
                f"{jar.coordinate} arrived with another SHA-256 or size than cluster/jvm/locks records, so it was "
                "deleted. Something between this machine and Maven Central changes files. Try another network."
            )
    place = repo / jar.path
    place.parent.mkdir(parents=True, exist_ok=True)
    file.replace(place)
    return jar


def _has_size(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _is_recorded(path: Path, jar: Jar) -> bool:
    return _has_size(path, jar.size) and _sha256(path) == jar.sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
