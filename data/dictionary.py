"""The data dictionary: a page made from the record types."""

from __future__ import annotations

from pathlib import Path

from base.settings import PROJECT
from data.records import COLLECTED_STATUS, RECORDS, Record

PAGE = PROJECT / "docs" / "data-dictionary.md"

_OPENING = """# Data dictionary · 데이터 사전

Made from `data/records.py` with `python -m data dictionary`; change it there.

All files are UTF-8 with line feeds and no quoting. Times are wall-clock times of Asia/Seoul. The car number joins every
data set but F. The names of files and fields are those of the book, spelling included (`break` is the brake).
"""


def page() -> str:
    """The text of the page."""
    return "\n".join([_OPENING, *(_section(record) for record in RECORDS.values())])


def write(path: Path = PAGE) -> Path:
    """Write the page and return where it is."""
    path.write_text(page(), encoding="utf-8")
    return path


def _section(record: Record) -> str:
    lines = [
        f"## {record.letter}. {record.name} · {record.korean}",
        "",
        record.sentence,
        "",
        f"* File: `{record.file_name.replace('%Y', 'YYYY').replace('%m', 'MM').replace('%d', 'DD')}`",
        f"* Separator: `{record.separator}`",
        f"* Header: `{record.header}`" if record.header else "* Header: none",
    ]
    if record.garbage:
        lines.append(f"* Garbage line, once per car and file, to be dropped: `{record.garbage}`")
    lines += ["", "| # | Field | Korean | Type | Unit | Values | Meaning |", "|---|---|---|---|---|---|---|"]
    lines += _rows(record)
    if record.name == "status":
        lines += ["", "Collecting appends one more field:", "", *lines[-len(record.fields) - 2 : -len(record.fields)]]
        lines.append(_rows(COLLECTED_STATUS)[-1])
    return "\n".join(lines) + "\n"


def _rows(record: Record) -> list[str]:
    return [
        f"| {number} | `{field.name}` | {field.korean} | {field.kind} | {field.unit} | {_limits(field.allowed)} "
        f"| {field.sentence} |"
        for number, field in enumerate(record.fields, start=1)
    ]


def _limits(text: str) -> str:
    values = text.split(" ")
    return text if len(values) < 12 else f"{values[0]} … {values[-1]} ({len(values)})"
