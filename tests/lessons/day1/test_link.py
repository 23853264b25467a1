import socket
import threading

import pytest

from lessons.day1.nosql_and_cap.link import Link, Outlet


@pytest.fixture
def echo():
    """The port of a server that sends back what it gets."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    def answer(connection: socket.socket) -> None:
        with connection:
            while block := connection.recv(1000):
                connection.sendall(block)

    threading.Thread(target=serve, daemon=True).start()
    yield server.getsockname()[1]
    server.shutdown(socket.SHUT_RDWR)
    server.close()


def connect(port: int, timeout: float = 10) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout)


def test_bytes_pass_both_ways(echo):
    with Link(echo) as link, connect(link.port) as client:
        client.sendall(b"one")
        assert client.recv(10) == b"one"


def test_a_cut_link_is_silent_but_closes_nothing_and_delivers_after_it_healed(echo):
    with Link(echo) as link, connect(link.port) as client:
        client.sendall(b"before")
        assert client.recv(10) == b"before"
        link.cut()
        client.sendall(b"meanwhile")
        client.settimeout(0.3)
        with pytest.raises(TimeoutError):
            client.recv(10)
        link.heal()
        client.settimeout(10)
        assert client.recv(10) == b"meanwhile"


def test_a_connection_made_while_cut_works_after_it_healed(echo):
    with Link(echo) as link:
        link.cut()
        assert link.is_cut
        with connect(link.port) as client:
            client.sendall(b"late")
            link.heal()
            assert client.recv(10) == b"late"


def test_closing_ends_every_connection_even_while_cut(echo):
    link = Link(echo)
    client = connect(link.port)
    client.sendall(b"one")
    assert client.recv(10) == b"one"
    link.cut()
    link.close()
    assert client.recv(10) == b""
    with pytest.raises(OSError):
        connect(link.port, 1).recv(1)


def test_without_a_server_behind_it_a_connection_ends():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with Link(port) as link, connect(link.port) as client:
        assert client.recv(1) == b""


def test_it_listens_on_loopback_only(echo):
    with Link(echo) as link:
        assert link._listener.getsockname()[0] == "127.0.0.1"


def through(outlet: Outlet, port: int) -> socket.socket:
    """A connection to a port through an outlet, asked for as Java does it."""
    client = connect(outlet.port)
    client.sendall(b"\x05\x02\x00\x02")
    assert client.recv(2) == b"\x05\x00"
    client.sendall(b"\x05\x01\x00\x01" + bytes([127, 0, 0, 1]) + port.to_bytes(2))
    assert client.recv(10, socket.MSG_WAITALL)[:2] == b"\x05\x00"
    return client


def test_an_outlet_is_cut_for_one_port_alone(echo):
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        Outlet() as outlet,
        through(outlet, echo) as whole,
        through(outlet, other.getsockname()[1]) as severed,
        other.accept()[0] as far,
    ):
        outlet.cut(other.getsockname()[1])
        severed.sendall(b"held back")
        whole.sendall(b"passes")
        assert whole.recv(10) == b"passes"
        far.settimeout(0.3)
        with pytest.raises(TimeoutError):
            far.recv(10)
        outlet.heal()
        far.settimeout(10)
        assert far.recv(10) == b"held back"


def test_a_cut_link_hides_that_the_other_side_has_closed():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        Link(server.getsockname()[1]) as link,
        connect(link.port) as client,
        server.accept()[0] as far,
    ):
        link.cut()
        far.close()
        client.settimeout(0.3)
        with pytest.raises(TimeoutError):
            client.recv(10)
        link.heal()
        client.settimeout(10)
        assert client.recv(10) == b""
