"""The configuration of the pilot's Flume agent, to be read: the settings that matter, and no more."""

from __future__ import annotations

import pandas as pd

from utils.collect.configuration import FILTER, KAFKA_SINK, Agent, Channel, Sink, Source

_FILTERED = {
    "interceptors": "filterInterceptor",
    "interceptors.filterInterceptor.type": "regex_filter",
    "interceptors.filterInterceptor.regex": FILTER,
}
LANES = {
    "batch": Agent(
        (Source("SmartCarInfo_SpoolSource", "spooldir", {"spoolDir": "car-batch-log", **_FILTERED},
                ("SmartCarInfo_Channel",)),),
        (Channel("SmartCarInfo_Channel", "file"),),
        (Sink("SmartCarInfo_HdfsSink", "hdfs", {"hdfs.path": "/pilot-pjt/collect/car-batch-log/wrk_date=%Y%m%d"},
              "SmartCarInfo_Channel"),),
    ),
    "speed": Agent(
        (Source("DriverCarInfo_TailSource", "TAILDIR",
                {"filegroups.log": "driver-realtime-log/SmartCarDriverInfo.log", **_FILTERED},
                ("DriverCarInfo_Channel",)),),
        (Channel("DriverCarInfo_Channel", "file"),),
        (Sink("DriverCarInfo_KafkaSink", KAFKA_SINK, {"kafka.topic": "SmartCar-Topic", "kafka.producer.acks": "all"},
              "DriverCarInfo_Channel"),),
    ),
}  # fmt: skip


def agent_text(lane: str) -> str:
    """One lane of the agent as its configuration file says it; lanes: ``batch``, ``speed``."""
    return "\n".join(LANES[lane].paragraphs())


def parts(written: str) -> pd.DataFrame:
    """What a configuration file of Flume declares: one row a part, with its ``role``, ``type`` and ``channel``.

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
