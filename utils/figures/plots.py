"""Figures: one style, a font that has Hangul, and a text for those who do not see them."""

from __future__ import annotations

import io
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure

from base.exceptions import LessonError

FONTS = ["NanumGothic", "DejaVu Sans"]  # DejaVu has the minus sign and the arrows that Nanum lacks
# told apart when colour-blind, and in print
BLUE, ORANGE, GREEN, PURPLE, RED = "#0173b2", "#de8f05", "#02795a", "#cc78bc", "#b2182b"
INK, GREY, PALE = "#262626", "#8c8c8c", "#f2f2f2"
CYCLE = (BLUE, ORANGE, "#029e73", "#d55e00", PURPLE, "#ca9161", "#fbafe4", "#949494", "#ece133", "#56b4e9")
TITLE, TEXT = 13.2, 12.1  # points
# seaborn's theme "whitegrid" in its palette "colorblind", without seaborn: to import it takes longer than the figures
STYLE = {
    "font.family": FONTS,
    "font.size": TITLE,
    "text.color": ".15",
    "figure.dpi": 100,
    "figure.constrained_layout.use": True,
    "axes.prop_cycle": mpl.cycler(color=CYCLE),
    "axes.axisbelow": True,
    "axes.edgecolor": ".8",
    "axes.grid": True,
    "axes.labelcolor": ".15",
    "axes.labelsize": TITLE,
    "axes.linewidth": 1.25,
    "axes.titlesize": TITLE,
    "grid.color": ".8",
    "grid.linewidth": 1,
    "legend.fontsize": TEXT,
    "legend.title_fontsize": TITLE,
    "lines.solid_capstyle": "round",
    "patch.edgecolor": "w",
    "patch.facecolor": BLUE,
    "patch.force_edgecolor": True,
    "xtick.bottom": False,
    "ytick.left": False,
    **{
        f"{axis}tick.{name}": value
        for axis in "xy"
        for name, value in {
            "color": ".15",
            "labelsize": TEXT,
            "major.size": 6,
            "major.width": 1.25,
            "minor.size": 4,
            "minor.width": 1,
        }.items()
    },
}
ALT_WORDS = 6  # fewer cannot say what is to be seen


def style() -> None:
    """Sets the style of the course for every figure that follows."""
    _add_fonts()
    mpl.rcParams.update(STYLE)


def _add_fonts() -> None:
    """The fonts of the course, in place of others of the same name that a machine may have."""
    known = font_manager.fontManager.ttflist
    if any("koreanize_matplotlib" in entry.fname for entry in known):
        return
    known[:] = [entry for entry in known if entry.name != FONTS[0]]
    package = find_spec("koreanize_matplotlib")  # found, not imported: importing it changes every figure
    for name in ("NanumGothic.ttf", "NanumGothicBold.ttf"):
        font_manager.fontManager.addfont(Path(package.submodule_search_locations[0]) / "fonts" / name)
    known[-1] = replace(known[-1], weight=700)  # the file says 600, and every request for bold would be remarked upon


def show(figure: Figure, alt: str, *, width: int | None = None) -> None:
    """Draws a figure with its alternative text, and closes it. The last line of every figure cell.

    Args:
        figure: as `plt.subplots` gives it.
        alt: what a reader who cannot see the figure must know: kind of chart, axes, and what stands out.
        width: of the drawing on the page, in pixels; its natural size by default.

    Raises LessonError if the text is too short to say that.
    """
    from IPython.display import display
    from matplotlib import pyplot as plt

    alt = " ".join(alt.split())
    if len(alt.split()) < ALT_WORDS:
        raise LessonError(f"The alternative text {alt!r} is too short. Say what the figure shows and what stands out.")
    image = {"alt": alt} | ({"width": width} if width else {})
    display({"image/png": png(figure), "text/plain": f"Figure: {alt}"}, metadata={"image/png": image}, raw=True)
    plt.close(figure)


def png(figure: Figure) -> bytes:
    """The figure as PNG, the same bytes each time it is drawn from the same numbers."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()
