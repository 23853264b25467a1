"""Redis' replica behind a link that can be cut. Whatever happens to the lesson, the replica is given back.

Run as ``python -m lessons.day1.nosql_and_cap.replica PORT`` it is the guard of the link on that port: it waits until
its standard input ends, as it does when the lesson closes it or its kernel dies, and lets the replica follow its
primary directly.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterable

from base.settings import settings
from base.waiting import wait_until
from cluster.addresses import port
from cluster.clients import redis
from lessons.day1.nosql_and_cap.link import Link


class Replica:
    """Follows the primary through a `Link`; ``client`` speaks to the replica itself."""

    def __init__(self) -> None:
        self._link = Link(_primary())
        argv = [sys.executable, "-m", __name__, str(self._link.port)]
        self._guard = subprocess.Popen(argv, stdin=subprocess.PIPE, start_new_session=True)
        self.client = redis("replica")
        self.follow()

    def cut(self) -> None:
        """From now on primary and replica do not hear each other; both go on."""
        self._link.cut()

    def heal(self) -> None:
        """They hear each other again."""
        self._link.heal()

    def promote(self) -> None:
        """Make it a primary: it takes writes itself and follows no other server."""
        self.client.replicaof("NO", "ONE")

    def follow(self) -> None:
        """Let it follow the primary, and wait until it has all that the primary has."""
        self.client.replicaof("127.0.0.1", self._link.port)
        wait_until(lambda: _in_step(self.client), "the replica has all that the primary has", 40)

    def split(self, key: str, before: Iterable[str], on_primary: Iterable[str], on_promoted: Iterable[str]) -> None:
        """Members of a set from before a cut, then some that each side takes while both are primaries."""
        self.heal()
        self.follow()
        primary, before = redis(), set(before)
        primary.delete(key)
        primary.sadd(key, *before)
        wait_until(lambda: self.client.smembers(key) == before, "the replica has what was there before", 20)
        self.cut()
        self.promote()
        primary.sadd(key, *on_primary)
        self.client.sadd(key, *on_promoted)

    def rejoin(self, key: str, rescue: Callable[[set, set], Iterable[str]]) -> tuple[set, set]:
        """Give the primary what `rescue` makes of both sets, then follow it again.

        Returns what had been confirmed, and what both servers hold in the end.
        """
        primary = redis()
        own, others = primary.smembers(key), self.client.smembers(key)
        if rescued := list(rescue(set(own), set(others))):
            primary.sadd(key, *rescued)
        self.heal()
        self.follow()
        wait_until(lambda: self.client.smembers(key) == primary.smembers(key), "both hold the same", 30)
        return own | others, primary.smembers(key)

    def close(self) -> None:
        """Let it follow the primary directly again, as before the lesson."""
        self._guard.stdin.close()
        self._guard.wait(timeout=60)
        self._link.close()
        wait_until(lambda: _in_step(self.client), "the replica follows the primary directly", 40)
        self.client.close()


def _in_step(client) -> bool:
    return client.info("replication").get("master_link_status") == "up"


def _primary() -> int:
    return port("redis-primary", "client", settings())


def _guard(link: int) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    sys.stdin.read()
    replica = redis("replica")
    if replica.info("replication").get("master_port", link) == link:  # else it follows a newer link, or is given back
        replica.replicaof("127.0.0.1", _primary())


if __name__ == "__main__":
    _guard(int(sys.argv[1]))
