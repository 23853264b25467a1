"""The growing log: every line is counted once, wherever the writer happens to be."""

import os

from utils.realtime.live.growing import GrowingLog

HEADING = "Driver Status Infomation,CarNum,AccStep,BrkStep,WheelStep,DirLightStep,Speed,AreaNum"
ROWS = [f"2016010100000{n},A000{n % 2 + 1},3,0,F,N,{50 + n},A0{n + 1}" for n in range(6)]


def write(path, text):
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(text)


def test_lines_are_counted_as_they_come(tmp_path):
    path = tmp_path / "drive.log"
    log = GrowingLog(path)
    assert log.look() is None and log.lines == 0
    write(path, f"{HEADING}\n{ROWS[0]}\n{ROWS[1][:9]}")
    assert log.look() is None  # the newest line is still being written
    assert log.lines == 2 and set(log.positions) == {"A0001"}
    write(path, f"{ROWS[1][9:]}\n")
    log.look()
    assert log.lines == 3 and log.size == path.stat().st_size


def test_the_newest_row_is_a_probe_with_the_time_of_the_file(tmp_path):
    path = tmp_path / "drive.log"
    log = GrowingLog(path)
    write(path, "".join(f"{row}\n" for row in ROWS))
    os.utime(path, (1000.0, 1234.5))
    probe = log.look()
    assert probe.row["date"] == "20160101000005" and probe.written == 1234.5
    assert log.positions["A0002"].area == "A06" and log.positions["A0001"].speed == 54
    assert log.look() is None  # nothing new


def test_another_file_in_its_place_is_counted_from_zero(tmp_path):
    path = tmp_path / "drive.log"
    log = GrowingLog(path)
    write(path, f"{ROWS[0]}\n{ROWS[1]}\n")
    log.look()
    path.unlink()
    log.look()
    assert log.lines == 0 and not log.positions
    write(path, f"{ROWS[2]}\n")
    log.look()
    assert log.lines == 1
