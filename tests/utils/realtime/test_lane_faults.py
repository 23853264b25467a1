"""The stores of the speed lane go wrong and the lane recovers: what is expected is found, what is lost is counted."""

import random
import time

import pytest
from confluent_kafka import TopicPartition

from base.waiting import wait_until
from cluster.clients import kafka_admin, redis
from data.records import DRIVER, is_garbage
from utils.collect.topics import read, send
from utils.lab.drill import Drill
from utils.realtime.lane.reset import reset
from utils.realtime.storm import running
from utils.realtime.storm.topology import Topology

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(600)]
TOPOLOGY = Topology(timeout_s=10)  # a row that failed comes again sooner than the pilot's would
LOST_S = 1.0  # seconds of writes that a power cut may take from Redis: its log is forced to disk once a second
UNREAD = 300  # records that no topology has read when retention takes them


def lose_last_second(cluster):
    """End Redis so that it has lost what it took in its last second, as after a power cut, and start it again."""
    begin = time.monotonic()
    redis().config_set("appendonly", "no")  # from here on nothing reaches its log
    wait_until(lambda: time.monotonic() - begin > LOST_S, "a second of writes is in Redis's memory only", 10)
    cluster.kill("redis-primary")
    cluster.revive("redis-primary")


def send_again(cluster):
    """Send all rows of the topic once more, in another order."""
    lines = list(read(TOPOLOGY.topic)["value"])
    random.Random(1).shuffle(lines)
    send(TOPOLOGY.topic, lines)


def wipe(cluster):
    """Remove all that Redis holds."""
    redis().flushall()


FAULTS = {
    "Redis lost its last second": lose_last_second,
    "rows again in another order": send_again,
    "Redis wiped": wipe,
}


LINES = "20 cars 10 min", ("late", "duplicate", "out_of_order", "malformed")


@pytest.fixture(scope="module")
def drill(cluster, log):
    cluster.up("storm", "kafka", "redis", "hbase")
    reset(TOPOLOGY)
    running.submit(TOPOLOGY)
    drill = Drill(log(22, *LINES), TOPOLOGY)
    drill.run("none", 2000, seconds=180)
    yield drill
    running.kill()


def as_expected(drill, row):
    before = drill.table.iloc[-2]
    assert row["alerts_equal"] and row["distinct"] == row["stored"], drill.table.to_string()
    assert row["alerts_seen"] > before["alerts_seen"] and row["stored"] > before["stored"]


@pytest.mark.parametrize("fault", FAULTS)
def test_after_a_fault_all_that_is_expected_is_found(cluster, drill, fault):
    row = drill.run(fault, 2000, lambda: FAULTS[fault](cluster), seconds=300)
    as_expected(drill, row)
    assert row["skipped"] == 0


def test_rows_that_retention_took_unread_are_counted_and_nothing_else_is_lost(drill, log):
    running.kill(TOPOLOGY.name)
    rows = [line for line in log(23, *LINES) if not is_garbage(DRIVER, line)]
    send(TOPOLOGY.topic, rows[:UNREAD])
    admin = kafka_admin()  # held until the answer is there
    partitions = admin.list_topics(TOPOLOGY.topic, timeout=10).topics[TOPOLOGY.topic].partitions
    whole = [TopicPartition(TOPOLOGY.topic, number, -1) for number in partitions]  # -1: up to the newest
    for each in admin.delete_records(whole).values():
        each.result(timeout=20)
    running.submit(TOPOLOGY)
    row = drill.run("retention passed", 2000, seconds=300)
    as_expected(drill, row)
    assert row["skipped"] == UNREAD
