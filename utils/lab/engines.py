"""Questions asked of several engines in turns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib import pyplot as plt

from cluster.clients.hive import HIVE, NAMES, SPARK, cursor, fetched
from utils.figures import plots
from utils.lab.turns import turns

if TYPE_CHECKING:
    from impala.hiveserver2 import HiveServer2Cursor

ROUNDS = 4
SERVERS = {NAMES[HIVE]: (HIVE, ""), NAMES[SPARK]: (SPARK, "")}
ENGINES = {  # name → server, and what is set in its session first
    "Hive, MapReduce": (HIVE, "set hive.execution.engine=mr"),
    "Hive, Tez": (HIVE, "set hive.execution.engine=tez"),
    NAMES[SPARK]: (SPARK, ""),
}
COLOURS = {HIVE: plots.ORANGE, SPARK: plots.BLUE}


@contextmanager
def sessions(engines: Mapping[str, tuple[str, str]]) -> Iterator[dict[str, HiveServer2Cursor]]:
    """A session of each engine, while the block runs."""
    with ExitStack() as stack:
        opened = {engine: stack.enter_context(cursor(server)) for engine, (server, _) in engines.items()}
        for engine, (_, first) in engines.items():
            if first:
                opened[engine].execute(first)
        yield opened


def answers(question: str, engines: Mapping[str, tuple[str, str]] = SERVERS) -> dict[str, list[tuple]]:
    """The rows of a question from each engine, sorted."""
    with sessions(engines) as opened:
        return {engine: sorted(fetched(each, question)) for engine, each in opened.items()}


def compare(questions: Mapping[str, str], engines: Mapping[str, tuple[str, str]] = SERVERS) -> pd.DataFrame:
    """``ms`` until all rows of a question were there: one row a round, columns by question and engine.

    Each engine has one session for all questions, and everything takes turns.
    """
    with sessions(engines) as opened:
        ways = {
            (name, engine): partial(fetched, each, text)
            for name, text in questions.items()
            for engine, each in opened.items()
        }
        times = turns(ways, ROUNDS)
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
