"""The whole lane for real: every row arrives once, the alerts are the rule's, and a frozen broker is said."""

import pytest

from data import dataset
from lessons.day1.course_tour.charts import draw_alerts, draw_hops
from utils.realtime.lane.speed_lane import SERVICES, SpeedLane

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(900)]


def test_rows_and_alerts_are_exact_and_a_pause_is_said(cluster):
    cluster.up(*SERVICES)
    lines = dataset("small").driver.read_text("utf-8").splitlines()
    said = []
    for rate in (100, 400):  # a second lane takes the place of the first
        lane = SpeedLane(lines, rate, lambda picture: said.append(picture.sentence), cluster).lay()
        counts = lane.drive(5)
        assert counts["Cars"] == 5 * rate and counts["Flume"] == counts["Redis"] == lane.stored() == 5 * rate - 10
    with lane.driving(16):
        lane.watch(3)
        cluster.pause("kafka-1")
        begin = lane.clock
        frozen = lane.watch(8)
        end = lane.clock
        cluster.revive("kafka-1")
    after = lane.settle()
    assert any("kafka-1 is paused. Type: cluster revive kafka-1" in sentence for sentence in said)
    assert frozen["Cars"] - frozen["Flume"] > 400
    assert set(after) == {len(lane.written), len(lane.written) - 10} and lane.stored() == len(lane.written) - 10
    assert lane.found() == lane.expected() and len(lane.speeding()) == len(lane.found()) > 50
    assert lane.speeding()["area"].str.len().eq(3).all()
    assert 0 < lane.latency_ms() < 60_000
    assert len(lane.rows_of("F0042", 5)) == 5
    draw_hops(lane.counts, (begin, end))
    draw_alerts(lane.speeding())
