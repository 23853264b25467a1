"""The rows lane at work, looked at once a second: rows at each hop, rows behind, milliseconds in each component."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import pandas as pd
from IPython.display import display
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from base.exceptions import NotReady
from base.waiting import wait_until
from utils.collect.collector import Collector
from utils.figures import plots
from utils.figures.plots import BLUE, GREEN, INK, ORANGE
from utils.realtime.live.lookout import once_a_second
from utils.realtime.live.readings import Instruments
from utils.realtime.storm import running
from utils.realtime.storm.topology import Topology

SECONDS = 60  # at the most
CURVES = {
    "in the log": {"color": INK, "lw": 5},
    "in Kafka": {"color": BLUE, "lw": 3.5},
    "split": {"color": ORANGE, "lw": 2.5, "ls": "--"},
    "in HBase": {"color": GREEN, "lw": 2.5},
}
PARTS = {
    "kafkaSpout": {"color": BLUE, "marker": "o"},
    "splitBolt": {"color": ORANGE, "marker": "s"},
    "hbaseBolt": {"color": GREEN, "marker": "^"},
}
COLUMNS = ["seconds", *CURVES, "lag", *PARTS]


def follow(agent: Collector, lines: Sequence[str], topology: Topology, rate: int = 100) -> tuple[pd.DataFrame, list]:
    """Let the log grow by lines and draw the lane once a second, until all are rows.

    Returns one row a look, and the seconds since 1970 at which each line was appended. In each look a component has
    the mean of what it handled since the look before: the spout from a row's emission to its last ack, a bolt from a
    tuple's arrival to its ack.
    """
    handle, driving = display(display_id=True), agent.driving(lines, rate)
    instruments, ticks = Instruments(topology, agent.cluster), []
    counts = running.components(topology.name)
    acked = counts["acked"]

    def read() -> bool:
        nonlocal reading
        reading = instruments.read()
        return "kafka" in reading.counts

    reading = None
    wait_until(read, "Kafka answers", 30)
    first = reading

    def look() -> bool:
        nonlocal counts
        now = running.components(topology.name)  # the end of the lane first: what is asked later has gone on
        if not read():
            return False
        written, sent = (reading.counts[hop] - first.counts[hop] for hop in ("cars", "kafka"))
        ends = [int(now["acked"][part] - acked[part]) for part in ("splitBolt", "hbaseBolt")]
        lag = reading.waiting["storm"]
        ticks.append((round(reading.time - first.time, 1), written, sent, *ends, lag, *_since(counts, now)))
        counts = now
        if len(ticks) > 1:
            _draw_into(handle, pd.DataFrame(ticks, columns=COLUMNS))
        return ends[-1] >= len(lines) and not lag

    with driving, suppress(NotReady):
        wait_until(once_a_second(look), "all lines are rows", SECONDS)
    return pd.DataFrame(ticks, columns=COLUMNS), driving.times


def _since(before: pd.DataFrame, now: pd.DataFrame) -> list[float | None]:
    """The mean of each part over what it acked between two looks; None where that is nothing."""
    found = []
    for part in PARTS:
        acked = now["acked"][part] - before["acked"][part]
        spent = now["latency_ms"][part] * now["acked"][part] - before["latency_ms"][part] * before["acked"][part]
        found.append(max(spent / acked, 0.0) if acked > 0 else None)
    return found


def _draw_into(handle, ticks: pd.DataFrame) -> None:
    if handle is None:  # no notebook
        return
    figure, alt = draw(ticks)
    image = {"image/png": plots.png(figure), "text/plain": f"Figure: {alt}"}
    plt.close(figure)
    handle.update(image, metadata={"image/png": {"alt": alt}}, raw=True)


def draw(ticks: pd.DataFrame) -> tuple[Figure, str]:
    """The figure of the looks so far, and its alternative text."""
    plots.style()
    ticks = ticks.astype(float)  # None becomes a gap in the line
    figure, (left, right) = plt.subplots(1, 2, figsize=(13, 4.4))
    for hop, look in CURVES.items():
        left.plot(ticks["seconds"], ticks[hop], label=hop, **look)
    last = ticks.iloc[-1]
    left.set(xlabel="seconds", ylabel="rows", xlim=(0, None), ylim=(0, None))
    left.set_title(f"{last['in HBase']:,.0f} rows stored, {last['lag']:,.0f} behind", fontsize=15)
    left.legend(loc="upper left")
    for part, look in PARTS.items():
        right.plot(ticks["seconds"], ticks[part], label=part, ms=7, lw=1.5, **look)
    top = 1.3 * ticks[[*PARTS]].max(axis=None, skipna=True)  # room for the legend
    right.set(xlabel="seconds", ylabel="ms for one tuple", xlim=(0, None), ylim=(0, top if top > 0 else None))
    right.set_title("each component, second by second", fontsize=15)
    right.legend(loc="upper center", ncol=len(PARTS), columnspacing=1, handletextpad=0.4)
    known = {part: ticks[part].dropna() for part in PARTS}
    told = ", ".join(f"{part} {f'{ms.median():.0f} ms' if len(ms) else 'none yet'}" for part, ms in known.items())
    alt = (
        f"Left: rows in the log, in Kafka, split and in HBase over {last['seconds']:.0f} seconds, close behind "
        "one another; "
        f"at the end {last['in HBase']:.0f} are stored and {last['lag']:.0f} behind. Right: milliseconds for one tuple "
        f"in each component, second by second; medians: {told}."
    )
    return figure, alt
