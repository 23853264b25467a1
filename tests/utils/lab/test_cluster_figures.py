"""Blocks, memory and timeline as tables and figures; the servers behind them are asked in the lesson itself."""

import pandas as pd
import pytest

from base.exceptions import ConfigurationError
from utils.lab.blocks import draw_places, fullest, lacking
from utils.lab.hdfs_watch import Look, draw_timeline
from utils.lab.inventory import configured, draw_memory

NODES = ["datanode-1", "datanode-2", "datanode-3"]
HELD = pd.DataFrame([[True, True, False], [False, True, True], [False, True, False]], columns=NODES)


def test_a_block_with_too_few_copies_is_counted():
    assert (lacking(HELD, 1), lacking(HELD, 2), lacking(HELD, 3)) == (0, 1, 3)


def test_the_fullest_datanode():
    assert fullest(HELD) == "datanode-2"


def test_a_look_adds_the_copies():
    assert Look(0.5, live=3, stale=0, dead=0, places=HELD, lacking=1).copies == 5


def test_the_grid_says_who_holds_what_and_who_is_away(capsys):
    draw_places({"before": HELD, "dead": HELD.assign(**{"datanode-2": False})}, 2, dead={"dead": "datanode-2"})
    told = capsys.readouterr().out
    assert "before: copies on datanode-1 1, datanode-2 3, datanode-3 1" in told
    assert "dead (datanode-2 is away)" in told


def test_timeline_and_memory_are_drawn(capsys):
    timeline = pd.DataFrame({"seconds": [0, 9, 14], "live": [3, 3, 2], "stale": [0, 1, 0], "dead": [0, 0, 1]})
    draw_timeline(timeline.assign(lacking=[0, 0, 4]), {"kill -9": 0.5, "dead": 14.0})
    draw_memory(pd.DataFrame({"used": [40, None], "limit": [192, 64], "resident": [220, 60]}, index=["namenode", "zk"]))
    assert capsys.readouterr().out.count("Figure:") == 2


def test_settings_are_read_from_the_rendered_file(tmp_path, monkeypatch):
    monkeypatch.setenv("SMARTCAR_HOME", str(tmp_path))
    folder = tmp_path / "conf" / "hadoop"
    folder.mkdir(parents=True)
    text = "<configuration><property><name>dfs.replication</name><value>2</value></property></configuration>"
    (folder / "hdfs-site.xml").write_text(text)
    assert configured("hdfs-site.xml").to_dict() == {"dfs.replication": "2"}
    with pytest.raises(ConfigurationError, match="Use one of"):
        configured("none.xml")
