"""ZooKeeper's three servers, each of which can be cut off from the two others while all of them live.

Each server reaches the others through an `Outlet` of its own: the setting ``socksProxyHost`` of Java leads its
connections there. Clients reach every server directly. Run as ``python -m lessons.day1.nosql_and_cap.ensemble`` it is
the guard: it waits until its standard input ends, as it does when the lesson closes it or its kernel dies, and starts
the servers anew without outlets.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping

from base.waiting import wait_until
from cluster import Cluster
from lessons.day1.nosql_and_cap.availability import STORES, modes
from lessons.day1.nosql_and_cap.link import Outlet

SERVERS = STORES["zookeeper"]
VARIABLE = "JDK_JAVA_OPTIONS"  # what Java adds to its command line
WHOLE = ["follower", "follower", "leader"]


class Ensemble:
    """Starts the servers anew, each behind an `Outlet`; use `cut`, `heal`, and `close` at the end."""

    def __init__(self) -> None:
        self._guard = subprocess.Popen([sys.executable, "-m", __name__], stdin=subprocess.PIPE, start_new_session=True)
        self._outlets = {name: Outlet() for name in SERVERS}
        # an empty list of exceptions: Java would pass over the outlet for addresses of this machine
        way = "-DsocksProxyHost=127.0.0.1 -DsocksProxyPort={} -DsocksNonProxyHosts="
        _start_anew({name: way.format(outlet.port) for name, outlet in self._outlets.items()})

    def cut(self, name: str) -> None:
        """From now on a server and the others do not hear each other; all go on."""
        for other, outlet in self._outlets.items():
            outlet.cut(*(port for each in SERVERS if name in (each, other) for port in _ports(each)))

    def heal(self) -> None:
        """All servers hear each other again."""
        for outlet in self._outlets.values():
            outlet.heal()

    def close(self) -> None:
        """Start the servers anew, without outlets, as before the lesson."""
        self._guard.stdin.close()
        self._guard.wait(timeout=120)
        for outlet in self._outlets.values():
            outlet.close()


def _ports(name: str) -> tuple[int, int]:
    return Cluster().port(name, "peer"), Cluster().port(name, "election")


def _start_anew(options: Mapping[str, str]) -> None:
    cluster = Cluster()
    for name in SERVERS:
        cluster.kill(name)
    before = os.environ.get(VARIABLE)
    try:
        for name in SERVERS:
            os.environ[VARIABLE] = f"{before or ''} {options.get(name, '')}"
            cluster.revive(name, wait=False)
    finally:
        del os.environ[VARIABLE]
        if before:
            os.environ[VARIABLE] = before
    wait_until(lambda: sorted(modes().values()) == WHOLE, "ZooKeeper has a leader and two followers", 60)


if __name__ == "__main__":
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, lambda *_: None)  # a signal that is ignored would be so by the servers, too
    sys.stdin.read()
    _start_anew({})
