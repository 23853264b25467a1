"""What a learner is shown of the agent is whole, and the readers' examples hold."""

import doctest

from cluster.services.flume import MARKS
from lessons.day1.collection_overview import readers
from utils.collect import pilot
from utils.collect.configuration import read_agent
from utils.collect.topics import SMARTCAR_TOPIC


def test_examples():
    found = doctest.testmod(readers)
    assert found.attempted and not found.failed


def test_the_text_of_the_lane_is_a_whole_agent_that_fills_the_pilots_topic_by_car():
    text = pilot.speed_lane(MARKS, channel="file").text()
    assert read_agent(text).text() == text
    settings = dict(line.split(" = ", 1) for line in text.splitlines() if " = " in line)
    sink = "SmartCar_Agent.sinks.DriverCarInfo_KafkaSink"
    assert settings[f"{sink}.kafka.topic"] == SMARTCAR_TOPIC
    assert settings[f"{sink}.kafka.producer.acks"] == "all"
    assert f"{sink}.kafka.bootstrap.servers" in settings
    assert (
        settings["SmartCar_Agent.sources.DriverCarInfo_TailSource.interceptors.recordInterceptor.key"] == "car_number"
    )
