"""A picture of the lane as HTML and as text: for the live page, and for one cell of a notebook that moves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

from data.records import AREAS
from utils.realtime.live.hops import ABOUT, STATES, Hop
from utils.realtime.live.picture import Picture
from utils.realtime.live.readings import Fast
from utils.realtime.speeding.rule import STAMP

SIGNS = {"moving": "▶", "idle": "○", "starved": "◌", "stopped": "‖", "silent": "✕", "off": "–"}
LOOKS = {"moving": "good", "idle": "quiet", "starved": "wait", "stopped": "bad", "silent": "bad", "off": "quiet"}
HEAD = ("hop", "state", "so far", "a second", "waiting", "the last minute")
FAST_S = 120  # a speeding car stays on the map for so long, by the clock of the data
LISTED = 6
WIDTH, HEIGHT = 120, 22  # of a trace
STYLE = "".join(
    Path(__file__).with_name(name).read_text("utf-8").replace(":host, ", "") for name in ("page.css", "lane.css")
)


def html(picture: Picture) -> str:
    """The picture as HTML; every text in it is escaped."""
    text, typed, command = picture.sentence.partition(" Type: ")
    told = escape(text) + (f" Type: <code>{escape(command)}</code>" if typed else "")
    look = "bad" if not picture.good else "good" if any(hop.state == "moving" for hop in picture.hops) else "wait"
    return f'<p class="sentence {look}" role="status">{told}</p>{_hops(picture)}{_figures(picture)}{_city(picture)}'


def _hops(picture: Picture) -> str:
    top = max((rate for hop in picture.hops for rate in hop.trace), default=0.0)
    head = "".join(f'<th scope="col">{title}</th>' for title in HEAD)
    rows = "".join(_row(hop, top) for hop in picture.hops)
    return f'<table class="hops"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row(hop: Hop, top: float) -> str:
    about, quiet = ABOUT[hop.name], hop.total is None
    waiting = "" if hop.waiting is None else f"{hop.waiting:,}"
    return (
        f'<tr data-hop="{hop.name}" data-state="{hop.state}" title="{escape(about.counts)}">'
        f'<th scope="row">{escape(about.title)} <small>{escape(about.korean)}</small></th>'
        f'<td class="state {LOOKS[hop.state]}"><span class="sign" aria-hidden="true">{SIGNS[hop.state]}</span>'
        f"{STATES[hop.state]}</td>"
        f'<td class="number total">{"" if quiet else f"{hop.total:,}"}</td>'
        f'<td class="number">{"" if quiet else f"{hop.rate:,.0f}"}</td>'
        f'<td class="number {"bad" if hop.state == "stopped" else ""}">{waiting}</td>'
        f"<td>{_trace(hop, top)}</td></tr>"
    )


def _trace(hop: Hop, top: float) -> str:
    if len(hop.trace) < 2 or not top:
        return ""
    step = WIDTH / (len(hop.trace) - 1)
    points = " ".join(f"{n * step:.1f},{HEIGHT - rate / top * HEIGHT:.1f}" for n, rate in enumerate(hop.trace))
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" aria-hidden="true">'
        f'<polygon points="0,{HEIGHT} {points} {WIDTH},{HEIGHT}"/></svg>'
    )


def _figures(picture: Picture) -> str:
    items = []
    if picture.latency_ms is not None:
        items.append(f"<b>{picture.latency_ms / 1000:.2f} s</b> from the log to HBase")
    if picture.on_the_way >= 3:
        items.append(f"<b>{picture.on_the_way:.0f} s</b> on its way: the oldest row watched")
    if picture.lag is not None:
        items.append(f"<b>{picture.lag:,}</b> rows of lag before Storm")
    items += [f"<b>{picture.alert_count:,}</b> alerts", f"<b>{picture.aside:,}</b> lines set aside as no rows"]
    return '<ul class="figures">' + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _city(picture: Picture) -> str:
    if not picture.positions:
        return ""
    cars = Counter(position.area for position in picture.positions.values())
    fast: dict[str, list[Fast]] = defaultdict(list)
    for alert in recent(picture):
        if alert.area:
            fast[alert.area].append(alert)
    zones = sorted({area[0] for area in AREAS})
    numbers = sorted({area[1:] for area in AREAS})
    head = "".join(f'<th scope="col">{number}</th>' for number in numbers)
    rows = ""
    for zone in zones:
        cells = (_area(name, cars[name], fast[name]) for name in (zone + number for number in numbers))
        rows += f'<tr><th scope="row">{zone}</th>{"".join(cells)}</tr>'
    listed = "".join(f"<li>{_alert(alert)}</li>" for alert in picture.alerts[:LISTED])
    return (
        '<div class="city"><table class="map"><caption>Cars in the city, speeding ones in colour · 과속 차량</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f'<ul class="alerts"><li><b>Newest alerts</b>, averages of 30 s</li>{listed or "<li>None yet.</li>"}</ul></div>'
    )


def _area(name: str, cars: int, alerts: list[Fast]) -> str:
    dots = "●" * cars if cars <= 3 else f"● {cars}"
    if not alerts:
        return f'<td title="{name}: {cars} cars">{dots}</td>'
    named = list(dict.fromkeys(alert.car for alert in alerts))
    told = escape(f"{name}: {cars} cars; speeding: {', '.join(named)}")
    first = named[0] + (f" +{len(named) - 1}" if named[1:] else "")
    return f'<td class="fast" title="{told}">▲<span>{escape(first)}</span></td>'


def _alert(alert: Fast) -> str:
    end = datetime.strptime(alert.end, STAMP)
    where = f" in <b>{escape(alert.area)}</b>" if alert.area else ""
    return f"▲ <b>{escape(alert.car)}</b>{where}, {alert.average:.0f} km/h until {end:%H:%M:%S}"


def recent(picture: Picture) -> Iterable[Fast]:
    """The alerts of the last moments, by the clock of the data; a car once."""
    latest = max((position.time for position in picture.positions.values()), default="")
    if not latest:
        return ()
    since = f"{datetime.strptime(latest, STAMP).replace(tzinfo=UTC) - timedelta(seconds=FAST_S):{STAMP}}"
    newest: dict[str, Fast] = {}
    for alert in picture.alerts:
        if alert.end >= since:
            newest.setdefault(alert.car, alert)
    return tuple(newest.values())


def text(picture: Picture) -> str:
    """The same as text, for a terminal or a screen reader."""
    lines = [HEAD[:-1]]
    for hop in picture.hops:
        total, rate = ("", "") if hop.total is None else (f"{hop.total:,}", f"{hop.rate:,.0f}")
        waiting = "" if hop.waiting is None else f"{hop.waiting:,}"
        lines.append((ABOUT[hop.name].title, STATES[hop.state], total, rate, waiting))
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    rows = ("  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip() for line in lines)
    return "\n".join([picture.sentence, *rows, f"{picture.alert_count} alerts"])


def bundle(picture: Picture) -> dict[str, str]:
    """Both, as `IPython.display.display(…, raw=True)` takes them."""
    page = f'<style>{STYLE}</style><div class="board lane" style="background: #fff">{html(picture)}</div>'
    return {"text/html": page, "text/plain": text(picture)}


class Cell:
    """Shows pictures in the cell of a notebook that runs, each in the place of the one before; elsewhere nothing."""

    def __init__(self) -> None:
        self._handle, self._cell = None, None

    def __call__(self, picture: Picture) -> None:
        from IPython import get_ipython
        from IPython.display import display

        shell = get_ipython()
        if shell is None:
            return
        if self._cell == shell.execution_count:
            self._handle.update(bundle(picture), raw=True)
        else:
            self._cell = shell.execution_count
            self._handle = display(bundle(picture), raw=True, display_id=True)
