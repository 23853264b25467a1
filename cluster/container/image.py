"""Assemble the build context of the image below the state folder, and have the engine build it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from base.exceptions import ServiceError
from base.settings import PROJECT, Settings
from cluster.catalogue import COMPONENTS
from cluster.container.compose import COPIED, components, pins
from cluster.container.engine import Engine
from cluster.jvm import java
from cluster.jvm.jars import classpath, fetch
from cluster.process.local import parts

DEBIAN_PYTHON = "3.11"
MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


def assemble(folder: Path, texts: Mapping[str, str], settings: Settings, machine: str) -> None:
    """Fill the context: texts, jars (hard links where possible), Python packages for the image's machine.

    `machine` is the engine's word for it, such as ``amd64``. Raises `ServiceError` when a package cannot be downloaded.
    """
    shutil.rmtree(folder, ignore_errors=True)
    write(folder, texts)
    for name in ("run", "ready"):
        (folder / "bin" / name).chmod(0o755)
    fetch(COMPONENTS, repo=settings.maven_repo)
    binary = str(java.find(settings.java, settings.home).binary)
    for name in components():
        jars = [*parts(name, settings, binary), *classpath(name, settings.maven_repo)]
        for jar in jars:
            _link(jar, folder / "lib" / name / jar.name)
        _list(folder / "lib" / f"{name}.jar", [f"{name}/{jar.name}" for jar in jars])
    for package in COPIED:
        source = Path(importlib.util.find_spec(package).submodule_search_locations[0])
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, folder / "copied" / package, copy_function=_link, ignore=ignored)
    _install(folder / "python", machine)


def build(texts: Mapping[str, str], settings: Settings, engine: Engine) -> None:
    """Assemble the context and build the image; the context is removed again, but for its texts."""
    machine = engine.run("version", "--format", "{{.Server.Arch}}").strip()
    folder = settings.home / "image"
    assemble(folder, texts, settings, machine)
    engine.compose("--profile", "image", "build", "image")
    for name in ("lib", "copied", "python"):
        shutil.rmtree(folder / name)


def write(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _link(source: str | Path, target: str | Path) -> None:
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)


def _list(path: Path, jars: list[str]) -> None:
    """A jar that holds nothing but the class path: ``folder/*`` would have no order, and order matters."""
    text = "Class-Path: " + " ".join(jars)
    lines = [text[:70], *(f" {text[at : at + 69]}" for at in range(70, len(text), 69))]  # at most 72 bytes a line
    with zipfile.ZipFile(path, "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", "\r\n".join(["Manifest-Version: 1.0", *lines, "", ""]))


def _install(folder: Path, machine: str) -> None:
    """Unpack the wheels of the image's machine, which need not be this one."""
    if machine not in MACHINES:
        raise ServiceError(f"The engine runs on {machine}; the image is made for {' and '.join(MACHINES)}.")
    wheels = [pin for pin in pins() if not pin.startswith(COPIED)]
    platforms = [f"manylinux_{libc}_{MACHINES[machine]}" for libc in ("2_28", "2_27", "2_17")]
    platforms += [f"manylinux2014_{MACHINES[machine]}"]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:", "--no-compile"]
    command += ["--python-version", DEBIAN_PYTHON, "--target", str(folder)]
    command += [word for platform in platforms for word in ("--platform", platform)]
    done = subprocess.run([*command, *wheels], cwd=PROJECT, capture_output=True, text=True)
    if done.returncode:
        raise ServiceError(
            f"The Python packages of the image could not be had:\n{done.stderr.strip()[-800:]}\n"
            "Check the network and type the command again."
        )
