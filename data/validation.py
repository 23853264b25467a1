"""What a line is: a row, garbage, or a dead letter with the reason. The agent's RecordInterceptor.java agrees."""

from __future__ import annotations

import re
from typing import NamedTuple

from data.records import Record

ROW, GARBAGE, DEAD = "row", "garbage", "dead"
BEGIN = re.compile(r"[0-9]{14}")
SHOWN = 40


class Verdict(NamedTuple):
    """`kind` is ``row``, ``garbage`` or ``dead``; `reason` is empty for a row."""

    kind: str
    reason: str = ""


def judge(record: Record, line: str) -> Verdict:
    """The verdict on one line, without its line end.

    A line that `data.records.parse_line` accepts is a row, any other that begins with 14 digits a dead letter.

    >>> from data.records import STATUS
    >>> judge(STATUS, "20160101000000,A0001,80")
    Verdict(kind='dead', reason='3 fields, but 13 were expected')
    """
    line = line.rstrip("\r")
    if not BEGIN.match(line):
        return Verdict(GARBAGE, "it does not begin with 14 digits")
    parts = line.split(record.separator)
    if len(parts) != len(record.fields):
        return Verdict(DEAD, f"{len(parts)} fields, but {len(record.fields)} were expected")
    for field, part in zip(record.fields, parts, strict=True):
        try:
            field.parse(part)
        except ValueError as wanted:
            return Verdict(DEAD, f"{field.name} is '{_shown(part)}', but must be {wanted}")
    return Verdict(ROW)


def _shown(part: str) -> str:
    begin = part[:SHOWN] + "…" if len(part) > SHOWN else part
    return re.sub(r"[\x00-\x1f\x7f]", " ", begin)
