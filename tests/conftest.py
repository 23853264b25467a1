"""Servers for tests, beside a learner's own: one home, so that class archives are made once, and ports of their own."""

from contextlib import contextmanager

import pytest

from base.settings import settings
from cluster import Cluster


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
