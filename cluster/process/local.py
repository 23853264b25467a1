"""This machine as a site: where servers, jars and configuration lie when services run as plain processes."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import sys
import zipfile
from functools import cache
from pathlib import Path

from base.exceptions import ServiceError
from base.settings import Settings
from cluster.catalogue import COMPONENTS, PROGRAMS
from cluster.jvm import compiled, java, loopback
from cluster.jvm.jars import classpath
from cluster.service import Site, Wheel


def local_site(settings: Settings) -> Site:
    """The site of plain processes, with everything below ``settings.home``."""
    home, binary = settings.home, str(java.find(settings.java, settings.home).binary)
    return Site(
        mode="process",
        home=str(home),
        bind="127.0.0.1",
        port_shift=settings.port_shift,
        class_path=cache(lambda components: tuple(_class_path(components, settings, binary))),
        tool=_tool,
        java=binary,
        package=_package,
        jvm_options=(f"-Djdk.net.hosts.file={home / 'conf' / 'hosts'}", f"-Djava.io.tmpdir={home / 'tmp'}"),
        loopback=cache(lambda: loopback.options(binary, home, settings.maven_repo)),
        quick=settings.jvm == "quick",
    )


def hosts() -> str:
    """Names a JVM of ours may look up. A laptop's own name often does not resolve, and Hadoop insists on it."""
    return f"127.0.0.1 localhost {socket.gethostname()}\n"


def parts(name: str, settings: Settings, binary: str) -> tuple[Path, ...]:
    """The jar of our own Java parts of a class path, if it has any. It comes first: one may stand in for a class."""
    declared = COMPONENTS[name]
    if not declared.sources:
        return ()
    needed = (name, declared.against) if declared.against else (name,)
    against = [jar for each in needed for jar in classpath(each, settings.maven_repo)]
    return (
        compiled.jar(f"{name}-parts", declared.sources, binary, settings.home, settings.maven_repo, against=against),
    )


def _class_path(name: str, settings: Settings, binary: str) -> list[str]:
    declared, jars = COMPONENTS[name], classpath(name, settings.maven_repo)
    if declared.gathered:
        _link(jars, settings.home / "lib" / name)
    stubs = _stubs(settings.home / "lib" / f"{name}-conf.jar", declared.conf, settings.home / "conf")
    behind = (jar for other in declared.behind for jar in classpath(other, settings.maven_repo))
    return [str(jar) for jar in (*parts(name, settings, binary), *jars, *stubs, *behind)]


def _link(jars: tuple[Path, ...], folder: Path) -> None:
    """One folder of links, so that the class path of YARN's containers stays short."""
    folder.mkdir(parents=True, exist_ok=True)
    for jar in jars:
        link = folder / jar.name
        if not link.is_symlink() or link.readlink() != jar:
            link.unlink(missing_ok=True)
            link.symlink_to(jar)


def _stubs(path: Path, files: tuple[str, ...], conf: Path) -> list[Path]:
    """A jar of constant stubs that include the real files, and of empty folders; none if there are no files.

    A class archive accepts only jars on the class path and refuses one that changed; through the stubs the
    configuration can change without touching the archive.
    """
    stub = (
        '<configuration xmlns:xi="http://www.w3.org/2001/XInclude">'
        '<xi:include href="{}"><xi:fallback/></xi:include></configuration>'
    )
    if not files:
        return []
    wanted = {Path(file).name: stub.format((conf / file).as_uri()) for file in files if not file.endswith("/")}
    wanted |= {f"{Path(file).name}/": "" for file in files if file.endswith("/")}
    if path.exists():
        with zipfile.ZipFile(path) as jar:
            if {name: jar.read(name).decode() for name in jar.namelist()} == wanted:
                return [path]
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as jar:
        for name, text in wanted.items():
            jar.writestr(name, text)
    return [path]


@cache
def _tool(name: str) -> str:
    """A native server: from its wheel, else from the system's path."""
    if name == "python":
        return sys.executable
    found = _from_wheel(PROGRAMS[name], name) or shutil.which(name)
    if not found:
        raise ServiceError(
            f"The program {name} was not found, neither in a wheel nor on the path. "
            "Install the system's package of it, then type: cluster doctor"
        )
    return found


def _from_wheel(wheel: Wheel, program: str) -> str | None:
    """A program inside an installed package, found without importing the package."""
    spec = importlib.util.find_spec(wheel.folder.partition("/")[0])
    if spec is None or not spec.submodule_search_locations:
        return None
    found = sorted(Path(spec.submodule_search_locations[0]).rglob(f"bin/{program}"))
    return str(found[0]) if found else None


def _package(name: str) -> str:
    return str(importlib.util.find_spec(name).submodule_search_locations[0])
