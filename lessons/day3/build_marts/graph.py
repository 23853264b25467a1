"""Runs of a workflow below each other: its steps as boxes, green where it ended well, orange where it failed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib import pyplot as plt

from utils.explore import flows
from utils.figures import plots
from utils.figures.boxes import Canvas

COLOURS = {"OK": plots.GREEN, "ERROR": plots.ORANGE, "KILLED": plots.ORANGE}
WIDTH, HEIGHT = 3.2, 1.0  # of a level, of a step


def draw(name: str, runs: Mapping[str, pd.DataFrame]) -> None:
    """The workflow once for each run, from its first step on the left; a step that never began is grey."""
    plots.style()
    flow = flows.of(name)
    tall = max(len(level) for level in flow.levels)
    width, height = 3.4 + WIDTH * len(flow.levels), (HEIGHT * tall + 0.5) * len(runs)
    figure, axes = plt.subplots(figsize=(9, 9 * height / width))
    page = Canvas(axes, width, height, sides=(2.6, 0.75), size=11)
    words = []
    for row, (run, steps) in enumerate(runs.items()):
        middle = height - (HEIGHT * tall + 0.5) * (row + 0.5)
        axes.text(0.1, middle, run, va="center", fontsize=12, color=plots.INK)
        states = {step.name: str(steps["status"].get(step.name, "not begun")) for step in flow.steps}
        before: list[tuple[float, float]] = []
        for column, level in enumerate(flow.levels):
            x, top = 3.4 + WIDTH * (column + 0.5), middle + HEIGHT * (len(level) - 1) / 2
            places = [(x, top - HEIGHT * number) for number in range(len(level))]
            for (_, y), step in zip(places, level, strict=True):
                page.box(x, y, f"{step.name}\n{states[step.name]}", COLOURS.get(states[step.name], plots.PALE))
                for left in before:
                    page.arrow((left[0] + 1.3, left[1]), (x - 1.3, y))
            before = places
        words.append(f"{run}: " + ", ".join(f"{step} {state}" for step, state in states.items()))
    plots.show(figure, alt=f"Steps of the workflow {name}, from left to right. " + ". ".join(words) + ".")
