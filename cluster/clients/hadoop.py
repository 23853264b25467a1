"""HDFS by WebHDFS and by Hadoop's own shell, YARN by REST, MapReduce by Hadoop Streaming."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import requests
from fsspec.implementations.webhdfs import WebHDFS

from base.exceptions import NotReady, ServiceError
from base.settings import settings
from base.waiting import ANSWER_SECONDS, wait_until
from cluster import Cluster
from cluster.addresses import port
from cluster.clients.hadoop_jvm import hadoop_jvm
from cluster.plan import expand
from cluster.process.local import local_site
from cluster.process.supervisor import environment
from cluster.services.hadoop import ENVIRONMENT, USER
from cluster.terminal import declared

MANAGER = "resourcemanager"
RETRY_SECONDS = 20  # for so long the NameNode may still send a reader to a DataNode that just died


class PatientWebHDFS(WebHDFS):
    """WebHDFS that asks again when it was sent to a DataNode that is gone."""

    cachable = False

    def _call(self, *arguments, **options):
        answers, lost = [], []

        def answered() -> bool:
            try:
                answers.append(super(PatientWebHDFS, self)._call(*arguments, **options))
            except requests.ConnectionError as error:
                lost[:] = [error]
            return bool(answers)

        try:
            wait_until(answered, "HDFS answers", RETRY_SECONDS, pause=0.5)
        except NotReady:
            raise lost[0] from None
        return answers[0]


def hdfs() -> WebHDFS:
    """HDFS as an fsspec file system: ``ls``, ``open``, ``put``, ``rm`` …"""
    return PatientWebHDFS(host="localhost", port=port("namenode", "http", settings()), user=USER)


def hdfs_java():
    """Hadoop's own Java client and its ``Path``, by Py4J; see `HadoopJvm.file_system`."""
    java, environment, _ = _java("dfs")
    return hadoop_jvm(java, environment).file_system()


def hdfs_shell(*arguments: str) -> str:
    """What ``hdfs dfs ARGUMENTS`` prints. Raises `ServiceError` with its message when it fails."""
    return _hdfs("dfs", arguments)


def hdfs_admin(*arguments: str) -> str:
    """What ``hdfs dfsadmin ARGUMENTS`` prints."""
    return _hdfs("dfsadmin", arguments)


def hdfs_check(*arguments: str) -> str:
    """What ``hdfs fsck ARGUMENTS`` prints."""
    return _hdfs("fsck", arguments)


def hdfs_debug(*arguments: str) -> str:
    """What ``hdfs debug ARGUMENTS`` prints, such as ``recoverLease -path FILE``."""
    return _hdfs("debug", arguments)


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
    seconds: float  # from the call, or from when YARN was given it, to the answer
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
    cluster = Cluster()
    python, scripts = cluster.driver.site.tool("python"), [Path(script) for script in (mapper, reducer) if script]
    there = [f"file://{cluster.carry(MANAGER, script)}" for script in scripts]
    given = {"mapreduce.job.reduces": 1 if reducer else 0, **(options or {})}
    words = [part for key, value in given.items() for part in ("-D", f"{key}={value}")]
    words += ["-files", ",".join(there), "-input", input, "-output", output]
    for flag, script in zip(("-mapper", "-reducer"), scripts, strict=False):
        words += [flag, f"{python} {script.name}"]
    begin = time.monotonic()
    done = cluster.command("mapred", "streaming", *words)
    seconds, printed = time.monotonic() - begin, done.stdout + done.stderr
    job = re.search(r"job_\d+_\d+", printed)
    state = "FAILED" if done.returncode else "SUCCEEDED"
    if job is None:
        return JobResult(state, "", seconds, printed=printed)
    return JobResult(state, job.group(), seconds, _counters(job.group()), _attempts(job.group()), printed)


def last_job() -> JobResult:
    """The MapReduce job that YARN was given last, which must have ended. Raises `ServiceError` if there is none."""
    apps = _many((yarn("apps?applicationTypes=MAPREDUCE")["apps"] or {}).get("app"))
    if not apps:
        raise ServiceError("YARN knows of no MapReduce job. Type: mapred streaming …")
    job = max(apps, key=lambda app: app["startedTime"])["id"].replace("application", "job")
    told = _history(job)["job"]
    seconds = (told["finishTime"] - told["submitTime"]) / 1000
    return JobResult(told["state"], job, seconds, _counters(job), _attempts(job))


def _history(path: str) -> dict:
    """The history server's answer; it needs a moment to find a job that has just ended."""
    url = f"http://localhost:{port('historyserver', 'http', settings())}/ws/v1/history/mapreduce/jobs/{path}"
    answers: list[requests.Response] = []

    def found() -> bool:
        answers[:] = [requests.get(url, timeout=ANSWER_SECONDS)]
        return answers[0].ok

    with contextlib.suppress(NotReady):  # its own words tell more
        wait_until(found, "the history server knows the job", RETRY_SECONDS, pause=0.3)
    answers[0].raise_for_status()
    return answers[0].json()


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


def _hdfs(verb: str, words: Iterable[object]) -> str:
    """Run it on this machine in both modes: the files that it puts and gets are here."""
    given = [str(word) for word in words]
    java, environment, tool = _java(verb)
    done = hadoop_jvm(java, environment).run(tool, given)
    if done.code:
        reason = (done.complained or done.printed).strip()
        raise ServiceError(reason or f"hdfs {verb} {' '.join(given)} ended with {done.code}")
    return done.printed


def _java(verb: str) -> tuple[tuple[str, ...], dict[str, str], str]:
    """How ``hdfs VERB`` is started: Java with its options, the environment, and the program's class."""
    site = local_site(settings())
    start = declared(site)["hdfs"][0].starts[verb]
    argv, own = expand(start, site)
    return argv[: argv.index(start.main)], environment({**ENVIRONMENT, **own}), start.main
