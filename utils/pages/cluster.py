"""The cluster panel: a page that shows what runs, whether it is well, and what to type when it is not.

``python -m utils.pages.cluster --port 25006`` serves it on loopback.
"""

from __future__ import annotations

from html import escape
from itertools import groupby

from cluster import RoleStatus
from cluster.catalogue import SERVICES
from cluster.monitor import Snapshot, collect
from utils.pages.server import Page, serve

SIGNS = {"ready": "●", "starting": "◔", "paused": "‖", "sick": "▲", "dead": "✕", "stopped": "○"}
COMMANDS = (
    ("cluster up day1", "bring the services of day 1 up"),
    ("cluster status", "the same picture in a terminal"),
    ("cluster doctor", "when something does not start"),
)


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
            f"<table><caption>{escape(SERVICES[service].title)}</caption>"
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


PAGE = Page("Cluster", "클러스터", collect, render)

if __name__ == "__main__":
    serve({"cluster": PAGE})
