"""Clients that go away in the middle of a query, and what the server does then."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

from impala.error import Error
from impala.hiveserver2 import HiveServer2Cursor

from base.waiting import wait_until
from cluster import Cluster
from cluster.clients.hive import SPARK, reason
from cluster.clients.spark import running_jobs

# each row of the night is compared with each other: it would take minutes
LONG = "select count(*) from Managed_SmartCar_Drive_Info a join Managed_SmartCar_Drive_Info b on a.speed < b.speed"
CLIENT = """
import sys
from impala.dbapi import connect

cursor = connect("127.0.0.1", int(sys.argv[1]), auth_mechanism="PLAIN", user="pilot", password="any").cursor()
cursor.execute(sys.argv[2])
"""


def refusal(cursor: HiveServer2Cursor, statement: str) -> str:
    """What the server says of a statement in an open session, in one line; "no error" if it answers."""
    try:
        cursor.execute(statement)
        cursor.fetchall()
    except Error as refused:
        return reason(str(refused), SPARK)
    return "no error"


class Client:
    """A program of its own that asks the long question."""

    def __init__(self, cluster: Cluster) -> None:
        port = str(cluster.port(SPARK, "thrift"))
        self._process = subprocess.Popen([sys.executable, "-c", CLIENT, port, LONG], stderr=subprocess.DEVNULL)
        wait_until(lambda: self.computing(), "the server computes", 120)

    def computing(self) -> int:
        """How many tasks the server runs at this moment, by its own page."""
        return sum(job["numActiveTasks"] for job in running_jobs(SPARK))

    def kill(self) -> float:
        """End the program at once; returns the seconds until the server has nothing to compute.

        Raises `NotReady` if it still computes after 60.
        """
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        begin = time.monotonic()
        wait_until(lambda: not self.computing(), "the server has stopped", 60)
        return time.monotonic() - begin

    def freeze(self, seconds: float = 6) -> int:
        """Let the program stand still, as a laptop that is closed; returns the tasks that run so much later."""
        self._process.send_signal(signal.SIGSTOP)
        begin = time.monotonic()
        wait_until(lambda: time.monotonic() - begin > seconds, "time has passed", seconds + 5)
        return self.computing()
