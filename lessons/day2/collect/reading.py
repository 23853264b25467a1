"""An agent's configuration as a learner reads it: with short names of places, and step by step what is new."""

from __future__ import annotations

from dataclasses import replace

from cluster.services.flume import Place
from utils.collect.configuration import Agent

FOR_READING = Place("flume", "localhost:9092", "hdfs://localhost:8020")
_PATTERN = "interceptors.filterInterceptor.regex"


def added(before: Agent, after: Agent) -> str:
    """The lines that an agent has and the one before it had not, without the name that all begin with.

    >>> from utils.collect.pilot import step
    >>> print(added(step(1, FOR_READING), filtered_by(step(2, FOR_READING), r"^2")).splitlines()[-2])
    sources.SmartCarInfo_SpoolSource.interceptors.filterInterceptor.regex = ^2
    """
    return "\n".join(line for line in _lines(after) if line not in _lines(before))


def excerpt(agent: Agent, *about: str) -> str:
    """The lines of an agent that hold one of these words.

    >>> from utils.collect.pilot import step
    >>> print(excerpt(step(4, FOR_READING), "Sink.kafka.topic", "KafkaSink.channel"))
    sinks.DriverCarInfo_KafkaSink.kafka.topic = SmartCar-Topic
    sinks.DriverCarInfo_KafkaSink.channel = DriverCarInfo_Channel
    """
    return "\n".join(line for line in _lines(agent) if any(word in line for word in about))


def _lines(agent: Agent) -> list[str]:
    return [line.removeprefix(f"{agent.name}.") for line in agent.text().splitlines() if line]


def filtered_by(agent: Agent, pattern: str) -> Agent:
    """The agent with this pattern in each of its filters."""
    sources = (
        replace(source, settings={**source.settings, _PATTERN: pattern}) if _PATTERN in source.settings else source
        for source in agent.sources
    )
    return replace(agent, sources=tuple(sources))


def placed(text: str, place: Place) -> str:
    """A configuration that was written for reading, with the real folder and addresses.

    >>> placed("a.sinks.s.sink.directory = flume/rows", Place("/data/flume", "k", "h"))
    'a.sinks.s.sink.directory = /data/flume/rows'
    """
    names = {f"{FOR_READING.folder}/": f"{place.folder}/", FOR_READING.kafka: place.kafka, FOR_READING.hdfs: place.hdfs}
    for short, real in names.items():
        text = text.replace(f"= {short}", f"= {real}")
    return text
