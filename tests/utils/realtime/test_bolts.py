"""The bolts in Python without Storm: tuples go in, and what they say to Storm is looked at."""

import itertools
import json
import queue
import sys
from types import SimpleNamespace

import pytest
from confluent_kafka import TopicPartition

from base.settings import PROJECT
from cluster.clients import kafka_admin, kafka_producer, redis
from utils.collect.topics import make_topic, send, topic_id
from utils.realtime.speeding import alerts
from utils.realtime.speeding.backlog import Backlog
from utils.realtime.speeding.reference import apply_rule
from utils.realtime.speeding.rule import drives

TOPIC = "Bolts"
FAR = 10**9  # an offset behind all others
BOLTS = [PROJECT / "utils" / "realtime" / folder for folder in ("storm/bolts", "esper")]


class Tuple(SimpleNamespace):
    """A tuple as storm.py gives it to a bolt."""

    numbers = itertools.count()

    def __init__(self, *values, beat=False):
        super().__init__(id=str(next(self.numbers)), values=list(values), beat=beat)

    def is_heartbeat_tuple(self):
        return self.beat


@pytest.fixture
def bolts(monkeypatch):
    """Bolts can be imported as in a worker: storm.py, which only a worker has, is a stand-in."""
    monkeypatch.setitem(sys.modules, "storm", SimpleNamespace(initComponent=lambda: ({}, {}), readTuple=None))
    for folder in BOLTS:
        monkeypatch.syspath_prepend(folder)


def said(text):
    return [json.loads(part)["command"] for part in text.split("\nend\n") if part]


def test_heartbeats_that_came_together_are_all_answered_and_are_no_rows(bolts, monkeypatch, capsys):
    from batch import BatchBolt

    taken = []

    class Bolt(BatchBolt):
        def work(self, batch):
            taken.extend(batch)

    rows = [Tuple(number) for number in range(3)]
    inbox = queue.Queue()
    for each in (rows[0], Tuple(beat=True), Tuple(beat=True), rows[1], Tuple(beat=True), rows[2]):
        inbox.put(each)
    bolt, batches = Bolt(), []
    monkeypatch.setattr("batch.queue.Queue", lambda size: inbox)
    monkeypatch.setattr("batch._read", lambda inbox: None)
    full = bolt._batch
    monkeypatch.setattr(bolt, "_batch", lambda box: batches.append(1) or (full(box) if len(batches) == 1 else [None]))
    bolt.run()
    assert taken == rows and said(capsys.readouterr().out) == ["sync"] * 3


class Lane:
    """esperBolt and redisBolt, joined as Storm joins them; stands in for the spout, which repeats what failed."""

    def __init__(self, cluster):
        servers = cluster.address("kafka")
        self.conf = {"smartcar.kafka": servers, "smartcar.redis": cluster.address("redis")}
        self.conf |= {"smartcar.topic.id": topic_id(TOPIC), "smartcar.esper.jars": [], "smartcar.java": ""}
        self.backlog, self.place, self.failed, self.logged = Backlog(servers, TOPIC), 0, 0, []
        self.start()

    def start(self):
        """A worker that starts: nothing is in the bolts' memory."""
        from esper_bolt import EsperBolt
        from redis_bolt import RedisBolt

        self.esper, self.writer = EsperBolt(), RedisBolt()
        for bolt in (self.esper, self.writer):
            bolt._messages = []
            bolt.initialize(self.conf, {})
        self.esper._send = self._hear

    def run(self, size=200):
        """Hand all records behind the group's place to the bolts, until each is acknowledged."""
        records = [each for part in self.backlog.before(0, self.place, FAR) for each in part]
        waiting = [Tuple(TOPIC, 0, offset, "", line) for offset, line in records]
        for _ in range(1000):
            if not waiting:
                break
            turn, self.done, self.lost = waiting[:size], set(), set()
            self.esper.work(turn)
            self._hear()
            good = self.done - self.lost
            self.failed += sum(each.id not in good for each in turn)
            waiting = [each for each in turn if each.id not in good] + waiting[size:]
        assert not waiting
        self.place = records[-1][0] + 1

    def _hear(self):
        for message in map(json.loads, (text.removesuffix("\nend\n") for text in self.esper._messages)):
            if message["command"] == "ack":
                self.done.add(message["id"])
            elif message["command"] == "fail":
                self.lost.add(message["id"])
            elif message["command"] == "log":
                self.logged.append(message["msg"])
            else:
                self.writer.work([Tuple(*message["tuple"])])
                if json.loads(self.writer._messages.pop().removesuffix("\nend\n"))["command"] == "fail":
                    self.lost |= set(message["anchors"])
        self.esper._messages.clear()

    def counted(self):
        return alerts.counted(self.conf["smartcar.topic.id"], "skipped").loc[0].to_dict()


@pytest.fixture
def lane(cluster, bolts, esper):
    cluster.up("kafka", "redis")
    make_topic(TOPIC)
    alerts.forget()
    return Lane(cluster)


@pytest.fixture(scope="module")
def lines(log):
    return log(21, "10 cars 10 min", ("late", "duplicate", "out_of_order", "malformed"))


def reached(lane, lines, skipped=0):
    """What the lane found is what the reference finds in these lines."""
    outcome, counted = apply_rule(drives(lines)), lane.counted()
    assert alerts.found() == outcome.alerts and outcome.alerts
    assert (counted["late"], counted["duplicates"], counted["skipped"]) == (outcome.late, outcome.duplicates, skipped)


def delete_records(before):
    admin = kafka_admin()  # held until the answer is there
    for each in admin.delete_records([TopicPartition(TOPIC, 0, before)]).values():
        each.result(timeout=20)


@pytest.mark.cluster
@pytest.mark.parametrize("restart", [True, False])
def test_rows_that_retention_has_taken_are_skipped_and_counted(lane, lines, restart):
    send(TOPIC, lines[:2000])
    lane.run()
    send(TOPIC, lines[2000:])
    delete_records(2700)
    if restart:
        lane.start()
    lane.run()
    reached(lane, lines[:2000] + lines[2700:], skipped=700)
    assert lane.failed == 0 and "700 not there" in lane.logged[0]


@pytest.mark.cluster
def test_marks_of_transactions_are_no_rows_that_were_lost_on_the_way(lane, lines):
    producer = kafka_producer(enable_idempotence=True, transactional_id="lines")
    producer.init_transactions(30)
    for begin in range(0, len(lines), 1000):
        producer.begin_transaction()
        for line in lines[begin : begin + 1000]:
            producer.produce(TOPIC, line.encode())
        producer.commit_transaction(30)
    lane.run()
    reached(lane, lines, skipped=(len(lines) - 1) // 1000)  # the last mark stands behind the last row


@pytest.mark.cluster
def test_a_replay_is_harmless(lane, lines):
    send(TOPIC, lines)
    lane.run()
    for place, restart in ((0, False), (1500, True)):
        lane.place = place
        if restart:
            lane.start()
        lane.run()
        reached(lane, lines)
    assert lane.failed == 0


@pytest.mark.cluster
@pytest.mark.parametrize("restart", [True, False])
def test_what_redis_lost_is_read_again_from_its_own_position(lane, lines, restart):
    send(TOPIC, lines[:2000])
    lane.run()
    kept = {key: redis().dump(key) for key in redis().scan_iter()}
    send(TOPIC, lines[2000:3000])
    lane.run()
    redis().flushall()
    for key, value in kept.items():
        redis().restore(key, 0, value)
    send(TOPIC, lines[3000:])
    if restart:
        lane.start()
    lane.run()
    reached(lane, lines)


@pytest.mark.cluster
@pytest.mark.parametrize("restart", [True, False])
def test_after_a_wipe_all_that_kafka_has_is_read_again(lane, lines, restart, monkeypatch):
    send(TOPIC, lines[:3000])
    lane.run()
    redis().flushall()
    send(TOPIC, lines[3000:])
    monkeypatch.setattr("esper_bolt.TURN", 0)  # a thousand rows a turn
    if restart:
        lane.start()
    lane.run()
    reached(lane, lines)
    assert alerts.wait_for_rule() < 1
