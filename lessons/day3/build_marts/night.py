"""The files of a night: rows that come late, rows of a device without sensors, workflows and what they wait for."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path
from textwrap import dedent, indent
from xml.etree.ElementTree import ParseError, fromstring

import pandas as pd

from base.exceptions import DataError, ServiceError
from base.settings import settings
from base.waiting import wait_until
from cluster import Cluster
from cluster.clients import namenode, oozie
from cluster.clients.hive import cursor, reason
from data.files import Files
from lessons.day3.build_marts.trial import counted
from utils.explore import checks as rules
from utils.explore import flows, marts, publish, statements
from utils.explore import oozie as written
from utils.explore.tables import make_tables
from utils.lab import lake
from utils.load.partitions import path_of

__all__ = ["counted", "make_tables"]
SQL = statements.FOLDER
MISSING = "stage-emergency"  # the action that the learner writes
SHELL = (  # what may stand in a shell action, in the only order that its schema allows
    *("job-tracker", "resource-manager", "name-node", "prepare", "launcher", "job-xml", "configuration"),
    *("exec", "argument", "env-var", "file", "archive", "capture-output"),
)
KNOWN = {"nameNode", "resourceManager", "biz_date"}  # what the file of properties gives a value
COLLECTED = "20160103"  # on which the garage's files come into the lake


def late(files: Files) -> Path:
    """Twenty sound rows of the garage's car, of an hour before the night, in a file of their own."""
    return _garage(files, "late.log", timedelta(hours=-1), list)


def silent(files: Files) -> Path:
    """Twenty rows of that car, of two hours before the night: nothing is plugged in, and each tyre says 0."""
    return _garage(files, "silent.log", timedelta(hours=-2), lambda row: [*row[:2], *["0"] * 4, *row[6:]])


def short(files: Files) -> Path:
    """Twenty rows of that car after the second night, each with a field too few."""
    to = place("short.log")
    lake.read_out(files.status[1], to)
    return to


def _garage(files: Files, name: str, later: timedelta, change) -> Path:
    to = place(name)
    lake.read_out(files.status[0], to, later, change, COLLECTED)
    return to


def place(name: str) -> Path:
    """A file of the lesson's own on this machine."""
    folder = settings().home / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


class Planned:
    """A query that Hive has planned, and whose rows nobody has fetched yet. Its session is closed with the rows."""

    def __init__(self, statement: str) -> None:
        self._open = ExitStack()
        self._cursor = self._open.enter_context(cursor())
        self._cursor.execute(statement)

    def rows(self) -> int:
        """Fetch the rows; returns how many there were. Raises `ServiceError` if Hive cannot read them any more."""
        from impala.error import Error

        with self._open:
            try:
                return len(self._cursor.fetchall())
            except Error as failed:
                raise ServiceError(reason(str(failed))) from None


def with_hole() -> str:
    """The workflow of the emergency mart, without the action that the learner writes."""
    return _action(MISSING).sub("", written.workflow(flows.of("emergency")))


def completed(action: str) -> str:
    """That workflow with an action in the hole."""
    head, start, tail = with_hole().partition("  <action")
    return f"{head}{indent(action.strip(), '  ')}\n{start}{tail}"


def pattern() -> str:
    """The action of the same workflow that is there."""
    return dedent(_action("publish-emergency").search(with_hole())[0]).strip()


def _action(name: str) -> re.Pattern:
    return re.compile(rf'  <action name="{name}"[^>]*>.*?</action>\n', re.DOTALL)


def install(name: str, action: str = "") -> str:
    """Put a workflow into HDFS, and with it the learner's action; returns the folder."""
    folder = written.install(flows.of(name))
    if action:
        namenode.write(f"{folder}/workflow.xml", completed(action).encode())
    return folder


def job(name: str, folder: str, **values: str) -> Path:
    """The file of properties for a submission. A coordinator that an earlier one has left is ended."""
    for each in oozie.coordinators() if "start" in values else ():
        oozie.end(each)
    return written.job(place(f"{name}.properties"), folder, **values)


def number(properties: Path) -> str:
    """The number that Oozie gave to a submission, from what ``oozie job -run`` has printed beside its properties."""
    return oozie.submitted(Path(f"{properties}.told").read_text("utf-8"))


def checks(name: str) -> list[rules.Check]:
    """What a mart must pass."""
    return rules.of(marts.of(name))


def found(staged: str) -> pd.DataFrame:
    """What five checks of the status mart, of several kinds, count over staged rows."""
    taken = rules.taken(staged, checks("status"))
    return taken.iloc[[0, 1, 12, 16, 22]][["found", "least", "passed"]]


def listed(coordinator: str, number: int, seconds: float = 120) -> pd.DataFrame:
    """The runs of a coordinator, once it has made so many."""
    wait_until(lambda: len(oozie.dates(coordinator)) >= number, f"{number} runs are made", seconds)
    return oozie.dates(coordinator)


def begun(coordinator: str, number: int, seconds: float = 120) -> str:
    """The workflow of a coordinator's run, once it has begun."""
    wait_until(
        lambda: (found := oozie.dates(coordinator)).index.isin([number]).any() and found.loc[number, "workflow"],
        f"run {number} has begun",
        seconds,
    )
    return oozie.dates(coordinator).loc[number, "workflow"]


def staging(name: str, day: str, seconds: float = 180) -> None:
    """Wait until the rows of a day are being staged."""

    def begun() -> bool:
        with suppress(DataError):
            return bool(publish.staged(name, day))
        return False

    wait_until(begun, f"{name} of {day} is being staged", seconds)


def judge_action(answer: object) -> str | None:
    """What is wrong with a learner's action, if anything is."""
    if not isinstance(answer, str):
        return "An action is a text, in three quotes."
    if "<?xml" in answer:
        return "Leave out the line <?xml …?>: your action is put into the middle of a file."
    try:
        action = fromstring(answer.strip())
    except ParseError as reason:
        if "junk after" in f"{reason}":
            return "One action was asked for, and nothing behind its </action>: the other one is there already."
        return f"It is no XML: {reason}. One <action> is wanted, and each tag closed, the inner ones first."
    tags = {_plain(each.tag): each for each in action.iter()}
    if _plain(action.tag) != "action":
        return f"It begins with <{_plain(action.tag)}>, but an action was asked for."
    if action.get("name") != MISSING:
        return f"Its name is {action.get('name')!r}. `start` goes to {MISSING}: Oozie finds an action by its name."
    if "shell" not in tags or not tags["shell"].tag.startswith("{uri:oozie:shell-action:1.0}"):
        return 'What the action does stands in <shell xmlns="uri:oozie:shell-action:1.0">.'
    for tag in ("exec", "file"):
        if tag not in tags or (tags[tag].text or "").strip() != "step.sh":
            return f"<{tag}>step.sh</{tag}> is missing: " + (
                "what is to be run." if tag == "exec" else "what YARN brings from HDFS to where it runs."
            )
    words = [(each.text or "").strip() for each in action.iter() if _plain(each.tag) == "argument"]
    if words != ["stage", "emergency", "${biz_date}"]:
        return f"The step would be called with the arguments {words}. Wanted are three: stage, emergency, and the date."
    for tag, to, why in (
        ("ok", "publish-emergency", "after staging comes the next action"),
        ("error", "failed", "after an error the workflow must fail; `done` would call it a success"),
    ):
        if tag not in tags or tags[tag].get("to") != to:
            return f'<{tag} to="{to}"/> is missing: {why}.'
    if [_plain(each.tag) for each in action] != ["shell", "ok", "error"]:
        return "In an action stand, in this order: shell, ok, error. Oozie refuses any other order, and nesting."
    inside = [_plain(each.tag) for each in action[0]]
    if stranger := next((tag for tag in inside if tag not in SHELL), None):
        return f"<{stranger}> is no part of a shell action."
    if inside != sorted(inside, key=SHELL.index):
        return "In shell stand, in this order: exec, argument, file. Oozie refuses another order."
    if unknown := set(re.findall(r"\$\{(\w+)\}", answer)) - KNOWN:
        return f"${{{unknown.pop()}}} has no value: the submission gives one to {', '.join(sorted(KNOWN))}."
    return None


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]


def flag(cluster: Cluster) -> Callable[[list[str]], tuple[str, bool]]:
    """A function that runs a command of HDFS and says what it printed, and whether the second night's flag is there."""

    def run(words: list[str]) -> tuple[str, bool]:
        done = cluster.command(*words)
        return done.stdout + done.stderr, namenode.status(f"{path_of(COLLECTED)}/{written.DONE}") is not None

    return run


def source() -> str:
    """How a step becomes an asset of Dagster, and how its check stops what follows."""
    from utils.explore import assets  # with it comes Dagster, 120 MB that the lesson does not need before

    return "\n\n".join(dedent(inspect.getsource(part)).strip() for part in (assets._asset, assets._gate))


def dagster_run(name: str, day: str) -> pd.DataFrame:
    """Run a workflow in Dagster, in this process; its steps as `oozie.actions` tells them."""
    from utils.explore import assets

    return assets.run(flows.of(name), day)


def hours() -> pd.Series:
    """When Dagster starts each workflow: cron's notation and the time zone, by workflow."""
    from utils.explore import assets

    return pd.Series(assets.hours(), name="starts")
