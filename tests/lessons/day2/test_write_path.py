"""The write path in the lines that servers log; a real write is looked at in the lesson."""

import pytest

from base.exceptions import ServiceError
from lessons.day2.loading_overview.write_path import CLIENT, NAMENODE, draw_write_path, messages
from utils.figures import plots

NAMES = {1: "datanode-1", 2: "datanode-2", 3: "datanode-3"}
LOGS = {
    NAMENODE: [
        "2016-01-01 00:00:00,000 INFO audit: cmd=create\tsrc=/a.txt._COPYING_\tdst=null",
        "2016-01-01 00:00:00,010 INFO StateChange: BLOCK* allocate blk_7_1, replicas=h:2, h:3 for /a.txt._COPYING_",
        "2016-01-01 00:00:00,040 INFO FSNamesystem: BLOCK* blk_7_1 is COMMITTED but not COMPLETE(numNodes=0) in /a",
        "2016-01-01 00:00:00,041 INFO BlockStateChange: BLOCK* addStoredBlock: h:3 is added to blk_7_1 (size=9)",
        "2016-01-01 00:00:00,050 INFO StateChange: DIR* completeFile: /a.txt._COPYING_ is closed by someone",
        "2016-01-01 00:00:00,060 INFO audit: cmd=rename\tsrc=/a.txt._COPYING_\tdst=/a.txt\tperm=none",
    ],
    "datanode-1": [],
    "datanode-2": [
        "2016-01-01 00:00:00,020 INFO DataNode: Receiving BP-1:blk_7_1 src: /h:9 dest: /h:2",
        "2016-01-01 00:00:00,030 INFO clienttrace: src: /h:9, dest: /h:2, op: HDFS_WRITE, blockid: BP-1:blk_7_1",
    ],
    "datanode-3": [
        "2016-01-01 00:00:00,021 INFO DataNode: Receiving BP-1:blk_7_1 src: /h:9 dest: /h:3",
        "2016-01-01 00:00:00,030 INFO clienttrace: src: /h:9, dest: /h:3, op: HDFS_WRITE, blockid: BP-1:blk_7_1",
    ],
}


def test_data_goes_down_the_pipeline_and_its_word_comes_back_from_the_end():
    told = messages("/a.txt", LOGS, NAMES)
    assert [(each.sender, each.receiver) for each in told if each.is_data] == [
        (CLIENT, "datanode-2"),
        ("datanode-2", "datanode-3"),
    ]
    assert [each.sender for each in told if each.what == "written"] == ["datanode-3", "datanode-2"]
    assert [each.what for each in told if each.sender == CLIENT][-3:] == [
        "close? (not yet)",
        "close",
        "give it its name",
    ]
    assert (told[0].ms, told[-1].ms) == (0, 60)


def test_the_last_writing_counts():
    twice = LOGS | {NAMENODE: [*LOGS[NAMENODE], *LOGS[NAMENODE]]}
    assert messages("/a.txt", twice, NAMES) == messages("/a.txt", LOGS, NAMES)


def test_a_file_that_no_log_knows_is_named():
    with pytest.raises(ServiceError, match=r"no writing of /b\.txt"):
        messages("/b.txt", LOGS, NAMES)


def test_the_drawing_says_that_no_data_goes_to_the_namenode(monkeypatch):
    texts = []
    monkeypatch.setattr(plots, "show", lambda figure, alt: texts.append(alt))
    draw_write_path(messages("/a.txt", LOGS, NAMES))
    assert "never to the NameNode" in texts[0]
    assert "client to datanode-2: data; datanode-2 to datanode-3: data" in texts[0]
