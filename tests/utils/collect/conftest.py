"""A cluster for the tests of collecting, beside a learner's own and that of tests/cluster."""

import pytest

from base.settings import settings
from cluster import Cluster
from utils.collect.collector import Collector


@pytest.fixture(scope="package")
def cluster():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTCAR_HOME", str(settings().home / "checks-collect"))
        patch.setenv("SMARTCAR_PORT_SHIFT", "16000")
        patch.delenv("SMARTCAR_MODE", raising=False)
        cluster = Cluster()
        cluster.reset()
        yield cluster
        cluster.reset()


@pytest.fixture
def collector(cluster):
    collector = Collector(cluster)
    yield collector
    collector.stop()
