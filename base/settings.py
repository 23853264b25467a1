"""The settings of the course, read once, in one place.

Order: argument, environment (prefix ``SMARTCAR_``), default.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path

from base.exceptions import ConfigurationError

PROJECT = Path(__file__).resolve().parent.parent
MODES = ("process", "container")
JVMS = ("quick", "default")
SPARK_MASTERS = ("connect", "warehouse", "local", "spark", "yarn")


@dataclass(frozen=True)
class Settings:
    """Where things are kept and how they are run."""

    project: Path = PROJECT  # the checkout
    home: Path = PROJECT / ".cluster"  # state, logs and generated data; nothing of ours lies outside it
    port_shift: int = 20000  # added to each well-known port: Kafka 9092 becomes 29092
    mode: str = "process"  # plain processes, or containers
    java: str = "auto"  # auto, pypi, or the path of a Java home
    jvm: str = "quick"  # soon ready in little memory; default: the JVM's own choices, for comparison
    maven_repo: Path = Path.home() / ".m2" / "repository"  # where JVM components are kept
    spark: str = "connect"  # which Spark master `cluster.clients.spark.session` asks

    def __post_init__(self) -> None:
        for name, known in (("mode", MODES), ("jvm", JVMS), ("spark", SPARK_MASTERS)):
            if getattr(self, name) not in known:
                raise ConfigurationError(
                    f"SMARTCAR_{name.upper()} is {getattr(self, name)!r}, but must be one of {', '.join(known)}."
                )
        if not 1024 <= self.port_shift <= 22000:
            raise ConfigurationError(
                f"SMARTCAR_PORT_SHIFT is {self.port_shift}, but must lie between 1024 and 22000, "
                "so that every shifted port is free for ordinary users and below 65536."
            )


def settings(**arguments: object) -> Settings:
    """Settings from arguments, else the environment, else the defaults.

    >>> settings(port_shift=15000).port_shift
    15000
    """
    values = dict(arguments)
    for field in fields(Settings):
        text = os.environ.get(f"SMARTCAR_{field.name.upper()}")
        if field.name in values or field.name == "project" or not text:
            continue
        values[field.name] = _convert(field.name, text)
    return Settings(**values)


def _convert(name: str, text: str) -> object:
    if name in ("home", "maven_repo"):
        return Path(text).expanduser().resolve()
    if name == "port_shift":
        try:
            return int(text)
        except ValueError:
            raise ConfigurationError(f"SMARTCAR_PORT_SHIFT is {text!r}, but must be a whole number.") from None
    return text
