"""The exercise in which the agent gets a second sink: the lines it takes, and what may be wrong with others."""

from __future__ import annotations

import re

from base.exceptions import ConfigurationError
from lessons.day2.collect.reading import FOR_READING
from utils.collect.configuration import read_agent
from utils.collect.pilot import step

BASE = step(2, FOR_READING).text()
COPY = """
SmartCar_Agent.channels = SmartCarInfo_Channel Copy_Channel
SmartCar_Agent.sinks = SmartCarInfo_LoggerSink Copy_FileSink
SmartCar_Agent.sources.SmartCarInfo_SpoolSource.channels = SmartCarInfo_Channel Copy_Channel
SmartCar_Agent.channels.Copy_Channel.type = memory
SmartCar_Agent.channels.Copy_Channel.capacity = 10000
SmartCar_Agent.channels.Copy_Channel.transactionCapacity = 1000
SmartCar_Agent.sinks.Copy_FileSink.type = file_roll
SmartCar_Agent.sinks.Copy_FileSink.sink.directory = flume/rows
SmartCar_Agent.sinks.Copy_FileSink.channel = Copy_Channel
"""
SHARED = "\nSmartCar_Agent.sinks.Copy_FileSink.channel = SmartCarInfo_Channel\n"


def without(*words: str) -> str:
    """The right lines but for those that hold one of these words."""
    return "\n".join(line for line in COPY.splitlines() if not any(word in line for word in words))


def copied(lines: object) -> str | None:
    """What is wrong with these lines, added to the agent of step 2; None if they make the copy."""
    if not isinstance(lines, str):
        return 'The lines are a text. Put them between """ and """.'
    if found := re.search(r"sinks\.\w+\.channels", lines):
        return f"A sink takes from one channel, so its key has no s: {found[0].removesuffix('s')}"
    try:
        agent = read_agent(BASE + lines)
    except ConfigurationError as reason:
        again = " The new line takes the place of the old one, so it must name what was there before, too."
        return f"{reason}{again if 'not declared' in str(reason) else ''}"
    sinks = {sink.name: sink for sink in agent.sinks}
    channels = {channel.name: channel for channel in agent.channels}
    if "SmartCarInfo_LoggerSink" not in sinks:
        return "The logger is gone. The line that declares the sinks must name both of them."
    if "Copy_FileSink" not in sinks:
        return "No sink is called Copy_FileSink. Declare it: SmartCar_Agent.sinks = …, with both names."
    copy = sinks["Copy_FileSink"]
    if copy.type != "file_roll":
        return f"The sink Copy_FileSink has the type {copy.type}, but must be file_roll."
    if copy.channel == sinks["SmartCarInfo_LoggerSink"].channel:
        return (
            "Both sinks take from one channel, so each row goes to one of the two: they share the rows. "
            "Give the copy a channel of its own."
        )
    if copy.settings.get("sink.directory") != "flume/rows":
        return "The sink needs to know where to write: SmartCar_Agent.sinks.Copy_FileSink.sink.directory = flume/rows"
    if "SmartCarInfo_Channel" not in agent.sources[0].channels:
        return (
            "The source no longer fills the logger's channel. Its line names both channels, with a blank between them."
        )
    kept = channels[copy.channel]
    if kept.type != "memory":
        return f"The channel {kept.name} has the type {kept.type}; this task wants memory."
    return _too_small(kept.name, kept.settings)


def _too_small(name: str, settings: dict) -> str | None:
    sizes = {key: int(str(settings.get(key, 100))) for key in ("capacity", "transactionCapacity")}
    for key, size in sizes.items():
        if size < 1000:
            return (
                f"{name} has a {key} of {size}. "
                "The source moves 1,000 events at once and would try for ever to put them in."
            )
    if sizes["transactionCapacity"] > sizes["capacity"]:
        return "One transaction cannot be larger than the channel: transactionCapacity must not exceed capacity."
    return None
