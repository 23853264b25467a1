"""What the tests of loading share."""

import pytest

from utils.collect.collector import Collector


@pytest.fixture
def lake(cluster):
    """HDFS with nothing in it of the pilot."""
    from utils.load import namenode, partitions

    cluster.up("hdfs=1")
    namenode.remove(partitions.COLLECTED)
    return cluster


@pytest.fixture
def collector(lake):
    collector = Collector(lake)
    yield collector
    collector.stop()
