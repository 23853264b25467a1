"""Fast text: lines are put together from look-up tables instead of being formatted one by one.

A *cell* is a small piece of a line, such as `b"96,"`, padded with zero bytes to 2, 4 or 8 bytes so that NumPy moves
it as one number. A table of cells turns codes into cells; `join` lays the cells side by side and drops the padding.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import numpy as np


def cells(texts: Iterable[str]) -> np.ndarray:
    """A table of cells: one number per text, as wide as the longest text needs.

    >>> cells(["7,", "96,"]).itemsize
    4
    """
    raw = [text.encode() for text in texts]
    longest = max(map(len, raw))
    width = next((size for size in (2, 4, 8) if size >= longest), None)
    if width is None:
        return np.array(raw, dtype=f"S{longest}")
    return np.array(raw, dtype=f"S{width}").view(f"u{width}")


def join(*columns: np.ndarray) -> bytes:
    """The lines made of these columns of cells, broadcast against each other, without the padding.

    >>> join(cells(["a", "b"])[:, None], cells(["1\\n", "22\\n"]))
    b'a1\\na22\\nb1\\nb22\\n'
    """
    shape = np.broadcast_shapes(*(column.shape for column in columns))
    lines = np.empty(shape, dtype=[(f"cell{number}", column.dtype) for number, column in enumerate(columns)])
    for name, column in zip(lines.dtype.names, columns, strict=True):
        lines[name] = column
    return lines.tobytes().translate(None, b"\0")


_HOURS = cells(f"{hour:02d}" for hour in range(24))
_MINUTES = cells(f"{second // 60:02d}{second % 60:02d}," for second in range(3600))


def stamps(start: datetime, seconds: range) -> tuple[np.ndarray, ...]:
    """Columns of cells, one line per second after `start` within one hour, that make a time with its comma."""
    first = start.minute * 60 + start.second
    minutes = _MINUTES[first + seconds.start : first + seconds.stop : seconds.step]
    return cells([f"{start:%Y%m%d}"])[:, None], _HOURS[[start.hour], None], minutes[:, None]
