"""The kit of drawings, looked at pixel by pixel: one pixel is a tenth of a unit."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from utils.figures.boxes import GREY, Canvas
from utils.figures.plots import BLUE, INK, ORANGE

WIDTH, HEIGHT = 12, 8


class Page(Canvas):
    """A canvas that fills its figure, and tells the colour at a place."""

    def __init__(self, **look):
        self.figure = Figure(figsize=(WIDTH / 10, HEIGHT / 10), dpi=100, layout="none", facecolor="white")
        super().__init__(self.figure.add_axes((0, 0, 1, 1)), WIDTH, HEIGHT, **look)

    def pixels(self):
        canvas = FigureCanvasAgg(self.figure)
        canvas.draw()
        return np.asarray(canvas.buffer_rgba())[::-1, :, :3] / 255

    def is_of(self, colour, x, y):
        return bool(np.allclose(self.pixels()[round(y * 10), round(x * 10)], to_rgb(colour), atol=0.1))


@pytest.fixture
def page():
    return Page(size=1)


def test_a_box_fills_its_place_and_no_more(page):
    page.box(4, 3, "", ORANGE, 4, 2)
    inside = [(2.3, 2.3), (5.7, 2.3), (2.3, 3.7), (5.7, 3.7), (4, 3)]
    outside = [(1.7, 3), (6.3, 3), (4, 1.7), (4, 4.3)]
    assert all(page.is_of(ORANGE, *place) for place in inside)
    assert all(page.is_of("white", *place) for place in outside)


def test_a_box_has_the_sides_of_its_canvas(page):
    own = Page(size=1, sides=(6, 4))
    for each in (page, own):
        each.box(6, 4, "", ORANGE)
    assert not page.is_of(ORANGE, 3.5, 5.5) and own.is_of(ORANGE, 3.5, 5.5)


def test_corners_are_round_and_edges_drawn():
    page = Page(size=1, rounding=1)
    page.box(4, 3, "", ORANGE, 4, 4, lw=2)
    assert page.is_of("white", 2.0, 1.0) and page.is_of(ORANGE, 2.6, 1.6)
    assert page.is_of(INK, 4, 1) and page.is_of(INK, 2, 3)


@pytest.mark.parametrize(("colour", "ink"), [(BLUE, "white"), (ORANGE, INK)])
def test_text_can_be_read_on_its_box(colour, ink):
    page = Page(size=30)
    page.box(6, 4, "M", colour, 8, 6)
    (text,) = page.axes.texts
    assert text.get_color() == ink
    assert (*text.get_position(), text.get_fontsize()) == (6, 4, 30)
    assert any(np.allclose(pixel, to_rgb(ink), atol=0.02) for pixel in page.pixels()[30:50, 50:70].reshape(-1, 3))


def test_a_frame_leaves_room_for_what_stands_in_it(page):
    page.frame(6, 4, 8, 4)
    assert page.is_of("white", 6, 4) and page.is_of(GREY, 2, 4) and page.is_of(GREY, 6, 2)


def test_an_arrow_points_at_its_end():
    page = Page(size=10, gap=0)
    page.arrow((2, 4), (10, 4), lw=2)
    page.way([(2, 1), (6, 1), (6, 3)], lw=2, color=ORANGE)
    assert all(page.is_of(INK, *place) for place in [(3, 4), (6, 4), (9, 4)])
    assert all(page.is_of(ORANGE, *place) for place in [(5.9, 1), (6, 2)])
    assert page.is_of("white", 1.6, 4) and page.is_of("white", 10.4, 4)
    columns = (page.pixels()[30:50] < 0.6).all(axis=2).sum(axis=0)  # dark pixels from top to bottom
    assert columns[93:99].max() > 2 * columns[30:80].max(), "the head is at the end"
    assert columns[20:26].max() == columns[30:80].max(), "and none at the start"
