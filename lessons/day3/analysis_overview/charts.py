"""What two ways of testing say of one forest, and what the silhouette says of owners and of nothing."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from sklearn.metrics import average_precision_score, precision_recall_curve

from utils.figures import plots

COLOURS = (plots.ORANGE, plots.BLUE)


def draw_curves(labels: pd.Series, scores: Mapping[str, np.ndarray]) -> None:
    """Precision against recall of some scores for the same labels, with a random order as a dotted line."""
    plots.style()
    figure, axis = plt.subplots(figsize=(9, 3.8))
    told = []
    for (name, score), colour in zip(scores.items(), COLOURS, strict=False):
        precision, recall, _ = precision_recall_curve(labels, score)
        value = average_precision_score(labels, score)
        axis.step(recall, precision, where="post", color=colour, linewidth=2.2, label=f"{name}: {value:.2f}")
        told.append(f"{name} has an average precision of {value:.2f}")
    base = labels.mean()
    axis.axhline(base, color=plots.GREY, linestyle=":", label=f"random order: {base:.2f}")
    axis.set(xlabel="recall · 재현율", ylabel="precision · 정밀도", xlim=(0, 1), ylim=(0, 1.03))
    axis.set_title("One forest, tested in two ways · 같은 모델, 두 가지 평가")
    axis.legend(title="average precision", loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False)
    plots.show(figure, alt=f"Two curves of precision against recall: {', '.join(told)}, a random order {base:.2f}.")


def draw_silhouettes(real: pd.Series, nothing: pd.Series) -> None:
    """The silhouette by the number of clusters, of the owners and of the shuffled table."""
    plots.style()
    figure, axis = plt.subplots(figsize=(9, 3.8))
    for name, values, colour, mark in (("owners", real, plots.BLUE, "o"), ("shuffled", nothing, plots.ORANGE, "s")):
        axis.plot(values.index, values, color=colour, marker=mark, linewidth=2.2, label=name)
    axis.set_xscale("log")
    axis.set_xticks(real.index, [str(k) for k in real.index])
    axis.minorticks_off()
    axis.set(xlabel="clusters k · 군집의 수", ylabel="silhouette · 실루엣", ylim=(0, 1.03))
    axis.set_title("More clusters, higher score, also where nothing belongs together")
    axis.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False)
    ends = {"owners": real.iloc[[0, -1]], "shuffled": nothing.iloc[[0, -1]]}
    words = ", ".join(f"{name} from {first:.2f} to {last:.2f}" for name, (first, last) in ends.items())
    plots.show(figure, alt=f"Two lines of the silhouette against the number of clusters, from 2 to 200: {words}.")
