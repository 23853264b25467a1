"""Tables of HBase that begin with several regions. Thrift cannot cut a new table, a tool of HBase can."""

from __future__ import annotations

import os
import subprocess
from types import SimpleNamespace

from cluster import archives
from cluster.local import local_site
from cluster.plan import JVM_FLAGS
from cluster.services.hdfs import USER
from utils.exceptions import ServiceError
from utils.settings import settings

SPLITTER = "org.apache.hadoop.hbase.util.RegionSplitter"


def create_split(table: str, first: str, last: str, regions: int, family: str = "cf1") -> None:
    """Make a table of one family, cut into regions of equal width between the keys `first` and `last`.

    Width is that of the keys as numbers, byte by byte: from 0 to : five regions begin at the start, 2, 4, 6 and 8.
    Raises `ServiceError` if the table exists or HBase does not answer.
    """
    home, site = settings().home, local_site(settings())
    logging = f"-Dlog4j.configuration=file:{site.conf('hbase', 'log4j.properties')}"
    flags = ("-Xmx128m", *JVM_FLAGS, *site.jvm_options, logging, SPLITTER)
    wanted = (table, "UniformSplit", "-c", str(regions), "-f", family, "--firstrow", first, "--lastrow", last)
    environment = {"CLASSPATH": ":".join(site.class_path("hbase")), "HADOOP_USER_NAME": USER}
    argv = (site.java, *flags, *wanted)
    client = SimpleNamespace(name="client", archive="hbase-client", argv=argv, environment=environment)
    archive = archives.plan(client, home, set())
    environment |= {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
    done = subprocess.run(archives.insert(argv, archive), env=environment, capture_output=True, text=True)
    archives.keep(archive.writes)
    if done.returncode:
        told = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise ServiceError(f"HBase did not make the table {table}: {' '.join(told)}. Type: cluster status")
