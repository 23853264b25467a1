"""What a Flume agent counts, in Flume's words and in ours."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

# what came in, what went on, and what lies in between
COUNTERS = {
    "SOURCE": ("EventReceivedCount", "EventAcceptedCount", None),
    "CHANNEL": ("EventPutSuccessCount", "EventTakeSuccessCount", "ChannelSize"),
    "SINK": ("EventDrainAttemptCount", "EventDrainSuccessCount", None),
}


def table(told: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """The answer of an agent's ``/metrics`` as one row per ``part``: ``kind``, ``came_in``, ``went_on``, ``holds``.

    Sources come first, then channels, then sinks. Only a channel holds events, and one of Kafka does not say how many.
    """
    rows = {name.partition(".")[2]: _row(values) for name, values in told.items()}
    found = pd.DataFrame.from_dict(rows, orient="index", columns=["kind", "came_in", "went_on", "holds"])
    order = list(COUNTERS)
    found = found.sort_values("kind", key=lambda kinds: kinds.map(order.index), kind="stable")
    return found.astype(dict.fromkeys(found.columns[1:], "Int64")).rename_axis("part")


def _row(values: Mapping[str, str]) -> tuple[str, int, int, int | None]:
    came, went, holds = COUNTERS[values["Type"]]
    held = int(values[holds]) if holds and int(values["ChannelCapacity"]) else None
    return values["Type"], int(values[came]), int(values[went]), held
