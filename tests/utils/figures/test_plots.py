"""Figures have an alternative text, Hangul and the minus sign, and the same bytes each time."""

import warnings

import pytest
from matplotlib.figure import Figure

from base.exceptions import LessonError
from utils.figures import plots
from utils.lesson import picture
from utils.lesson.catalogue import LESSONS, lesson

PNG = b"\x89PNG"


def labelled():
    figure = Figure(figsize=(3, 2))
    figure.subplots().set_title("배터리 −1 → 한글", weight="bold")
    return figure


def test_no_glyph_is_missing(caplog):
    plots.style()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert plots.png(labelled()).startswith(PNG)
    assert not caplog.records


def test_figures_repeat_to_the_byte():
    plots.style()
    assert plots.png(labelled()) == plots.png(labelled())


def test_show_wants_words(capsys):
    with pytest.raises(LessonError, match="too short"):
        plots.show(labelled(), alt="A chart")


@pytest.mark.parametrize("key", [each.key for each in LESSONS if each.number == 1])
def test_the_picture_is_drawn_without_a_missing_glyph(key, caplog):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert plots.png(picture.draw(lesson(key).lit)).startswith(PNG)
    assert not caplog.records


def test_the_alternative_text_names_what_is_lit():
    lit = {key: picture.alt(lesson(key)).partition("Lit in this lesson: ")[2] for key in
           ("day1/06_collection_overview", "day3/02_detect_speeding")}  # fmt: skip
    assert list(lit.values()) == ["Status log, Flume, Driver log, Kafka.", "Kafka, Storm, Esper, Redis."]


def test_a_part_that_the_picture_lacks_is_refused():
    with pytest.raises(LessonError, match="has no part impala"):
        picture.draw(["impala"])
