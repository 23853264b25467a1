import doctest

import pandas as pd
import pytest

from lessons.day1.nosql_and_cap import availability, decision, timeline
from lessons.day1.nosql_and_cap.availability import ANSWERED, OLD, READS, REFUSED, SERVERS, SILENT
from utils.figures import plots


def test_examples():
    found = doctest.testmod(availability)
    assert found.attempted and not found.failed


def test_servers_are_counted_by_store_and_old_answers_apart():
    last = dict.fromkeys(SERVERS, ANSWERED) | {"zookeeper-2": READS, "redis-replica": OLD, "postgresql": REFUSED}
    assert availability._answering(last) == {"zookeeper": 2, "redis": 2, "postgresql": 0, "old": 1}


def test_nothing_is_counted_before_every_server_was_asked():
    assert availability._answering({"zookeeper-1": ANSWERED}) is None


@pytest.fixture
def drawn(monkeypatch) -> list:
    figures = []
    monkeypatch.setattr(plots, "show", lambda figure, alt: figures.append((figure, alt)))
    return figures


def test_the_timeline_has_a_mark_for_each_answer(drawn):
    outcomes = enumerate((ANSWERED, OLD, READS, REFUSED, SILENT))
    rows = [(server, "whole", 0.5 * n, outcome) for n, outcome in outcomes for server in SERVERS]
    answers = pd.DataFrame(rows, columns=["server", "phase", "seconds", "outcome"])
    timeline.draw_timeline(answers)
    axes = drawn[0][0].axes[0]
    assert sum(len(marks.get_offsets()) for marks in axes.collections) == len(answers)
    assert [label.get_text() for label in axes.get_yticklabels()] == list(SERVERS)


def test_the_ladder_tells_every_question_and_store(drawn):
    decision.draw_decisions()
    for _, store in decision.STEPS:
        assert store in drawn[0][1]
    assert decision.OTHERWISE in drawn[0][1]
