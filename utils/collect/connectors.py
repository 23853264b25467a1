"""Connectors of Kafka Connect: made, asked and deleted by HTTP, each from a few settings."""

from __future__ import annotations

import requests

from cluster.addresses import address
from cluster.probes import wait_until
from utils.exceptions import ServiceError
from utils.settings import settings

PATIENCE = 30  # s


def run_connector(name: str, config: dict[str, object]) -> str:
    """Make a connector, or change it, and wait until its task runs; returns the state of the task.

    `config` has Connect's own keys. Raises `ServiceError` with the reason if Connect refuses the settings or the
    task fails.
    """
    answer = requests.put(_url(name, "config"), json={k: str(v) for k, v in config.items()}, timeout=PATIENCE)
    if not answer.ok:
        raise ServiceError(f"Connect refuses the connector {name}: {answer.json()['message']}")
    wait_until(lambda: _state(name) in ("RUNNING", "FAILED"), f"the task of the connector {name} starts", PATIENCE)
    if _state(name) == "FAILED":
        reason = _tasks(name)[0]["trace"].splitlines()[0]
        raise ServiceError(f"The task of the connector {name} failed: {reason}. Type: cluster logs connect")
    return _state(name)


def delete_connector(name: str) -> None:
    """End a connector. Connect remembers how far it has come, should one of this name be made again."""
    requests.delete(_url(name), timeout=PATIENCE)


def _state(name: str) -> str:
    tasks = _tasks(name)
    return tasks[0]["state"] if tasks else "UNASSIGNED"


def _tasks(name: str) -> list[dict]:
    answer = requests.get(_url(name, "status"), timeout=PATIENCE)
    return answer.json()["tasks"] if answer.ok else []


def _url(name: str, what: str = "") -> str:
    return "/".join(part for part in (address("connect", settings()), "connectors", name, what) if part)
