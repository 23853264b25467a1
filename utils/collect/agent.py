"""The configuration of the pilot's Flume agent, to be read before day 2 lets it run."""

from __future__ import annotations

import pandas as pd

AGENT = "SmartCar_Agent"
FILTER = r"^\\d{14}"  # as it stands in a properties file, where a backslash is written twice

BATCH = {
    "sources.SmartCarInfo_SpoolSource.type": "spooldir",
    "sources.SmartCarInfo_SpoolSource.spoolDir": "car-batch-log",
    "sources.SmartCarInfo_SpoolSource.interceptors": "filterInterceptor",
    "sources.SmartCarInfo_SpoolSource.interceptors.filterInterceptor.type": "regex_filter",
    "sources.SmartCarInfo_SpoolSource.interceptors.filterInterceptor.regex": FILTER,
    "sources.SmartCarInfo_SpoolSource.channels": "SmartCarInfo_Channel",
    "channels.SmartCarInfo_Channel.type": "file",
    "sinks.SmartCarInfo_HdfsSink.type": "hdfs",
    "sinks.SmartCarInfo_HdfsSink.hdfs.path": "/pilot-pjt/collect/car-batch-log/wrk_date=%Y%m%d",
    "sinks.SmartCarInfo_HdfsSink.channel": "SmartCarInfo_Channel",
}
SPEED = {
    "sources.DriverCarInfo_TailSource.type": "TAILDIR",
    "sources.DriverCarInfo_TailSource.filegroups.log": "driver-realtime-log/SmartCarDriverInfo.log",
    "sources.DriverCarInfo_TailSource.interceptors": "filterInterceptor",
    "sources.DriverCarInfo_TailSource.interceptors.filterInterceptor.type": "regex_filter",
    "sources.DriverCarInfo_TailSource.interceptors.filterInterceptor.regex": FILTER,
    "sources.DriverCarInfo_TailSource.channels": "DriverCarInfo_Channel",
    "channels.DriverCarInfo_Channel.type": "file",
    "sinks.DriverCarInfo_KafkaSink.type": "org.apache.flume.sink.kafka.KafkaSink",
    "sinks.DriverCarInfo_KafkaSink.kafka.topic": "SmartCar-Topic",
    "sinks.DriverCarInfo_KafkaSink.kafka.producer.acks": "all",
    "sinks.DriverCarInfo_KafkaSink.channel": "DriverCarInfo_Channel",
}
LANES = {"batch": BATCH, "speed": SPEED}


def agent_text(lane: str) -> str:
    """One lane of the agent as its configuration file says it; lanes: ``batch``, ``speed``."""
    return "\n".join(f"{AGENT}.{key} = {value}" for key, value in LANES[lane].items())


def parts(text: str) -> pd.DataFrame:
    """What a configuration file of Flume declares: one row a part, with its ``role``, ``type`` and ``channel``.

    >>> parts(agent_text("batch"))["role"].tolist()
    ['source', 'channel', 'sink']
    """
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        key, _, value = line.partition(" = ")
        _, roles, name, *setting = key.split(".")
        row = found.setdefault(name, {"role": roles.removesuffix("s"), "type": "", "channel": ""})
        if setting in (["type"], ["channel"], ["channels"]):
            row[setting[0].removesuffix("s")] = value.rpartition(".")[2]
    return pd.DataFrame.from_dict(found, orient="index").rename_axis("part")
