"""A Spark session, from whichever master the settings name."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from base.settings import Settings, settings
from base.waiting import ANSWER_SECONDS
from cluster import Cluster
from cluster.addresses import port
from cluster.jvm import java
from cluster.process.local import local_site
from cluster.services.spark import usual

SERVERS = {"connect": "spark-connect", "warehouse": "spark-thrift"}  # setting → the service that answers


def session(name: str = "smartcar", master: str | None = None, **conf: object):
    """A Spark session, ready for queries.

    ``master`` (default: the setting ``SMARTCAR_SPARK``) is ``connect`` (the shared server, about a second),
    ``warehouse`` (the server that has Hive's tables), ``local``, ``spark`` (the standalone cluster) or ``yarn``. The
    last three are classic sessions with a JVM of their own, which is what the RDD interface needs. What is asked for
    is started if it does not run.
    Stop a Connect session before its server: when Python exits, it waits up to ten minutes for a server that is gone.
    """
    chosen = settings(spark=master) if master else settings()
    cluster = Cluster(chosen)
    server = SERVERS.get(chosen.spark)
    if server:
        os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "false")  # else `!command` in a cell makes gRPC complain
        from pyspark.sql import SparkSession

        cluster.up(server)
        builder = SparkSession.builder.remote(cluster.address(server))
    else:
        if chosen.spark != "local":
            cluster.up("spark" if chosen.spark == "spark" else "yarn")
        builder = _classic(chosen, cluster)
    for key, value in conf.items():
        builder = builder.config(key.replace("_", "."), str(value))
    if server:
        return builder.appName(name).getOrCreate()
    with _errors_of_new_programs_in(chosen.home / "logs" / "spark-session.log"):
        return builder.appName(name).getOrCreate()


def running_jobs(role: str) -> list[dict]:
    """What a Spark server computes at this moment, job by job, as its page tells it: ``jobId``, ``numActiveTasks`` …"""
    page = f"http://localhost:{port(role, 'http', settings())}/api/v1/applications"
    name = requests.get(page, timeout=ANSWER_SECONDS).json()[0]["id"]
    return requests.get(f"{page}/{name}/jobs?status=running", timeout=ANSWER_SECONDS).json()


def _classic(chosen: Settings, cluster: Cluster):
    """A builder of a session with its own JVM, on the Java and the addresses of the course."""
    found = java.find(chosen.java, chosen.home)
    os.environ["JAVA_HOME"] = str(found.home)
    os.environ["SPARK_HOME"] = str(_spark_home())
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ["HADOOP_USER_NAME"] = "pilot"
    os.environ["HADOOP_CONF_DIR"] = str(chosen.home / "conf" / "hadoop")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    if "pyspark.sql.connect.session" not in sys.modules:  # left by a Connect session of the process that started us
        for name in ("SPARK_REMOTE", "SPARK_CONNECT_MODE_ENABLED"):
            os.environ.pop(name, None)
    import findspark

    findspark.init(os.environ["SPARK_HOME"])
    from pyspark.sql import SparkSession

    masters = {"local": "local[2]", "spark": cluster.address("spark"), "yarn": "yarn"}
    builder = SparkSession.builder
    for key, value in usual(local_site(chosen)).items():
        builder = builder.config(key, value)
    return builder.master(masters[chosen.spark])


@contextmanager
def _errors_of_new_programs_in(log: Path) -> Iterator[None]:
    """Send the error output of programs that start here to a file, not to the lesson.

    A JVM of the session's own greets with warnings that help no learner. Its errors still arrive as exceptions.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    kept = os.dup(2)
    try:
        with log.open("wb") as file:
            os.dup2(file.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _spark_home() -> Path:
    """The learner's own Spark if SPARK_HOME names one, else the one of the pyspark package."""
    own = os.environ.get("SPARK_HOME")
    if own:
        return Path(own)
    return Path(importlib.util.find_spec("pyspark").submodule_search_locations[0])
