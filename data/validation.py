"""What a line is: a row, garbage, or a dead letter with the reason. The agent's RecordInterceptor.java agrees."""

from __future__ import annotations

import re
from typing import NamedTuple

from data.record import NoRow, Record, parse_line

ROW, GARBAGE, DEAD = "row", "garbage", "dead"
BEGIN = re.compile(r"[0-9]{14}")


class Verdict(NamedTuple):
    """`kind` is ``row``, ``garbage`` or ``dead``; `reason` is empty for a row."""

    kind: str
    reason: str = ""


def validate(record: Record, line: str) -> Verdict:
    """The verdict on one line of a record type that begins with a time, without its line end.

    A line that `parse_line` accepts is a row, any other that begins with 14 digits a dead letter.

    >>> from data.records import STATUS
    >>> validate(STATUS, "20160101000000,A0001,80")
    Verdict(kind='dead', reason='3 fields, but 13 were expected')
    """
    if not BEGIN.match(line):
        return Verdict(GARBAGE, "it does not begin with 14 digits")
    try:
        parse_line(record, line)
    except NoRow as found:
        return Verdict(DEAD, found.reason)
    return Verdict(ROW)
