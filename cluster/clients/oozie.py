"""Oozie by its REST interface: what a job is doing, and how it ended."""

from __future__ import annotations

import pandas as pd
import requests

from base.exceptions import ServiceError
from base.settings import settings
from base.waiting import ANSWER_SECONDS, wait_until
from cluster.addresses import port
from cluster.services.hadoop import USER

ZONE = "Asia/Seoul"
TIME = "%a, %d %b %Y %H:%M:%S GMT"
OVER = ("SUCCEEDED", "KILLED", "FAILED", "DONEWITHERROR", "SUSPENDED")  # nothing goes on by itself


def ask(path: str, **parameters: object) -> dict:
    """The answer to ``/oozie/PATH``. Raises `ServiceError` with Oozie's reason, or if it does not run."""
    return _answer("get", path, parameters).json()


def _answer(method: str, path: str, parameters: dict) -> requests.Response:
    number = port("oozie", "http", settings())
    url = f"http://localhost:{number}/oozie/{path}"
    try:
        answer = requests.request(method, url, params=parameters, timeout=ANSWER_SECONDS)
    except requests.ConnectionError:
        raise ServiceError(f"Oozie does not answer on port {number}. Type: cluster up oozie") from None
    if not answer.ok:
        raise ServiceError(f"Oozie: {answer.headers.get('oozie-error-message', answer.reason)}")
    return answer


def status(job: str) -> str:
    """What state a workflow or a coordinator is in, such as ``RUNNING``."""
    return ask(f"v2/job/{job}", show="info")["status"]


def actions(job: str) -> pd.DataFrame:
    """The steps of a workflow so far, in the order in which they began: one row each, by ``name``.

    Columns: ``status``, ``start`` and ``end`` in the zone of the pilot, ``application`` of YARN, ``error``.
    """
    names = {"name": "name", "status": "status", "startTime": "start", "endTime": "end"}
    names |= {"externalId": "application", "errorMessage": "error"}
    found = [each for each in ask(f"v2/job/{job}", show="info")["actions"] if each["type"] == "shell"]
    return _frame(found, names).sort_values("start", kind="stable")


def dates(job: str) -> pd.DataFrame:
    """The runs of a coordinator, oldest first: one row each, by ``number``.

    Columns: the ``nominal`` time in the zone of the pilot, ``status``, the ``workflow`` that was started, and the file
    that it waits for, ``missing``.
    """
    names = {"actionNumber": "number", "nominalTime": "nominal", "status": "status"}
    names |= {"externalId": "workflow", "missingDependencies": "missing"}
    return _frame(ask(f"v2/job/{job}", show="info", len=1000)["actions"], names)


def _frame(found: list[dict], names: dict[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(found, columns=list(names)).rename(columns=names)
    for time in frame.columns.intersection(["start", "end", "nominal"]):
        frame[time] = pd.to_datetime(frame[time], format=TIME, utc=True).dt.tz_convert(ZONE).dt.tz_localize(None)
    return frame.set_index(frame.columns[0])


def wait(job: str, seconds: float = 180) -> str:
    """Wait until a job is over, and return its state. Raises `NotReady` if it goes on for longer."""
    wait_until(lambda: status(job) in OVER, f"{job} is over", seconds)
    return status(job)


def end(job: str) -> None:
    """End a workflow or a coordinator; one that is over stays as it is."""
    if status(job) not in OVER:
        _answer("put", f"v1/job/{job}", {"action": "kill", "user.name": USER})


def coordinators() -> list[str]:
    """The coordinators that run, or wait to."""
    found = ask("v1/jobs", jobtype="coord", filter="status=RUNNING;status=PREP")["coordinatorjobs"]
    return [each["coordJobId"] for each in found]


def submitted(printed: str) -> str:
    """The id of a job in what ``oozie job -run`` printed.

    >>> submitted("job: 0000000-160102010000000-oozie-W\\n")
    '0000000-160102010000000-oozie-W'
    """
    _, told, job = printed.strip().rpartition("job: ")
    if not told:
        raise ServiceError(f"Oozie took no job: {printed.strip().splitlines()[-1] if printed.strip() else 'no answer'}")
    return job
