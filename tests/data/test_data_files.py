"""Files: the cache, the manifest, the book's own files in their place, and clear errors."""

import shutil

import pandas as pd
import pytest

from base.exceptions import ConfigurationError, DataError
from data import cache, dataset, files, sample, truth, write
from data.reading import read
from data.records import RECORDS


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SMARTCAR_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def source(tmp_path):
    """A folder filled by hand, as a reader of the book would, some files in a folder of their own."""
    folder = tmp_path / "book"
    shutil.copytree(sample.FOLDER, folder)
    (folder / "CH08").mkdir()
    (folder / "CarMaster2Income.txt").rename(folder / "CH08" / "CarMaster2Income.txt")
    return folder


def test_dataset_is_written_once(home):
    first = dataset("tiny", seed=7)
    written = first.driver.stat().st_mtime_ns
    assert dataset("tiny", seed=7) == first
    assert first.driver.stat().st_mtime_ns == written
    assert first.folder == home / "datasets" / "tiny-7"
    files.verify(first)


def test_each_choice_has_its_own_folder(home):
    assert dataset("tiny", faults=["duplicate"]).folder.name == "tiny-20220329-duplicate"
    assert dataset("1x tiny", start="2016-01-02").folder.name == "1x-tiny-20220329-20160102T0000"


def test_a_damaged_dataset_is_written_again(home):
    whole = dataset("tiny")
    text = whole.driver.read_bytes()
    whole.driver.write_bytes(text[:-10])
    assert dataset("tiny").driver.read_bytes() == text
    (whole.folder / files.MANIFEST).unlink()
    assert dataset("tiny").rows == whole.rows


def test_a_changed_simulator_writes_again(home, monkeypatch):
    whole = dataset("tiny")
    written = whole.driver.stat().st_mtime_ns
    monkeypatch.setattr(cache, "_simulator", lambda: "another")
    assert dataset("tiny").driver.stat().st_mtime_ns > written


def test_nothing_is_left_of_a_write_that_failed(home, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(truth, "save", fail)
    with pytest.raises(OSError, match="disk full"):
        dataset("tiny")
    assert [path.name for path in (home / "datasets").iterdir() if path.suffix != ".lock"] == []


def test_verify_finds_a_changed_byte(home):
    whole = dataset("tiny")
    text = bytearray(whole.master.read_bytes())
    text[-2] ^= 1
    whole.master.write_bytes(text)
    with pytest.raises(DataError, match="was changed"):
        files.verify(whole)


def test_writing_over_an_earlier_world_leaves_none_of_its_files(tiny, tmp_path):
    write(tiny, tmp_path, ["late"])
    assert len(write(tiny, tmp_path).files.status) == len(list(tmp_path.glob("SmartCarStatusInfo_*"))) == 1


def test_the_books_own_files_take_the_place(source):
    book = dataset(source=source)
    assert book.income == source / "CH08" / "CarMaster2Income.txt"
    assert book.rows == {
        "status": 50, "driver": 100, "master": 25, "purchases": 60, "income": 25, "incidents": 40,
    }  # fmt: skip
    assert (book.garbage["status"], book.garbage["driver"]) == (5, 5)
    assert book.truth is None and book.outages == ()
    with pytest.raises(DataError, match="no manifest"):
        files.verify(book)


def test_a_source_must_be_a_folder(tmp_path):
    with pytest.raises(DataError, match="is not a folder"):
        dataset(source=tmp_path / "nowhere")


def test_all_missing_files_are_named(source):
    for path in (*source.glob("CarItemBuyList*"), source / "CarMaster.txt"):
        path.unlink()
    with pytest.raises(DataError, match=r"lacks CarMaster\.txt \(master\), CarItemBuyList_\*\.txt \(purchases\)"):
        dataset(source=source)


def test_a_data_set_must_not_be_there_twice(source):
    shutil.copy(source / "CarMaster.txt", source / "CH08")
    with pytest.raises(DataError, match="master more than once"):
        dataset(source=source)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("CarMaster.txt", "|남|", "|M|", "line 1: Field sex of a master line is 'M', but must be 남 여"),
        ("CarItemBuyList_201601.txt", ",Item-", ";Item-", "line 1: A purchases line has 3 fields, but 4"),
        ("CarDrivingIncidentInfo.csv", "wea,temp", "a,b", "must begin with the header"),
        ("SmartCarDriverInfo.log", "20160101000003,", "2016-01-01 3,", "line 21: Field date .* must be 14 digits"),
    ],
)
def test_an_odd_file_is_refused_with_its_line(source, name, old, new, message):
    path = source / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(DataError, match=message):
        dataset(source=source)


def test_an_empty_file_is_refused(source):
    (source / "CarMaster.txt").write_text("")
    with pytest.raises(DataError, match="holds no row of the data set master"):
        dataset(source=source)


def test_unknown_choices_are_refused(home):
    with pytest.raises(ConfigurationError, match="no scale 'huge'"):
        dataset("huge")
    with pytest.raises(ConfigurationError, match="no fault lost"):
        dataset("tiny", faults="lost")
    assert not (home / "datasets" / "tiny-20220329").exists()


@pytest.mark.parametrize(
    "line", ["20160101000001,A0001,1", "20160101000001,A0001,1,0,F,N,4,F08,9", "now,A0001,1,0,F,N,4,F08"]
)
def test_reading_names_the_first_bad_line(source, line):
    path = source / "SmartCarDriverInfo.log"
    rows = path.read_text().splitlines()
    path.write_text("\n".join([*rows[:30], line, *rows[30:]]) + "\n")
    with pytest.raises(DataError, match="line 31: "):
        read(RECORDS["driver"], path)


def test_reading_an_empty_file_says_so(tmp_path):
    (tmp_path / "empty").touch()
    with pytest.raises(DataError, match="holds no rows"):
        read(RECORDS["driver"], tmp_path / "empty")


def test_truth_is_read_back_as_it_was(tiny, tiny_files):
    stored = truth.read(tiny_files.truth)
    frames = truth.of(tiny)
    assert tuple(stored) == tuple(frames) == truth.FRAMES
    for name in truth.FRAMES:
        pd.testing.assert_frame_equal(stored[name], frames[name], check_dtype=not frames[name].empty)
    with pytest.raises(DataError, match="Only simulated data has a truth"):
        truth.read(tiny_files.folder)
