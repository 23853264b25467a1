"""``course lab``: JupyterLab with the lesson on the left and the live cluster panel on the right.

Configuration, workspaces, settings and process record lie under the state folder of the course; nothing of the
user's own Jupyter is read or written. The server listens on loopback and keeps Jupyter's token.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
import webbrowser
from contextlib import suppress
from urllib.error import URLError
from urllib.request import Request, urlopen

from jupyter_server.serverapp import list_running_servers

from base.exceptions import ConfigurationError, NotReady
from base.settings import settings
from base.waiting import wait_until
from tools.labfiles import Places, write
from utils.lesson.catalogue import DAYS

START_S = 120


def running(places: Places) -> str | None:
    """The address, with the token, of this project's Lab if one answers; Jupyter records where it runs."""
    for server in list_running_servers(places.folder / "runtime"):
        request = Request(f"{server['url']}api/status", headers={"Authorization": f"token {server['token']}"})
        try:
            with urlopen(request, timeout=3):
                return f"http://127.0.0.1:{server['port']}/lab?token={server['token']}"
        except (URLError, OSError):
            continue
    return None


def start(places: Places, seconds: float = START_S) -> tuple[subprocess.Popen, str]:
    """Start the Lab as a child process, wait until it answers, and return the process and its address.

    Raises:
        NotReady: the Lab ended or did not answer in time; the message shows its last lines.
    """
    write(places)
    log = places.folder / "lab.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyter", "lab", "--no-browser"],
            cwd=places.project,
            env=os.environ | places.environment(),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    begin = time.monotonic()
    with suppress(NotReady):
        wait_until(lambda: process.poll() is not None or running(places), "JupyterLab answers", seconds)
    url = running(places)
    if process.poll() is not None or url is None:
        process.terminate()
        last = "\n".join(log.read_text(errors="replace").splitlines()[-12:])
        raise NotReady(
            f"JupyterLab did not answer on port {places.port} within {time.monotonic() - begin:.0f} s. "
            f"Its last lines:\n{last}\n"
            "If another program uses the port, end it or set SMARTCAR_PORT_SHIFT, then type: course lab"
        )
    return process, url


def main(day: str | None = None, browser: bool = True) -> int:
    """``course lab [day]``: runs until Ctrl-C, or says where a Lab runs already. Returns an exit code."""
    if day not in (None, *DAYS):
        raise ConfigurationError(f"There is no day {day!r}. Days: {', '.join(DAYS)}. Type: course lab day1")
    places = Places.of(settings())
    process, url = None, running(places)
    if url is None:
        print("Starting JupyterLab …", flush=True)
        process, url = start(places)
    else:
        print("JupyterLab is running already.")
    url = url.replace("/lab?", f"/lab/workspaces/{day or 'home'}?")
    print(f"Open  {url}", flush=True)
    if browser:
        webbrowser.open(url)
    if process is None:
        return 0
    print("End it with Ctrl-C.", flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait(30)
        return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.lab", description="Start JupyterLab for the course.")
    parser.add_argument("day", nargs="?")
    parser.add_argument("--no-browser", action="store_true")
    given = parser.parse_args()
    sys.exit(main(given.day, not given.no_browser))
