"""`start`: the first call of a lesson. It brings services up, writes the data set, and says what is there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from functools import cached_property
from numbers import Number
from typing import TYPE_CHECKING

import psutil

from base.exceptions import ConfigurationError, LessonError
from base.settings import settings
from data import dataset, simulate
from data.scale import as_scale
from utils.lesson import board
from utils.lesson.answers import Blank, foreseen
from utils.lesson.catalogue import Lesson, lesson
from utils.lesson.progress import tell_runner
from utils.lesson.record import Recorder

if TYPE_CHECKING:
    from cluster import Cluster, RoleStatus
    from utils.lesson.exercise import Exercise


class Here:
    """A lesson that has started: its services, data and recorded values."""

    def __init__(self, lesson: Lesson, scale: str, seed: int, services: tuple[str, ...]) -> None:
        self.lesson, self.seed, self.services = lesson, seed, services
        self.scale = as_scale(scale).name
        self.memory_mb = 0  # the most that was seen: services of the lesson and this kernel
        self._recorder = Recorder(lesson.key)
        self._predictions: dict[str, bool] = {}  # what was predicted, and whether it came true

    @cached_property
    def cluster(self) -> Cluster:
        """The services of this machine."""
        from cluster import Cluster

        return Cluster()

    @cached_property
    def world(self):
        """The simulated world of the lesson's scale and seed."""
        return simulate(self.scale, self.seed)

    @cached_property
    def files(self):
        """The files of that world, written once and kept."""
        return dataset(self.scale, self.seed)

    def spark(self, **conf: object):
        """A Spark session; the server behind it is started when it is first needed."""
        from cluster.clients.spark import session

        return session(self.lesson.short, **conf)

    def status(self) -> list[RoleStatus]:
        """The roles of the lesson's services; nothing where the lesson needs none."""
        return [role for role in self.cluster.status() if role.service in self._wanted] if self.services else []

    def table(self) -> None:
        """Draw the table of what runs, as at the start of the lesson."""
        _draw(board.bundle(board.rows(self.status(), self._sentences()), self._caption()))

    def picture(self) -> None:
        """Draw the pilot's data flow with the part of this lesson lit."""
        from utils.lesson.picture import show

        show(self.lesson)

    def record(self, name: str, value: object, *, of: Exercise | None = None, **expected: object) -> None:
        """Keep a value that must be ``equals=…`` or lie between ``low=…`` and ``high=…``, and say that it held.

        A value with a range may differ from run to run, so the range is printed instead of it. One that comes from
        the answer to an exercise names it, so that the tick can say when the reference answer stood in.
        Raises LessonError where it does not hold.
        """
        answered = of is None or of.state == "correct"
        print(f"✓ {self._recorder.record(name, value, answered=answered, **expected)}")

    def seen(self, what: str, value: object, guess: object) -> None:
        """Print what was seen beside the prediction of the same cell, and keep whether the prediction came true.

        A number within a tenth of the value counts as foreseen, because measurements differ from run to run.

        >>> Here(lesson("day1/05_build_cluster"), "tiny", 7, ()).seen("DataNodes", 3, 4)
        DataNodes: 3. You predicted 4.
        >>> Here(lesson("day1/05_build_cluster"), "tiny", 7, ()).seen("DataNodes", 3, "3")
        DataNodes: 3. You predicted '3', a text; a number has no quotes.
        """
        if isinstance(guess, Blank):
            print(f"{what}: {value}. You made no prediction.")
            return
        true = foreseen(guess, value)
        self._predictions[what] = true
        tell_runner(kind="prediction", name=what, guess=guess, seen=value, true=true)
        if isinstance(guess, str) and isinstance(value, Number):
            print(f"{what}: {value}. You predicted {guess!r}, a text; a number has no quotes.")
            return
        print(f"{what}: {value}. You predicted {guess}{', and so it is' if true else ''}.")

    def finish(self) -> None:
        """Print the recorded values and check that the lesson stayed within its memory.

        Raises LessonError if nothing was recorded, or if services and kernel took more than the lesson may.
        """
        values = self._recorder.values
        if not values:
            raise LessonError(f"{self.lesson.key} records no value, so its run would prove nothing.")
        self.read_memory()
        budget = self.lesson.memory_mb
        if self.memory_mb > budget:
            raise LessonError(
                f"Services and kernel took {self.memory_mb} MB, but {self.lesson.key} may take {budget} MB. "
                "Type: cluster status"
            )
        width = max(len(each.name) for each in values)
        for each in values:
            print(f"✓ {each.name.ljust(width)}  {each.expected}{each.whose}")
        if self._predictions:
            print(f"{sum(self._predictions.values())} of your {len(self._predictions)} predictions came true.")
        print(f"{len(values)} values hold. Services and kernel together stayed below {budget} MB.")

    def read_memory(self) -> int:
        """Resident MB of the lesson's services and this kernel now; the most seen is kept."""
        services = sum(role.memory_mb for role in self.status())
        kernel = round(psutil.Process().memory_info().rss / 2**20)
        self.memory_mb = max(self.memory_mb, services + kernel)
        tell_runner(kind="memory", services_mb=services, kernel_mb=kernel)
        return services + kernel

    @cached_property
    def _wanted(self) -> dict[str, int]:
        from cluster.catalogue import resolve

        return resolve(*self.services)

    def _sentences(self) -> dict[str, str]:
        if not self.services:
            return {}
        from cluster.catalogue import SERVICES

        return {name: SERVICES[name].sentence for name in self._wanted}

    def _caption(self) -> str:
        rows = f"{self.files.rows['status']:,} status rows and {self.files.rows['driver']:,} driver rows"
        runs = "" if self.services else " This lesson needs no service."
        return f"Data set {self.scale}, seed {self.seed}: {rows}.{runs}"

    def _bring_up(self) -> None:
        """Bring the services up in a second thread, while this one writes the data set and shows the progress."""
        events: dict[str, str] = {}

        def happened(name: str, what: str, seconds: float) -> None:
            events[name] = f"{name}: {what} ({seconds:.0f} s)"

        handle = _draw({"text/plain": "Starting " + ", ".join(self.services) + " …"}, keep=True)
        with ThreadPoolExecutor(1) as pool:
            up = pool.submit(self.cluster.up, *self.services, on_event=happened)
            _ = self.files  # written while services start
            shown = 0
            while wait([up], timeout=0.5).not_done:
                if handle and len(events) != shown:
                    shown = len(events)
                    handle.update({"text/plain": "\n".join(list(events.values()))}, raw=True)
            up.result()
        self.cluster.at_hand()
        self.read_memory()
        if handle:
            handle.update(board.bundle(board.rows(self.status(), self._sentences()), self._caption()), raw=True)
        else:
            self.table()


def start(key: str, *, scale: str, seed: int, services: tuple[str, ...] | None = None) -> Here:
    """Bring up what a lesson needs and show it.

    Args:
        key: as in the catalogue, ``day1/05_build_cluster``.
        scale: ``tiny``, ``small``, ``class``, ``full``, or what else `data.scale` understands.
        seed: of the simulated world; the same seed gives the same bytes.
        services: instead of those of the catalogue.

    Raises:
        ConfigurationError: an unknown lesson, scale, seed or service; a lesson that does not run in containers.
        ServiceError: a service does not start; the message says what to type.
    """
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise ConfigurationError(f"The seed is {seed!r}, but must be a whole number from 0 up, such as 20220329.")
    if not isinstance(scale, str):
        raise ConfigurationError(f'The scale is {scale!r}, but must be a word such as "small".')
    known = lesson(key)
    if known.not_in_containers and settings().mode == "container":
        raise ConfigurationError(
            f"{key} does not run in containers: {known.not_in_containers}. Type: cluster down; unset SMARTCAR_MODE"
        )
    here = Here(known, scale, seed, known.services if services is None else tuple(services))
    if here.services:
        here._bring_up()
    else:
        here.table()
        here.read_memory()
    return here


def _draw(data: dict[str, str], keep: bool = False):
    """Show data in a notebook, where what is kept can be replaced through its handle; elsewhere print it as text."""
    from IPython import get_ipython
    from IPython.display import display

    if get_ipython() is None:
        print(data["text/plain"])
        return None
    return display(data, raw=True, display_id=True if keep else None)
