"""Configuration files as pure functions of data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from base.properties import escaped, text


def properties(values: Mapping[str, object]) -> str:
    """A Java properties file. Java reads it as Latin-1, so other letters are written as escapes.

    >>> print(properties({"tickTime": 2000, "admin.enableServer": False}), end="")
    tickTime=2000
    admin.enableServer=false
    """
    return escaped("".join(f"{key}={text(value)}\n" for key, value in values.items()))


def yaml(values: Mapping[str, object]) -> str:
    """A YAML file of settings, one a line; JSON's notation is YAML too.

    >>> print(yaml({"nimbus.seeds": ["localhost"], "nimbus.thrift.port": 26627}), end="")
    nimbus.seeds: ["localhost"]
    nimbus.thrift.port: 26627
    """
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


def hadoop_xml(values: Mapping[str, object]) -> str:
    """A Hadoop configuration file: ``<property>`` elements in the given order."""
    rows = (
        f"  <property><name>{escape(key)}</name><value>{escape(text(value))}</value></property>\n"
        for key, value in values.items()
    )
    return f'<?xml version="1.0"?>\n<configuration>\n{"".join(rows)}</configuration>\n'


def log4j(level: str = "INFO", informing: Iterable[str] = ()) -> str:
    """Log4j 1 settings (Hadoop): everything to standard output, which is the role's log file.

    `informing` are loggers that tell what they do, whatever the level.
    """
    return (
        f"log4j.rootLogger={level},out\n"
        + "".join(f"log4j.logger.{name}=INFO\n" for name in informing)
        + "log4j.logger.http.requests=WARN\n"  # else a line for every question about its health
        "log4j.appender.out=org.apache.log4j.ConsoleAppender\n"
        "log4j.appender.out.layout=org.apache.log4j.PatternLayout\n"
        "log4j.appender.out.layout.ConversionPattern=%d{ISO8601} %p %c{1}: %m%n\n"
    )


def log4j2(level: str = "info", **loggers: str) -> str:
    """Log4j 2 settings (Kafka, Spark, Storm): everything to standard output; `loggers` have levels of their own."""
    own = {}
    for number, (name, limit) in enumerate(loggers.items()):
        own |= {f"logger.own{number}.name": name, f"logger.own{number}.level": limit}
    return properties(
        {
            "appender.out.type": "Console",
            "appender.out.name": "out",
            "appender.out.layout.type": "PatternLayout",
            "appender.out.layout.pattern": "%d{ISO8601} %p %c{1}: %m%n",
            **own,
            "rootLogger.level": level,
            "rootLogger.appenderRef.out.ref": "out",
        }
    )
