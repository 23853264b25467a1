"""The configuration of the pilot's Flume agent, to be read: the settings that matter, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from cluster.services.flume import MARKS
from utils.collect.configuration import Agent
from utils.collect.parts import LOG, STATUS_LOG
from utils.collect.pilot import batch_lane, step

# settings that matter here; folders as the book names them, other values as the pilot has them
SHOWN = {
    "spoolDir": "car-batch-log",
    "filegroups.log": f"driver-realtime-log/{LOG}",
    "interceptors": None,
    "interceptors.filterInterceptor.type": None,
    "interceptors.filterInterceptor.regex": None,
    "hdfs.path": f"{STATUS_LOG}/wrk_date=%Y%m%d",
    "kafka.topic": None,
    "kafka.producer.acks": None,
}


def lanes() -> dict[str, Agent]:
    """Both lanes of the pilot's agent, cut down to these settings: ``batch`` and ``speed``."""
    sources, kafka = step(3, MARKS).sources, step(4, MARKS).sinks[-1]
    channels = step(3, MARKS, "file").channels
    sinks = (batch_lane(MARKS).sinks[0], kafka)
    parts = ([replace(each, settings=_shown(each.settings)) for each in kind] for kind in (sources, channels, sinks))
    return {
        lane: Agent((source,), (channel,), (sink,))
        for lane, source, channel, sink in zip(("batch", "speed"), *parts, strict=True)
    }


def _shown(settings: Mapping[str, object]) -> dict[str, object]:
    return {key: SHOWN[key] or value for key, value in settings.items() if key in SHOWN}


def agent_text(lane: str) -> str:
    """One lane of the agent as its configuration file says it; lanes: ``batch``, ``speed``."""
    return "\n".join(lanes()[lane].paragraphs())


def parts(written: str) -> pd.DataFrame:
    """What a configuration file of Flume declares: one row per ``part``, with its ``role``, ``type`` and ``channel``.

    >>> parts(agent_text("batch"))["role"].tolist()
    ['source', 'channel', 'sink']
    """
    found: dict[str, dict[str, str]] = {}
    for line in written.splitlines():
        key, _, value = line.partition(" = ")
        if key.count(".") < 3:
            continue  # the head, or the gap between two paragraphs
        _, roles, name, *setting = key.split(".")
        row = found.setdefault(name, {"role": roles.removesuffix("s"), "type": "", "channel": ""})
        if setting in (["type"], ["channel"], ["channels"]):
            row[setting[0].removesuffix("s")] = value.rpartition(".")[2]
    return pd.DataFrame.from_dict(found, orient="index").rename_axis("part")
