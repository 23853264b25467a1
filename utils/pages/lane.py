"""The live picture of the speed lane: counts at every hop, what stands still, speeding cars on the map.

``python -m utils.pages.lane --port 25007`` serves it on loopback; `python -m utils.realtime.lane` lets rows flow.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from utils.pages import lane_view
from utils.pages.server import STYLE, Board, Page, serve
from utils.realtime.lane.speed_lane import diagnose
from utils.realtime.live.picture import Live, Picture
from utils.realtime.live.readings import Hops


class LaneBoard(Board):
    """The page in the browser."""

    _stylesheets: ClassVar = [STYLE, Path(__file__).with_suffix(".css").read_text("utf-8")]


class Collector:
    """Looks at the lane each time it is called, and remembers what it saw."""

    def __init__(self) -> None:
        self._hops: Hops | None = None
        self._live = Live()

    def __call__(self) -> Picture:
        self._hops = self._hops or Hops()
        self._live.add(self._hops.look())
        return self._live.picture(*diagnose(self._hops.cluster) if self._live.troubled else ())


def render(picture: Picture) -> str:
    return f'<div class="lane">{lane_view.html(picture)}</div>'


PAGE = Page("Speed lane", "실시간 레인", Collector(), render, every_s=1.0, board=LaneBoard)

if __name__ == "__main__":
    serve({"lane": PAGE})
