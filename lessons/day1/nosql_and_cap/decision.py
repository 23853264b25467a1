"""The questions that lead to a kind of store, as a drawing."""

from __future__ import annotations

from matplotlib import pyplot as plt

from utils.figures import plots
from utils.figures.boxes import Canvas
from utils.figures.plots import BLUE, PALE

STEPS = (
    ("Is the whole history read at once,\nfor hours if need be?", "Hadoop, Spark"),
    ("Must several rows change together,\nor be joined in ways nobody knows yet?", "RDBMS"),
    ("One key, one value, in a millisecond,\nsmall enough for memory?", "Redis"),
    ("Does each record have its own shape,\nand is it found by what is inside?", "document store"),
    ("Billions of rows by key and range:\nmust a read see the last write?", "HBase"),
)
OTHERWISE = "Cassandra"
PITCH = 1.35  # from question to question


def draw_decisions() -> None:
    """A ladder of questions: *yes* leads to a store on the right, *no* to the next question."""
    plots.style()
    figure, axes = plt.subplots(figsize=(11.5, 7.2))
    last = 0.6
    page = Canvas(
        axes, 14, PITCH * len(STEPS) + 1.2, sides=(3.8, 0.96), rounding=0.15, size=15, spacing="normal", aspect="auto"
    )
    for row, (question, store) in enumerate(STEPS):
        y = last + (len(STEPS) - row) * PITCH
        page.box(3.8, y, question, PALE, 7.2)
        page.box(11.7, y, store, BLUE)
        page.arrow((7.4, y), (9.8, y))
        page.words(8.6, y + 0.22, "yes · 예")
        page.arrow((3.8, y - 0.5), (3.8, y - PITCH + 0.5))
        page.words(4.9, y - PITCH / 2, "no · 아니요")
    page.box(3.8, last, OTHERWISE, BLUE)
    told = "; ".join(f"{' '.join(question.split())} Yes: {store}" for question, store in STEPS)
    plots.show(figure, alt=f"A ladder of questions. {told}; otherwise {OTHERWISE}, which always takes a write.")
