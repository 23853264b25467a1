"""Values as a Java properties file writes them."""

from __future__ import annotations

import re


def text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def escaped(letters: str) -> str:
    """Text for a file that Java reads as Latin-1: whatever is not ASCII as ``\\uXXXX``.

    >>> escaped("é 0–100")
    '\\\\u00e9 0\\\\u2013100'
    """
    units = letters.encode("utf-16-be").hex(" ", 2).split()
    return "".join(chr(int(unit, 16)) if int(unit, 16) < 128 else f"\\u{unit}" for unit in units)


def unescaped(written: str) -> str:
    r"""The text that Java reads from a value: the inverse of `escaped`; a backslash that escapes nothing is gone.

    >>> unescaped(escaped("é 🚗")), unescaped(r"^\\d is not ^\d")
    ('é 🚗', '^\\d is not ^d')
    """
    units = re.sub(r"\\u([0-9a-fA-F]{4})|\\(.)", lambda found: found[2] or chr(int(found[1], 16)), written)
    return units.encode("utf-16", "surrogatepass").decode("utf-16")
