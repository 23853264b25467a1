"""A region in use is cut where we want."""

import pytest

from base.exceptions import ServiceError
from cluster.clients import hbase
from cluster.clients.regions import split
from lessons.day3.load_realtime.regions import regions
from utils.realtime.table.hfiles import fresh_table

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(600)]


def test_a_table_in_use_is_cut_at_a_key(cluster):
    cluster.up("hbase")
    base = hbase()
    table = fresh_table(base, "Cut")
    for car in ("A0001", "B0092", "F0042", "Z0036"):
        table.put(f"{car}-1", {"cf1:speed": "1"})
    split("Cut", "F0042")
    assert regions(table).to_numpy().tolist() == [["", "F0042", 2], ["F0042", "", 2]]
    with pytest.raises(ServiceError, match=r"cut Cut at F0042: .*Type: cluster status"):
        split("Cut", "F0042")
    base.delete_table("Cut", disable=True)
