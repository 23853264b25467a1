"""A question to a running Java process, as the tool jcmd asks it: through a socket that the process opens on request.

It needs nothing but Python's standard library, because it is also run inside of a container, where there is no jcmd:
``python -c "…" COMMAND`` asks the only Java process there. So it waits for the socket by itself, without
`base.waiting`, which a container does not have.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from pathlib import Path

DARWIN_USER_TEMP_DIR = 65537  # of <unistd.h>; Java looks there whatever TMPDIR says
SECONDS = 20  # until the socket is open


def ask(pid: int, command: str) -> str:
    """The answer of a Java process to a command of jcmd, such as ``GC.class_histogram``.

    Raises OSError if the process is gone, belongs to another account, or opens no socket in 20 s.
    """
    path = _folder() / f".java_pid{pid}"
    if not path.exists():
        _request(pid, path)
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(60)
        line.connect(str(path))
        line.sendall(b"\0".join((b"1", b"jcmd", command.encode(), b"", b"", b"")))
        answer = b""
        while block := line.recv(65536):
            answer += block
    code, _, text = answer.decode(errors="replace").partition("\n")
    if code != "0":
        raise OSError(f"Java process {pid} did not answer {command}: {text.strip() or code}")
    return text


def _folder() -> Path:
    return Path(os.confstr(DARWIN_USER_TEMP_DIR) if sys.platform == "darwin" else "/tmp")


def _request(pid: int, path: Path) -> None:
    """A file of this name and the signal tell the process to listen."""
    request = _folder() / f".attach_pid{pid}"
    request.touch()
    try:
        os.kill(pid, signal.SIGQUIT)
        deadline = time.monotonic() + SECONDS
        while not path.exists():
            if time.monotonic() > deadline:
                raise TimeoutError(f"Java process {pid} opened no socket in {SECONDS} s.")
            time.sleep(0.05)
    finally:
        request.unlink(missing_ok=True)


def _java() -> int:
    """The only Java process of a container."""
    return next(int(each.parent.name) for each in Path("/proc").glob("[0-9]*/comm") if each.read_text() == "java\n")


if __name__ == "__main__":
    print(ask(_java(), sys.argv[1]), end="")
