"""A record type: what a line of a data set is, and how to read one and write one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from base.exceptions import DataError

_FORMATS = {"timestamp": "%Y%m%d%H%M%S", "date": "%Y%m%d", "month": "%Y%m"}
_SHAPES = {"timestamp": "yyyyMMddHHmmss", "date": "yyyyMMdd", "month": "yyyyMM"}
SHOWN = 40  # characters of a value in the reason why a line is no row


@dataclass(frozen=True)
class Field:
    """One column of a data set.

    `kind` is integer, text, timestamp (yyyyMMddHHmmss), date (yyyyMMdd) or month (yyyyMM). Limits are either
    `low` to `high`, a tuple of `values`, or a regular expression.
    """

    name: str
    kind: str
    korean: str
    sentence: str
    unit: str = ""
    low: int | None = None
    high: int | None = None
    values: tuple[str | int, ...] = ()
    pattern: str = ""

    def parse(self, text: str) -> str | int | datetime:
        """The value that `text` stands for. Raises ValueError with what was expected."""
        if self.kind in _FORMATS:
            return _moment(text, self.kind)
        if self.kind == "text":
            if self.values and text not in self.values:
                raise ValueError(self.allowed)
            if self.pattern and not re.fullmatch(self.pattern, text):
                raise ValueError(self.allowed)
            return text
        if not re.fullmatch(r"-?[0-9]{1,18}", text):
            raise ValueError("a whole number")
        number = int(text)
        if (self.values and number not in self.values) or not self._within(number):
            raise ValueError(self.allowed)
        return number

    def format(self, value: str | int | datetime) -> str:
        """The text of a value, as it stands in a file."""
        return value.strftime(_FORMATS[self.kind]) if self.kind in _FORMATS else str(value)

    @property
    def allowed(self) -> str:
        """The limits in words."""
        if self.values:
            return " ".join(str(value) for value in self.values)
        if self.kind == "integer":
            return f"{self.low}–{self.high}"
        return self.pattern or _SHAPES[self.kind]

    def _within(self, number: int) -> bool:
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)


def _moment(text: str, kind: str) -> datetime:
    """The time that the digits tell. 240000, as in the book's files, is the midnight that ends a day."""
    if len(text) != len(_SHAPES[kind]) or not (text.isascii() and text.isdigit()):
        raise ValueError(f"{len(_SHAPES[kind])} digits, {_SHAPES[kind]}")
    try:
        if text[8:] == "240000":
            return datetime.strptime(text[:8], "%Y%m%d") + timedelta(days=1)
        return datetime.strptime(text, _FORMATS[kind])
    except (ValueError, OverflowError):  # 99991231240000 would be the year 10000
        raise ValueError(f"a time that exists, {_SHAPES[kind]}") from None


@dataclass(frozen=True)
class Record:
    """One data set: its file and the fields of a line."""

    letter: str
    name: str
    korean: str
    sentence: str
    file_name: str  # strftime pattern, filled with the day or the month of the rows
    fields: tuple[Field, ...]
    separator: str = ","
    header: str | None = None
    garbage: str | None = None  # the line that each car's device writes once and that every reader must drop
    encoding: str = "utf-8"

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def glob(self) -> str:
        """The file name with a star in place of the date."""
        return re.sub(r"(%\w)+", "*", self.file_name)

    def file_for(self, day: datetime) -> str:
        return day.strftime(self.file_name)


def is_garbage(record: Record, text: str) -> bool:
    """Whether `text` is the line that a device writes before its first row.

    >>> from data.records import DRIVER
    >>> is_garbage(DRIVER, "Driver Status Infomation,CarNum,AccStep"), is_garbage(DRIVER, "2016")
    (True, False)
    """
    return record.garbage is not None and text.startswith(record.garbage.split(",")[0])


class NoRow(DataError):
    """A line that is no row of its record type; `reason` says why in a few words, as the agent's interceptor does."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


def parse_line(record: Record, text: str) -> dict[str, str | int | datetime]:
    """The fields of one line, by name and with their types.

    Raises NoRow, a DataError, for a garbage line, a wrong number of fields or a value outside its limits.

    >>> from data.records import PURCHASES
    >>> parse_line(PURCHASES, "M0014,Item-018,2,202003")["score"]
    2
    """
    line = text.rstrip("\r\n")
    if is_garbage(record, line):
        raise NoRow(
            f"A garbage line of the {record.name} data set reached a parser: {line[:60]!r}. "
            "A device writes it once per car; drop it first with is_garbage(record, line).",
            "it is the line that a device writes once per car",
        )
    advice = f"Set the line aside and compare it with the {record.name} table of docs/data-dictionary.md."
    parts = line.split(record.separator)
    if len(parts) != len(record.fields):
        counts = f"{len(parts)} fields, but {len(record.fields)} were expected"
        raise NoRow(f"A {record.name} line has {counts}: {line[:80]!r}. {advice}", counts)
    values = {}
    for field, part in zip(record.fields, parts, strict=True):
        try:
            values[field.name] = field.parse(part)
        except ValueError as wanted:
            raise NoRow(
                f"Field {field.name} of a {record.name} line is {part!r}, but must be {wanted}: {line[:80]!r}. "
                f"{advice}",
                f"{field.name} is '{_shown(part)}', but must be {wanted}",
            ) from None
    return values


def _shown(part: str) -> str:
    """The beginning of a value, with a space in place of each control character."""
    begin = part[:SHOWN] + "…" if len(part) > SHOWN else part
    return re.sub(r"[\x00-\x1f\x7f]", " ", begin)


def format_line(record: Record, values: dict[str, str | int | datetime]) -> str:
    """One line of a file, without the line end: the inverse of `parse_line`."""
    return record.separator.join(field.format(values[field.name]) for field in record.fields)
