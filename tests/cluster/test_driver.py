"""The two ways to run services have the same verbs, with the same arguments."""

import inspect

import pytest

from base.exceptions import ConfigurationError
from base.settings import settings
from cluster import Cluster
from cluster.container.driver import Containers
from cluster.driver import Driver
from cluster.process.driver import Processes

VERBS = sorted(Driver.__abstractmethods__)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("driver", [Processes, Containers])
def test_a_verb_is_called_in_the_same_way(driver, verb):
    assert inspect.signature(getattr(driver, verb)) == inspect.signature(getattr(Driver, verb))


@pytest.mark.parametrize(("mode", "kind"), [("process", Processes), ("container", Containers)])
def test_a_cluster_has_one_driver(mode, kind, tmp_path):
    cluster = Cluster(settings(mode=mode, home=tmp_path))
    assert type(cluster.driver) is kind and cluster.driver is cluster.driver


def test_a_role_that_was_not_started_is_told_with_what_to_type(tmp_path):
    cluster = Cluster(settings(home=tmp_path))
    for ask in (cluster.inside, cluster.logs, cluster.kill):
        with pytest.raises(ConfigurationError, match="type: cluster up day1"):
            ask("namenode")
