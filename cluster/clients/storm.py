"""Storm: questions to nimbus by Thrift, and topologies submitted by Flux."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from base.exceptions import ConfigurationError, ServiceError
from base.settings import settings
from cluster.addresses import port
from cluster.jvm import archives
from cluster.jvm.jars import classpath
from cluster.plan import JVM_FLAGS
from cluster.process.local import local_site
from cluster.process.supervisor import environment
from cluster.services.nimbus import client, thrift

__all__ = ["nimbus", "storm_submit", "thrift"]
FLUX = "org.apache.storm.flux.Flux"
FLUX_JARS = ("storm-extlib", "storm")  # Flux first: it needs the YAML reader in its own jar


@contextmanager
def nimbus(timeout: float = 10) -> Iterator:
    """A client of nimbus; its methods are those of ``nimbus.thrift``. Raises `ServiceError` with nimbus' words."""
    with client(port("nimbus", "thrift", settings()), timeout) as connection:
        yield connection


def storm_submit(topology: str, files: Mapping[str, str | bytes], timeout: float = 180) -> str:
    """Submit a topology, described in Flux's YAML; returns what Flux printed.

    `files` become the working directory of its bolts in other languages; storm.py, the protocol's Python side, is
    added. Raises `ServiceError` with Flux's words if nimbus does not take it.
    """
    folder = settings().home / "tmp" / "topologies"
    folder.mkdir(parents=True, exist_ok=True)
    flux, jar = folder / "topology.yaml", folder / "topology.jar"
    flux.write_text(topology, "utf-8")
    _pack(jar, files)
    done = _submit(flux, jar, timeout)
    printed = done.stdout + done.stderr
    if done.returncode:
        lines = [line for line in printed.splitlines() if not line.lstrip().startswith("at ")]
        told = "\n".join(lines[-12:])
        raise ServiceError(f"The topology was not taken:\n{told}\nType: cluster logs nimbus")
    return printed


def _pack(jar: Path, files: Mapping[str, str | bytes]) -> None:
    (multilang,) = classpath("storm-multilang", settings().maven_repo)
    with zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as packed, zipfile.ZipFile(multilang) as official:
        packed.mkdir("resources")  # the supervisor looks for the folder itself
        packed.writestr("resources/storm.py", official.read("resources/storm.py"))
        for name, content in files.items():
            packed.writestr(f"resources/{name}", content)


def _submit(flux: Path, jar: Path, timeout: float) -> subprocess.CompletedProcess[str]:
    words = (FLUX, "--remote", "--no-splash", "--no-detail")
    if settings().mode == "process":
        site = local_site(settings())
        options = (f"-Dstorm.conf.file={site.conf('storm', 'storm.yaml')}", f"-Dstorm.jar={jar}")
        argv = (site.java, "-Xmx128m", *JVM_FLAGS, *site.jvm_options, *options, *words, str(flux))
        jars = [jar for name in FLUX_JARS for jar in site.class_path(name)]
        program = SimpleNamespace(name="flux", archive="flux", argv=argv, environment={"CLASSPATH": ":".join(jars)})
        archive = archives.plan(program, settings().home, set())
        command = archives.insert(argv, archive)
        done = subprocess.run(
            command, env=environment(program), capture_output=True, text=True, timeout=timeout, cwd=flux.parent
        )
        archives.keep(archive.writes)
        return done
    from cluster.container.compose import container_site
    from cluster.container.engine import Engine

    engine, site = Engine(settings()), container_site(settings().port_shift)
    container = engine.containers().get("nimbus")
    if container is None:
        raise ConfigurationError("A topology needs Storm, which was not started. Type: cluster up storm")
    for path in (flux, jar):
        engine.run("cp", str(path), f"{container.id}:/tmp/{path.name}")
    jars = ":".join(jar for name in FLUX_JARS for jar in site.class_path(name))
    options = (f"-Dstorm.conf.file={site.conf('storm', 'storm.yaml')}", f"-Dstorm.jar=/tmp/{jar.name}")
    return engine.inside("nimbus", "java", "-Xmx128m", *options, "-cp", jars, *words, f"/tmp/{flux.name}")
