import doctest

from lessons.day2.loading_overview import safe_mode
from lessons.day2.loading_overview.safe_mode import counted, told


def test_examples():
    found = doctest.testmod(safe_mode)
    assert found.attempted and not found.failed


def test_no_words_mean_that_it_is_off():
    assert told("") == safe_mode.SafeMode(False, 0, 0, "")


def test_switched_on_by_hand_it_waits_for_no_block():
    state = told("Safe mode is ON. It was turned on manually. Use hdfs dfsadmin -safemode leave to turn safe mode off.")
    assert state.on and (state.reported, state.total) == (0, 0)


BEGUN = (
    "INFO BlockStateChange: BLOCK* processReport 0xca with lease ID 0x20: Processing first storage report for DS-27 "
    "from datanode DatanodeRegistration(127.0.0.1:20866, datanodeUuid=9f, infoPort=20864, ipcPort=20867)\n"
)
ENDED = (
    "INFO BlockStateChange: BLOCK* processReport 0xca with lease ID 0x20: from storage DS-27 node "
    "DatanodeRegistration(127.0.0.1:20866, datanodeUuid=9f, infoPort=20864, ipcPort=20867), blocks: 6750, "
    "hasStaleStorage: false, processing time: 212 msecs, invalidatedBlocks: 0\n"
)


def test_a_report_counts_when_its_last_block_is_counted():
    assert not counted("", 20866)
    assert not counted(BEGUN, 20866), "the NameNode is in the middle of it, and its count still grows"
    assert counted(BEGUN + ENDED, 20866)
    assert not counted(BEGUN + ENDED, 20876), "another DataNode has reported"
    assert not counted(BEGUN + ENDED.replace("hasStaleStorage: false", "hasStaleStorage: true"), 20866)
