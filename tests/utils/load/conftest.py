"""What the tests of loading share."""

import pytest

from cluster.clients import namenode
from utils.collect.collector import Collector
from utils.collect.parts import COLLECT


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
