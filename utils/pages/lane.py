"""The live picture of the speed lane: counts at every hop, what stands still, speeding cars on the map.

``python -m utils.pages.lane --port 25007`` serves it on loopback; `python -m utils.realtime.lane` lets rows flow.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import ClassVar

from utils.pages import lane_view
from utils.pages.server import STYLE, Board, Page, serve
from utils.realtime.live.lookout import Lookout
from utils.realtime.live.picture import Picture


class LaneBoard(Board):
    """The page in the browser."""

    _stylesheets: ClassVar = [STYLE, Path(__file__).with_suffix(".css").read_text("utf-8")]


@cache
def lookout() -> Lookout:
    """The one that serves every browser, made when the first of them asks."""
    return Lookout()


def collect() -> Picture:
    return lookout().look()


def render(picture: Picture) -> str:
    return f'<div class="lane">{lane_view.html(picture)}</div>'


PAGE = Page("Speed lane", "실시간 레인", collect, render, every_s=1.0, board=LaneBoard)

if __name__ == "__main__":
    serve({"lane": PAGE})
