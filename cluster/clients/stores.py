"""ZooKeeper by kazoo, Redis by redis-py, PostgreSQL by psycopg.

Each library is imported when its client is made: together they take as long as pandas, and a lesson wants one of them.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from base.settings import settings
from cluster.addresses import address, port
from cluster.services.postgresql import PASSWORD, SECRETS, USER

if TYPE_CHECKING:
    import psycopg
    from kazoo.client import KazooClient
    from redis import Redis


def zookeeper(node: int | None = None, timeout: float = 6.0) -> KazooClient:
    """A started client of the ensemble, or of one server only (1, 2 or 3)."""
    from kazoo.client import KazooClient

    hosts = address("zookeeper", settings())
    if node is not None:
        hosts = f"127.0.0.1:{port(f'zookeeper-{node}', 'client', settings())}"
    client = KazooClient(hosts=hosts, timeout=timeout)
    client.start(timeout=timeout * 2)
    return client


def redis(role: str = "primary", timeout: float = 5.0, **options: object) -> Redis:
    """A client of the primary or of the replica; answers are text.

    It asks a server that is away again for some seconds; with ``retry=None`` it says so at once.
    """
    from redis import Redis

    return Redis(
        host="127.0.0.1",
        port=port(f"redis-{role}", "client", settings()),
        decode_responses=True,
        socket_timeout=timeout,
        socket_connect_timeout=timeout,
        **options,
    )


def postgres(database: str = "postgres", **options: object) -> psycopg.Connection:
    """A connection as the account ``pilot``; the password comes from the environment."""
    import psycopg

    return psycopg.connect(
        host="127.0.0.1",
        port=port("postgresql", "client", settings()),
        user=USER,
        dbname=database,
        password=password(),
        **options,
    )


def jdbc() -> str:
    """The address of PostgreSQL as Java programs of the cluster write it; account and password are given apart."""
    return "jdbc:" + re.sub("//.*@", "//", address("postgresql", settings(), inside=True))


def password() -> str:
    """The password of the account ``pilot``: what the environment says, else the one that data is made with."""
    return os.environ.get(PASSWORD, SECRETS[PASSWORD])
