"""The scripts of the MapReduce lesson, run as Hadoop Streaming runs them: lines in, lines out."""

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from lessons.day1.big_data_concepts.mapreduce import draw_tasks, try_script

STRONG = "20160101000000,A0001,3,0,L2,N,63,C02"
STRAIGHT = "20160101000001,A0001,3,0,F,N,63,C02"
OTHER = "20160101000001,B0002,0,1,R3,N,40,A10"
HEADING = "Driver Status Infomation,CarNum,AccStep,BrkStep,WheelStep,DirLightStep,Speed,AreaNum"
SHORT = "20160101000002,A0001,3"


def test_the_mapper_gives_one_pair_for_each_strong_row():
    assert try_script("steering_map", f"{HEADING}\n{STRONG}\n{STRAIGHT}\n{OTHER}\n") == (["A0001\t1", "B0002\t1"], "")


def test_the_mapper_dies_of_a_row_that_was_cut_short():
    printed, error = try_script("steering_map", f"{STRONG}\n{SHORT}\n{OTHER}\n")
    assert error.startswith("IndexError") and "B0002\t1" not in printed


@pytest.mark.parametrize("bad", [SHORT, HEADING, STRONG + ",9", STRONG.replace("63", "x"), ""])
def test_the_guard_skips_and_counts_a_line_that_is_no_row(bad):
    printed, error = try_script("steering_map_guarded", f"{bad}\n{STRONG}\n{STRAIGHT}\n")
    assert (printed, error) == (["A0001\t1"], "reporter:counter:lines,SKIPPED,1")


def test_the_reducer_adds_what_belongs_to_a_key():
    assert try_script("sum_reduce", "A0001\t1\nA0001\t2\nB0002\t1\n") == (["A0001\t3", "B0002\t1"], "")


def test_the_figure_of_tasks_says_how_they_ended(capsys):
    row = {"task": "map 0", "type": "MAP", "begin": 0.0, "end": 4.0, "read_mb": 0.0, "records_in": 0, "records_out": 0}
    frame = pd.DataFrame([row | {"attempt": n, "state": "FAILED"} for n in (1, 2)])
    open_before = plt.get_fignums()
    draw_tasks(frame, "two attempts")
    assert "2 failed" in capsys.readouterr().out
    assert plt.get_fignums() == open_before
