"""Network links between programs of this machine that can be cut and healed, to make a partition on purpose."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

BLOCK = 65536


class Link:
    """Listens on a port of its own, on loopback only, and carries bytes to and from another port.

    While it is cut, nothing passes, yet no connection is closed: as on a network whose cable was pulled, each side
    sees only that the other is silent. What was sent in that time arrives after `heal`, if both sides still wait.
    Use it as a context manager, or call `close`.
    """

    def __init__(self, target: int = 0, host: str = "127.0.0.1") -> None:
        self._target, self._host = target, host
        self._cut: set[int] = set()
        self._changed = threading.Condition()
        self._closed = False
        self._sockets: set[socket.socket] = set()
        self._listener = socket.create_server((host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._start(self._accept)

    @property
    def is_cut(self) -> bool:
        return bool(self._cut)

    def cut(self, *ports: int) -> None:
        """Let nothing pass to these ports, or to the target, from now on, nor from there."""
        with self._changed:
            self._cut.update(ports or (self._target,))

    def heal(self) -> None:
        """Let everything pass again."""
        with self._changed:
            self._cut.clear()
            self._changed.notify_all()

    def close(self) -> None:
        """End the link and every connection through it."""
        self._closed = True
        self.heal()
        for each in (self._listener, *self._sockets):
            _end(each)

    def __enter__(self) -> Link:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _aim(self, near: socket.socket) -> int:
        """The port that a new connection is for."""
        return self._target

    def _connected(self, near: socket.socket) -> None:
        """Tell a new connection that it is there."""

    def _pass(self, port: int) -> None:
        """Wait as long as the way to a port is cut."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or port not in self._cut)

    def _accept(self) -> None:
        while not self._closed:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._connect, near)

    def _connect(self, near: socket.socket) -> None:
        self._sockets.add(near)
        try:
            port = self._aim(near)
            self._pass(port)
            far = socket.create_connection((self._host, port), timeout=5)
            self._connected(near)
        except OSError:
            _end(near)
            self._sockets.discard(near)
            return
        far.settimeout(None)
        self._sockets.add(far)
        if self._closed:
            _end(near)
            _end(far)
        self._start(self._carry, far, near, port)
        self._carry(near, far, port)

    def _carry(self, source: socket.socket, sink: socket.socket, port: int) -> None:
        with suppress(OSError):
            while block := source.recv(BLOCK):
                self._pass(port)
                sink.sendall(block)
        self._pass(port)  # that a connection was closed is news, too
        for each in (source, sink):
            _end(each)
            self._sockets.discard(each)

    def _start(self, work, *arguments: object) -> None:
        threading.Thread(target=work, args=arguments, name=f"link-{self.port}", daemon=True).start()


class Outlet(Link):
    """A link on which each connection names its port, by SOCKS 5: Java does so if it is given a ``socksProxyHost``."""

    def _aim(self, near: socket.socket) -> int:
        _, ways = _exactly(near, 2)
        _exactly(near, ways)
        near.sendall(b"\x05\x00")  # version 5, and nobody has to log in
        *_, form = _exactly(near, 4)
        _exactly(near, {1: 4, 4: 16}.get(form) or _exactly(near, 1)[0])  # its address: all is on this machine
        return int.from_bytes(_exactly(near, 2))

    def _connected(self, near: socket.socket) -> None:
        near.sendall(b"\x05\x00\x00\x01" + bytes(6))


def _exactly(connection: socket.socket, size: int) -> bytes:
    found = connection.recv(size, socket.MSG_WAITALL)
    if len(found) < size:
        raise ConnectionError("The connection ended before it said where to.")
    return found


def _end(connection: socket.socket) -> None:
    """Wake the threads that wait on the socket, then close it."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
