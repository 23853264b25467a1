"""The nightly workflows: what each does, in which order, and when. Oozie's XML and Dagster's assets come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from base.exceptions import ConfigurationError, DataError
from cluster.clients import namenode
from cluster.clients.hive import HIVE
from utils.explore import marts, publish, tables
from utils.explore.marts import DAY, MONTH
from utils.load.partitions import path_of

ZONE = "Asia/Seoul"
ACTS = ("refresh", "make", "stage", "publish")
PAUSE = 1  # minutes before a step is repeated
DONE = "_SUCCESS"  # lies in a folder that is whole; its name hides it from whoever reads rows


@dataclass(frozen=True)
class Step:
    """One thing to do: an act and the table or mart that it is done to."""

    act: str
    what: str

    @property
    def name(self) -> str:
        return f"{self.act}-{self.what}"

    @property
    def repeats(self) -> int:
        """How often it is repeated when it fails; not where rows are checked, since the same rows would fail again."""
        return 0 if self.act in ("make", "publish") else 1


@dataclass(frozen=True)
class Flow:
    """One workflow of a night. The steps of a level may run side by side, and begin when the level before is done."""

    name: str
    sentence: str
    hour: int  # of the night, in `ZONE`, on the day after the one whose rows it takes
    levels: tuple[tuple[Step, ...], ...]
    cut: str = DAY
    collected: bool = False  # whether it waits until a day's collection is whole

    @property
    def steps(self) -> list[Step]:
        return [step for level in self.levels for step in level]


def _mart(name: str) -> tuple[tuple[Step, ...], ...]:
    return (Step("stage", name),), (Step("publish", name),)


FLOWS = (
    Flow(
        "status",
        "a day of status rows, of owners of 18 and more",
        1,
        ((Step("refresh", "status"), Step("make", "over18")), *_mart("status")),
        collected=True,
    ),
    Flow("drive", "a day of driving rows", 2, ((Step("refresh", "drive"),), *_mart("drive"))),
    Flow("symptom", "who drove unlike the others on a day", 3, _mart("symptom")),
    Flow("emergency", "which cars must be looked at", 4, _mart("emergency")),
    Flow("item_buylist", "a month of purchases", 5, (*_mart("item_buylist"), *_mart("item_sets")), cut=MONTH),
)


def of(name: str) -> Flow:
    """The workflow of this name. Raises `ConfigurationError` for another."""
    found = {flow.name: flow for flow in FLOWS}
    if name not in found:
        raise ConfigurationError(f"There is no workflow {name!r}. There are: {', '.join(found)}.")
    return found[name]


def demand_collected(wrk_date: str) -> None:
    """Raises `DataError` if the collection of a date is not whole."""
    if not namenode.status(f"{path_of(wrk_date)}/{DONE}"):
        raise DataError(f"{wrk_date} is not collected: {path_of(wrk_date)} has no {DONE}. Make it when it is whole.")


def act(step: Step, value: str = "", server: str = HIVE) -> object:
    """Do a step for a date or a month; returns what the act returns. Each may be repeated.

    Raises `ConfigurationError` for an act that is not one, and what the act raises.
    """
    if step.act == "refresh":
        return tables.refresh(step.what)
    acts: dict[str, Callable] = {"make": publish.make, "stage": publish.stage, "publish": publish.publish}
    if step.act not in acts:
        raise ConfigurationError(f"There is no act {step.act!r}. Use one of {', '.join(ACTS)}.")
    whole = not marts.of(step.what).cut
    return acts[step.act](step.what, "" if whole else value, server=server)
