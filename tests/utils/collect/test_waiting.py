"""Waiting until all has arrived, while the agent goes on between two questions, as it does on a busy machine."""

from types import SimpleNamespace

import pandas as pd
import pytest

from base.exceptions import NotReady
from base.settings import settings
from cluster import Cluster
from cluster.services.flume import CONFIGURATION
from utils.collect.collector import Collector
from utils.collect.pilot import BATCH_CHANNEL, REJECTED_CHANNEL, SPOOL, batch_lane, pilot

ROWS = 5


class Agent:
    """An agent that takes in one file of `ROWS` lines, and goes a step further after each question.

    The states are: what the source has taken, what the channel holds, what the sink has written.
    """

    STATES = ((0, 0, 0), (ROWS, ROWS, 0), (ROWS, ROWS, 0), (ROWS, 0, 0), (ROWS, 0, ROWS))

    def __init__(self) -> None:
        self.step = 0

    def counters(self) -> pd.DataFrame:
        taken, holds, written = self._next()
        rows = {
            SPOOL: ("SOURCE", taken, taken, None),
            BATCH_CHANNEL: ("CHANNEL", taken, written, holds),
            REJECTED_CHANNEL: ("CHANNEL", 0, 0, 0),
        }
        return pd.DataFrame.from_dict(rows, orient="index", columns=["kind", "came_in", "went_on", "holds"])

    def unread(self) -> list[str]:
        taken, _, _ = self._next()
        return [] if taken else ["status.txt"]

    def _next(self) -> tuple[int, int, int]:
        state = self.STATES[min(self.step, len(self.STATES) - 1)]
        self.step += 1
        return state


@pytest.fixture
def collector(tmp_path, monkeypatch):
    monkeypatch.setenv("SMARTCAR_HOME", str(tmp_path))
    collector = Collector(Cluster(settings()))
    collector.folder.mkdir(parents=True)
    write(collector, batch_lane(collector.place))
    return collector


def write(collector, agent):
    (collector.folder / CONFIGURATION).write_text(agent.text(), "ascii")


def asking(collector, agent, monkeypatch):
    monkeypatch.setattr(collector, "counters", agent.counters)
    monkeypatch.setattr(collector, "unread", agent.unread)
    return agent


def test_a_file_that_is_read_after_the_counters_were_asked_is_waited_for(collector, monkeypatch):
    agent = asking(collector, Agent(), monkeypatch)
    collector.drain(5)
    assert agent.step >= len(Agent.STATES), "a row was still in the channel or not yet written"


def test_counters_of_one_answer_may_be_of_different_moments(collector, monkeypatch):
    agent = asking(collector, Agent(), monkeypatch)
    last = agent.counters

    def torn() -> pd.DataFrame:
        """The channel's counters were read before the rows came, the source's after."""
        table = last()
        if agent.step == 1:
            table.loc[SPOOL, ["came_in", "went_on"]] = ROWS
        return table

    monkeypatch.setattr(collector, "counters", torn)
    collector.settle(ROWS, 5)
    assert agent.step >= len(Agent.STATES)


def test_an_agent_that_is_starting_has_not_drained_anything(collector, monkeypatch):
    write(collector, pilot(collector.place))  # a second source and its channel do not tell their counters yet
    asking(collector, Agent(), monkeypatch)
    monkeypatch.setattr(collector, "noted", lambda: 0)
    with pytest.raises(NotReady, match="the channels are empty"):
        collector.drain(1)


@pytest.mark.parametrize(
    ("states", "done"), [(["ready"], 1), (["sick", "sick", "ready"], 1), (["paused"], 0), (["dead"], 0), ([], 0)]
)
def test_files_are_recovered_when_the_namenode_is_only_late(collector, monkeypatch, states, done):
    left, called = list(states), []

    def status():
        return [SimpleNamespace(name="namenode", state=left.pop(0))] if left else []

    monkeypatch.setattr(collector.cluster, "status", status)
    monkeypatch.setattr("utils.collect.collector.recover", called.append)
    collector.recover()
    assert len(called) == done and not left
