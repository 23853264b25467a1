"""Asks every server of three stores again and again, while the network between them breaks and heals."""

from __future__ import annotations

import itertools
import logging
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping

import pandas as pd
import psycopg
from kazoo.client import KazooClient
from kazoo.exceptions import KazooException
from kazoo.handlers.threading import KazooTimeoutError
from kazoo.retry import KazooRetry
from redis import RedisError

from base.settings import settings
from base.waiting import wait_until
from cluster.addresses import port
from cluster.clients import postgres, redis

EVERY = 0.4  # seconds between two questions to one server
PATIENCE = 1.0  # seconds after which no answer counts as none
GRACE = 0.5  # seconds a replica may be behind before its answer counts as old
PATH, KEY = "/nosql-cap", "cap:value"
STORES = {
    "zookeeper": ("zookeeper-1", "zookeeper-2", "zookeeper-3"),
    "redis": ("redis-primary", "redis-replica"),
    "postgresql": ("postgresql",),
}
SERVERS = tuple(itertools.chain(*STORES.values()))
ANSWERED, OLD = "answered", "answered with an old value"
READS, REFUSED, SILENT = "answered a read, no write", "refused", "silent"
COUNTED = (ANSWERED, OLD)
ERRORS = (RedisError, psycopg.Error, OSError)

logging.getLogger("kazoo").addHandler(logging.NullHandler())  # it reports lost connections; here they are the subject


class Availability:
    """Writes and reads through each server a few times a second, and records the answers.

    ZooKeeper: reads through one server, then writes, each in a session of its own, since a session's read waits for
    its write. Redis: writes a number to the primary, and reads from the replica whether it has the number confirmed
    last. PostgreSQL: writes and reads in one transaction.
    """

    def __init__(self) -> None:
        self._seen: list[tuple[str, str, float, str]] = []
        self._ended: dict[str, dict[str, str]] = {}
        self._clock = 0.0
        self._confirmed: list[tuple[float, int]] = [(0.0, 0)]
        self._zookeeper = {name: (_client(name), _client(name)) for name in STORES["zookeeper"]}  # to read, to write
        self._redis = {name: redis(name.partition("-")[2], PATIENCE, retry=None) for name in STORES["redis"]}
        self._zookeeper["zookeeper-1"][1].ensure_path(PATH)
        self._redis["redis-primary"].set(KEY, 0)
        with postgres(connect_timeout=5) as connection:
            connection.execute("create table if not exists nosql_cap (id int primary key, number bigint)")
            connection.execute("insert into nosql_cap values (1, 0) on conflict do nothing")

    def watch(
        self, phase: str, do: Callable[[], object] = lambda: None, seconds: float = 3, **expect: int
    ) -> pd.Series:
        """Keep asking while ``do`` runs, until as many servers of each store answer as expected, and ``seconds`` more.

        ``expect`` names what differs from all servers answering, such as ``zookeeper=2``; ``old=1`` stands for one
        server that answers with an old value. Returns for each store how many of its servers answer at the end, and
        how many of those with an old value. Raises `NotReady` if it does not come to that within a minute.
        """
        begin, stop = time.monotonic(), threading.Event()
        last: dict[str, str] = {}
        askers = [threading.Thread(target=self._keep_asking, args=(name, phase, begin, stop, last)) for name in SERVERS]
        for each in askers:
            each.start()
        try:
            do()
            last.clear()  # answers from before it do not count
            wanted = {store: len(servers) for store, servers in STORES.items()} | {"old": 0} | expect
            what = f"{phase}: so many servers answer: {wanted}"
            wait_until(lambda: _answering(last) == wanted, what, 60)
            stop.wait(seconds)
            wait_until(lambda: _answering(last) == wanted, what, 60)
            self._ended[phase] = dict(last)
        finally:
            stop.set()
            for each in askers:
                each.join()
            self._clock += time.monotonic() - begin
        return self.summary()[phase]

    def _keep_asking(self, server: str, phase: str, begin: float, stop: threading.Event, last: dict[str, str]) -> None:
        while not stop.is_set():
            outcome = self._ask(server)
            self._seen.append((server, phase, self._clock + time.monotonic() - begin, outcome))
            last[server] = outcome
            stop.wait(EVERY)

    @property
    def answers(self) -> pd.DataFrame:
        """One row per question: ``server``, ``phase``, ``seconds`` since the first, ``outcome``."""
        return pd.DataFrame(self._seen, columns=["server", "phase", "seconds", "outcome"])

    def summary(self) -> pd.DataFrame:
        """Who answered at the end of each phase: one row per store, one column per phase, such as "2 of 3"."""
        return pd.DataFrame({phase: _told(last) for phase, last in self._ended.items()})

    def close(self) -> None:
        """End all connections and remove what was written."""
        self._zookeeper["zookeeper-1"][1].delete(PATH)
        self._redis["redis-primary"].delete(KEY)
        with postgres(connect_timeout=5) as connection:
            connection.execute("drop table nosql_cap")
        for each in itertools.chain(*self._zookeeper.values()):
            each.stop()
            each.close()
        for each in self._redis.values():
            each.close()

    def _ask(self, server: str) -> str:
        store = server.partition("-")[0]
        try:
            return getattr(self, f"_ask_{store}")(server)
        except ERRORS as error:
            return SILENT if isinstance(error, TimeoutError) or "time" in str(error).lower() else REFUSED

    def _ask_zookeeper(self, server: str) -> str:
        reader, writer = self._zookeeper[server]
        if not _answers(reader, lambda: reader.get_async(PATH)):
            return SILENT if mode(server) == SILENT else REFUSED
        return ANSWERED if _answers(writer, lambda: writer.set_async(PATH, b"seen")) else READS

    def _ask_redis(self, server: str) -> str:
        if server == "redis-primary":
            number = self._confirmed[-1][1] + 1
            self._redis[server].set(KEY, number)
            self._confirmed.append((time.monotonic(), number))
            return ANSWERED
        due = time.monotonic() - GRACE
        confirmed = next(number for when, number in reversed(self._confirmed) if when <= due)
        return ANSWERED if int(self._redis[server].get(KEY) or 0) >= confirmed else OLD

    def _ask_postgresql(self, _: str) -> str:
        with postgres(connect_timeout=2, options="-c statement_timeout=1000") as connection:
            connection.execute("update nosql_cap set number = number + 1 where id = 1")
            connection.execute("select number from nosql_cap where id = 1").fetchone()
        return ANSWERED


def mode(server: str) -> str:
    """What a ZooKeeper server says of itself: "leader", "follower", "not serving"; "silent" if it says nothing."""
    try:
        with socket.create_connection(("127.0.0.1", port(server, "client", settings())), PATIENCE) as connection:
            connection.settimeout(PATIENCE)
            connection.sendall(b"srvr")
            said = b"".join(iter(lambda: connection.recv(4096), b"")).decode()
    except TimeoutError:
        return SILENT
    except OSError:
        return "not serving"
    found = re.search(r"Mode: (\w+)", said)
    return found[1] if found else "not serving"


def modes() -> dict[str, str]:
    """The `mode` of each server."""
    return {name: mode(name) for name in STORES["zookeeper"]}


def leader() -> str:
    """The ZooKeeper server that leads the ensemble now."""
    return next(name for name, found in modes().items() if found == "leader")


def _answers(client: KazooClient, question: Callable[[], object]) -> bool:
    if not client.connected:  # kazoo would keep the question and send it later
        return False
    try:
        question().get(timeout=PATIENCE)
    except (KazooException, KazooTimeoutError):
        return False
    return True


def _client(server: str) -> KazooClient:
    """A client of one server that tries quickly and for ever to connect again."""
    retry = KazooRetry(max_tries=-1, delay=0.1, backoff=1, max_delay=0.5)
    client = KazooClient(f"127.0.0.1:{port(server, 'client', settings())}", timeout=4, connection_retry=retry)
    client.start(timeout=20)
    return client


def _answering(last: Mapping[str, str]) -> dict[str, int] | None:
    """How many servers of each store answered last, and how many ``old``; nothing while one was not asked yet."""
    outcomes = dict(last)
    if len(outcomes) < len(SERVERS):
        return None
    counts = {store: sum(outcomes[server] in COUNTED for server in servers) for store, servers in STORES.items()}
    return counts | {"old": sum(outcome == OLD for outcome in outcomes.values())}


def _told(last: Mapping[str, str]) -> dict[str, str]:
    """The outcome of each store in words.

    >>> _told(dict.fromkeys(SERVERS, ANSWERED) | {"redis-replica": OLD, "postgresql": REFUSED})
    {'zookeeper': '3 of 3', 'redis': '2 of 2, 1 old', 'postgresql': '0 of 1'}
    """
    told = {}
    for store, servers in STORES.items():
        old = sum(last[server] == OLD for server in servers)
        answer = sum(last[server] in COUNTED for server in servers)
        told[store] = f"{answer} of {len(servers)}" + (f", {old} old" if old else "")
    return told
