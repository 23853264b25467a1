"""Nimbus starts whatever ZooKeeper still knows of topologies whose code is gone."""

import pytest

from utils.collect.topics import make_topic
from utils.realtime.lane.reset import reset
from utils.realtime.storm import running
from utils.realtime.storm.topology import ALERTS, Topology

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(600)]


def test_a_topology_without_code_is_forgotten_and_another_runs(cluster):
    topology = Topology(lanes=(ALERTS,))
    cluster.up("storm", "kafka", "redis")
    reset(topology)
    running.submit(topology)
    assert topology.name in running.topologies().index
    cluster.reset("storm")  # ZooKeeper is not reset: it still knows the topology
    cluster.up("storm")
    assert running.topologies().empty
    make_topic(topology.topic)
    running.launch(topology)
    assert topology.name in running.topologies().index
    running.kill()
