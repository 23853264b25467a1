"""HDFS by WebHDFS and by Hadoop's own shell, YARN by REST, MapReduce by Hadoop Streaming."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import requests
from fsspec.implementations.webhdfs import WebHDFS

from base.exceptions import ConfigurationError, ServiceError
from base.settings import settings
from base.waiting import ANSWER_SECONDS
from cluster.addresses import port
from cluster.clients.hadoop_jvm import hadoop_jvm
from cluster.jvm import archives
from cluster.jvm.jars import listed
from cluster.plan import JVM_FLAGS
from cluster.process.local import local_site
from cluster.services.hdfs import USER

RETRY_SECONDS = 20  # for so long the NameNode may still send a reader to a DataNode that just died


class PatientWebHDFS(WebHDFS):
    """WebHDFS that asks again when it was sent to a DataNode that is gone."""

    cachable = False

    def _call(self, *arguments, **options):
        deadline = time.monotonic() + RETRY_SECONDS
        while True:
            try:
                return super()._call(*arguments, **options)
            except requests.ConnectionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.5)


def hdfs() -> WebHDFS:
    """HDFS as an fsspec file system: ``ls``, ``open``, ``put``, ``rm`` …"""
    return PatientWebHDFS(host="localhost", port=port("namenode", "http", settings()), user=USER)


def hdfs_shell(*arguments: str) -> str:
    """What ``hdfs dfs ARGUMENTS`` prints. Raises `ServiceError` with its message when it fails."""
    return _run("org.apache.hadoop.fs.FsShell", arguments)


def hdfs_admin(*arguments: str) -> str:
    """What ``hdfs dfsadmin ARGUMENTS`` prints."""
    return _run("org.apache.hadoop.hdfs.tools.DFSAdmin", arguments)


def hdfs_check(*arguments: str) -> str:
    """What ``hdfs fsck ARGUMENTS`` prints."""
    return _run("org.apache.hadoop.hdfs.tools.DFSck", arguments)


def hdfs_debug(*arguments: str) -> str:
    """What ``hdfs debug ARGUMENTS`` prints, such as ``recoverLease -path FILE``."""
    return _run("org.apache.hadoop.hdfs.tools.DebugAdmin", arguments)


def yarn(path: str = "info") -> dict:
    """The ResourceManager's answer to a REST question such as ``apps``, ``nodes`` or ``metrics``."""
    answer = requests.get(
        f"http://localhost:{port('resourcemanager', 'http', settings())}/ws/v1/cluster/{path}", timeout=ANSWER_SECONDS
    )
    answer.raise_for_status()
    return answer.json()


@dataclass(frozen=True)
class JobResult:
    """A finished MapReduce job."""

    state: str  # SUCCEEDED or FAILED
    job: str  # job id; empty if the job was never accepted
    seconds: float  # from the call to the answer
    counters: Mapping[str, int] = field(default_factory=dict)
    attempts: tuple[Mapping[str, object], ...] = ()  # of every task: id, type, state, node, diagnostics
    printed: str = ""  # what the client printed

    def __repr__(self) -> str:
        return f"<{self.job} {self.state}: {len(self.attempts)} attempts>"


def hadoop_streaming(
    mapper: str, reducer: str | None, input: str, output: str, options: Mapping[str, object] | None = None
) -> JobResult:
    """Run two Python files as map and reduce on YARN and wait for the end.

    ``mapper`` and ``reducer`` are paths of scripts that read lines and print lines; ``options`` are Hadoop
    settings such as ``mapreduce.job.reduces``. A job that fails is a result too: see ``state``, ``attempts``.
    """
    settings_ = {"mapreduce.job.reduces": 1 if reducer else 0, **(options or {})}
    scripts = [Path(script).resolve() for script in (mapper, reducer) if script]
    jar, uris, python, submit = _submitter(scripts)
    arguments = [jar, *(part for key, value in settings_.items() for part in ("-D", f"{key}={value}"))]
    arguments += ["-files", ",".join(uris), "-input", input, "-output", output]
    for flag, script in zip(("-mapper", "-reducer"), scripts, strict=False):
        arguments += [flag, f"{python} {script.name}"]
    begin = time.monotonic()
    done = submit("org.apache.hadoop.util.RunJar", arguments, "log4j.properties")
    printed = done.stdout + done.stderr
    job = re.search(r"job_\d+_\d+", printed)
    state = "FAILED" if done.returncode else "SUCCEEDED"
    if job is None:
        return JobResult(state, "", time.monotonic() - begin, printed=printed)
    seconds = time.monotonic() - begin
    return JobResult(state, job.group(), seconds, _counters(job.group()), _attempts(job.group()), printed)


def _submitter(scripts: list[Path]):
    """The streaming jar, the scripts and Python where a job is submitted, and the function that submits it.

    That is on this machine, or, in containers, beside the ResourceManager, because a job takes its client's settings
    along. Raises ConfigurationError if YARN does not run there.
    """
    jar = next(jar.path.name for jar in listed("hadoop") if jar.path.name.startswith("hadoop-streaming"))
    if settings().mode == "process":
        path = next(path for path in _class_path() if Path(path).name == jar)
        return path, [script.as_uri() for script in scripts], sys.executable, _start
    from cluster.container.compose import container_site
    from cluster.container.engine import Engine

    engine, site = Engine(settings()), container_site(settings().port_shift)
    manager = engine.containers().get("resourcemanager")
    if manager is None:
        raise ConfigurationError("A MapReduce job needs YARN, which was not started. Type: cluster up yarn")
    for script in scripts:
        engine.run("cp", str(script), f"{manager.id}:/tmp/{script.name}")

    def submit(main: str, arguments, log: str):
        logging = f"-Dlog4j.configuration=file:{site.conf('hadoop', log)}"
        return engine.inside("resourcemanager", "java", "-Xmx256m", logging, main, *map(str, arguments))

    uris = [f"file:///tmp/{script.name}" for script in scripts]
    return f"{site.home}/lib/hadoop/{jar}", uris, site.tool("python"), submit


def _history(path: str) -> dict:
    """The history server's answer; it needs a moment to find a job that has just ended."""
    url = f"http://localhost:{port('historyserver', 'http', settings())}/ws/v1/history/mapreduce/jobs/{path}"
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        answer = requests.get(url, timeout=ANSWER_SECONDS)
        if answer.ok or time.monotonic() > deadline:
            answer.raise_for_status()
            return answer.json()
        time.sleep(0.3)


def _counters(job: str) -> dict[str, int]:
    groups = _many(_history(f"{job}/counters")["jobCounters"].get("counterGroup"))
    counters = (counter for group in groups for counter in _many(group["counter"]))
    return {counter["name"]: counter["totalCounterValue"] for counter in counters}


def _many(found: object) -> list:
    """Hadoop's JSON writes a list of one as the one."""
    return found if isinstance(found, list) else [found] if found else []


def _attempts(job: str) -> tuple[dict[str, object], ...]:
    found = []
    for task in _many((_history(f"{job}/tasks")["tasks"] or {}).get("task")):
        answer = _history(f"{job}/tasks/{task['id']}/attempts")["taskAttempts"] or {}
        for attempt in _many(answer.get("taskAttempt")):
            found.append(
                {
                    "attempt": attempt["id"],
                    "type": attempt["type"],
                    "state": attempt["state"],
                    "node": attempt["nodeHttpAddress"].split(":")[0],
                    "seconds": round(attempt["elapsedTime"] / 1000, 1),
                    "diagnostics": attempt.get("diagnostics", ""),
                }
            )
    return tuple(found)


def _class_path() -> tuple[str, ...]:
    return local_site(settings()).class_path("hadoop")


def _java(log: str = "log4j-client.properties") -> tuple[tuple[str, ...], dict[str, str]]:
    """How a client of Hadoop is started: Java with its options, and the environment."""
    site = local_site(settings())
    logging = f"-Dlog4j.configuration=file:{site.conf('hadoop', log)}"
    environment = {"CLASSPATH": ":".join(_class_path()), "HADOOP_USER_NAME": USER}
    return (site.java, "-Xmx256m", *JVM_FLAGS, *site.jvm_options, logging), environment


def _start(main: str, arguments, log: str = "log4j-client.properties") -> subprocess.CompletedProcess[str]:
    java, environment = _java(log)
    argv = (*java, main, *map(str, arguments))
    client = SimpleNamespace(name="client", archive="hadoop-client", argv=argv, environment=environment)
    archive = archives.plan(client, settings().home, set())
    done = subprocess.run(archives.insert(argv, archive), env=environment | _locale(), capture_output=True, text=True)
    archives.keep(archive.writes)
    return done


def _locale() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}


def _run(tool: str, arguments) -> str:
    java, environment = _java()
    given = [str(argument) for argument in arguments]
    done = hadoop_jvm(java, environment | _locale()).run(tool, given)
    if done.code:
        reason = (done.complained or done.printed).strip()
        raise ServiceError(reason or f"{tool} {' '.join(given)} ended with {done.code}")
    return done.printed
