"""The connection to HBase when its Thrift server is away, or ends in the middle of a call."""

import socket
import threading
from importlib import import_module

import pytest
from thriftpy2.transport import TTransportException

from base.exceptions import NotReady, ServiceError
from cluster import clients
from cluster.services.hbase import NAME

MODULE = import_module("cluster.clients.hbase")  # the package has a function of the same name
NO_TABLES = b"\x80\x01\x00\x02" + NAME + b"\x00\x00\x00\x00\x0f\x00\x00\x0b\x00\x00\x00\x00\x00"  # an empty list


@pytest.fixture
def server(monkeypatch):
    """Hangs up on the first call, as a server does that is killed; answers the others. Returns what it was told."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        number = listener.getsockname()[1]
        monkeypatch.setattr(MODULE, "port", lambda *_: number)
        told = []

        def serve():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    told.append(connection.recv(4096))
                    if len(told) > 1:
                        connection.sendall(NO_TABLES)

        threading.Thread(target=serve, daemon=True).start()
        yield told


def test_a_call_is_made_again_on_a_new_connection(server):
    assert clients.hbase().tables() == []
    assert len(server) == 2 and server[0] == server[1] and b"getTableNames" in server[0]


def test_a_call_that_adds_is_not_made_twice(server):
    with pytest.raises(TTransportException):
        clients.hbase().table("DriverCarInfo").counter_inc(b"A0001", b"cf1:n")
    assert len(server) == 1


def test_patience_has_an_end(server, monkeypatch):
    monkeypatch.setattr(MODULE, "RETRY_S", 0.2)
    connection = clients.hbase()
    connection.port = 1  # nobody listens there
    with pytest.raises(NotReady, match="cluster status"):
        connection.tables()


def test_a_server_that_does_not_run_is_told_in_plain_words(monkeypatch):
    monkeypatch.setenv("SMARTCAR_PORT_SHIFT", "21999")
    with pytest.raises(ServiceError, match="Type: cluster up hbase"):
        clients.hbase()
