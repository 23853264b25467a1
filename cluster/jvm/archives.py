"""Class archives: the JVM's own memory image of loaded classes, which halves the CPU time of a start.

The first run of a process writes its archive when it ends; later runs map it. An archive is valid for one
JVM build and one class path, so both are in its name.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cluster.plan import Process


@dataclass(frozen=True)
class Archive:
    """What a start does about its archive: read one, write one, or neither."""

    reads: str = ""
    writes: str = ""  # a file that becomes the archive when `keep` takes it into use
    base: str = ""  # archive of Java's own classes that the written one is to stand on


def plan(process: Process, home: Path, being_written: set[str]) -> Archive:
    """Read the archive if it exists; else write it, unless a running process of this home will.

    Several homes may share one folder of archives, so each writes to a file of its own.
    """
    if not process.archive:
        return Archive()
    path = home / "archives" / f"{process.archive}-{_key(process)}.jsa"
    if path.exists():
        return Archive(reads=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = f"{path}.{_hash(str(home))}.part"
    return Archive() if part in being_written else Archive(writes=part, base=_base(process, path.parent))


def insert(argv: tuple[str, ...], archive: Archive) -> tuple[str, ...]:
    """The command line with the JVM option for the archive."""
    if archive.reads:
        return (argv[0], f"-XX:SharedArchiveFile={archive.reads}", "-Xshare:auto", "-Xlog:disable", *argv[1:])
    if archive.writes:
        base = (f"-XX:SharedArchiveFile={archive.base}",) if archive.base else ()
        return (argv[0], *base, f"-XX:ArchiveClassesAtExit={archive.writes}", "-Xlog:disable", *argv[1:])
    return argv


def finished(part: str) -> str:
    """The archive that a written file becomes."""
    return part.rpartition(".jsa")[0] + ".jsa"


def keep(part: str) -> None:
    """Take a finished archive into use."""
    if part and Path(part).exists():
        Path(part).replace(finished(part))


def _base(process: Process, folder: Path) -> str:
    """The archive of Java's own classes, made once where Java does not bring it, as the one from PyPI does not."""
    java = Path(process.argv[0]).resolve()
    if (java.parent.parent / "lib" / "server" / "classes.jsa").exists():
        return ""
    path = folder / f"java-{_hash(_build(java))}.jsa"
    if not path.exists():
        with tempfile.TemporaryDirectory(dir=folder) as own:  # two that make it at once do not meet
            part = Path(own, path.name)
            command = [java, "-Xshare:dump", "-Xlog:disable", f"-XX:SharedArchiveFile={part}"]
            if subprocess.run(command, capture_output=True).returncode == 0:
                part.replace(path)
    return str(path) if path.exists() else ""


def _key(process: Process) -> str:
    return _hash(_build(Path(process.argv[0]).resolve()) + process.environment["CLASSPATH"] + process.argv[0])


def _build(java: Path) -> str:
    release = java.parent.parent / "release"
    return release.read_text() if release.exists() else str(java)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
