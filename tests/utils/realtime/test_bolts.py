"""The bolts in Python without Storm: tuples go in, and what they say to Storm is looked at."""

import itertools
import json
import queue
import sys
from types import SimpleNamespace

import pytest

from base.settings import PROJECT

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
