"""HBase by happybase, through its Thrift server."""

from __future__ import annotations

from functools import partial

import happybase
from thriftpy2.transport import TTransportException

from base.exceptions import ServiceError
from base.settings import settings
from base.waiting import wait_until
from cluster.addresses import port

TIMEOUT_S = 90  # for one answer: regions of a region server that died are elsewhere long before
RETRY_S = 30  # for so long a Thrift server that went away is called again
LOST = (TTransportException, ConnectionError)
ONCE = ("append", "atomicIncrement", "checkAndPut", "increment", "incrementRows")  # twice is not the same as once


class PatientConnection(happybase.Connection):
    """A connection that reconnects and repeats the call when the Thrift server ended or was revived.

    Puts, deletes and reads can be repeated without harm; calls that add to a value are not, and raise. A scan that
    is under way when the server ends fails: only that server knew its place in the table.
    """

    @property
    def client(self) -> PatientClient:
        return PatientClient(self)

    @client.setter
    def client(self, client: object) -> None:
        self._client = client

    def ask(self, name: str, *arguments: object) -> object:
        """One call of the Thrift interface by its name. Raises `NotReady` when no answer comes in time."""
        try:
            return getattr(self._client, name)(*arguments)
        except LOST:
            if name in ONCE:
                raise
        answers: list[object] = []

        def again() -> bool:
            self.close()
            self._refresh_thrift_client()
            try:
                self.open()
                answers.append(getattr(self._client, name)(*arguments))
            except LOST:
                return False
            return True

        wait_until(again, "hbase-thrift answers; type: cluster status", RETRY_S, pause=0.5)
        return answers[0]


class PatientClient:
    """The calls of the Thrift interface, each made patiently."""

    def __init__(self, connection: PatientConnection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> partial:
        return partial(self._connection.ask, name)


def hbase(timeout: float = TIMEOUT_S) -> happybase.Connection:
    """A connection of happybase: ``tables()``, ``create_table``, ``table("DriverCarInfo").put`` …

    Keys and values are bytes. `timeout` is the patience for one answer, in seconds. Raises `ServiceError` if
    HBase's Thrift server does not run.
    """
    number = port("hbase-thrift", "client", settings())
    try:
        return PatientConnection("127.0.0.1", number, timeout=round(timeout * 1000))
    except TTransportException:
        raise ServiceError(f"HBase's Thrift server does not answer on port {number}. Type: cluster up hbase") from None
