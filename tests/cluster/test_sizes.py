"""The size in which an elastic service comes up again: that of the data it has left."""

from pathlib import Path

import pytest

from base.settings import settings
from cluster import Cluster
from cluster.plan import plan


@pytest.mark.parametrize(
    ("service", "ran", "again"), [("hdfs", 1, 1), ("hdfs", 3, 3), ("hbase", 2, 1), ("kafka", 3, 0)]
)
def test_a_role_comes_again_if_it_has_left_data(tmp_path, service, ran, again):
    driver = Cluster(settings(home=tmp_path)).driver
    for process in plan({service: ran}, driver.site).processes:
        for folder in process.folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
    assert driver._kept(service) == again
