"""What a lane keeps when something ends, is full or is away: every row, and copies that are known by car and time."""

import pytest

from data import dataset
from data.records import DRIVER, is_garbage
from utils.collect.parts import BATCH, SPEED_CHANNEL
from utils.collect.pilot import batch_lane, speed_lane
from utils.collect.reconcile import Stage, arrived, reconcile
from utils.collect.topics import SMARTCAR_TOPIC, make_topic, read, stored
from utils.lab.faults import away, kill_in_mid_file, kill_with_backlog

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def files(cluster):
    return dataset("small")


@pytest.fixture
def kafka(cluster):
    cluster.up("kafka")
    make_topic(SMARTCAR_TOPIC, partitions=3)


@pytest.fixture(scope="module")
def driving(files):
    """10,000 lines of the driving log, the cars' garbage lines among them."""
    with files.driver.open(encoding="utf-8") as lines:
        return [line.rstrip("\n") for line, _ in zip(lines, range(10_000), strict=False)]


def not_noted(collector):
    """How many rows are in Kafka that the tail source would send again after a crash at this moment."""
    passed = collector.log.read_bytes()[: collector.noted()].decode("utf-8")
    return stored(SMARTCAR_TOPIC).sum() - sum(not is_garbage(DRIVER, line) for line in passed.splitlines())


def in_kafka(collector):
    stage = Stage.of("Kafka", read(SMARTCAR_TOPIC)["value"])
    return reconcile(collector.log, stage, rejected=collector.rejected())


def account_complete(collector, lines):
    """Waits until each row has arrived, and returns the account."""
    collector.drain(90)
    collector.cluster.wait(lambda: arrived(in_kafka(collector)), "every row has arrived", 30)
    table = in_kafka(collector)
    assert table.loc["all", "lines"] == len(lines)
    assert table.loc["all", "garbage"] == sum("Driver Status" in line for line in lines)
    return table


def in_files(collector, path):
    """Rows of the folder; the last of a file may be a part of one, when the agent was killed."""
    texts = [each.read_text("utf-8") for each in (collector.folder / "rows").iterdir()]
    rows = [row for text in texts for row in text.split("\n")[:-1]]
    return reconcile(path, Stage.of("files", rows), rejected=collector.rejected())


def test_a_restart_of_an_agent_at_rest_repeats_nothing(collector, kafka, driving):
    agent = speed_lane(collector.place)
    collector.run(agent, fresh=True)
    collector.append(driving[:5000])
    collector.drain()
    collector.run(agent)
    collector.append(driving[5000:])
    assert account_complete(collector, driving).loc["all", "Kafka again"] == 0


def test_a_restart_in_full_flow_repeats_at_most_the_batch_in_hand(collector, kafka, driving):
    """The source may be interrupted when a batch is in the channel and its place is not noted yet."""
    agent = speed_lane(collector.place)
    collector.run(agent, fresh=True)
    with collector.driving(driving, 1000) as log:
        collector.cluster.wait(lambda: log.written > 3000, "3,000 lines are written", 60)
        collector.run(agent)
        collector.cluster.wait(lambda: log.written == len(driving), "all lines are written", 60)
    assert account_complete(collector, driving).loc["all", "Kafka again"] <= BATCH


def test_a_kill_of_the_speed_lane_repeats_at_most_what_was_not_noted(collector, kafka, driving):
    collector.run(speed_lane(collector.place), fresh=True)
    with collector.driving(driving, 400) as log:
        collector.cluster.wait(lambda: log.written > 2000, "2,000 lines are written", 60)
        collector.kill_when(
            lambda: collector.noted() > 0 and not_noted(collector) > 0, "Kafka has rows whose place is not noted yet"
        )
        collector.revive()
        collector.cluster.wait(lambda: log.written == len(driving), "all lines are written", 60)
    assert 0 < account_complete(collector, driving).loc["all", "Kafka again"] < 2000


def test_a_kill_in_mid_file_loses_no_row_of_the_batch_lane(collector, files):
    path = files.status[0]
    collector.run(batch_lane(collector.place, sink="files"), fresh=True)
    assert kill_in_mid_file(collector, path, after=3000) < files.rows["status"]
    collector.revive()
    collector.drain(90)
    collector.cluster.wait(lambda: arrived(in_files(collector, path)), "every row has arrived", 30)
    table = in_files(collector, path)
    assert table.loc["all", "rows"] == files.rows["status"]
    assert table.loc["all", "garbage"] == files.garbage["status"]


def test_a_full_channel_makes_the_source_wait(cluster, collector, kafka, driving):
    collector.run(speed_lane(collector.place, channel="file", capacity=2000), fresh=True)
    with away(cluster, "kafka-1"):
        collector.append(driving)
        collector.wait_for(SPEED_CHANNEL, holds=1900)  # a batch goes in as a whole or not at all
        assert collector.noted() < collector.log.stat().st_size
    account_complete(collector, driving)


def test_kafka_may_be_away_for_half_a_minute(cluster, collector, kafka, driving):
    collector.run(speed_lane(collector.place), fresh=True)
    with collector.driving(driving, 300) as log:
        cluster.wait(lambda: log.written > 500, "500 lines are written", 60)
        with away(cluster, "kafka-1"):
            cluster.wait(lambda: log.written > 9500, "30 s of driving are written", 60)
        cluster.wait(lambda: log.written == len(driving), "all lines are written", 60)
    account_complete(collector, driving)


@pytest.mark.parametrize("channel", ["file", "memory"])
def test_with_a_backlog_only_the_channel_on_disk_survives_a_kill(collector, kafka, driving, channel):
    collector.run(speed_lane(collector.place, channel=channel), fresh=True)
    collector.append(driving[:1000])
    collector.drain()
    kill_with_backlog(collector, driving[1000:], "kafka-1")
    collector.revive()
    collector.drain(90)
    if channel == "file":
        account_complete(collector, driving)
    else:
        assert 5000 < in_kafka(collector).loc["all", "missing"] <= 9000
