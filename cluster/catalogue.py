"""The table of services, and what follows from it. A service that is not listed here does not exist."""

from __future__ import annotations

from base.exceptions import ConfigurationError
from cluster.jvm.components import Components
from cluster.service import Service, Wheel
from cluster.services import (
    connect,
    flume,
    hbase,
    hdfs,
    hive,
    kafka,
    oozie,
    postgresql,
    redis,
    spark,
    spark_thrift,
    storm,
    yarn,
    zookeeper,
)

SERVICES: dict[str, Service] = {
    "connect": connect.SERVICE,
    "flume": flume.SERVICE,
    "hbase": hbase.SERVICE,
    "hdfs": hdfs.SERVICE,
    "hive": hive.SERVICE,
    "kafka": kafka.SERVICE,
    "oozie": oozie.SERVICE,
    "postgresql": postgresql.SERVICE,
    "redis": redis.SERVICE,
    "spark": spark.STANDALONE_SERVICE,
    "spark-connect": spark.CONNECT_SERVICE,
    "spark-thrift": spark_thrift.SERVICE,
    "storm": storm.SERVICE,
    "yarn": yarn.SERVICE,
    "zookeeper": zookeeper.SERVICE,
}

COMPONENTS: dict[str, Components] = {
    name: components for service in SERVICES.values() for name, components in sorted(service.components.items())
}
PROGRAMS: dict[str, Wheel] = {name: wheel for service in SERVICES.values() for name, wheel in service.programs.items()}


def _profiles() -> dict[str, tuple[str, ...]]:
    """Each profile as the words one would type for it; ``all`` holds every service at its largest size."""
    sizes = {"all": {name: max(service.sizes) for name, service in SERVICES.items()}}
    for name, service in SERVICES.items():
        for profile, size in service.profiles.items():
            sizes.setdefault(profile, {})[name] = size
    return {profile: tuple(map(_word, own, own.values())) for profile, own in sorted(sizes.items())}


def _word(name: str, size: int) -> str:
    return name if size == SERVICES[name].sizes[0] else f"{name}={size}"


PROFILES = _profiles()


def resolve(*names: str) -> dict[str, int]:
    """Sizes of the services asked for and of those they require, requirements first.

    Each name is a profile, a service, or ``service=size``.

    >>> resolve("kafka=3", "yarn")
    {'kafka': 3, 'hdfs': 1, 'yarn': 1}
    """
    sizes: dict[str, int] = {}
    for word in names:
        for name in PROFILES.get(word, (word,)):
            _add(name, sizes)
    return sizes


def named(*words: str) -> tuple[str, ...]:
    """The services that are meant, without those they require; sizes do not matter.

    >>> named("kafka=3", "yarn")
    ('kafka', 'yarn')
    """
    parts = (name.partition("=")[0] for word in words for name in PROFILES.get(word, (word,)))
    return tuple(dict.fromkeys(_service(name).name for name in parts))


def _service(name: str) -> Service:
    if name not in SERVICES:
        raise ConfigurationError(
            f"There is no service or profile called {name!r}. Services: {', '.join(SERVICES)}. "
            f"Profiles: {', '.join(PROFILES)}. Type for example: cluster up kafka"
        )
    return SERVICES[name]


def _add(word: str, sizes: dict[str, int]) -> None:
    name, _, number = word.partition("=")
    service = _service(name)
    size = int(number) if number.isdigit() else service.sizes[0]
    if size not in service.sizes or (number and not number.isdigit()):
        known = " or ".join(str(each) for each in service.sizes)
        raise ConfigurationError(
            f"{name} can have size {known}, not {number}. Type: cluster up {name}={service.sizes[-1]}"
        )
    for required in service.requires:
        _add(required, sizes)
    sizes[name] = max(size, sizes.get(name, 0))
