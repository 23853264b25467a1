"""Ports and addresses of services, from the catalogue alone: nothing has to run."""

from __future__ import annotations

import re
from dataclasses import replace

from base.exceptions import ConfigurationError
from base.settings import Settings
from cluster.catalogue import SERVICES
from cluster.service import Site


def outside(settings: Settings) -> Site:
    """The cluster as its clients on this machine see it, wherever it runs; nothing is looked for."""
    home, shift = str(settings.home), settings.port_shift
    return Site("process", home, "127.0.0.1", shift, lambda _: (), lambda name: name, "java")


def _ports(settings: Settings, mode: str = "process") -> dict[str, dict[str, int]]:
    site = replace(outside(settings), mode=mode)
    return {
        role.name: {name: site.port(port) for name, port in role.ports.items()}
        for service in SERVICES.values()
        for role in service.roles(site, max(service.sizes))
    }


def port(role: str, name: str, settings: Settings) -> int:
    """One port of a role."""
    ports = _ports(settings)
    try:
        return ports[role][name]
    except KeyError:
        known = f"{role} has {', '.join(ports[role])}" if role in ports else f"roles are {', '.join(ports)}"
        raise ConfigurationError(f"There is no port {name!r} of {role!r}; {known}.") from None


def address(service: str, settings: Settings, inside: bool = False) -> str:
    """The address of a service as its clients write it; `inside` for a client that is itself a service.

    The two differ only in containers.
    A client of Kafka or ZooKeeper gets all three servers; those that do not run are passed over.
    """
    ports = _ports(settings)

    def servers(prefix: str) -> str:
        return ",".join(f"127.0.0.1:{ports[f'{prefix}-{node}']['client']}" for node in (1, 2, 3))

    forms = {
        "connect": lambda: f"http://127.0.0.1:{ports['connect']['http']}",
        "kafka": lambda: servers("kafka"),
        "zookeeper": lambda: servers("zookeeper"),
        "hbase": lambda: f"127.0.0.1:{ports['hbase-thrift']['client']}",
        "hdfs": lambda: f"hdfs://localhost:{ports['namenode']['rpc']}",
        "redis": lambda: f"redis://127.0.0.1:{ports['redis-primary']['client']}/0",
        "postgresql": lambda: f"postgresql://pilot@127.0.0.1:{ports['postgresql']['client']}/postgres",
        "spark-connect": lambda: f"sc://127.0.0.1:{ports['spark-connect']['grpc']}",
        "spark": lambda: f"spark://localhost:{ports['spark-master']['rpc']}",
        "yarn": lambda: f"http://localhost:{ports['resourcemanager']['http']}",
    }
    if service not in forms:
        raise ConfigurationError(f"{service!r} has no address; services with one: {', '.join(forms)}.")
    found = forms[service]()
    return _named(found, _ports(settings, "container")) if inside and settings.mode == "container" else found


def _named(found: str, ports: dict[str, dict[str, int]]) -> str:
    """An address with the names that containers have for each other.

    >>> _named("hdfs://localhost:28020", {"namenode": {"rpc": 28020}})
    'hdfs://namenode:28020'
    """
    roles = {str(port): (role, own.get("internal", port)) for role, own in ports.items() for port in own.values()}
    return re.sub(r"(?:127\.0\.0\.1|localhost):(\d+)", lambda match: "{}:{}".format(*roles[match[1]]), found)
