"""Live pages: one thread that collects while someone looks, a page in the browser, and the server of both.

``python -m utils.pages.server --port 25006`` serves all pages on loopback: ``/cluster`` and ``/lane``.
Each page also has a module of its own that serves it alone.
"""

from __future__ import annotations

import argparse
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import ClassVar, Protocol

import panel as pn
import param

from base.exceptions import CourseError
from base.settings import settings
from utils.figures.fonts import NANUM, web_font

PAGES = {"cluster": "utils.pages.cluster", "lane": "utils.pages.lane"}
SHARE = 0.025  # of one core; where a snapshot costs more, the pause grows up to LONGEST_S
LONGEST_S = 6.0
STYLE = Path(__file__).with_name("page.css").read_text("utf-8")


class Snapshot(Protocol):
    """What a page shows: anything with its time, in seconds since 1970."""

    time: float


class Board(pn.custom.JSComponent):
    """A page in the browser; its program and style lie beside this file."""

    # one value, because a change that is sent while a page is being set up can be lost: the next brings everything
    state = param.Dict(
        {"title": "", "korean": "", "html": "", "time": 0.0, "trouble": ""},
        doc="the page; seconds since 1970 of its snapshot; why no new snapshot could be made",
    )

    seen = param.Boolean(False, doc="whether somebody can see the page; the browser says it")

    _esm = Path(__file__).with_name("page.js").read_text("utf-8")
    _stylesheets: ClassVar = [STYLE]


@dataclass(frozen=True)
class Page:
    """How one page is made: what it is called, what collects for it, and how a snapshot becomes HTML."""

    title: str
    korean: str
    collect: Callable[[], Snapshot]
    render: Callable[[Snapshot], str]
    every_s: float = 2.0
    board: type[Board] = Board


class Feed:
    """The latest snapshot, renewed by one thread while someone looks."""

    def __init__(self, page: Page) -> None:
        self.page = page
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
            begin, cpu = time.monotonic(), time.process_time()
            try:
                self.snapshot = self.page.collect()
                self.trouble = ""
            except (CourseError, OSError) as error:
                self.trouble = f"The cluster could not be asked: {error}"
            except Exception as error:  # a page that says so is better than a thread that has ended unseen
                self.trouble = f"The collector failed: {type(error).__name__} {error}. Type: cluster status"
            cost = time.process_time() - cpu
            pause.wait(min(max(self.page.every_s, cost / SHARE), LONGEST_S) - min(time.monotonic() - begin, 1.0))


def app(feed: Feed) -> pn.viewable.Viewable:
    """One open page."""
    page = feed.page
    board = page.board(sizing_mode="stretch_width")
    board.state = board.state | {"title": page.title, "korean": page.korean}

    def renew() -> None:
        snapshot, shown = feed.snapshot, board.state
        if snapshot and snapshot.time != shown["time"]:
            told = {"html": page.render(snapshot), "time": snapshot.time, "trouble": feed.trouble}
            board.state = shown | told
        elif feed.trouble != shown["trouble"]:
            board.state = shown | {"trouble": feed.trouble}

    board.param.watch(lambda told: feed.join() if told.new else feed.leave(), "seen")
    pn.state.on_session_destroyed(lambda _: feed.leave() if board.seen else None)
    pn.state.add_periodic_callback(renew, period=500)
    renew()
    return board


def letters() -> Path:
    """The folder of the font with Hangul; it is written once."""
    folder = settings().home / "letters"
    web_font(*NANUM, folder / "hangul.woff")
    return folder


def serve(pages: Mapping[str, Page], arguments: list[str] | None = None) -> None:
    """Serve pages, each under its name, until the program is ended."""
    parser = argparse.ArgumentParser(description=f"Serve live pages on loopback: {', '.join(pages)}.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--prefix", default="", help="path under which a proxy shows the pages")
    parser.add_argument("--origin", action="append", default=[], help="host:port a browser may come from")
    given = parser.parse_args(arguments)
    feeds = {name: Feed(page) for name, page in pages.items()}
    pn.serve(
        {name: lambda feed=feed: app(feed) for name, feed in feeds.items()},
        address="127.0.0.1",
        port=given.port,
        prefix=given.prefix,
        websocket_origin=[f"127.0.0.1:{given.port}", f"localhost:{given.port}", *given.origin],
        title={name: page.title for name, page in pages.items()},
        static_dirs={"letters": str(letters())},
        show=False,
    )


if __name__ == "__main__":
    serve({name: import_module(module).PAGE for name, module in PAGES.items()})
