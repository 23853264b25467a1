import doctest
from itertools import pairwise

import pytest

from base import properties
from base.exceptions import ConfigurationError
from cluster.services import flume
from cluster.services.flume import Place
from data import validation
from utils.collect import configuration, parts, pilot, reconcile
from utils.collect.configuration import KAFKA_CHANNEL, Agent, Channel, Sink, Source, read_agent
from utils.collect.parts import keeping
from utils.collect.pilot import batch_lane, speed_lane, step

PLACE = Place("/data/é/자동차", "127.0.0.1:9092", "hdfs://localhost:8020")
AGENTS = {
    **{f"step {number}": step(number, PLACE) for number in (1, 2, 3, 4)},
    "step 4 on disk": step(4, PLACE, channel="file"),
    "pilot": pilot.pilot(PLACE),
    **{f"batch, {sink}": batch_lane(PLACE, sink=sink) for sink in ("hdfs", "files", "logger")},
    **{f"speed, {channel}": speed_lane(PLACE, channel=channel) for channel in ("kafka", "file", "memory")},
}
SOURCE, CHANNEL, SINK = Source("s", "seq", {}, ("c",)), Channel("c", "memory"), Sink("k", "logger", {}, "c")


@pytest.mark.parametrize("module", [configuration, parts, properties, reconcile, validation])
def test_examples(module):
    found = doctest.testmod(module)
    assert found.attempted and not found.failed


@pytest.mark.parametrize("name", AGENTS)
def test_an_agent_is_read_back_from_its_text(name):
    text = AGENTS[name].text()
    assert text.isascii(), "Java reads the file as Latin-1"
    assert read_agent(text).text() == text


def test_each_step_adds_to_the_one_before():
    texts = [set(AGENTS[f"step {number}"].text().splitlines()) for number in (1, 2, 3, 4)]
    added = ["\n".join(after - before) for before, after in pairwise(texts)]
    assert texts[0] <= texts[1]
    assert "regex_filter" in added[0] and "TAILDIR" in added[1] and "SmartCar-Topic" in added[2]


def test_the_service_starts_with_the_pilots_agent_as_it_is_now():
    assert flume.placed(PLACE) == pilot.pilot(PLACE).text(), "Type: python -m utils.collect.pilot"


def test_the_filter_stands_doubled_as_java_wants_it():
    assert r"filterInterceptor.regex = ^\\d{14}" in AGENTS["step 2"].text()


def test_the_pilot_is_durable_and_keeps_the_names_of_the_book():
    kinds = {channel.name: channel.type for channel in AGENTS["pilot"].channels}
    assert kinds == {
        "SmartCarInfo_Channel": "file",
        "DriverCarInfo_Channel": KAFKA_CHANNEL,
        "Rejected_Channel": "file",
    }
    assert [source.name for source in AGENTS["pilot"].sources] == [
        "SmartCarInfo_SpoolSource",
        "DriverCarInfo_TailSource",
    ]
    assert "wrk_date=20160102" in AGENTS["pilot"].text() or "value = 20160102" in AGENTS["pilot"].text()


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (((), (CHANNEL,), (SINK,)), "it has no source"),
        (((SOURCE,), (), (SINK,)), "it has no channel"),
        (((Source("s", "seq", {}, ()),), (CHANNEL,), (SINK,)), "the source s has no channel"),
        (((Source("s", "seq", {}, ("d",)),), (CHANNEL,), (SINK,)), "writes to a channel 'd'.*Channels are c"),
        (((SOURCE,), (CHANNEL,), (Sink("k", "logger", {}, "d"),)), "reads from a channel 'd'"),
        (((SOURCE,), (CHANNEL,), (Sink("k", "logger", {}, ""),)), "the sink k has no channel"),
        (((SOURCE,), (CHANNEL,), ()), "no sink reads from the channel c"),
        (((SOURCE,), (CHANNEL, Channel("d", "memory")), (SINK, Sink("l", "logger", {}, "d"))), "no source writes to"),
        (((SOURCE, SOURCE), (CHANNEL,), (SINK,)), "two of its sources are called s"),
        (((Source("s", "spool", {}, ("c",)),), (CHANNEL,), (SINK,)), "type 'spool'. Use TAILDIR"),
        (((Source("a.b", "seq", {}, ("c",)),), (CHANNEL,), (SINK,)), "is no name for a source"),
        (((Source("s", "seq", {"selector.mapping.row": "d"}, ("c",)),), (CHANNEL,), (SINK,)), "a channel 'd'"),
        (((Source("s", "seq", {"selector.default": "d"}, ("c",)),), (CHANNEL,), (SINK,)), "a channel 'd'"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(parts, told):
    with pytest.raises(ConfigurationError, match=told):
        Agent(*parts)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("SmartCar_Agent.sources", "sets nothing of an agent"),
        ("SmartCar_Agent.source.s.type = seq", "sets nothing of an agent"),
        ("SmartCar_Agent.sources.s = seq", "sets nothing of an agent"),
        ("Other.sources.s.type = seq", "several names: Other, SmartCar_Agent"),
        ("SmartCar_Agent.sinks.extra.type = logger", "extra has settings, but is not declared"),
    ],
)
def test_a_line_that_cannot_be_understood_is_named(line, told):
    text = Agent((SOURCE,), (CHANNEL,), (SINK,)).text()
    with pytest.raises(ConfigurationError, match=told):
        read_agent(text + line)


@pytest.mark.parametrize("wrong", [lambda: step(5, PLACE), lambda: keeping("disk", "c", PLACE),
                                   lambda: batch_lane(PLACE, sink="kafka")])  # fmt: skip
def test_a_word_that_means_nothing_is_refused(wrong):
    with pytest.raises(ConfigurationError, match=r"Use|Steps are"):
        wrong()
