"""Regions of HBase that are cut by us: Thrift has no call for it, HBase's own client has."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from types import SimpleNamespace

from base.exceptions import ConfigurationError, ServiceError
from base.settings import settings
from cluster.jvm import archives, compiled
from cluster.plan import JVM_FLAGS
from cluster.process.local import local_site
from cluster.service import Site
from cluster.services.hdfs import USER

SPLITTER = "org.apache.hadoop.hbase.util.RegionSplitter"
CUTTER = "RegionCutter"  # in cluster/jvm/sources
MASTER = "hbase-master"


def create_split(table: str, first: str, last: str, regions: int, family: str = "cf1") -> None:
    """Make a table of one family, cut into regions of equal width between the keys `first` and `last`.

    Width is that of the keys as numbers, byte by byte: from 0 to : five regions begin at the start, 2, 4, 6 and 8.
    Raises `ServiceError` if the table exists or HBase does not answer.
    """
    wanted = (table, "UniformSplit", "-c", str(regions), "-f", family, "--firstrow", first, "--lastrow", last)
    _run(f"make the table {table}", SPLITTER, wanted)


def split(table: str, key: str) -> None:
    """Cut the region of a table in which a key lies; the key becomes the first of the new region.

    Rows can be read and written meanwhile. Returns when the two are there. Raises `ServiceError` with HBase's
    reason, such as that a region begins with this key already.
    """
    site, chosen = local_site(settings()), settings()
    classes = [Path(jar) for jar in site.class_path("hbase")]
    jar = compiled.jar("hbase-client", [f"{CUTTER}.java"], site.java, chosen.home, chosen.maven_repo, against=classes)
    _run(f"cut {table} at {key}", CUTTER, (table, key), jar)


def _run(what: str, main: str, words: tuple[str, ...], *more: Path) -> None:
    """Run a program of HBase's client, from the class path of the servers and `more` jars behind it."""
    done = (_here if settings().mode == "process" else _inside)(main, words, more)
    if done.returncode:
        lines = (done.stderr + done.stdout).splitlines()
        told = next((line for line in lines if "Exception" in line), "it gave no reason")
        raise ServiceError(f"HBase did not {what}: {told.strip()}. Type: cluster status")


def _flags(site: Site) -> tuple[str, ...]:
    return "-Xmx128m", f"-Dlog4j.configuration=file:{site.conf('hbase', 'log4j.properties')}"


def _here(main: str, words: tuple[str, ...], more: tuple[Path, ...]) -> subprocess.CompletedProcess[str]:
    home, site = settings().home, local_site(settings())
    environment = {"CLASSPATH": ":".join((*site.class_path("hbase"), *map(str, more))), "HADOOP_USER_NAME": USER}
    argv = (site.java, *_flags(site), *JVM_FLAGS, *site.jvm_options, main, *words)
    client = SimpleNamespace(
        name="client", archive=f"hbase-{main.rpartition('.')[2].lower()}", argv=argv, environment=environment
    )
    archive = archives.plan(client, home, set())
    environment |= {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
    done = subprocess.run(archives.insert(argv, archive), env=environment, capture_output=True, text=True)
    archives.keep(archive.writes)
    return done


def _inside(main: str, words: tuple[str, ...], more: tuple[Path, ...]) -> subprocess.CompletedProcess[str]:
    """Beside the master, because the region servers have names there that this machine does not know."""
    from cluster.container.compose import container_site
    from cluster.container.engine import Engine

    engine, site = Engine(settings()), container_site(settings().port_shift)
    master = engine.containers().get(MASTER)
    if master is None:
        raise ConfigurationError("A table is cut by HBase, which was not started. Type: cluster up hbase")
    for jar in more:
        engine.run("cp", str(jar), f"{master.id}:/tmp/{jar.name}")
    jars = ":".join((*site.class_path("hbase"), *(f"/tmp/{jar.name}" for jar in more)))
    java = ("java", *_flags(site), "-cp", jars, main, *words)
    return engine.inside(MASTER, "env", f"HADOOP_USER_NAME={USER}", *java)
