"""A cluster for the tests of loading, beside a learner's own and those of other tests."""

import pytest

from base.settings import settings
from cluster import Cluster
from cluster.clients import namenode
from utils.collect.collector import Collector
from utils.collect.parts import COLLECT


@pytest.fixture(scope="package")
def cluster():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTCAR_HOME", str(settings().home / "checks-load"))
        patch.setenv("SMARTCAR_PORT_SHIFT", "16500")
        patch.delenv("SMARTCAR_MODE", raising=False)
        cluster = Cluster()
        cluster.reset()
        yield cluster
        cluster.reset()


@pytest.fixture
def lake(cluster):
    """HDFS with nothing in it of the pilot."""
    cluster.up("hdfs=1")
    namenode.remove(COLLECT)
    return cluster


@pytest.fixture
def collector(lake):
    collector = Collector(lake)
    yield collector
    collector.stop()
