from datetime import datetime, timedelta

import pytest

from utils import plots
from utils.realtime.charts import draw_lateness, draw_windows
from utils.realtime.drawings import TYPES, draw_table, draw_topology, draw_types
from utils.realtime.windows import Row

START = datetime(2016, 1, 1)


@pytest.fixture
def told(monkeypatch) -> list[str]:
    """The alternative texts of the figures that were shown."""
    texts = []

    def keep(figure, alt: str) -> None:
        plots.png(figure)
        texts.append(alt)

    monkeypatch.setattr(plots, "show", keep)
    return texts


def rows(*behind: int) -> list[Row]:
    moments = [START + timedelta(seconds=second) for second in range(len(behind))]
    return [Row(t, "A0001", 100, t + timedelta(seconds=late)) for t, late in zip(moments, behind, strict=True)]


def test_the_text_of_windows_tells_how_many_are_too_fast(told):
    draw_windows(rows(*[0] * 90), "A0001", START, minutes=1)
    assert "2 of 2 averages" in told[0]


def test_the_text_of_late_rows_tells_what_a_wait_is_good_for(told):
    draw_lateness(rows(0, 2, 5, 90, 0), waits=[10, 600])
    assert told[0].startswith("Dots of 3 rows") and "2 below the line at 10 s, 3 below the line at 600 s" in told[0]


def test_drawings_name_their_parts(told):
    draw_topology()
    draw_table()
    draw_types()
    assert "hbaseBolt" in told[0] and "MemStore" in told[1]
    assert all(kind in told[2] for kind, *_ in TYPES)
