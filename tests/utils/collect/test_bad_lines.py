"""10,000 mutated lines a lane, through real agents: each is a row, counted garbage, or a dead letter with a reason."""

import re

import pandas as pd
import pytest
from mutations import mutated

from base.exceptions import DataError
from data.record import parse_line
from data.records import DRIVER, STATUS, is_garbage
from data.sample import FOLDER
from data.validation import DEAD, GARBAGE, ROW, validate
from utils.collect.parts import LOG
from utils.collect.pilot import batch_lane, speed_lane
from utils.collect.reconcile import Stage, arrived, read_lines, reconcile
from utils.collect.topics import SMARTCAR_TOPIC, make_topic, read

COUNT = 10_000
STATUS_FILE = "SmartCarStatusInfo_20160101.txt"


def bad_lines(record):
    path = next(FOLDER.glob(record.glob))
    good = [line for line in path.read_text("utf-8").splitlines() if not is_garbage(record, line)]
    return mutated(record, good, COUNT)


def judged(record, lines):
    """Python's verdict on each line, by its place in the file."""
    places = pd.Series([0, *(len(line) + 1 for line in lines)]).cumsum()[:-1]
    texts = [line.decode("utf-8", "replace") for line in lines]
    verdicts = [validate(record, text) for text in texts]
    return pd.DataFrame(verdicts, columns=["verdict", "reason"]).assign(offset=places, text=texts)


@pytest.mark.parametrize("record", [STATUS, DRIVER], ids=lambda record: record.name)
def test_a_row_is_what_the_parser_accepts(record):
    """Each of the mutated lines is a row if and only if the parser reads it, and only then has no reason."""
    lines = bad_lines(record)
    table = judged(record, lines)
    counts = table["verdict"].value_counts()
    assert counts[ROW] > 3000 and counts[GARBAGE] > 1000 and counts[DEAD] > 2000
    for text, verdict, reason in table[["text", "verdict", "reason"]].itertuples(index=False):
        assert parses(record, text) == (verdict == ROW) == (not reason), text[:200]
        assert (verdict == GARBAGE) != bool(re.match("[0-9]{14}", text)), text[:200]


def parses(record, text):
    try:
        return tuple(parse_line(record, text)) == record.names
    except DataError:
        return False


@pytest.mark.cluster
@pytest.mark.timeout(600)
def test_the_spool_source_and_python_agree_on_every_line(collector):
    lines = bad_lines(STATUS)
    source = collector.folder.parent / STATUS_FILE
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_bytes(b"".join(line + b"\n" for line in lines))
    collector.run(batch_lane(collector.place, sink="files"), fresh=True)
    collector.drop(source)
    collector.settle(COUNT, 120)
    delivered = b"".join(path.read_bytes() for path in (collector.folder / "rows").iterdir()).decode().split("\n")[:-1]
    expected = judged(STATUS, lines)
    assert [row.removesuffix(",20160102") for row in delivered] == rows_of(expected)
    same(collector.rejected(), expected, STATUS_FILE)
    table = reconcile(source, Stage.of("files", delivered), rejected=collector.rejected())
    assert table.loc["all", "lines"] == COUNT and arrived(table)


@pytest.mark.cluster
@pytest.mark.timeout(600)
def test_the_tail_source_and_python_agree_on_every_line(cluster, collector):
    lines = bad_lines(DRIVER)
    cluster.up("kafka")
    make_topic(SMARTCAR_TOPIC)
    collector.run(speed_lane(collector.place), fresh=True)
    with collector.log.open("ab") as log:
        log.write(b"".join(line + b"\n" for line in lines))
    collector.settle(COUNT, 120)
    delivered = read(SMARTCAR_TOPIC)
    expected = judged(DRIVER, lines)
    assert delivered["value"].tolist() == rows_of(expected)
    assert delivered["key"].equals(delivered["value"].str.split(",").str[1])
    same(collector.rejected(), expected, LOG)
    table = reconcile(collector.log, Stage.of("Kafka", delivered["value"]), rejected=collector.rejected())
    assert table.loc["all", "lines"] == COUNT == len(read_lines(collector.log)) and arrived(table)


def rows_of(expected):
    return expected.loc[expected["verdict"] == ROW, "text"].str.rstrip("\r").tolist()


def same(rejected, expected, file):
    """Verdict, place, reason and line of all that was set aside."""
    wanted = expected[expected["verdict"] != ROW].reset_index(drop=True)
    assert set(rejected["file"]) == {file}
    for column in ("offset", "verdict", "reason"):
        pd.testing.assert_series_equal(rejected[column], wanted[column], check_dtype=False)
    lines = (rejected["line"].str.rstrip("\r"), wanted["text"].str.rstrip("\r"))
    pd.testing.assert_series_equal(*lines, check_names=False)
