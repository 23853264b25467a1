"""The speed lane for real: rows and alerts are exact after any kill.

That a rule changes while it runs, and that three engines agree window by window, lesson 3-2 records for real.
"""

import json

import pytest

from base.exceptions import DataError
from cluster.clients import redis
from data.records import DRIVER, parse_line
from utils.collect.topics import read
from utils.lab import storm_faults
from utils.lab.drill import Drill
from utils.realtime.lane import measure
from utils.realtime.lane.reset import reset
from utils.realtime.speeding import alerts
from utils.realtime.storm import running
from utils.realtime.storm.topology import DEAD_LETTERS, Topology

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(1200)]
# what a row passes, then what watches over it; each pair while rows flow
KILLS = (("worker", "kafka-1"), ("esperBolt", "regionserver-1"), ("hbaseBolt", "nimbus"), ("supervisor",))
STREAM = ("late", "duplicate", "out_of_order", "malformed")


def good(line):
    try:
        return bool(parse_line(DRIVER, line))
    except DataError:
        return False


def kill(*names):
    for name in names:
        storm_faults.kill_and_mend(name)


def test_rows_and_alerts_are_exact_after_any_kill(cluster, log):
    cluster.reset("hbase")
    cluster.up("storm", "kafka", "redis", "hbase")
    lines = log(11, "40 cars 10 min", STREAM)
    topology = Topology(timeout_s=10)  # a row that went down with a bolt comes again sooner than the pilot's would
    reset(topology)
    running.submit(topology)
    drill, each = Drill(lines, topology), len(lines) // (len(KILLS) + 1)
    for names in KILLS:
        drill.run(" and ".join(names), each, lambda names=names: kill(*names), seconds=240)
    drill.run("none", len(lines))
    table = drill.table
    assert (table["distinct"] == table["stored"]).all() and table["alerts_equal"].all(), table.to_string()
    assert table["alerts_seen"].iloc[-1] > 50
    letters = read(DEAD_LETTERS)
    assert set(letters["key"].map(len)) and all(json.loads(value)["reason"] for value in letters["value"])
    assert letters["key"].nunique() == sum(not good(line) for line in lines)
    assert measure.row_latency(count=200).between(0, 600_000).all()
    assert measure.alert_latency(topology).between(0, 600_000).all()
    assert redis().ttl(alerts.days()[0]) > 604_000
    running.kill()
