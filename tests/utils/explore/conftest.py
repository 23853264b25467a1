"""A lake with the owners of 18 and more, for the tests of a module."""

import pytest

from cluster.clients.hive import SPARK
from tests.utils.explore.lakes import Lake
from utils.explore import publish
from utils.lab import lake as lab


@pytest.fixture(scope="module")
def lake(cluster):
    cluster.up("spark-thrift")
    lab.empty()
    lake = Lake()
    lake.fill()
    publish.make("over18", server=SPARK)
    yield lake
    lab.empty()
