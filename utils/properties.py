"""Values as a Java properties file writes them."""

from __future__ import annotations


def text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def escaped(letters: str) -> str:
    """Text for a file that Java reads as Latin-1: whatever is not ASCII as ``\\uXXXX``.

    >>> escaped("é 0–100")
    '\\\\u00e9 0\\\\u2013100'
    """
    units = letters.encode("utf-16-be").hex(" ", 2).split()
    return "".join(chr(int(unit, 16)) if int(unit, 16) < 128 else f"\\u{unit}" for unit in units)
