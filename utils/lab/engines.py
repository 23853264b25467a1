"""Questions asked of both engines in turns."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial

import pandas as pd
from matplotlib import pyplot as plt

from cluster.clients.hive import HIVE, NAMES, SPARK, cursor, fetched
from utils.figures import plots
from utils.lab.turns import turns

ROUNDS = 4
COLOURS = {NAMES[HIVE]: plots.ORANGE, NAMES[SPARK]: plots.BLUE}


def compare(questions: Mapping[str, str]) -> pd.DataFrame:
    """``ms`` until all rows of a question were there: one row a round, columns by question and engine.

    Each engine has one session for all questions, and everything takes turns.
    """
    with ExitStack() as stack:
        opened = {NAMES[server]: stack.enter_context(cursor(server)) for server in (HIVE, SPARK)}
        ways = {
            (name, engine): partial(fetched, each, question)
            for name, question in questions.items()
            for engine, each in opened.items()
        }
        times = turns(ways, ROUNDS)
    times.columns = pd.MultiIndex.from_tuples(times.columns, names=["question", "engine"])
    return times


def draw(times: pd.DataFrame) -> None:
    """The median of each engine as a bar and beside its name, every round as a dot; the questions below each other."""
    plots.style()
    questions = list(times.columns.unique("question"))
    figure, panels = plt.subplots(len(questions), 1, figsize=(9, 1.9 * len(questions)), sharex=True, squeeze=False)
    words = []
    for axes, question in zip(panels[:, 0], questions, strict=True):
        medians = times[question].median()
        axes.barh(medians.index, medians, color=[COLOURS[name] for name in medians.index], height=0.6)
        axes.set_yticks(range(len(medians)), [f"{name}  {median:,.0f}" for name, median in medians.items()])
        for place, (name, rounds) in enumerate(times[question].items()):
            axes.plot(rounds, [place] * len(rounds), "o", color=plots.INK, markersize=5, markeredgecolor="white")
            words.append(f"{question}, {name} {medians[name]:.0f} ms, {rounds.min():.0f} to {rounds.max():.0f}")
        axes.set_title(f"{question}, ms until all rows were there · 응답 시간")
        axes.margins(x=0.05)
        axes.invert_yaxis()
    plots.show(figure, alt=f"Bars of two engines, the median of {len(times)} rounds: {'; '.join(words)}.")
