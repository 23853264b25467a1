"""Charts of alerts: against the truth, with other windows, before and after a change of the rule."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib import dates as mdates
from matplotlib import pyplot as plt
from matplotlib.patches import Patch

from lessons.day3.detect_speeding.scoring import Score
from utils.figures import plots
from utils.figures.plots import BLUE, INK, ORANGE, RED
from utils.realtime.speeding.rule import Rule

HURRY = "#f6dcae"  # a pale orange
LOOKS = {
    "right": {"marker": "o", "s": 42, "color": BLUE},
    "false": {"marker": "X", "s": 62, "color": RED},
    "missed": {"marker": "o", "s": 48, "facecolors": "none", "edgecolors": INK, "linewidths": 1.8},
}
MINUTE = pd.Timedelta(minutes=1)


def draw_labels(labels: pd.DataFrame, minutes: pd.DataFrame, rule: Rule = Rule()) -> None:  # noqa: B008
    """A line for each car: the minutes in which its driver hurried, and the windows that were told, missed or told
    falsely, as of `lessons.day3.detect_speeding.scoring.labelled`."""
    plots.style()
    cars = sorted(minutes["car_number"].unique(), reverse=True)
    figure, axes = plt.subplots(figsize=(14, 0.45 * len(cars) + 1.6))
    for car, begin in minutes.loc[minutes["hurried"], ["car_number", "minute"]].itertuples(index=False):
        axes.barh(cars.index(car), MINUTE, left=begin, height=0.8, color=HURRY)
    handles = [Patch(color=HURRY, label="the driver hurries (truth)")]
    for label, look in LOOKS.items():
        chosen = labels[labels["label"] == label]
        middle = chosen["end"] - pd.Timedelta(seconds=rule.window / 2)
        places = [cars.index(car) for car in chosen["car"]]
        handles.append(axes.scatter(middle, places, label=f"{label}: {len(chosen)}", zorder=3, **look))
    axes.set_yticks(range(len(cars)), cars)
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%H:%M"))
    axes.set(xlabel="event time", title="Alerts against the truth · 과속 알림과 정답",
             xlim=(minutes["minute"].min(), minutes["minute"].max() + MINUTE))  # fmt: skip
    axes.grid(axis="y", visible=False)
    figure.legend(handles=handles, loc="outside lower center", ncols=4, frameon=False)
    counts = labels["label"].value_counts()
    by_car = labels.loc[labels["label"] == "false", "car"].value_counts()
    most = f" {by_car.index[0]} has the most false ones, {by_car.iloc[0]}." if len(by_car) else ""
    plots.show(
        figure,
        alt=f"A line for each of {len(cars)} cars over time: bands where the driver hurries by the truth, and marks "
        f"for windows. {', '.join(f'{counts.get(label, 0)} {label}' for label in LOOKS)}.{most}",
    )


def draw_scores(scores: Mapping[int, Score], lateness: int = Rule().lateness) -> None:
    """What windows of other lengths would have told: how soon, and how well."""
    plots.style()
    names = [f"{window} s" for window in scores]
    figure, (left, right) = plt.subplots(1, 2, figsize=(14, 5.2))
    told = []
    for place, (window, score) in enumerate(scores.items()):
        counts = (score.delays + lateness).value_counts().sort_index()
        left.scatter([place] * len(counts), counts.index, s=40 + 12 * counts, color=BLUE, alpha=0.85, linewidths=0)
        for delay, count in counts.items():
            left.annotate(f"{count}", (place, delay), (18, 0), textcoords="offset points", va="center", fontsize=13)
        well = f"precision {score.precision:.2f}, recall {score.recall:.2f}"
        told.append(f"{window} s: median delay {(score.delays + lateness).median():.0f} s, {well}")
    left.text(
        0.02, 0.97, "number beside a dot: hurries with this delay", transform=left.transAxes, va="top", fontsize=13
    )
    left.margins(y=0.12)
    left.set_xticks(range(len(names)), names)
    left.set(xlabel="window", ylabel="seconds after the hurry began", xlim=(-0.5, len(names) - 0.3),
             ylim=(0, 1.25 * max((score.delays + lateness).max() for score in scores.values())),
             title="How soon: first alert of a hurry · 탐지 지연")  # fmt: skip
    width = 0.38
    for shift, colour, label, values in (
        (-width / 2, BLUE, "of the alerts, right (precision)", [score.precision for score in scores.values()]),
        (width / 2, ORANGE, "of the hurried windows, told (recall)", [score.recall for score in scores.values()]),
    ):
        bars = right.bar([place + shift for place in range(len(names))], [100 * v for v in values], width, color=colour,
                         label=label)  # fmt: skip
        right.bar_label(bars, fmt="%.0f", padding=2, fontsize=13)
    right.set_xticks(range(len(names)), names)
    right.set(xlabel="window", ylabel="%", ylim=(0, 108), title="How well · 정밀도와 재현율")
    right.grid(axis="x", visible=False)
    right.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=2, frameon=False, fontsize=13)
    plots.show(
        figure,
        alt=f"Two charts for windows of {len(names)} lengths: delay of the first alert, and precision and recall. "
        f"{'; '.join(told)}.",
    )


def draw_rules(alerts: pd.DataFrame) -> None:
    """Each alert at the end of its window and with its average; the threshold that counted then as a line.

    ``alerts`` as of `utils.realtime.speeding.alerts.alerts`.
    """
    plots.style()
    figure, axes = plt.subplots(figsize=(14, 4.8))
    rules = alerts.groupby(["threshold", "window"], sort=False)["end"].agg(["min", "max", "size"])
    told = []
    for ((threshold, window), span), colour, marker in zip(
        rules.iterrows(), (BLUE, ORANGE, RED, INK), "osD^", strict=False
    ):
        own = alerts[(alerts["threshold"] == threshold) & (alerts["window"] == window)]
        axes.scatter(own["end"], own["average"], s=36, color=colour, marker=marker, linewidths=0)
        axes.plot([span["min"], span["max"]], [threshold, threshold], color=colour, linewidth=3)
        axes.annotate(f"above {threshold:.0f}, {window} s\n{span['size']} alerts", (span["min"], threshold), (2, -8),
                      textcoords="offset points", va="top", fontsize=13)  # fmt: skip
        lowest = f"the lowest {own['average'].min():.0f}"
        told.append(f"{span['size']} above {threshold:.0f} km/h in windows of {window} s, {lowest}")
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%H:%M"))
    axes.set(xlabel="end of the window (event time)", ylabel="average, km/h", ylim=(20, None),
             title="One topology, three rules · 실행 중에 바뀐 규칙")  # fmt: skip
    plots.show(
        figure,
        alt=f"Averages of alerts over time, with the threshold of each rule as a line: {'; then '.join(told)}.",
    )
