"""The live picture as plain data: what moves, what stands still, and what it says to type. No server is asked."""

from dataclasses import replace

import pytest

from cluster import RoleStatus
from utils.pages import lane_view
from utils.realtime.live.growing import Position
from utils.realtime.live.hops import ABOUT, HOPS, STATES, Hop
from utils.realtime.live.picture import Live
from utils.realtime.live.readings import Fast, Reading
from utils.realtime.live.words import say

READY = RoleStatus("kafka-1", "kafka", "a broker", "ready", 7, 200, 9.0, {}, None, None)


def reading(time, cars, taken=None, kafka=None, done=None, waiting=None, silent=(), **more):
    """A reading in which the hops have come so far; what is not told has come as far as the hop before."""
    taken = cars if taken is None else taken
    kafka = taken if kafka is None else kafka
    done = kafka if done is None else done
    counts = dict(zip(HOPS, (cars, taken, kafka, done, done, done), strict=True))
    waits = {"flume": cars - taken, "storm": kafka - done, "redis": kafka - done} | (waiting or {})
    kept = {name: count for name, count in counts.items() if name not in silent}
    return Reading(time, kept, {name: rows for name, rows in waits.items() if name in kept}, **more)


def after(*readings):
    live = Live()
    for each in readings:
        live.add(each)
    return live


def states(live, roles=None):
    return {hop.name: hop.state for hop in live.picture(roles).hops}


def started(**wrong):
    """The roles of the whole lane; all are ready but those that are named with another state."""
    services = {"kafka": "kafka_1", "flume": "flume_agent", "storm": "supervisor", "hbase": "regionserver_1"}
    services |= {"redis": "redis_primary"}
    return [
        replace(READY, name=role.replace("_", "-"), service=service, state=wrong.get(role, "ready"))
        for service, role in services.items()
    ]


def flowing(seconds=6, rate=100):
    return [reading(float(t), t * rate) for t in range(seconds)]


def test_rows_that_flow():
    picture = after(*flowing(), reading(6.0, 600, latencies=(200.0, 240.0, 250.0))).picture()
    assert {hop.state for hop in picture.hops} == {"moving"}
    assert [round(hop.rate) for hop in picture.hops] == [100] * 6
    assert picture.good and picture.lag == 0
    assert picture.sentence == (
        "Rows flow: 100 a second written, 100 a second in HBase. A row takes 0.2 s from the log to HBase."
    )


def test_a_hop_that_stands_still_while_rows_wait():
    stuck = [reading(6.0 + t, 600 + 100 * t, done=500) for t in range(8)]
    live = after(*flowing(), *stuck)
    assert live.troubled
    assert states(live) == dict.fromkeys(("cars", "flume", "kafka"), "moving") | dict.fromkeys(HOPS[3:], "stopped")
    picture = live.picture(started(supervisor="paused"))
    assert not picture.good
    assert picture.hop("storm").waiting == 800
    assert picture.sentence.startswith("Storm has stood still for 8.0 s with 800 rows waiting")
    assert picture.sentence.endswith("supervisor is paused. Type: cluster revive supervisor")
    told = live.picture(started(), submitted=False).sentence
    assert told.endswith("No topology is submitted. Type: python -m utils.realtime.lane")


def test_a_broker_that_is_silent():
    quiet = ("kafka", "storm")
    live = after(
        *flowing(), *(reading(6.0 + t, 600 + 100 * t, 500, waiting={"redis": 0}, silent=quiet) for t in range(6))
    )
    found = states(live, started(kafka_1="paused"))
    assert [found[name] for name in HOPS] == ["moving", "stopped", "silent", "starved", "starved", "starved"]
    sentence = live.picture(started(kafka_1="paused")).sentence
    assert "600 lines waiting, Kafka does not answer. kafka-1 is paused. Type: cluster revive kafka-1" in sentence


def test_one_answer_that_is_missing_is_no_alarm():
    live = after(*flowing(), reading(6.0, 600, silent=("kafka", "storm", "hbase")))
    assert not live.troubled
    assert live.picture().hop("kafka").total == 500


def test_rows_that_came_a_moment_ago_are_no_alarm():
    idle = [reading(6.0 + t, 500) for t in range(10)]
    live = after(*flowing(), *idle, reading(16.0, 520, done=500))
    assert not live.troubled
    assert live.picture().sentence != after(*flowing(), *idle).picture().sentence


def test_cars_that_stop_are_said_too():
    picture = after(*flowing(), *(reading(6.0 + t, 500) for t in range(20))).picture()
    assert {hop.state for hop in picture.hops} == {"idle"}
    assert picture.sentence == (
        "All that was written has arrived. The cars have written nothing for 20 s. Type: python -m utils.realtime.lane"
    )


def test_nothing_runs():
    picture = after(Reading(0.0, {"cars": 0}), Reading(1.0, {"cars": 0})).picture()
    assert [hop.state for hop in picture.hops] == ["idle", *["off"] * 5]
    assert picture.sentence == "The speed lane is not running. Type: python -m utils.realtime.lane"


def test_a_hop_that_was_ended_in_an_orderly_way_is_off():
    live = after(*flowing(), *(reading(6.0 + t, 600 + 100 * t, done=500, silent=("hbase", "redis")) for t in range(6)))
    ended = started(supervisor="stopped")[:3]  # the others were not even started
    picture = live.picture(ended)
    assert [hop.state for hop in picture.hops][3:] == ["off"] * 3
    assert picture.good and picture.sentence.startswith("Rows flow")


def test_a_lane_that_was_ended_is_not_running():
    live = after(*flowing(), *(reading(6.0 + t, 500, silent=HOPS[1:]) for t in range(6)))
    assert live.picture([]).sentence == "The speed lane is not running. Type: python -m utils.realtime.lane"


def lower(time, flume, hbase):
    read = reading(time, 600)
    return replace(read, counts=dict(read.counts) | {"flume": flume, "hbase": hbase})


def test_counters_of_a_restarted_server_go_on():
    picture = after(*flowing(), *(lower(6.0 + t, 20, 30) for t in range(4))).picture()
    assert picture.hop("flume").total == 520 and picture.hop("hbase").total == 530


def test_an_answer_that_is_too_low_once_is_passed_over():
    picture = after(*flowing(), lower(6.0, 0, 0), reading(7.0, 700)).picture()
    assert picture.hop("flume").total == picture.hop("hbase").total == 700


def test_a_store_that_is_alone_in_moving_is_no_reason_to_fail():
    idle = [reading(6.0 + t, 500) for t in range(8)]
    alone = replace(idle[-1], time=14.0, counts=dict(idle[-1].counts) | {"redis": 510})
    assert after(*flowing(), *idle, alone).picture().good


def test_a_lane_that_was_reset_starts_from_zero():
    picture = after(*flowing(), reading(6.0, 0), reading(7.0, 100)).picture()
    assert [hop.total for hop in picture.hops] == [100] * 6
    assert all(len(hop.trace) == 1 for hop in picture.hops)


def test_every_state_has_a_sign_of_its_own():
    assert STATES.keys() == lane_view.SIGNS.keys() == lane_view.LOOKS.keys()
    assert len(set(lane_view.SIGNS.values())) == len(lane_view.SIGNS)
    assert ABOUT.keys() == set(HOPS)


@pytest.mark.parametrize("state", STATES)
def test_the_page_says_each_state_in_words(state):
    hops = tuple(Hop(name, state, None if state == "off" else 10, 0.0, 3, 9.0) for name in HOPS)
    picture = replace(after(*flowing()).picture(), hops=hops, sentence=say(hops)[0])
    assert lane_view.html(picture).count(f"</span>{STATES[state]}</td>") == len(HOPS)
    assert STATES[state] in lane_view.text(picture)


def test_the_map_shows_cars_and_who_is_too_fast():
    positions = {"A0001": Position("A01", 91, "20160101000135"), "B0002": Position("C04", 20, "20160101000140")}
    alerts = (Fast("A0001", "20160101000130", 91.4, 5.0, "A01"), Fast("<b>", "20160101000100", 99.0, 4.0, "B10"))
    told = lane_view.html(after(reading(1.0, 10, positions=positions, alerts=alerts, alert_count=2)).picture())
    assert told.count('class="fast"') == 2 and "<b><b>" not in told
    assert "▲ <b>A0001</b> in <b>A01</b>, 91 km/h until 00:01:30" in told
    old = alerts[0]._replace(end="20151231235900")
    assert 'class="fast"' not in lane_view.html(after(reading(1.0, 10, positions=positions, alerts=(old,))).picture())


def test_readings_far_apart_still_tell_a_rate():
    picture = after(*(reading(6.0 * n, 600 * n) for n in range(4))).picture()
    assert {hop.state for hop in picture.hops} == {"moving"}
    assert [round(hop.rate) for hop in picture.hops] == [100] * 6
