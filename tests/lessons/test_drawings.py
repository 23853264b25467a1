"""Drawings say what their alternative texts say, and every text stands inside its box."""

import pytest
from matplotlib.patches import FancyBboxPatch

from lessons.day1.nosql_and_cap.decision import STEPS, draw_decisions
from lessons.day2.realtime_overview.drawings import TYPES, draw_table, draw_topology, draw_types
from utils.figures.agents import draw_agent, draw_sorting, draw_topologies
from utils.lesson import picture
from utils.lesson.catalogue import lesson


def draw_flow():
    picture.show(lesson("day1/01_course_tour"))


NAMED = {
    draw_agent: ["SmartCar_Agent", "status files", "driving log", "HDFS", "SmartCar-Topic", "interceptor"],
    draw_sorting: ["driving log", "interceptor", "SmartCar-Topic", "dead letters", "sink"],
    draw_topologies: ["consolidation", "replication", "multiplexing", "fail-over", "channel", "spare"],
    draw_topology: ["kafkaSpout", "splitBolt", "hbaseBolt", "HBase", "esperBolt", "redisBolt", "Redis", "acker"],
    draw_table: ["table", "region server", "MemStore", "HFile", "compaction", "HDFS"],
    draw_types: [part for kind in TYPES for part in kind[:3]],
    draw_decisions: [*(store for _, store in STEPS), "Cassandra", "whole history"],
    draw_flow: ["Flume", "HDFS", "Hive", "Kafka", "Storm", "HBase", "Esper", "Redis", "Keras", "ZooKeeper"],
}


@pytest.mark.parametrize("draw", NAMED, ids=lambda draw: draw.__name__)
def test_a_drawing_says_what_its_text_says(shown, draw):
    draw()
    ((figure, alt),) = shown
    texts = [text for axes in figure.axes for text in (axes.title, *axes.texts) if text.get_text()]
    drawn, told = _plain(" ".join(text.get_text() for text in texts)), _plain(alt)
    assert [name for name in NAMED[draw] if _plain(name) not in drawn] == [], "not in the drawing"
    assert [name for name in NAMED[draw] if _plain(name) not in told] == [], "not in the text"
    boxes = [patch for axes in figure.axes for patch in axes.patches if isinstance(patch, FancyBboxPatch)]
    _stays_inside([text.get_window_extent() for text in texts], [box.get_window_extent() for box in boxes])


def _plain(text):
    return " ".join(text.split()).casefold()


def _stays_inside(texts, boxes):
    """Whether each text that has its centre in a box ends before the box does; all places in pixels."""
    inside = 0
    for text in texts:
        centre = (text.x0 + text.x1) / 2, (text.y0 + text.y1) / 2
        around = [box for box in boxes if box.contains(*centre)]
        if around:
            box = min(around, key=lambda each: each.width * each.height)
            assert box.x0 <= text.x0 and text.x1 <= box.x1 and box.y0 <= text.y0 and text.y1 <= box.y1
            inside += 1
    assert inside >= len(texts) // 4
