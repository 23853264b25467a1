"""ZooKeeper: one server, or an ensemble of three that agrees by majority."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cluster.configs import properties
from cluster.jvm.components import Components
from cluster.panel import Ports, Question
from cluster.service import Command, Exchange, Java, Role, Service, Site, Template

if TYPE_CHECKING:
    from kazoo.client import KazooClient

CLIENT, PEER, ELECTION = 2181, 2888, 3888
COMPONENTS = {
    "zookeeper": Components(
        (
            "org.apache.zookeeper:zookeeper:3.9.5",
            # needed at run time, but absent or "provided" in ZooKeeper's own list
            "io.dropwizard.metrics:metrics-core:4.1.12.1",
            "org.xerial.snappy:snappy-java:1.1.10.5",
            "commons-cli:commons-cli:1.5.0",
            "org.slf4j:slf4j-simple:2.0.13",
        )
    ),
}


def roles(site: Site, size: int) -> tuple[Role, ...]:
    return tuple(
        Role(
            name=f"zookeeper-{node}",
            sentence="keeps a small tree of names that all its servers agree on",
            command=Java(
                "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                components="zookeeper",
                heap_mb=64,
                options=("-Dzookeeper.admin.enableServer=false",),
                arguments=(site.conf("zookeeper", f"{_ensemble(size)}-{node}.cfg"),),
                archive="zookeeper",
            ),
            ports={"client": CLIENT + node - 1} | _peer_ports(node, size),
            probe=Exchange("client", b"srvr", rb"Mode: \w+", "srvr names its mode"),
            memory_mb=75,
            template=Template(_data(node, size), None, seeds={"myid": f"{node}\n"}),
            stop_order=60,
        )
        for node in range(1, size + 1)
    )


def files(site: Site, size: int) -> dict[str, str]:
    servers = {
        f"server.{node}": f"{site.host(f'zookeeper-{node}')}:{site.port(PEER + node - 1)}"
        f":{site.port(ELECTION + node - 1)}"
        for node in range(1, size + 1)
    }
    return {
        f"zookeeper/{_ensemble(size)}-{node}.cfg": properties(
            {
                "tickTime": 1000,
                "initLimit": 10,
                "syncLimit": 5,
                "dataDir": site.data(_data(node, size)),
                "clientPort": site.port(CLIENT + node - 1),
                "clientPortAddress": site.bind,
                "admin.enableServer": False,
                "4lw.commands.whitelist": "ruok,srvr,mntr,stat",
            }
            | (servers if size > 1 else {})
        )
        for node in range(1, size + 1)
    }


def together(site: Site, size: int) -> Exchange | None:
    if size == 1:
        return None
    return Exchange(
        "client",
        b"mntr",
        rb"zk_synced_followers\t%d" % (size - 1),
        f"a leader has {size - 1} followers in step",
    )


def _ensemble(size: int) -> str:
    return f"ensemble-of-{size}"


def _data(node: int, size: int) -> str:
    return f"zookeeper/{_ensemble(size)}-{node}"


def _peer_ports(node: int, size: int) -> dict[str, int]:
    return {"peer": PEER + node - 1, "election": ELECTION + node - 1} if size > 1 else {}


def address(ports: Ports) -> str:
    """All three servers; those that do not run are passed over."""
    return ",".join(f"127.0.0.1:{ports[f'zookeeper-{node}']['client']}" for node in (1, 2, 3))


def nodes(ports: Ports) -> Mapping[str, str]:
    """Nodes below the root, with the last changes of each and of those below it."""
    from kazoo.client import KazooClient
    from kazoo.exceptions import KazooException

    logging.getLogger("kazoo").setLevel(logging.CRITICAL)  # it tells of each server that does not run
    client = KazooClient(address(ports))
    try:
        client.start(timeout=10)
        return {f"node /{name}": _changes(client, f"/{name}") for name in client.get_children("/")}
    except KazooException as error:
        raise OSError(str(error)) from error
    finally:
        client.stop()
        client.close()


def _changes(client: KazooClient, path: str) -> str:
    below = (_changes(client, f"{path}/{name}") for name in sorted(client.get_children(path)))
    return f"{client.exists(path).last_modified_transaction_id};{''.join(below)}"


def commands(site: Site) -> tuple[Command, ...]:
    servers = [f"zookeeper-{node}" for node in (1, 2, 3)]
    addresses = (f"{site.host(name)}:{site.port(CLIENT + at)}" for at, name in enumerate(servers))
    patient = ("-waitforconnection",)  # some of the servers may not run
    quiet = "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"
    start = Java("org.apache.zookeeper.ZooKeeperMain", "zookeeper", 64, patient, (quiet,), "zookeeper-client")
    sentence, usual = "reads and changes the tree of ZooKeeper", {"-server": ",".join(addresses)}
    return (Command("zkCli", sentence, tuple(servers), {"": start}, usual, aliases=("zkCli.sh",)),)


SERVICE = Service(
    name="zookeeper",
    title="ZooKeeper",
    sentence="coordinates the other systems: a small tree of names whose changes all see in one order",
    version="3.9.5",
    roles=roles,
    files=files,
    address=address,
    holdings=Question("zookeeper-", nodes),
    sizes=(1, 3),
    profiles={"day1": 3, "day2": 1, "day3": 1},
    together=together,
    components=COMPONENTS,
    commands=commands,
)
