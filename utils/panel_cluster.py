"""The cluster panel: a page that shows what runs, whether it is well, and what to type when it is not.

``python -m utils.panel_cluster --port 25006`` serves it on loopback. One thread collects for every open page, and
only while a page is open.
"""

from __future__ import annotations

import argparse
import os
import threading
import time
from html import escape
from itertools import groupby
from pathlib import Path
from typing import ClassVar

import panel as pn
import param

from cluster import RoleStatus
from utils.exceptions import CourseError
from utils.monitor import Snapshot, collect

EVERY_S = 2.0
SHARE = 0.025  # of one core; where a snapshot costs more, the pause grows up to LONGEST_S
LONGEST_S = 6.0
SIGNS = {"ready": "●", "starting": "◔", "paused": "‖", "sick": "▲", "dead": "✕", "stopped": "○"}
TITLES = {
    "connect": "Kafka Connect",
    "flume": "Flume",
    "hbase": "HBase",
    "hdfs": "HDFS",
    "yarn": "YARN",
    "zookeeper": "ZooKeeper",
    "kafka": "Kafka",
    "redis": "Redis",
    "postgresql": "PostgreSQL",
    "spark": "Spark",
    "storm": "Storm",
}
COMMANDS = (
    ("cluster up day1", "bring the services of day 1 up"),
    ("cluster status", "the same picture in a terminal"),
    ("cluster doctor", "when something does not start"),
)


class Board(pn.custom.JSComponent):
    """The page in the browser; its program and style lie beside this file."""

    # one value, because a change that is sent while a page is being set up can be lost: the next brings everything
    state = param.Dict(
        {"html": "", "time": 0.0, "trouble": ""},
        doc="the page; seconds since 1970 of its snapshot; why no new snapshot could be made",
    )

    _esm = Path(__file__).with_suffix(".js").read_text("utf-8")
    _stylesheets: ClassVar = [Path(__file__).with_suffix(".css").read_text("utf-8")]


class Feed:
    """The latest snapshot, renewed by one thread while someone looks."""

    def __init__(self) -> None:
        self.snapshot: Snapshot | None = None
        self.trouble = ""
        self.watchers = 0
        self._wake = threading.Event()
        threading.Thread(target=self._run, daemon=True, name="collector").start()

    def join(self) -> None:
        self.watchers += 1
        self._wake.set()

    def leave(self) -> None:
        self.watchers -= 1
        if not self.watchers:
            self._wake.clear()

    def _run(self) -> None:
        pause = threading.Event()
        parent = os.getppid()
        while True:
            looked_at = self._wake.wait(LONGEST_S)
            if os.getppid() != parent:
                os._exit(0)  # whoever started the panel is gone; a panel left behind would hold its port
            if not looked_at:
                continue
            begin = time.process_time()
            try:
                self.snapshot = collect()
                self.trouble = ""
            except (CourseError, OSError) as error:
                self.trouble = f"The cluster could not be asked: {error}"
            cost = time.process_time() - begin
            pause.wait(min(max(EVERY_S, cost / SHARE), LONGEST_S))


def render(snapshot: Snapshot) -> str:
    """The page of one snapshot as HTML; every text in it is escaped."""
    state = "bad" if snapshot.wrong else "good" if snapshot.running else "wait"
    parts = [f'<p class="sentence {state}" role="status">{_typed(snapshot.sentence)}</p>']
    if not snapshot.running:
        rows = "".join(f"<li><code>{escape(c)}</code> &ensp;{escape(w)}</li>" for c, w in COMMANDS)
        return parts[0] + f'<ul class="empty">{rows}</ul>'
    ready = sum(role.state == "ready" for role in snapshot.running)
    parts.append(
        f'<ul class="figures"><li><b>{ready}</b> of <b>{len(snapshot.running)}</b> roles ready</li>'
        f"<li><b>{snapshot.memory_mb:,}</b> MB of memory</li></ul>"
    )
    most = max((role.memory_mb for role in snapshot.running), default=0) or 1
    by_service = sorted(snapshot.roles, key=lambda role: role.service)
    for service, roles in groupby(by_service, key=lambda role: role.service):
        rows = "".join(_row(role, most) for role in roles)
        parts.append(
            f"<table><caption>{escape(TITLES.get(service, service))}</caption>"
            "<thead><tr><th>role</th><th>state</th><th>memory</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )
        figures = [figure for figure in snapshot.figures if figure.service == service]
        items = "".join(
            f"<li{'' if f.good else ' class=doubt'}>{'' if f.good else '▲ '}<b>{f.value}</b> {escape(f.label)}</li>"
            for f in figures
        )
        parts.append(f'<ul class="figures">{items}</ul>' if items else "")
    return "".join(parts)


def _row(role: RoleStatus, most: int) -> str:
    name = escape(role.name)
    if role.url and role.state in ("ready", "sick"):
        name = f'<a href="{escape(role.url)}" target="_blank" rel="noopener">{name}</a>'
    bar = f'<span class="bar"><i style="width:{100 * role.memory_mb / most:.0f}%"></i></span>'
    memory = f"{bar}{role.memory_mb:,} MB" if role.memory_mb else ""
    state, sign = escape(role.state), SIGNS.get(role.state, "?")
    row = (
        f'<tr title="{escape(role.sentence)}" data-role="{escape(role.name)}" data-state="{state}">'
        f'<th scope="row">{name}</th>'
        f'<td class="state {state}"><span class="sign" aria-hidden="true">{sign}</span>{state}</td>'
        f'<td class="memory">{memory}</td></tr>'
    )
    if role.state == "sick" and role.health:
        row += f'<tr class="health"><td colspan="3">{escape(role.health)}</td></tr>'
    return row


def _typed(sentence: str) -> str:
    text, typed, command = sentence.partition(" Type: ")
    return escape(text) + (f" Type: <code>{escape(command)}</code>" if typed else "")


def app(feed: Feed) -> pn.viewable.Viewable:
    """One open page."""
    board = Board(sizing_mode="stretch_width")

    def renew() -> None:
        snapshot, shown = feed.snapshot, board.state
        if snapshot and snapshot.time != shown["time"]:
            board.state = {"html": render(snapshot), "time": snapshot.time, "trouble": feed.trouble}
        elif feed.trouble != shown["trouble"]:
            board.state = shown | {"trouble": feed.trouble}

    feed.join()
    pn.state.on_session_destroyed(lambda _: feed.leave())
    pn.state.add_periodic_callback(renew, period=500)
    renew()
    return board


def main(arguments: list[str] | None = None) -> None:
    """Serves the panel until it is ended."""
    parser = argparse.ArgumentParser(prog="python -m utils.panel_cluster", description="Serve the cluster panel.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--prefix", default="", help="path under which a proxy shows the page")
    parser.add_argument("--origin", action="append", default=[], help="host:port a browser may come from")
    given = parser.parse_args(arguments)
    feed = Feed()
    pn.serve(
        {"cluster": lambda: app(feed)},
        address="127.0.0.1",
        port=given.port,
        prefix=given.prefix,
        websocket_origin=[f"127.0.0.1:{given.port}", f"localhost:{given.port}", *given.origin],
        title="Cluster",
        show=False,
    )


if __name__ == "__main__":
    main()
