"""Connectors of Kafka Connect: made, asked and deleted by HTTP, each from a few settings."""

from __future__ import annotations

import requests

from base.exceptions import ServiceError
from base.settings import settings
from base.waiting import wait_until
from cluster.addresses import address

PATIENCE = 30  # s


def run_connector(name: str, config: dict[str, object], fresh: bool = False) -> str:
    """Make a connector, or change it, and wait until its task runs; returns the state of the task.

    `config` has Connect's own keys. `fresh` lets it forget how far a connector of this name has come. Raises
    `ServiceError` with the reason if Connect refuses the settings or the task fails.
    """
    written = {key: str(value) for key, value in config.items()}
    if fresh:
        _send("delete", name)
        _ask("post", json={"name": name, "config": written, "initial_state": "STOPPED"})
        wait_until(lambda: _status(name)["connector"]["state"] == "STOPPED", f"the connector {name} is known", PATIENCE)
        _ask("delete", name, "offsets")
        _ask("put", name, "resume")
    else:
        _ask("put", name, "config", json=written)
    wait_until(lambda: _state(name) in ("RUNNING", "FAILED"), f"the task of the connector {name} starts", PATIENCE)
    if _state(name) == "FAILED":
        reason = _status(name)["tasks"][0]["trace"].splitlines()[0]
        raise ServiceError(f"The task of the connector {name} failed: {reason}. Type: cluster logs connect")
    return _state(name)


def _state(name: str) -> str:
    tasks = _status(name)["tasks"]
    return tasks[0]["state"] if tasks else "UNASSIGNED"


def _status(name: str) -> dict:
    answer = _send("get", name, "status")
    return answer.json() if answer.ok else {"connector": {"state": ""}, "tasks": []}  # not known yet


def _ask(verb: str, name: str = "", what: str = "", **more: object) -> None:
    answer = _send(verb, name, what, **more)
    if not answer.ok:
        reason = answer.json()["message"].partition(", available connectors")[0]
        raise ServiceError(f"Connect refuses: {reason}")


def _send(verb: str, name: str, what: str = "", **more: object) -> requests.Response:
    url = "/".join(part for part in (address("connect", settings()), "connectors", name, what) if part)
    return requests.request(verb, url, timeout=PATIENCE, **more)
