"""The questions that every data set must answer."""

from collections import Counter
from itertools import islice

import numpy as np
import pandas as pd
import pytest

from data import simulate
from data.reading import read
from data.records import RECORDS, format_line, is_garbage, parse_line
from data.writing import write

DATA_SETS = pytest.mark.parametrize("name", RECORDS)
EXPECTED_ROWS = {"master": 2600, "purchases": 100_000, "income": 2600, "incidents": 200_000}


def lines_of(files, name):
    return [line for path in files.paths(name) for line in path.read_text(encoding="utf-8").splitlines()]


def bytes_of(files, name):
    return [path.read_bytes() for path in files.paths(name)]


@DATA_SETS
def test_file_has_the_name_of_its_record(tiny, tiny_files, name):
    earlier = pd.date_range("2015-08-01", "2015-12-01", freq="MS") if name == "purchases" else []
    expected = [RECORDS[name].file_for(each) for each in (*earlier, tiny.start)]
    assert [path.name for path in tiny_files.paths(name)] == expected


@DATA_SETS
def test_rows_are_as_many_as_announced(tiny, tiny_files, name):
    expected = EXPECTED_ROWS | {"status": tiny.scale.status_rows, "driver": tiny.scale.driver_rows}
    header = RECORDS[name].header is not None
    assert tiny_files.rows[name] == expected[name]
    assert len(lines_of(tiny_files, name)) == expected[name] + tiny_files.garbage[name] + header
    assert tiny_files.bytes[name] == sum(len(text) for text in bytes_of(tiny_files, name))


@DATA_SETS
def test_garbage_comes_once_per_car_ahead_of_its_first_row(tiny, tiny_files, name):
    record, lines = RECORDS[name], lines_of(tiny_files, name)
    garbage = [place for place, line in enumerate(lines) if is_garbage(record, line)]
    assert len(garbage) == tiny_files.garbage[name] == (len(tiny.cars) if record.garbage else 0)
    assert [parse_line(record, lines[place + 1])["car_number"] for place in garbage] == tiny.cars[: len(garbage)]
    assert {lines[place] for place in garbage} <= {record.garbage}


@DATA_SETS
def test_lines_parse_and_format_back(tiny_files, name):
    record = RECORDS[name]
    rows = [line for line in lines_of(tiny_files, name) if line != record.header and not is_garbage(record, line)]
    for line in islice(rows, 0, None, max(1, len(rows) // 500)):
        assert format_line(record, parse_line(record, line)) == line


@DATA_SETS
def test_files_hold_what_the_frame_holds(tiny, tiny_files, name):
    stored = read(RECORDS[name], tiny_files.paths(name))  # raises for any value outside its limits
    frame = getattr(tiny, name)()
    if name == "purchases":
        stored["month"] = stored["month"].dt.strftime("%Y%m")
    assert list(stored) == list(frame)
    for column in frame:
        assert np.array_equal(stored[column].to_numpy(), frame[column].to_numpy()), column


@DATA_SETS
def test_every_car_is_in_the_registry(tiny, tiny_files, name):
    record = RECORDS[name]
    key = {"car_number", "carNum"} & set(record.names)
    assert bool(key) == (name != "incidents")
    for column in key:
        assert set(read(record, tiny_files.paths(name))[column]) <= set(tiny.registry()["car_number"])


@DATA_SETS
def test_same_seed_same_bytes(tiny_files, tmp_path, name, again):
    assert bytes_of(again, name) == bytes_of(tiny_files, name)


@DATA_SETS
def test_other_seed_other_bytes(tiny_files, other_seed, name):
    assert bytes_of(other_seed, name) != bytes_of(tiny_files, name)


@pytest.fixture(scope="module")
def again(tiny, tmp_path_factory):
    return write(simulate("tiny", tiny.seed), tmp_path_factory.mktemp("again")).files


@pytest.fixture(scope="module")
def other_seed(tiny, tmp_path_factory):
    return write(simulate("tiny", tiny.seed + 1), tmp_path_factory.mktemp("other")).files


@pytest.mark.parametrize("faults", [(), ("late", "duplicate")])
def test_block_size_changes_no_byte(tmp_path, faults):
    world = simulate("7 cars 40 min", seed=3)
    written = [write(world, tmp_path / str(size), faults, legs_per_block=size).files for size in (1, 3)]
    for name in RECORDS:
        first, *others = [bytes_of(files, name) for files in written]
        assert all(other == first for other in others)


def test_a_smaller_scale_is_part_of_a_larger():
    small, larger = simulate("tiny").status(), simulate("30 cars 20 min").status()
    own = larger[larger["car_number"].isin(small["car_number"].cat.categories)].head(len(small))
    pd.testing.assert_frame_equal(small.astype(str), own.astype(str).reset_index(drop=True))


def test_each_day_has_its_status_file(tmp_path):
    files = write(simulate("2 cars 30 min", start="2016-01-31T23:50:00"), tmp_path).files
    assert [path.name[-12:] for path in files.status] == ["20160131.txt", "20160201.txt"]
    assert (files.rows["status"], files.garbage["status"], files.garbage["driver"]) == (1200, 4, 2)
    days = Counter(line[:8] for line in lines_of(files, "status") if line[0] == "2")
    assert days == {"20160131": 400, "20160201": 800}
