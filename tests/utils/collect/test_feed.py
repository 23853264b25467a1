import time

import pytest

from base.exceptions import DataError
from base.waiting import wait_until
from utils.collect.feed import Driving, Flow, append, drop


def test_a_file_is_finished_when_it_appears(tmp_path):
    spool = tmp_path / "spool"
    spool.mkdir()
    (tmp_path / "day.txt").write_bytes(b"1\r\n2")
    assert drop(tmp_path / "day.txt", spool).read_bytes() == b"1\r\n2"
    assert drop(["1", "2"], spool, "lines.txt").read_bytes() == b"1\n2\n"
    assert sorted(path.name for path in spool.iterdir()) == ["day.txt", "lines.txt"]


@pytest.mark.parametrize("there", ["day.txt", "day.txt.COMPLETED"])
def test_a_name_that_was_used_is_refused(tmp_path, there):
    (tmp_path / there).touch()
    with pytest.raises(DataError, match="takes no name twice"):
        drop(["1"], tmp_path, "day.txt")


def test_a_log_grows_at_its_rate_and_no_line_is_lost(tmp_path):
    log, lines = tmp_path / "log", [str(number) for number in range(1000)]
    append(["first"], log)
    begin = time.monotonic()
    with Driving(lines, log, 200) as driving:
        wait_until(lambda: driving.written >= 100, "100 lines are written", 20)
        assert time.monotonic() - begin >= 0.4
    count = driving.written
    assert log.read_text().split() == ["first", *lines[:count]] and len(driving.times) == count


def test_a_flow_is_waited_for_by_its_share_and_ends_with_its_lines():
    found = []
    with Flow(map(str, range(40)), found.extend, 400, tick=0.01) as flow:
        flow.reach(0.5)
        assert len(found) >= 20
        flow.reach()
    assert found == flow.lines and len(flow.times) == flow.written == 40


def test_what_goes_wrong_in_a_flow_is_raised_where_somebody_waits():
    def refuse(lines):
        raise DataError("full")

    with Flow(["a"], refuse, 100) as flow, pytest.raises(DataError, match="full"):
        flow.reach()
