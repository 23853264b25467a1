import pandas as pd

from lessons.day1.collection_overview.replica_charts import draw_lag, draw_layouts


def layout(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["leader", "copies", "in_sync"])


def test_the_text_of_a_layout_tells_leaders_and_copies(told):
    whole = layout((1, (1, 2, 3), (1, 2, 3)), (3, (3, 1, 2), (1, 2, 3)))
    dead = layout((1, (1, 2, 3), (1, 2)), (-1, (3, 1, 2), (1,)))
    draw_layouts(before=whole, broker_dead=dead)
    assert told == [
        "before: partition 0 led by kafka-1, 3 of 3 copies in sync, partition 1 led by kafka-3, 3 of 3 copies in sync; "
        "broker dead: partition 0 led by kafka-1, 2 of 3 copies in sync, partition 1 without a leader, "
        "1 of 3 copies in sync"
    ]


def test_the_text_of_the_lag_tells_each_group(told):
    draw_lag(now=pd.DataFrame({"dashboard": [1, 2], "archive": [0, 0]}))
    assert "now: dashboard 3, archive 0." in told[0]
