"""Small Java parts, kept as source in cluster/jvm/sources and compiled on first use.

The compiler comes as a jar, because a Java that runs servers need not have one.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from base.exceptions import ServiceError
from cluster.jvm.jars import classpath

SOURCES = Path(__file__).parent / "sources"


def jar(
    name: str,
    sources: Iterable[str],
    java: str,
    home: Path,
    maven_repo: Path,
    *,
    against: Iterable[Path] = (),
    options: tuple[str, ...] = (),
    manifest: str = "",
) -> Path:
    """A jar of the sources, compiled if it is not there yet or one of them has changed.

    `against` are the jars that the sources use. Raises JarsMissing without the compiler.
    """
    files = [SOURCES / source for source in sources]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    path = home / "lib" / f"{name}-{digest[:12]}.jar"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:  # two that compile at once do not meet
        _compile(files, java, Path(folder), maven_repo, against, options)
        made = Path(folder, path.name)
        with zipfile.ZipFile(made, "w") as packed:
            packed.writestr("META-INF/MANIFEST.MF", f"Manifest-Version: 1.0\n{manifest}")
            for each in sorted(Path(folder).rglob("*.class")):
                packed.write(each, each.relative_to(folder))
        made.replace(path)
    return path


def _compile(
    files: list[Path], java: str, folder: Path, repo: Path, against: Iterable[Path], options: tuple[str, ...]
) -> None:
    (compiler,) = classpath("ecj", repo)
    main = "org.eclipse.jdt.internal.compiler.batch.Main"
    command = [java, "-cp", str(compiler), main, "-17", "-proc:none", "-encoding", "UTF-8", "-d", str(folder), *options]
    if against:
        command += ["-cp", ":".join(map(str, against))]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True)
    if done.returncode:
        named = ", ".join(file.name for file in files)
        raise ServiceError(f"{named} could not be compiled:\n{done.stderr.strip()}\nType: cluster doctor")
