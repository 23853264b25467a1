"""Ports and addresses of services, from the catalogue alone: nothing has to run."""

from __future__ import annotations

from cluster.catalogue import SERVICES
from cluster.service import Site
from utils.exceptions import ConfigurationError
from utils.settings import Settings


def _ports(settings: Settings) -> dict[str, dict[str, int]]:
    site = Site("process", "", "127.0.0.1", settings.port_shift, lambda _: (), lambda name: name, "java")
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


def address(service: str, settings: Settings) -> str:
    """The address of a service as its clients write it.

    A client of Kafka or ZooKeeper gets all three servers; those that do not run are passed over.
    """
    ports = _ports(settings)

    def servers(prefix: str) -> str:
        return ",".join(f"127.0.0.1:{ports[f'{prefix}-{node}']['client']}" for node in (1, 2, 3))

    forms = {
        "kafka": lambda: servers("kafka"),
        "zookeeper": lambda: servers("zookeeper"),
        "hdfs": lambda: f"hdfs://localhost:{ports['namenode']['rpc']}",
        "redis": lambda: f"redis://127.0.0.1:{ports['redis-primary']['client']}/0",
        "postgresql": lambda: f"postgresql://pilot@127.0.0.1:{ports['postgresql']['client']}/postgres",
        "spark-connect": lambda: f"sc://127.0.0.1:{ports['spark-connect']['grpc']}",
        "spark": lambda: f"spark://localhost:{ports['spark-master']['rpc']}",
        "yarn": lambda: f"http://localhost:{ports['resourcemanager']['http']}",
    }
    if service not in forms:
        raise ConfigurationError(f"{service!r} has no address; services with one: {', '.join(forms)}.")
    return forms[service]()
