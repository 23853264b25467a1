"""The questions that lead to a kind of store, as a drawing."""

from __future__ import annotations

from matplotlib import pyplot as plt
from matplotlib.patches import FancyBboxPatch

from utils.figures import plots
from utils.figures.plots import BLUE, INK, PALE

STEPS = (
    ("Is the whole history read at once,\nfor hours if need be?", "Hadoop, Spark"),
    ("Must several rows change together,\nor be joined in ways nobody knows yet?", "RDBMS"),
    ("One key, one value, in a millisecond,\nsmall enough for memory?", "Redis"),
    ("Has each record its own shape,\nand is it found by what is inside?", "document store"),
    ("Billions of rows by key and range:\nmust a read see the last write?", "HBase"),
)
OTHERWISE = "Cassandra"
PITCH = 1.35


def draw_decisions() -> None:
    """A ladder of questions: *yes* leads to a store on the right, *no* to the next question."""
    plots.style()
    figure, axes = plt.subplots(figsize=(11.5, 7.2))
    axes.set(xlim=(0, 14), ylim=(-PITCH * len(STEPS) - 0.6, 0.6))
    axes.axis("off")
    for row, (question, store) in enumerate(STEPS):
        y = -row * PITCH
        _box(axes, 0.2, y, 7.2, question, PALE, INK)
        _box(axes, 9.8, y, 3.8, store, BLUE, "white")
        _arrow(axes, (7.4, y), (9.8, y), "yes · 예", (8.6, y + 0.22))
        _arrow(axes, (3.8, y - 0.5), (3.8, y - PITCH + 0.5), "no · 아니요", (4.9, y - PITCH / 2))
    _box(axes, 1.9, -PITCH * len(STEPS), 3.8, OTHERWISE, BLUE, "white")
    told = "; ".join(f"{' '.join(question.split())} Yes: {store}" for question, store in STEPS)
    plots.show(figure, alt=f"A ladder of questions. {told}; otherwise {OTHERWISE}, which always takes a write.")


def _box(axes, x: float, y: float, width: float, text: str, colour: str, ink: str) -> None:
    style = "round,pad=0,rounding_size=0.15"
    axes.add_patch(FancyBboxPatch((x, y - 0.48), width, 0.96, boxstyle=style, fc=colour, ec=INK))
    axes.text(x + width / 2, y, text, ha="center", va="center", color=ink, fontsize=15, weight="bold")


def _arrow(axes, start: tuple[float, float], end: tuple[float, float], text: str, place: tuple[float, float]) -> None:
    axes.annotate("", xy=end, xytext=start, arrowprops={"arrowstyle": "-|>", "color": INK, "lw": 1.8})
    axes.text(*place, text, ha="center", va="center", fontsize=13)
