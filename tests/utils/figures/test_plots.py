"""Figures have an alternative text, Hangul and the minus sign, and the same bytes each time."""

import ast
import subprocess
import sys
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


def test_the_style_is_the_theme_of_seaborn_without_importing_it():
    asked = """
import matplotlib as mpl, sys
from utils.figures import plots
plots.style()
assert "seaborn" not in sys.modules
ours = dict(mpl.rcParams)
import seaborn
mpl.rcdefaults()
seaborn.set_theme(context="notebook", style="whitegrid", palette="colorblind", font_scale=1.1, color_codes=False)
theirs = dict(mpl.rcParams)
colours = [mpl.colors.to_hex(each) for each in theirs.pop("axes.prop_cycle").by_key()["color"]]
assert colours == ours.pop("axes.prop_cycle").by_key()["color"], colours
assert mpl.colors.to_hex(theirs.pop("patch.facecolor")) == ours.pop("patch.facecolor")
rounded = lambda value: round(value, 6) if isinstance(value, float) else value
print(sorted(key for key in ours if rounded(ours[key]) != rounded(theirs[key])))
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    own = ["figure.constrained_layout.use", "font.family", "font.sans-serif", "image.cmap"]  # fonts; no picture of ours
    assert ast.literal_eval(done.stdout) == own


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
