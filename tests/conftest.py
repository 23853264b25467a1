"""What tests of figures share: the figures that were shown, and their texts."""

from typing import NamedTuple

import pytest
from matplotlib.figure import Figure

from utils.figures import plots


class Shown(NamedTuple):
    """A figure with the alternative text it was shown with."""

    figure: Figure
    alt: str


@pytest.fixture
def shown(monkeypatch) -> list[Shown]:
    """The figures that a test has shown, drawn but for the display."""
    figures = []

    def keep(figure: Figure, alt: str, *, width: int | None = None) -> None:
        plots.png(figure)
        figures.append(Shown(figure, alt))

    monkeypatch.setattr(plots, "show", keep)
    return figures


@pytest.fixture
def told(shown, monkeypatch) -> list[str]:
    """The alternative texts of the figures that a test has shown."""
    texts = []
    keep = plots.show
    monkeypatch.setattr(plots, "show", lambda figure, alt, **_: (keep(figure, alt), texts.append(alt)))
    return texts
