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


def ports(settings: Settings, mode: str = "process") -> dict[str, dict[str, int]]:
    """The ports of every role by their names, whether it runs or not."""
    site = replace(outside(settings), mode=mode)
    return {
        role.name: {name: site.port(port) for name, port in role.ports.items()}
        for service in SERVICES.values()
        for role in service.roles(site, max(service.sizes))
    }


def port(role: str, name: str, settings: Settings) -> int:
    """One port of a role."""
    found = ports(settings)
    try:
        return found[role][name]
    except KeyError:
        known = f"{role} has {', '.join(found[role])}" if role in found else f"roles are {', '.join(found)}"
        raise ConfigurationError(f"There is no port {name!r} of {role!r}; {known}.") from None


def address(service: str, settings: Settings, inside: bool = False) -> str:
    """The address of a service as its clients write it; `inside` for a client that is itself a service.

    The two differ only in containers. Raises ConfigurationError for a service that has none.
    """
    form = SERVICES[service].address if service in SERVICES else None
    if form is None:
        known = ", ".join(each.name for each in SERVICES.values() if each.address)
        raise ConfigurationError(f"{service!r} has no address; services with one: {known}.")
    found = form(ports(settings))
    return _named(found, ports(settings, "container")) if inside and settings.mode == "container" else found


def _named(found: str, ports: dict[str, dict[str, int]]) -> str:
    """An address with the names that containers have for each other.

    >>> _named("hdfs://localhost:28020", {"namenode": {"rpc": 28020}})
    'hdfs://namenode:28020'
    """
    roles = {str(port): (role, own.get("internal", port)) for role, own in ports.items() for port in own.values()}
    return re.sub(r"(?:127\.0\.0\.1|localhost):(\d+)", lambda match: "{}:{}".format(*roles[match[1]]), found)
