"""How much is simulated: a number of cars for a length of time.

A scale is written as one word (`tiny`, `small`, `class`, `full`), as a multiple of one in time (`10x class`: the
same cars, ten times as long), or in full (`250 cars 3 h`, `5 cars 10 min`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from base.exceptions import ConfigurationError

# At 3 s, 100 cars write 2,880,000 status rows a day. The book's volume of about 2.2 million is one row every 4 s.
STATUS_PERIOD = 3  # s between two status rows of a car
DRIVER_PERIOD = 1  # s between two driver rows of a car
REGISTERED = 2600  # cars in the registry; no scale can have more
LEG = 600  # s; cars drive in legs of ten minutes, and a run is a whole number of legs

_UNITS = {"min": 60, "h": 3600, "d": 86400}
_MULTIPLE = re.compile(r"(\d+)\s*x\s*(\w+)")
_IN_FULL = re.compile(r"(\d+)\s*cars?\s+(\d+)\s*(min|h|d)")


@dataclass(frozen=True)
class Scale:
    """`cars` cars drive for `seconds` seconds."""

    name: str
    cars: int
    seconds: int

    def __post_init__(self) -> None:
        if not 1 <= self.cars <= REGISTERED:
            raise ConfigurationError(
                f"The scale {self.name!r} asks for {self.cars} cars, but the registry holds 1 to {REGISTERED}."
            )
        if self.seconds < LEG or self.seconds % LEG:
            raise ConfigurationError(
                f"The scale {self.name!r} lasts {self.seconds} s, but cars drive in legs of ten minutes. "
                'Ask for a multiple of 10 min, such as "5 cars 20 min".'
            )

    @property
    def slug(self) -> str:
        """The name as part of a folder name."""
        return re.sub(r"\s+", "-", self.name)

    @property
    def status_rows(self) -> int:
        return self.cars * self.seconds // STATUS_PERIOD

    @property
    def driver_rows(self) -> int:
        return self.cars * self.seconds // DRIVER_PERIOD


SCALES = {
    scale.name: scale
    for scale in (
        Scale("tiny", 5, 600),
        Scale("small", 10, 3600),
        Scale("class", 100, 2 * 3600),
        Scale("full", 100, 24 * 3600),
    )
}


def as_scale(text: str | Scale) -> Scale:
    """The scale that a text means; a `Scale` is returned as it is.

    Raises ConfigurationError for a text that means none.

    >>> as_scale("10x class").seconds // 3600, as_scale("250 cars 3 h").driver_rows
    (20, 2700000)
    """
    if isinstance(text, Scale):
        return text
    text = " ".join(text.split())
    if text in SCALES:
        return SCALES[text]
    if (match := _MULTIPLE.fullmatch(text)) and match[2] in SCALES:
        base = SCALES[match[2]]
        return Scale(f"{match[1]}x {base.name}", base.cars, int(match[1]) * base.seconds)
    if match := _IN_FULL.fullmatch(text):
        return Scale(f"{match[1]} cars {match[2]} {match[3]}", int(match[1]), int(match[2]) * _UNITS[match[3]])
    raise ConfigurationError(
        f"There is no scale {text!r}. Use one of {', '.join(SCALES)}, a multiple such as '10x class', "
        "or cars and time such as '250 cars 3 h'."
    )
