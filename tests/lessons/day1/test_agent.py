import doctest
import re

import pytest

from lessons.day1.collection_overview import agent, readers
from lessons.day1.collection_overview.agent import agent_text, lanes, parts
from utils.collect.topics import SMARTCAR_TOPIC


@pytest.mark.parametrize("module", [agent, readers])
def test_examples(module):
    found = doctest.testmod(module)
    assert found.attempted and not found.failed


@pytest.mark.parametrize("lane", lanes())
def test_source_and_sink_of_a_lane_share_its_one_channel(lane):
    table = parts(agent_text(lane))
    channel = table.index[table["role"] == "channel"].item()
    assert table.loc[table["role"] != "channel", "channel"].tolist() == [channel, channel]
    assert table.loc[channel, "type"] == "file"


def test_the_speed_lane_fills_the_pilots_topic_and_asks_for_all_copies():
    text = agent_text("speed").splitlines()
    assert f"SmartCar_Agent.sinks.DriverCarInfo_KafkaSink.kafka.topic = {SMARTCAR_TOPIC}" in text
    assert "SmartCar_Agent.sinks.DriverCarInfo_KafkaSink.kafka.producer.acks = all" in text


def test_the_filter_keeps_rows_and_drops_headings(world_lines):
    written = next(line for line in agent_text("speed").splitlines() if line.split(" = ")[0].endswith(".regex"))
    regex = re.compile(written.split(" = ")[1].replace(r"\\", "\\"))  # as Java reads a properties file
    assert [bool(regex.search(line)) for line in world_lines] == [False, True]


@pytest.fixture
def world_lines() -> list[str]:
    return ["Driver Status Infomation,CarNum,SpeedPedal", "20160101000000,A0001,0,0,F,N,20,A01"]
