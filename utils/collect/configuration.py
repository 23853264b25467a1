"""A Flume agent as data: sources, channels and sinks, checked, and written as Flume reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from base.exceptions import ConfigurationError
from base.properties import escaped, text, unescaped
from cluster.services.flume import AGENT

KAFKA_CHANNEL = "org.apache.flume.channel.kafka.KafkaChannel"
KAFKA_SINK = "org.apache.flume.sink.kafka.KafkaSink"
FILTER = r"^\d{14}"
SHORT_TYPES = {
    "source": ("TAILDIR", "exec", "seq", "spooldir"),
    "channel": ("file", "memory"),
    "sink": ("file_roll", "hdfs", "logger", "null"),
}


@dataclass(frozen=True)
class Source:
    """Makes events of what it reads, and puts them into channels."""

    name: str
    type: str
    settings: Mapping[str, object]
    channels: tuple[str, ...]

    def lines(self) -> Iterator[tuple[str, object]]:
        yield from (("type", self.type), *self.settings.items(), ("channels", " ".join(self.channels)))


@dataclass(frozen=True)
class Channel:
    """Keeps events until a sink has written them."""

    name: str
    type: str
    settings: Mapping[str, object] = field(default_factory=dict)

    def lines(self) -> Iterator[tuple[str, object]]:
        yield from (("type", self.type), *self.settings.items())


@dataclass(frozen=True)
class Sink:
    """Takes events from a channel and writes them where they belong."""

    name: str
    type: str
    settings: Mapping[str, object]
    channel: str

    def lines(self) -> Iterator[tuple[str, object]]:
        yield from (("type", self.type), *self.settings.items(), ("channel", self.channel))


@dataclass(frozen=True)
class Agent:
    """Sources, channels and sinks that fit together. Raises `ConfigurationError` where they do not."""

    sources: tuple[Source, ...]
    channels: tuple[Channel, ...]
    sinks: tuple[Sink, ...]
    name: str = AGENT

    def __post_init__(self) -> None:
        for problem in _problems(self):
            raise ConfigurationError(f"The agent {self.name} does not fit together: {problem}")

    def text(self) -> str:
        """The configuration file, with one paragraph for the whole and one for each part."""
        groups = {"sources": self.sources, "channels": self.channels, "sinks": self.sinks}
        head = [f"{self.name}.{group} = {' '.join(part.name for part in parts)}" for group, parts in groups.items()]
        return "\n\n".join(("\n".join(head), *self.paragraphs())) + "\n"

    def paragraphs(self) -> Iterator[str]:
        """The lines of each part, in the order of the flow."""
        for group, parts in (("sources", self.sources), ("channels", self.channels), ("sinks", self.sinks)):
            for part in parts:
                prefix = f"{self.name}.{group}.{part.name}"
                yield "\n".join(f"{prefix}.{key} = {_written(value)}" for key, value in part.lines())

    def __or__(self, other: Agent) -> Agent:
        """Both in one process; a part that they share is there once."""
        both = (
            tuple({part.name: part for part in (*ours, *theirs)}.values())
            for ours, theirs in zip(self._groups(), other._groups(), strict=True)
        )
        return Agent(*both, name=self.name)

    def _groups(self) -> tuple[tuple, ...]:
        return self.sources, self.channels, self.sinks


def read_agent(written: str) -> Agent:
    """The agent of a configuration file. Raises `ConfigurationError` with the line that cannot be understood.

    >>> read_agent(Agent((Source("s", "seq", {}, ("c",)),), (Channel("c", "memory"),),
    ...                  (Sink("l", "logger", {}, "c"),)).text()).channels[0].type
    'memory'
    """
    declared: dict[str, list[str]] = {}
    settings: dict[tuple[str, str], dict[str, object]] = {}
    names = set()
    for line in filter(None, map(str.strip, written.splitlines())):
        if line.startswith("#"):
            continue
        key, sign, value = (part.strip() for part in line.partition("="))
        name, group, part, setting = (*key.split(".", 3), "", "", "")[:4]
        names.add(name)
        if not sign or group not in ("sources", "channels", "sinks") or bool(part) != bool(setting):
            raise ConfigurationError(f"This line sets nothing of an agent: {line!r}. Write: agent.role.name.key = …")
        if part:
            settings.setdefault((group, part), {})[setting] = unescaped(value)
        else:
            declared[group] = value.split()
    if len(names) != 1:
        raise ConfigurationError(f"Lines begin with several names: {', '.join(sorted(names))}. An agent has one name.")
    for group, part in settings:
        if part not in declared.get(group, ()):
            raise ConfigurationError(f"{part} has settings, but is not declared. Write: {names.pop()}.{group} = {part}")
    found = {
        group: [(part, dict(settings.get((group, part), {}))) for part in declared.get(group, ())]
        for group in ("sources", "channels", "sinks")
    }
    return Agent(
        tuple(Source(n, s.pop("type", ""), s, tuple(s.pop("channels", "").split())) for n, s in found["sources"]),
        tuple(Channel(n, s.pop("type", ""), s) for n, s in found["channels"]),
        tuple(Sink(n, s.pop("type", ""), s, s.pop("channel", "")) for n, s in found["sinks"]),
        names.pop(),
    )


def _written(value: object) -> str:
    return escaped(text(value).replace("\\", "\\\\"))


def _problems(agent: Agent) -> Iterator[str]:
    channels = {channel.name for channel in agent.channels}
    known = f"Channels are {', '.join(sorted(channels)) or 'none'}."
    for kind, parts in zip(SHORT_TYPES, agent._groups(), strict=True):
        yield from _problems_of_kind(kind, parts)
    for source in agent.sources:
        if not source.channels:
            yield f"the source {source.name} has no channel. Write: channels = NAME"
        sorted_into = [value for key, value in source.settings.items() if key.startswith("selector.mapping.")]
        for name in (*source.channels, *sorted_into, *_default(source)):
            if name not in channels:
                yield f"the source {source.name} writes to a channel {name!r} that is not there. {known}"
    for sink in agent.sinks:
        if not sink.channel:
            yield f"the sink {sink.name} has no channel. Write: channel = NAME"
        elif sink.channel not in channels:
            yield f"the sink {sink.name} reads from a channel {sink.channel!r} that is not there. {known}"
    filled = {name for source in agent.sources for name in source.channels}
    emptied = {sink.channel for sink in agent.sinks}
    for channel in agent.channels:
        if channel.name not in filled:
            yield f"no source writes to the channel {channel.name}. Name it in a source: channels = {channel.name}"
        if channel.name not in emptied and channel.type != KAFKA_CHANNEL:
            yield f"no sink reads from the channel {channel.name}, so it would fill up. Give it a sink."


def _problems_of_kind(kind: str, parts: Iterable[Source | Channel | Sink]) -> Iterator[str]:
    names = [part.name for part in parts]
    if not names and kind != "sink":
        yield f"it has no {kind}."
    for part in parts:
        if not part.name or set(part.name) & set(". ="):
            yield f"{part.name!r} is no name for a {kind}. Use letters, digits and _."
        if names.count(part.name) > 1:
            yield f"two of its {kind}s are called {part.name}."
        if part.type not in SHORT_TYPES[kind] and "." not in part.type:
            wanted = ", ".join(SHORT_TYPES[kind])
            yield f"the {kind} {part.name} has the type {part.type!r}. Use {wanted}, or the full name of a class."


def _default(source: Source) -> tuple[str, ...]:
    default = source.settings.get("selector.default")
    return (str(default),) if default else ()
