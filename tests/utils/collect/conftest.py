"""What the tests of collecting share."""

import pytest

from utils.collect.collector import Collector


@pytest.fixture
def collector(cluster):
    collector = Collector(cluster)
    yield collector
    collector.stop()
