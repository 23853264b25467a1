"""The collector: what a snapshot says in words, and what it collects from a real service."""

from dataclasses import replace

import pytest

from base.settings import settings
from cluster import Cluster, RoleStatus
from cluster.monitor import Snapshot, collect
from cluster.panel import Figure
from utils.pages.cluster import SIGNS, render

READY = RoleStatus("datanode-1", "hdfs", "holds blocks", "ready", 7, 160, 12.0, {}, "http://localhost:1", None)


def snapshot(*roles, figures=()):
    return Snapshot(0.0, roles, tuple(figures))


@pytest.mark.parametrize(
    ("roles", "figures", "expected"),
    [
        ((), (), "Nothing runs. Type: cluster up day1"),
        ((READY,), (), "1 role runs and answers."),
        ((READY, replace(READY, name="datanode-2")), (), "All 2 roles answer."),
        ((READY, replace(READY, name="x", state="stopped")), (), "1 role runs and answers."),
        (
            (READY, replace(READY, name="datanode-2", state="dead")),
            (),
            "datanode-2 is dead. Type: cluster revive datanode-2",
        ),
        ((replace(READY, name="kafka-1", state="sick"),), (), "kafka-1 is sick. Type: cluster logs kafka-1"),
        ((replace(READY, state="starting"),), (), "Starting: datanode-1."),
        (
            (READY,),
            (Figure("missing blocks", 3, False, "hdfs"),),
            "Every role answers, but look at hdfs: 3 missing blocks.",
        ),
    ],
)
def test_sentence(roles, figures, expected):
    assert snapshot(*roles, figures=figures).sentence == expected


def test_memory_counts_what_runs():
    assert snapshot(READY, replace(READY, memory_mb=40), replace(READY, state="stopped")).memory_mb == 200


@pytest.mark.parametrize("state", SIGNS)
def test_a_state_is_shown_by_a_word_and_a_sign(state):
    html = render(snapshot(READY, replace(READY, name="datanode-2", state=state)))
    row = html[html.index('data-role="datanode-2"') :]
    assert SIGNS[state] in row
    assert f"</span>{state}</td>" in row
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_text_of_services_is_escaped():
    html = render(snapshot(replace(READY, name="<b>", sentence='"><script>', state="sick", health="<i>")))
    assert not [tag for tag in ("<b>d", "<script>", "<i>") if tag in html]


def test_a_dead_role_has_no_link():
    assert "http://localhost:1" in render(snapshot(READY))
    assert "http://localhost:1" not in render(snapshot(replace(READY, state="dead")))


@pytest.mark.cluster
def test_collect_sees_a_role_end(tmp_path):
    cluster = Cluster(settings(home=tmp_path, port_shift=21400))
    assert collect(cluster).sentence.startswith("Nothing runs")
    cluster.up("redis=1")
    try:
        before = collect(cluster)
        assert [role.state for role in before.roles] == ["ready"]
        assert before.memory_mb > 0
        cluster.kill("redis-primary")
        assert [role.name for role in collect(cluster).wrong] == ["redis-primary"]
    finally:
        cluster.down()
