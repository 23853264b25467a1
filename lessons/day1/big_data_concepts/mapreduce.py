"""MapReduce as it runs: scripts for Hadoop Streaming, their results, and what each task did when."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

import pandas as pd
import requests
from matplotlib import pyplot as plt

from base.waiting import ANSWER_SECONDS
from cluster import Cluster
from cluster.clients import hadoop_streaming, hdfs_shell
from cluster.clients.hadoop import MANAGER
from utils.figures import plots

MB = 2**20
COLOURS = {"MAP": "#56b4e9", "REDUCE": "#029e73", "FAILED": "#de8f05", "KILLED": "#bbbbbb"}


def script(name: str) -> str:
    """The path of one of the scripts: ``steering_map``, ``steering_map_guarded`` or ``sum_reduce``."""
    return str(Path(__file__).with_name(f"{name}.py"))


def carried(*names: str) -> str:
    """What ``-files`` takes: the scripts of these names, where the command ``mapred`` finds them."""
    return ",".join(f"file://{Cluster().carry(MANAGER, script(name))}" for name in names)


def python() -> str:
    """The Python of the machines of YARN."""
    return Cluster().driver.site.tool("python")


def try_script(name: str, text: str) -> tuple[list[str], str]:
    """Run a script on this machine, without Hadoop: the lines it prints, and the last line of its error output."""
    done = subprocess.run([sys.executable, script(name)], input=text, capture_output=True, text=True)
    return done.stdout.splitlines(), (done.stderr.strip().splitlines() or [""])[-1]


def as_script(mapper: Callable[[str], list]) -> str:
    """A mapper's source as a program for Hadoop Streaming: its pairs, printed line by line."""
    loop = f"for line in sys.stdin:\n    for key, value in {mapper.__name__}(line.rstrip('\\n')):\n"
    return f"import sys\n\n\n{dedent(inspect.getsource(mapper))}\n\n{loop}        print(f'{{key}}\\t{{value}}')\n"


def run_mapper(mapper: Callable[[str], list], log: str, folder: str) -> dict[str, int]:
    """Run a mapper and the reducer that adds on YARN, over a log in HDFS; returns the counts that `folder` then holds.

    The same source is run once: what it has left in HDFS is read again. None are there where the job has failed.
    """
    text = as_script(mapper)
    if _ran.get(folder) != text:
        hdfs_shell("-rm", "-r", "-f", "-skipTrash", folder)
        with TemporaryDirectory() as place:
            path = Path(place) / f"{mapper.__name__}.py"
            path.write_text(text, "utf-8")
            if hadoop_streaming(str(path), script("sum_reduce"), log, folder).state != "SUCCEEDED":
                return {}
        _ran[folder] = text
    return counts(folder).to_dict()


_ran: dict[str, str] = {}  # folder → the program that has filled it


def counts(folder: str) -> pd.Series:
    """The result of a job in a folder of HDFS: numbers by key, sorted by key."""
    pairs = (line.split("\t") for line in hdfs_shell("-cat", f"{folder}/part-*").splitlines())
    return pd.Series({key: int(number) for key, number in pairs}, name="count").sort_index()


def tasks(job: str) -> pd.DataFrame:
    """One row per attempt of a task, maps before reduces, from the history server.

    ``task`` (map 0), ``attempt`` (from 1), ``type``, ``state``, ``begin`` and ``end`` in seconds since the first one
    began; ``read_mb``, ``records_in`` and ``records_out`` where the task succeeded.
    """
    rows = []
    for task in _list(_ask(job, "tasks")["tasks"], "task"):
        done = _counters(job, task["id"]) if task["state"] == "SUCCEEDED" else {}
        kind = task["type"]
        for attempt in _list(_ask(job, f"tasks/{task['id']}/attempts")["taskAttempts"], "taskAttempt"):
            rows.append(
                {
                    "task": f"{kind.lower()} {int(task['id'].rpartition('_')[2])}",
                    "attempt": int(attempt["id"].rpartition("_")[2]) + 1,
                    "type": kind,
                    "state": attempt["state"],
                    "begin": attempt["startTime"] / 1000,
                    "end": attempt["finishTime"] / 1000,
                    "read_mb": done.get("HDFS_BYTES_READ", 0) / MB,
                    "records_in": done.get(f"{kind}_INPUT_RECORDS", 0),
                    "records_out": done.get(f"{kind}_OUTPUT_RECORDS", 0),
                }
            )
    frame = pd.DataFrame(rows).sort_values(["type", "attempt", "task"], ignore_index=True)
    return frame.assign(end=frame["end"] - frame["begin"].min(), begin=frame["begin"] - frame["begin"].min())


def draw_tasks(frame: pd.DataFrame, title: str) -> None:
    """Draw what `tasks` gives: one bar an attempt over time, with what it read and wrote."""
    plots.style()
    figure, axes = plt.subplots(figsize=(11, 0.62 * len(frame) + 1.6))
    for row, task in frame.iterrows():
        colour = COLOURS.get(task["state"], COLOURS[task["type"]])
        axes.barh(row, task["end"] - task["begin"], left=task["begin"], height=0.75, color=colour)
        late = task["end"] > 0.7 * frame["end"].max()  # its words may be longer than its bar: there is room on the left
        place, shift, side = (task["end"], -6, "right") if late else (task["begin"], 6, "left")
        words = {"textcoords": "offset points", "va": "center", "fontweight": "bold"}
        axes.annotate(_story(task), (place, row), xytext=(shift, 0), ha=side, **words)
    names = frame["task"] + frame["attempt"].map(lambda number: f", attempt {number}" if number > 1 else "")
    axes.set(yticks=range(len(frame)), xlabel="seconds since the first task began", title=title, xlim=(0, None))
    axes.set_yticklabels(names)
    axes.invert_yaxis()
    axes.grid(axis="y", visible=False)
    told = ", ".join(f"{count} {state.lower()}" for state, count in frame["state"].value_counts().sort_index().items())
    plots.show(
        figure, alt=f"Bars over time, one for each attempt of a task: {told}. The reduce ends last."
    )


def draw_same(results: Mapping[str, pd.Series]) -> None:
    """Draw the counts of several ways on top of each other, keys ordered by the first: equal counts make targets."""
    plots.style()
    figure, axes = plt.subplots(figsize=(12, 4.6))
    order = next(iter(results.values())).sort_values().index
    for (name, series), size, colour in zip(
        results.items(), (190, 80, 14), ("#0173b2", "#ece133", "black"), strict=False
    ):
        axes.scatter(range(len(order)), series.reindex(order), s=size, color=colour, label=name, edgecolor="none")
    axes.set(xlabel="cars, ordered by count", ylabel="strong-steering seconds", ylim=(0, None))
    axes.set_title("The same counts, three ways · 같은 집계, 세 가지 방법")
    axes.legend(loc="upper left")
    plots.show(
        figure,
        alt="One target for each car, ordered by its count: the dots of three ways of counting lie on each other.",
    )


def _story(task: pd.Series) -> str:
    if task["state"] != "SUCCEEDED":
        return task["state"].lower()
    read = f"{task['read_mb']:.1f} MB, " if task["type"] == "MAP" else ""
    what = ("lines", "pairs") if task["type"] == "MAP" else ("pairs", "counts")
    return f"{read}{task['records_in']:,} {what[0]} → {task['records_out']:,} {what[1]}"


def _ask(job: str, path: str) -> dict:
    url = f"{Cluster().url('historyserver')}/ws/v1/history/mapreduce/jobs/{job}/{path}"
    answer = requests.get(url, timeout=ANSWER_SECONDS)
    answer.raise_for_status()
    return answer.json()


def _list(found: dict | None, name: str) -> list[dict]:
    """Hadoop's JSON writes a list of one as the one, and an empty one as nothing."""
    inner = (found or {}).get(name)
    return inner if isinstance(inner, list) else [inner] if inner else []


def _counters(job: str, task: str) -> dict[str, int]:
    groups = _list(_ask(job, f"tasks/{task}/counters")["jobTaskCounters"], "taskCounterGroup")
    return {counter["name"]: counter["value"] for group in groups for counter in _list(group, "counter")}
