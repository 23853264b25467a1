"""Storm: questions to nimbus by Thrift, and topologies submitted by Flux."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from base.exceptions import ServiceError
from base.settings import settings
from cluster import Cluster
from cluster.addresses import port
from cluster.jvm.jars import classpath
from cluster.services.nimbus import client, thrift

__all__ = ["nimbus", "storm_submit", "thrift"]
FLUX = "org.apache.storm.flux.Flux"


@contextmanager
def nimbus(timeout: float = 10) -> Iterator:
    """A client of nimbus; its methods are those of ``nimbus.thrift``. Raises `ServiceError` with nimbus' words."""
    with client(port("nimbus", "thrift", settings()), timeout) as connection:
        yield connection


def packed(topology: str, files: Mapping[str, str | bytes]) -> tuple[str, str]:
    """Write a jar and the topology in Flux's YAML, for ``storm jar``; returns both paths as that command finds them.

    `files` become the working directory of its bolts in other languages; storm.py, the protocol's Python side, is
    added.
    """
    folder = settings().home / "tmp" / "topologies"
    folder.mkdir(parents=True, exist_ok=True)
    flux, jar = folder / "topology.yaml", folder / "topology.jar"
    flux.write_text(topology, "utf-8")
    _pack(jar, files)
    cluster = Cluster()
    return cluster.carry("nimbus", jar), cluster.carry("nimbus", flux)


def storm_submit(topology: str, files: Mapping[str, str | bytes], timeout: float = 180) -> str:
    """Submit what `packed` makes of a topology and its files; returns what Flux printed.

    Raises `ServiceError` with Flux's words if nimbus does not take it.
    """
    jar, described = packed(topology, files)
    words = (FLUX, "--remote", "--no-splash", "--no-detail", described)
    done = Cluster().command("storm", "jar", jar, *words, timeout=timeout)
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
