"""The topology as text, the lines that the split bolt sets aside, and what a checkpoint is."""

import pytest
import yaml

from base.exceptions import ConfigurationError
from utils.realtime.storm.topology import ALERTS, ROWS, Topology, flux
from utils.realtime.table.keys import KEYS

ROW = {"date": "20160101093015", "car_number": "A0001"}


def rendered(**chosen):
    return yaml.safe_load(flux(Topology(**chosen), "localhost:29092", "python", {"smartcar.redis": "redis://"}))


def edges(document):
    return {(each["from"], each["to"]) for each in document["streams"]}


def test_the_topology_has_the_pilots_names_and_edges():
    document = rendered()
    assert document["name"] == "DriverCarInfo"
    assert edges(document) == {
        ("kafkaSpout", "splitBolt"),
        ("splitBolt", "hbaseBolt"),
        ("splitBolt", "deadLetterBolt"),
        ("kafkaSpout", "esperBolt"),
        ("esperBolt", "redisBolt"),
    }
    named = {each["id"] for each in [*document["spouts"], *document["bolts"]]}
    assert named == {name for edge in edges(document) for name in edge}


ALONE = {
    ROWS: {("kafkaSpout", "splitBolt"), ("splitBolt", "hbaseBolt"), ("splitBolt", "deadLetterBolt")},
    ALERTS: {("kafkaSpout", "esperBolt"), ("esperBolt", "redisBolt")},
}


@pytest.mark.parametrize("lane", ALONE)
def test_a_lane_runs_alone_with_all_of_its_bolts_and_none_of_the_other(lane):
    document = rendered(lanes=(lane,))
    assert edges(document) == ALONE[lane]
    named = {each["id"] for each in [*document["spouts"], *document["bolts"]]}
    assert named == {name for edge in ALONE[lane] for name in edge}


def test_the_two_lanes_together_are_the_whole_topology():
    assert edges(rendered()) == ALONE[ROWS] | ALONE[ALERTS]


def test_parallelism_is_data():
    document = rendered(parallel={"splitBolt": 2}, workers=2)
    assert {each["id"]: each["parallelism"] for each in document["bolts"]}["splitBolt"] == 2
    assert document["config"]["topology.workers"] == 2


@pytest.mark.parametrize("wrong", [{"parallel": {"bolt": 2}}, {"row_key": "none"}, {"lanes": ("all",)}])
def test_what_does_not_exist_is_refused(wrong):
    with pytest.raises(ConfigurationError):
        Topology(**wrong)


def test_keys_tell_rows_apart():
    for key in KEYS.values():
        keys = {key(ROW), key(ROW | {"car_number": "A0002"}), key(ROW | {"date": "20160101093016"})}
        assert len(keys) == 3
    assert KEYS["car_first"](ROW | {"date": "20160101093016"}) < KEYS["car_first"](ROW)
