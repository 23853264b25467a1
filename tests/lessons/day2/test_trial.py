"""Three lanes for one failure: they differ in their channels alone, and the pictures tell what the tables say."""

import doctest

import pandas as pd

from lessons.day2.collect import reading
from lessons.day2.collect.reading import FOR_READING, added, filtered_by, placed
from lessons.day2.collect.trial import CHANNELS, draw_trial, three_lanes, whereabouts
from utils.collect.collector import Collector
from utils.collect.configuration import read_agent
from utils.collect.pilot import step


def test_examples():
    found = doctest.testmod(reading)
    assert found.attempted and not found.failed


def test_three_lanes_are_alike_but_for_their_channels():
    agent = three_lanes(FOR_READING, capacity=1200)
    alike = []
    for channel, source in zip(CHANNELS, agent.sources, strict=True):
        assert source.name == f"{channel}_Source" and source.channels == (f"{channel}_Channel", "Rejected_Channel")
        own = ("positionFile", "selector.mapping.row")
        assert all(channel in source.settings[key] for key in own)
        alike.append({key: value for key, value in source.settings.items() if key not in own})
    assert alike[0] == alike[1] == alike[2]
    kinds = {channel.name: channel.type.rpartition(".")[2] for channel in agent.channels}
    assert [kinds[f"{channel}_Channel"] for channel in CHANNELS] == ["memory", "file", "KafkaChannel"]
    assert [sink.name for sink in agent.sinks] == ["memory_Sink", "Rejected_FileSink", "file_Sink"]


def test_a_lane_writes_to_a_topic_of_its_own():
    topics = [value for line in three_lanes(FOR_READING, 1200).text().splitlines() for key, _, value in
              [line.partition(" = ")] if key.endswith("kafka.topic")]  # fmt: skip
    assert sorted(topics) == ["by-file", "by-kafka", "by-memory"]


def test_where_rows_are_follows_from_the_noted_places(tmp_path, monkeypatch):
    monkeypatch.setenv("SMARTCAR_HOME", str(tmp_path))
    collector = Collector()
    for folder in ("tail", "positions"):
        (collector.folder / folder).mkdir(parents=True)
    collector.append(["one", "two", "three"])
    (collector.folder / "positions" / "memory.json").write_text('[{"inode": 1, "pos": 14, "file": "log"}]')
    (collector.folder / "positions" / "file.json").write_text('[{"inode": 1, "pos": 4, "file": "log"}]')
    (collector.folder / "positions" / "kafka.json").write_text("")  # just being written
    table = whereabouts(collector, written=3)
    assert table["in the log"].tolist() == [0, 2, 3]
    assert table["in the agent"].tolist() == [3, 1, 0]


def test_a_pattern_of_a_learner_reaches_every_filter():
    agent = filtered_by(step(3, FOR_READING), r"^2\d{13}")
    patterns = [source.settings["interceptors.filterInterceptor.regex"] for source in agent.sources]
    assert patterns == [r"^2\d{13}"] * 2
    assert filtered_by(step(1, FOR_READING), "x") == step(1, FOR_READING)


def test_what_is_added_is_what_the_earlier_step_had_not():
    lines = added(step(3, FOR_READING), step(4, FOR_READING)).splitlines()
    assert "sinks.DriverCarInfo_KafkaSink.kafka.topic = SmartCar-Topic" in lines
    assert not any(line.startswith("sources.") for line in lines)


def test_a_configuration_for_reading_runs_in_its_real_place():
    here = FOR_READING.__class__("/data/flume", "127.0.0.1:29092", "hdfs://127.0.0.1:28020")
    assert read_agent(placed(step(4, FOR_READING).text(), here)).text() == step(4, here).text()


def test_pictures_tell_what_the_tables_say(told):
    before = pd.DataFrame({"in the log": [0, 0, 1200], "in the agent": [1200, 1200, 0]}, index=list(CHANNELS))
    after = pd.DataFrame(
        {"written": 1200, "arrived": [52, 1200, 1200], "lost": [1148, 0, 0], "twice": [0, 3, 100]}, index=list(CHANNELS)
    )
    draw_trial(before, after)
    assert "kafka channel: 0 in the agent, 1200 still in the log, then 1200 arrived and 0 lost" in told[0]
