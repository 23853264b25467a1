"""Ask a service a question of its own protocol."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterable

from cluster.plan import Process
from cluster.service import Exchange


def ask(exchange: Exchange, port: int, host: str = "127.0.0.1", timeout: float = 2.0) -> str | None:
    """None if the answer is as expected, else a sentence that says what is wrong."""
    received = b""
    deadline = time.monotonic() + timeout
    try:
        with socket.create_connection((host, port), timeout) as connection:
            connection.sendall(exchange.send)
            while not re.search(exchange.expect, received, re.DOTALL):
                connection.settimeout(max(deadline - time.monotonic(), 0.001))
                block = connection.recv(65536)
                if not block:
                    return f"{exchange.asks}: port {port} answers, but not yet as it should"
                received += block
    except TimeoutError:
        return f"{exchange.asks}: no proper answer on port {port} within {timeout:.0f} s"
    except OSError as error:
        return f"{exchange.asks}: port {port} says {error.strerror or error}"
    return None


def incomplete(processes: Iterable[Process], exchange: Exchange | None) -> bool:
    """Whether a service as a whole is not complete yet: none of its processes answers the common question."""
    if exchange is None:
        return False
    return all(
        exchange.port not in process.ports or ask(exchange, process.ports[exchange.port], timeout=1)
        for process in processes
    )
