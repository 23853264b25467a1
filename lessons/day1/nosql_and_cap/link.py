"""A network link between two programs of this machine that can be cut and healed, to make a partition on purpose."""

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

    def __init__(self, target: int, host: str = "127.0.0.1") -> None:
        self._target = (host, target)
        self._whole = threading.Event()
        self._whole.set()
        self._closed = False
        self._sockets: set[socket.socket] = set()
        self._listener = socket.create_server((host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._start(self._accept)

    @property
    def is_cut(self) -> bool:
        return not self._whole.is_set()

    def cut(self) -> None:
        """Let nothing pass from now on."""
        self._whole.clear()

    def heal(self) -> None:
        """Let everything pass again."""
        self._whole.set()

    def close(self) -> None:
        """End the link and every connection through it."""
        self._closed = True
        self._whole.set()
        for each in (self._listener, *self._sockets):
            _end(each)

    def __enter__(self) -> Link:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _accept(self) -> None:
        while not self._closed:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._connect, near)

    def _connect(self, near: socket.socket) -> None:
        self._sockets.add(near)
        self._whole.wait()
        try:
            far = socket.create_connection(self._target, timeout=5)
        except OSError:
            _end(near)
            self._sockets.discard(near)
            return
        far.settimeout(None)
        self._sockets.add(far)
        if self._closed:
            _end(near)
            _end(far)
        self._start(self._carry, far, near)
        self._carry(near, far)

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while block := source.recv(BLOCK):
                self._whole.wait()
                sink.sendall(block)
        for each in (source, sink):
            _end(each)
            self._sockets.discard(each)

    def _start(self, work, *arguments: object) -> None:
        threading.Thread(target=work, args=arguments, name=f"link-{self.port}", daemon=True).start()


def _end(connection: socket.socket) -> None:
    """Wake the threads that wait on the socket, then close it."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
