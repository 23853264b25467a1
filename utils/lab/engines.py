"""Questions asked of several engines in turns."""

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
SERVERS = {NAMES[HIVE]: (HIVE, ""), NAMES[SPARK]: (SPARK, "")}
ENGINES = {  # name → server, and what is set in its session first
    "Hive, MapReduce": (HIVE, "set hive.execution.engine=mr"),
    "Hive, Tez": (HIVE, "set hive.execution.engine=tez"),
    NAMES[SPARK]: (SPARK, ""),
}
COLOURS = {HIVE: plots.ORANGE, SPARK: plots.BLUE}


def compare(questions: Mapping[str, str], engines: Mapping[str, tuple[str, str]] = SERVERS) -> pd.DataFrame:
    """``ms`` until all rows of a question were there: one row a round, columns by question and engine.

    Each engine has one session for all questions, and everything takes turns.
    """
    with ExitStack() as stack:
        ways = {}
        for engine, (server, first) in engines.items():
            opened = stack.enter_context(cursor(server))
            if first:
                opened.execute(first)
            ways |= {(name, engine): partial(fetched, opened, text) for name, text in questions.items()}
        times = turns({key: ways[key] for name in questions for key in ways if key[0] == name}, ROUNDS)
    times.columns = pd.MultiIndex.from_tuples(times.columns, names=["question", "engine"])
    return times


def draw(times: pd.DataFrame) -> None:
    """The median of each engine as a bar and beside its name, every round as a dot; the questions below each other."""
    plots.style()
    questions = list(times.columns.unique("question"))
    engines = list(times.columns.unique("engine"))
    colours = {name: COLOURS[HIVE] if name.startswith(NAMES[HIVE]) else COLOURS[SPARK] for name in engines}
    height = 0.9 + 0.5 * len(engines)
    figure, panels = plt.subplots(len(questions), 1, figsize=(9, height * len(questions)), sharex=True, squeeze=False)
    words = []
    for axes, question in zip(panels[:, 0], questions, strict=True):
        medians = times[question].median()
        axes.barh(medians.index, medians, color=[colours[name] for name in medians.index], height=0.6)
        axes.set_yticks(range(len(medians)), [f"{name}  {median:,.0f}" for name, median in medians.items()])
        for place, (name, rounds) in enumerate(times[question].items()):
            axes.plot(rounds, [place] * len(rounds), "o", color=plots.INK, markersize=5, markeredgecolor="white")
            words.append(f"{question}, {name} {medians[name]:.0f} ms, {rounds.min():.0f} to {rounds.max():.0f}")
        axes.set_title(f"{question}, ms until all rows were there · 응답 시간")
        axes.margins(x=0.05)
        axes.invert_yaxis()
    plots.show(figure, alt=f"Bars of the engines, the median of {len(times)} rounds: {'; '.join(words)}.")
