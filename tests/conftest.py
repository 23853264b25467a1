"""What tests share: servers beside a learner's own, and the figures that were shown.

Tests of three rows may run side by side: those of the cluster, those in a browser, and all others. Each row has servers
of its own, in a home and on ports of their own.
"""

from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from base.settings import settings
from cluster import Cluster
from utils.figures import plots

HERE = Path(__file__).parent
OTHERS = "lanes"
SHIFTS = {"browser": 15140, "cluster": 15035, OTHERS: 15070}  # of ports
ROWS = {"browser": "browser", "cluster": "cluster", "utils/analyse": "cluster"}  # folder → row, of others the last


class Servers:
    """One cluster for the tests of a process, at its start where those of another folder begin."""

    def __init__(self):
        self.folder = None

    @contextmanager
    def of(self, folder):
        """The cluster while the block runs; settings of the environment lead to it."""
        if folder != self.folder:
            self.end()
        with self._of(folder) as cluster:
            if folder != self.folder:
                cluster.reset()
                self.folder = folder
            yield cluster

    @contextmanager
    def _of(self, folder):
        row = ROWS.get(folder.relative_to(HERE).as_posix(), OTHERS)
        home, archives = settings().home / "checks" / row, settings().home / "archives"
        if not home.exists():  # class archives of the lessons are good here too, and those made here are good there
            home.mkdir(parents=True)
            archives.mkdir(exist_ok=True)
            (home / "archives").symlink_to(archives)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SMARTCAR_HOME", str(home))
            patch.setenv("SMARTCAR_PORT_SHIFT", str(SHIFTS[row]))
            patch.delenv("SMARTCAR_MODE", raising=False)
            yield Cluster()

    def end(self):
        """Stop what the last folder has left."""
        if self.folder:
            with self._of(self.folder) as cluster:
                cluster.reset()


@pytest.fixture(scope="session")
def servers():
    servers = Servers()
    yield servers
    servers.end()


@pytest.fixture(scope="session")
def shifts():
    """How far the ports of each row's servers are moved."""
    return SHIFTS


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
