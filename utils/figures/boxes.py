"""Boxes and arrows: the kit of every drawing that is not a chart."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from utils.figures.plots import BLUE, GREEN, INK

GREY = "#6b6b6b"
STRONG = (BLUE, GREEN)  # colours on which text is white

Point = tuple[float, float]


class Canvas:
    """Axes without ticks, on which things are placed in units of the drawing, from (0, 0) at the lower left.

    Args:
        axes: to draw on.
        width, height: of the canvas, in its own units.
        title: above it.
        sides: width and height of a box that says nothing else; `rounding` is the radius of its corners.
        size: of text in boxes, in points; `spacing` is the height of a line, as matplotlib takes it.
        gap: between an arrow and its two points, in points.
        aspect: ``equal`` if a unit is as long in both directions, ``auto`` if the canvas fills its axes.
    """

    def __init__(
        self,
        axes: Axes,
        width: float,
        height: float,
        title: str = "",
        *,
        sides: Point = (2.0, 0.9),
        rounding: float = 0.12,
        size: float = 14,
        spacing: float | str = 1.3,
        gap: float = 2,
        aspect: str = "equal",
    ) -> None:
        self.axes, self.sides, self.rounding = axes, sides, rounding
        self.size, self.spacing, self.gap = size, spacing, gap
        axes.set(xlim=(0, width), ylim=(0, height), aspect=aspect)
        axes.axis("off")
        if title:
            axes.set_title(title, fontsize=size + 3)

    def box(
        self,
        x: float,
        y: float,
        text: str,
        colour: str,
        width: float | None = None,
        height: float | None = None,
        **look: object,
    ) -> None:
        """A box with its centre at x, y; its text is white on a strong colour, else dark."""
        self.area(x, y, width or self.sides[0], height or self.sides[1], **{"fc": colour, "ec": INK, "lw": 1} | look)
        ink = "white" if colour in STRONG else INK
        self.words(x, y, text, self.size, color=ink, weight="bold", linespacing=self.spacing)

    def frame(self, x: float, y: float, width: float, height: float, text: str = "", **look: object) -> None:
        """An outlined area around other parts, its centre at x, y, and a line of text above it."""
        self.area(x, y, width, height, **{"fc": "white", "ec": GREY, "lw": 1.6, "rounding": 0.2} | look)
        self.words(x, y + height / 2 + 0.3, text, self.size + 0.5)

    def area(self, x: float, y: float, width: float, height: float, **look: object) -> None:
        """A rectangle with round corners and its centre at x, y; `look` as matplotlib's patches take it."""
        style = f"round,pad=0,rounding_size={look.pop('rounding', self.rounding)}"
        self.axes.add_patch(FancyBboxPatch((x - width / 2, y - height / 2), width, height, boxstyle=style, **look))

    def words(self, x: float, y: float, text: str, size: float = 13, **look: object) -> None:
        """Text with its centre at x, y; `size` in points."""
        self.axes.text(x, y, text, fontsize=size, **{"ha": "center", "va": "center"} | look)

    def arrow(self, start: Point, end: Point, **look: object) -> None:
        """An arrow from point to point; `look` as matplotlib's `annotate` takes it for an arrow."""
        own = {"arrowstyle": "-|>", "color": INK, "lw": 1.8, "shrinkA": self.gap, "shrinkB": self.gap}
        self.axes.annotate("", xy=end, xytext=start, arrowprops=own | look)

    def way(self, points: Sequence[Point], **look: object) -> None:
        """An arrow along straight lines through all points."""
        own = {"arrowstyle": "-|>", "mutation_scale": self.size, "joinstyle": "miter", "color": INK}
        self.axes.add_patch(FancyArrowPatch(path=Path(points), **own | look))
