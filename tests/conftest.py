"""What tests share: servers beside a learner's own, and the figures that were shown.

The servers have one home, so that class archives are made once, and ports of their own.
"""

from contextlib import contextmanager
from typing import NamedTuple

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from base.settings import settings
from cluster import Cluster
from utils.figures import plots


class Servers:
    """One cluster for all tests, at its start where the tests of another folder begin."""

    def __init__(self, home):
        self.home = home
        self.folder = None

    @contextmanager
    def of(self, folder):
        """The cluster while the block runs; settings of the environment lead to it."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SMARTCAR_HOME", str(self.home))
            patch.setenv("SMARTCAR_PORT_SHIFT", "15000")
            patch.delenv("SMARTCAR_MODE", raising=False)
            cluster = Cluster()
            if folder != self.folder:
                cluster.reset()
                self.folder = folder
            yield cluster


@pytest.fixture(scope="session")
def servers():
    servers = Servers(settings().home / "checks")
    yield servers
    if servers.folder:
        with servers.of(None):
            pass


@pytest.fixture(scope="module")
def cluster(servers, request):
    """Whatever the tests of this folder have left in it; empty for the first of them."""
    with servers.of(request.path.parent) as cluster:
        yield cluster


class Shown(NamedTuple):
    """A figure with the alternative text it was shown with."""

    figure: Figure
    alt: str

    @property
    def words(self) -> list[str]:
        """The texts that are drawn, wherever they stand."""
        return [text.get_text() for text in self.figure.findobj(Text) if text.get_visible() and text.get_text()]


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
