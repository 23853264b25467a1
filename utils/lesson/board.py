"""The table a lesson starts with: what runs, what it is, how it is, where its page is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cluster import RoleStatus

HEAD = ("Service", "Processes", "What it is", "State", "Memory", "Web page")


@dataclass(frozen=True)
class Row:
    """One service, its roles taken together."""

    service: str
    roles: int
    sentence: str
    state: str
    memory_mb: int
    pages: tuple[str, ...] = ()

    def cells(self) -> tuple[str, ...]:
        memory = f"{self.memory_mb} MB" if self.memory_mb else ""
        return self.service, str(self.roles or ""), self.sentence, self.state, memory, " ".join(self.pages)


def rows(roles: Iterable[RoleStatus], sentences: dict[str, str]) -> list[Row]:
    """One row for each service in `sentences` (name to what it is), in that order."""
    roles = list(roles)
    made = []
    for service, sentence in sentences.items():
        mine = [role for role in roles if role.service == service]
        unwell = [f"{role.name} {role.state}" for role in mine if role.state != "ready"]
        state = ", ".join(unwell) or ("ready" if mine else "stopped")
        pages = tuple(role.url for role in mine if role.url)
        made.append(Row(service, len(mine), sentence, state, sum(role.memory_mb for role in mine), pages[:1]))
    return made


def html(table: Sequence[Row], caption: str) -> str:
    """The table as HTML; every text in it is escaped."""
    if not table:
        return f"<p>{escape(caption)}</p>"
    head = "".join(f'<th scope="col" style="text-align:left">{title}</th>' for title in HEAD)
    body = "".join(f"<tr>{''.join(_cell(n, text) for n, text in enumerate(row.cells()))}</tr>" for row in table)
    above = f'<caption style="text-align:left;caption-side:top">{escape(caption)}</caption>'
    return f"<table>{above}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(number: int, text: str) -> str:
    if number == 0:
        return f'<th scope="row" style="text-align:left">{escape(text)}</th>'
    if HEAD[number] == "Web page" and text:
        text = f'<a href="{escape(text)}" target="_blank" rel="noopener">{escape(text)}</a>'
    else:
        text = escape(text)
    return f'<td style="text-align:left">{text}</td>'


def plain(table: Sequence[Row], caption: str) -> str:
    """The same table as text, for a terminal or a screen reader."""
    lines = [HEAD, *(row.cells() for row in table)] if table else []
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEAD))] if lines else []
    drawn = ("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join([caption, *(line.rstrip() for line in drawn)])


def bundle(table: Sequence[Row], caption: str) -> dict[str, str]:
    """Both forms, as `IPython.display.display(…, raw=True)` takes them."""
    return {"text/html": html(table, caption), "text/plain": plain(table, caption)}
