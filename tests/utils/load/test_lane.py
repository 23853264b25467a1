"""The batch lane from the simulator's files to HDFS, through the real agent, with everything that may go wrong."""

import shutil
from datetime import date

import pytest

from base.exceptions import DataError, ServiceError
from benchmarks.load.status_files import write_book_day
from cluster.clients import namenode
from data import dataset
from data.faults import FAULTS
from utils.collect.pilot import batch_lane
from utils.collect.reconcile import arrived, reconcile
from utils.collect.recovery import left_open, recover
from utils.load import ledger, partitions
from utils.load.arrivals import by_dates, late
from utils.load.batch import load
from utils.load.compaction import compact

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(900)]
DATES = ("20160102", "20160103")


def agent(collector, wrk_date: str, **options):
    return batch_lane(collector.place, collected=date.fromisoformat(wrk_date), **options)


def through(collector, *names: str, seconds: float = 300) -> None:
    """Waits until the files are read, the channels empty and the rows in closed files."""

    def done() -> bool:
        read = all((collector.spool / f"{name}.COMPLETED").exists() for name in names)
        return read and not collector.counters()["holds"].fillna(0).any()

    collector.cluster.wait(done, f"{', '.join(names)} is through", seconds)
    collector.stop()


def account(files, collector):
    return reconcile(files.status, partitions.in_hdfs(), rejected=collector.rejected())


def test_with_every_fault_and_the_agent_killed_in_mid_file_every_row_is_accounted_for(collector):
    files = dataset("small", faults=FAULTS)
    first, second = files.status
    collector.run(agent(collector, DATES[0], roll_bytes=2**18, capacity=5_000), fresh=True)
    ledger.collect(collector, first)
    collector.wait_for("SmartCarInfo_HdfsSink", went_on=2_000, seconds=120)
    collector.kill()
    assert not (collector.spool / f"{first.name}.COMPLETED").exists()
    open_before = left_open()
    assert open_before
    assert not arrived(account(files, collector))
    collector.revive()
    assert not set(open_before) & set(left_open())
    through(collector, first.name)
    collector.run(agent(collector, DATES[1]))
    ledger.collect(collector, second)
    through(collector, second.name)

    table = account(files, collector)
    total = table.loc["all"]
    assert arrived(table), table.to_string()
    assert total["lines"] == files.rows["status"] + files.garbage["status"]
    assert total["garbage"] == files.garbage["status"] and total["dead"] > 0 and total["twice"] > 0
    assert total["lines"] == total[["garbage", "dead", "twice", "HDFS"]].sum()
    assert left_open() == []

    came_late = late(by_dates(), {DATES[0]: "20160101", DATES[1]: "20160102"})
    assert came_late[DATES[1]] > 0
    assert set(partitions.rows(DATES[1])["collection_date"].astype(str)) == {"2016-01-03"}

    done = [compact(each) for each in DATES]
    assert sum(each.per_car["duplicates"].sum() for each in done) == total["HDFS again"]
    assert all(len(each.after) == 1 for each in done)
    after = account(files, collector)
    assert arrived(after) and after.loc["all", "HDFS again"] == 0


def test_rows_left_in_the_channel_keep_the_date_of_their_collection(collector):
    files = dataset("tiny")
    collector.run(agent(collector, DATES[0]), fresh=True)
    collector.cluster.pause("namenode")
    dropped = collector.drop(files.status[0])
    collector.wait_for("SmartCarInfo_Channel", came_in=files.rows["status"])
    collector.kill()
    collector.cluster.revive("namenode")
    collector.run(agent(collector, DATES[1]))
    through(collector, dropped.name)
    assert partitions.wrk_dates() == [DATES[0]]
    assert set(partitions.rows()["collection_date"].astype(str)) == {"2016-01-02"}
    assert arrived(reconcile(files.status, partitions.in_hdfs(), rejected=collector.rejected()))


def test_the_same_file_is_collected_once(collector, tmp_path):
    file = dataset("tiny").status[0]
    collector.run(agent(collector, DATES[0]), fresh=True)
    ledger.collect(collector, file)
    renamed = tmp_path / "SmartCarStatusInfo_20160101-again.txt"
    renamed.write_bytes(file.read_bytes())
    for again in (file, renamed):
        with pytest.raises(DataError, match="was collected already"):
            ledger.collect(collector, again)
    other = tmp_path / file.name
    other.write_bytes(file.read_bytes() + file.read_bytes().splitlines(keepends=True)[-1])
    with pytest.raises(DataError, match="takes no name twice"):
        ledger.collect(collector, other)
    through(collector, file.name)
    assert not partitions.in_hdfs().again.any()
    assert [each.name for each in ledger.collected()] == [file.name]
    assert sorted(each.name for each in collector.spool.iterdir() if each.is_file()) == [f"{file.name}.COMPLETED"]


def test_a_file_that_was_listed_but_not_handed_over_is_handed_over(collector, monkeypatch):
    file = dataset("tiny").status[0]
    collector.run(agent(collector, DATES[0]), fresh=True)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "drop", killed)
        with pytest.raises(KeyboardInterrupt):
            ledger.collect(collector, file)
    ledger.collect(collector, file)
    with pytest.raises(DataError, match="was collected already"):
        ledger.collect(collector, file)
    through(collector, file.name)
    assert arrived(reconcile(file, partitions.in_hdfs(), rejected=collector.rejected()))


def test_recovery_leaves_a_living_agent_alone_and_cuts_half_a_row(collector):
    files = dataset("tiny")
    lines = files.status[0].read_text("utf-8").splitlines()
    collector.run(agent(collector, DATES[0], idle_seconds=600), fresh=True)
    collector.drop(lines, "SmartCarStatusInfo_20160101.txt")
    collector.wait_for("SmartCarInfo_HdfsSink", went_on=files.rows["status"])
    with pytest.raises(ServiceError, match="is writing them now"):
        recover(collector.cluster)
    collector.kill()
    path = left_open()[0]
    namenode.release(path)
    content = namenode.read(path)
    namenode.write(path, content + content[:30])  # as of a batch that was on its way when the agent was killed
    done = recover(collector.cluster)
    assert [(each.rows, each.cut) for each in done] == [(files.rows["status"], 30)]
    assert recover(collector.cluster) == [] and left_open() == []
    assert namenode.read(done[0].path) == content
    assert arrived(reconcile(files.status, partitions.in_hdfs(), rejected=collector.rejected()))


def test_a_day_of_the_books_own_files_goes_through_unchanged(collector, tmp_path):
    cars, folder = 2, tmp_path / "book"
    shutil.copytree(dataset("tiny").folder, folder)
    rows = write_book_day(folder / "SmartCarStatusInfo_20160101.txt", cars)
    files = dataset(source=folder)
    assert (files.rows["status"], files.garbage["status"]) == (rows, cars) == (21_601 * cars, cars)
    collector.run(agent(collector, DATES[0]), fresh=True)
    ledger.collect(collector, files.status[0])
    through(collector, files.status[0].name)
    table = account(files, collector)
    assert arrived(table)
    assert table.loc["all", ["lines", "garbage", "dead", "twice", "HDFS"]].tolist() == [rows + cars, cars, 0, 0, rows]
    written = [line for line in files.status[0].read_bytes().splitlines() if line.startswith(b"2016")]
    in_hdfs = [line for _, content in partitions.contents() for line in content.splitlines()]
    assert sorted(in_hdfs) == sorted(line + b",20160102" for line in written)
    # 240000 is the last moment of its day, not the first of the next
    assert by_dates().to_dict() == {"20160101": {DATES[0]: rows}}


def test_a_small_file_that_is_read_at_once_is_loaded_when_load_returns(collector, monkeypatch):
    """Each answer of the agent is used only when the file has been read meanwhile, as on a machine that is busy."""
    file, counters = dataset("tiny").status[0], collector.counters

    def slow():
        table = counters()
        if (collector.spool / file.name).exists():
            collector.cluster.wait((collector.spool / f"{file.name}.COMPLETED").exists, "the file is read", 60)
        return table

    monkeypatch.setattr(collector, "counters", slow)
    load(collector, agent(collector, DATES[0], idle_seconds=600), file, fresh=True)
    assert left_open() == []
    assert arrived(reconcile(file, partitions.in_hdfs(), rejected=collector.rejected()))
