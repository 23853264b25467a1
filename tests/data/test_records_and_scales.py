"""Record types, scales, worlds, pacing, and what is made from them: page, sample, command line."""

import doctest
import importlib
from datetime import datetime
from pathlib import Path

import pytest

import data
from base.exceptions import ConfigurationError, DataError
from data import SCALES, dictionary, pace, sample, simulate
from data.__main__ import main
from data.records import COLLECTED_STATUS, DRIVER, RECORDS, STATUS, is_garbage, parse_line
from data.scale import as_scale

ROW = "20160101000003,A0001,0,2,L3,N,88,B02"
MODULES = sorted(path.stem for path in Path(data.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("module", [name for name in MODULES if name != "__main__"])
def test_examples_in_docstrings(module):
    name = "data" if module == "__init__" else f"data.{module}"
    assert doctest.testmod(importlib.import_module(name)).failed == 0
    assert module == "__init__" or f"\n{module} " in data.__doc__, "the map of the package lacks a module"


def test_driver_line_has_types():
    assert parse_line(DRIVER, ROW + "\n") == {
        "date": datetime(2016, 1, 1, 0, 0, 3), "car_number": "A0001", "speed_pedal": 0, "break_pedal": 2,
        "steer_angle": "L3", "direct_light": "N", "speed": 88, "area_number": "B02",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (ROW.replace("A0001", "A01"), "Field car_number .* must be"),
        (ROW.replace("88", "251"), "Field speed .* '251', but must be 0–250"),
        (ROW.replace("88", "fast"), "must be a whole number"),
        (ROW.replace("88", "٨"), "must be a whole number"),
        (ROW.replace("L3", "L4"), "must be F L1"),
        (ROW.replace("0101", "1301"), "Field date .* a time that exists"),
        (ROW.replace("000003", "240003"), "Field date .* a time that exists"),
        (ROW[:-4], "has 7 fields, but 8 were expected"),
        (ROW + ",0", "has 9 fields"),
        (DRIVER.garbage, "garbage line"),
        ("", "has 1 fields"),
    ],
)
def test_bad_line_is_named(line, message):
    with pytest.raises(DataError, match=message):
        parse_line(DRIVER, line)


def test_the_end_of_a_day_may_be_written_as_24_hours():
    assert parse_line(DRIVER, ROW.replace("000003", "240000"))["date"] == datetime(2016, 1, 2)


def test_collection_appends_the_fourteenth_field():
    line = "20160101000003,A0001,95,94,93,92,1,1,2,1,A,B,77"
    assert parse_line(COLLECTED_STATUS, f"{line},20160102") == parse_line(STATUS, line) | {
        "collection_date": datetime(2016, 1, 2)
    }
    assert [record.name for record in RECORDS.values()] == [
        "status", "driver", "master", "purchases", "income", "incidents",
    ]  # fmt: skip


def test_scales_are_those_of_the_pilot():
    assert {name: (scale.cars, scale.seconds) for name, scale in SCALES.items()} == {
        "tiny": (5, 600), "small": (10, 3600), "class": (100, 7200), "full": (100, 86_400),
    }  # fmt: skip
    assert SCALES["full"].status_rows == 2_880_000 and as_scale("2x full").driver_rows == 17_280_000


@pytest.mark.parametrize(
    "text", ["huge", "0 cars 1 h", "2601 cars 1 h", "5 cars 7 min", "0x class", "5 cars", "-1x tiny"]
)
def test_scale_that_cannot_be_is_refused(text):
    with pytest.raises(ConfigurationError):
        simulate(text)


def test_start_lies_on_ten_minutes():
    with pytest.raises(ConfigurationError, match="2016-01-01 00:10:00"):
        simulate("tiny", start="2016-01-01T00:15:00")


class Clock:
    """A clock that only moves when someone waits."""

    def __init__(self):
        self.now = 0.0
        self.waits = []

    def wait(self, seconds):
        self.waits.append(seconds)
        self.now += seconds


def test_pace_follows_the_event_time(tiny_files):
    clock = Clock()
    lines = list(pace(tiny_files.driver, 20, rows=65, wait=clock.wait, clock=lambda: clock.now))
    assert len(lines) == 65 and sum(line.time is None for line in lines) == 5
    assert (lines[-1].time - lines[1].time).total_seconds() == 11
    assert clock.waits == pytest.approx([1 / 20] * 11)


def test_pace_lets_late_lines_through_and_catches_up(tmp_path):
    log = tmp_path / "log"
    log.write_text("\n".join(f"201601010000{second:02d},A" for second in (0, 10, 2, 20)))
    clock = Clock()
    paced = pace(log, wait=clock.wait, clock=lambda: clock.now)
    next(paced)
    clock.now += 4  # the reader was busy
    assert [line.text[12:14] for line in paced] == ["10", "02", "20"]
    assert clock.waits == [6, 10]


def test_garbage_is_told_by_its_beginning():
    assert is_garbage(STATUS, "SmartCar Status Information,CarNum,TireFL") and not is_garbage(STATUS, ROW)
    assert not is_garbage(RECORDS["master"], "anything")


def test_dictionary_is_current():
    assert dictionary.PAGE.read_text(encoding="utf-8") == dictionary.page(), "run: python -m data dictionary"


def test_sample_is_current(tmp_path):
    fresh = {path.name: path.read_bytes() for path in sample.write(tmp_path)}
    assert {path.name: path.read_bytes() for path in sample.FOLDER.iterdir()} == fresh, "run: python -m data sample"
    assert sum(map(len, fresh.values())) < 20_000


def test_command_line_writes(tmp_path, capsys):
    assert main(["write", "tiny", "--seed", "1", "--to", str(tmp_path), "--fault", "duplicate"]) == 0
    assert "SmartCarDriverInfo.log" in capsys.readouterr().out
    assert (tmp_path / "truth" / "touched.parquet").is_file()


def test_command_line_says_what_is_wrong(tmp_path, capsys):
    assert main(["write", "huge", "--to", str(tmp_path)]) == 1
    assert "no scale 'huge'" in capsys.readouterr().err
