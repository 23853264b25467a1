"""Tables into HDFS: once, again, changed, broken."""

import pytest

from base.exceptions import DataError, ServiceError
from cluster.clients import namenode
from cluster.clients.namenode import listed
from data import dataset
from utils.load import tables

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def files(cluster):
    return dataset("tiny")


def inodes(folder):
    return {each["pathSuffix"]: (each["fileId"], each["modificationTime"]) for each in listed(folder)}


def test_the_same_tables_again_change_nothing(lake, files):
    assert set(tables.load_tables(files)["outcome"]) == {tables.LOADED}
    before = {folder: inodes(folder) for folder in tables.FOLDERS.values()}
    assert set(tables.load_tables(files)["outcome"]) == {tables.UNCHANGED}
    assert {folder: inodes(folder) for folder in tables.FOLDERS.values()} == before
    assert len(tables.loaded_table("master")) == files.rows["master"]
    assert len(tables.loaded_table("purchases")) == files.rows["purchases"]
    assert namenode.read(tables.FOLDERS["income"] + "/CarMaster2Income.txt") == files.income.read_bytes()


def test_a_changed_file_of_the_same_length_replaces(lake, files, tmp_path):
    tables.load_table("master", files.master)
    text = files.master.read_text("utf-8")
    changed = tmp_path / files.master.name
    changed.write_text(text.replace("남", "여", 1) if "남" in text else text.replace("여", "남", 1), "utf-8")
    assert changed.stat().st_size == files.master.stat().st_size
    assert tables.load_table("master", changed).outcome == tables.REPLACED
    assert namenode.read(f"{tables.FOLDERS['master']}/{changed.name}") == changed.read_bytes()
    assert list(inodes(tables.FOLDERS["master"])) == [changed.name]


def test_what_a_killed_load_left_is_hidden_and_written_over(lake, files):
    namenode.write(f"{tables.FOLDERS['master']}/_CarMaster.txt.loading", b"A0001|")
    with pytest.raises(DataError, match="holds no file"):
        tables.loaded_table("master")
    assert tables.load_table("master", files.master).outcome == tables.LOADED
    assert list(inodes(tables.FOLDERS["master"])) == ["CarMaster.txt"]


def test_a_file_that_follows_no_record_type_is_refused_before_anything_changes(lake, files, tmp_path):
    tables.load_table("master", files.master)
    before = inodes(tables.FOLDERS["master"])
    broken = tmp_path / "CarMaster.txt"
    broken.write_text(files.master.read_text("utf-8") + "A0001|남|twenty\n", "utf-8")
    with pytest.raises(DataError, match="line 2601"):
        tables.load_table("master", broken)
    with pytest.raises(DataError, match="is not there"):
        tables.load_once(tmp_path / "none.txt", tables.FOLDERS["master"])
    with pytest.raises(DataError, match="no table"):
        tables.load_table("drivers", broken)
    assert inodes(tables.FOLDERS["master"]) == before


def test_without_hdfs_the_error_says_what_to_type(files, monkeypatch):
    monkeypatch.setattr("cluster.clients.hadoop.RETRY_SECONDS", 0)
    monkeypatch.setenv("SMARTCAR_PORT_SHIFT", "1500")
    with pytest.raises(ServiceError, match="cluster up hdfs"):
        tables.load_once(files.master, tables.FOLDERS["master"])
