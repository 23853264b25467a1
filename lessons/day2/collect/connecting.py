"""A connector of Kafka Connect on trial: it is made by a request, and what its topic gets is counted."""

from __future__ import annotations

import time
from collections.abc import Mapping

import requests

from base.waiting import ANSWER_SECONDS
from cluster import Cluster
from utils.collect.topics import make_topic, stored

TOPIC = "by-connect"


def lines_of(cluster: Cluster, settings: Mapping[str, str], wanted: int) -> int:
    """How many lines the topic holds when a connector with these settings has worked; it is removed afterwards.

    The topic is emptied before. Raises `NotReady` if fewer than wanted are there after a minute.
    """
    make_topic(TOPIC, partitions=3)
    connectors, name = f"{cluster.url('connect')}/connectors", f"trial-{time.time():.0f}"
    body = {"name": name, "config": {**settings, "batch.size": "5000"}}
    requests.post(connectors, json=body, timeout=ANSWER_SECONDS).raise_for_status()
    try:
        cluster.wait(lambda: stored(TOPIC).sum() >= wanted, "the connector has read the log", 60)
    finally:
        requests.delete(f"{connectors}/{name}", timeout=ANSWER_SECONDS)
    return int(stored(TOPIC).sum())
