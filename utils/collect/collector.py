"""The agent at work: give it a configuration, feed it, read its counters, kill it, and see what it set aside."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pandas as pd

from base.exceptions import NotReady, ServiceError
from base.waiting import ANSWER_SECONDS
from cluster import Cluster
from cluster.addresses import outside
from cluster.container.compose import container_site
from cluster.services.flume import CONFIGURATION, FOLDERS, HOME, place
from utils.collect import counters
from utils.collect.configuration import Agent, read_agent
from utils.collect.feed import Driving, append, drop
from utils.collect.parts import LOG
from utils.collect.pilot import SPOOL, TAIL
from utils.collect.recovery import Recovered, recover
from utils.collect.rejected import read_rejected

ROLE = "flume-agent"


class Collector:
    """The role ``flume-agent`` of the cluster.

    ``place`` is what the functions of `utils.collect.pilot` want to know; ``spool``, ``log`` and ``dead_letters``
    are the folder, the file and the folder as this program sees them.
    """

    def __init__(self, cluster: Cluster | None = None) -> None:
        self.cluster = cluster or Cluster()
        settings = self.cluster.settings
        site = container_site(settings.port_shift) if settings.mode == "container" else outside(settings)
        self.place = place(site)
        self.folder = settings.home / "data" / HOME
        self.spool, self.log = self.folder / "spool", self.folder / "tail" / LOG
        self.dead_letters = self.folder / "dead-letters"

    # --- run ----------------------------------------------------------------------------------------------

    def run(self, agent: Agent | str, fresh: bool = False) -> float:
        """Give the role an agent, start it again and wait until its sources run; returns the seconds it took.

        A text is checked first: `ConfigurationError` says what does not fit. `fresh` empties the agent's folder:
        what lies in it, and all positions.
        """
        agent, begin = read_agent(agent) if isinstance(agent, str) else agent, time.monotonic()
        self.stop()
        if fresh:
            self.cluster.reset(HOME)
        for name in FOLDERS:
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / CONFIGURATION).write_text(agent.text(), "ascii")
        self.recover()
        self.cluster.up(HOME)
        self._wait(lambda: self._started(self.counters()), "every source has started", 30)
        return time.monotonic() - begin

    def stop(self) -> None:
        """End the agent in an orderly way."""
        self.cluster.down(HOME)

    def kill(self) -> None:
        """End the agent at once, by ``kill -9``."""
        self.cluster.kill(ROLE)

    def kill_when(self, condition: Callable[[], bool], what: str, seconds: float = 60) -> None:
        """Freeze the agent when a condition holds, and end it if it still holds; else let the agent run and look again.

        The tail source rewrites the file with its place twice a second. A kill in that moment leaves the file
        empty, and the agent would read the whole log again. `condition` must not ask the agent itself.
        """

        def frozen() -> bool:
            if condition():
                self.cluster.pause(ROLE)
                if condition():
                    return True
                self.cluster.revive(ROLE)
            return False

        self.cluster.wait(frozen, what, seconds)
        self.kill()

    def revive(self) -> None:
        """Start a killed agent again, or let a paused one go on, and wait until its sources run."""
        if self.cluster.role(ROLE).state != "paused":
            self.recover()
        self.cluster.revive(ROLE)
        self._wait(lambda: self._started(self.counters()), "every source has started", 30)

    def recover(self) -> list[Recovered]:
        """Give the files that a killed agent left open in HDFS their names, if HDFS runs; every start does it."""
        seen: list[str] = []

        def told() -> bool:
            """Whether the NameNode is ready or away; a busy one that is late with its answer is asked again."""
            seen.extend(role.state for role in self.cluster.status() if role.name == "namenode")
            return seen[-1:] != ["sick"]

        with suppress(NotReady):
            self.cluster.wait(told, "the NameNode answers", 20)
        return recover(self.cluster) if seen[-1:] == ["ready"] else []

    def printed(self, lines: int = 40) -> str:
        """The last lines that the agent has written, such as those of a logger sink."""
        return self.cluster.logs(ROLE, lines)

    # --- counters -----------------------------------------------------------------------------------------

    def counters(self) -> pd.DataFrame:
        """One row per ``part``: ``kind``, events that ``came_in`` and ``went_on`` since it started, that it ``holds``.

        Only a channel holds events, and a Kafka channel does not say how many. A logger counts nothing. Raises
        `ServiceError` if the agent does not answer.
        """
        url = self.cluster.url(ROLE).replace("//localhost", "//127.0.0.1") + "/metrics"
        try:
            with urlopen(url, timeout=ANSWER_SECONDS) as answer:
                found = json.load(answer)
        except (URLError, OSError) as reason:
            raise ServiceError(f"The agent does not tell its counters: {reason}. Type: cluster status") from None
        return counters.table(found)

    def wait_for(self, part: str, seconds: float = 60, **counts: int) -> float:
        """Wait until a part's counters have reached these, such as ``went_on=1000``; returns the seconds it took.

        Raises `NotReady` with the counters as they are.
        """

        def enough() -> bool:
            table = self.counters()
            return part in table.index and all(table.loc[part, name] >= count for name, count in counts.items())

        wanted = ", ".join(f"{name} {count}" for name, count in counts.items())
        return self._wait(enough, f"{part} counts {wanted}", seconds)

    def settle(self, lines: int, seconds: float = 60) -> float:
        """Wait until the sources have taken in `lines` since the start, and all channels are empty."""

        def through() -> bool:
            table = self.counters()
            taken = table.loc[table["kind"] == "SOURCE", "went_on"].sum()
            return taken >= lines and self._emptied()

        return self._wait(through, f"{lines} lines are through", seconds)

    def drain(self, seconds: float = 60) -> float:
        """Wait until every file and the log are read and noted as read, and all channels are empty.

        Counters start at zero with each start of the agent; this looks at the files, and so works after a kill, too.
        """

        sources = {source.name for source in self._agent().sources}

        def through() -> bool:
            log_read = TAIL not in sources or self.noted() == _size(self.log)
            files_read = SPOOL not in sources or not self.unread()
            return log_read and files_read and self._emptied()

        return self._wait(through, "everything is read and the channels are empty", seconds)

    def noted(self) -> int:
        """The place in the log, in bytes, from which the tail source would go on after a crash."""
        try:
            found = json.loads((self.folder / "positions" / "tail.json").read_text("ascii"))
        except (FileNotFoundError, ValueError):  # not written yet, or just being written
            return 0
        return next((each["pos"] for each in found if Path(each["file"]).name == LOG), 0)

    def unread(self) -> list[Path]:
        """Files of the spool folder that the agent has not finished."""
        files = (path for path in self.spool.iterdir() if path.is_file() and not path.name.startswith("."))
        return sorted(path for path in files if path.suffix != ".COMPLETED")

    def _emptied(self) -> bool:
        """Whether no channel holds an event, nor a sink one that it has not yet written.

        Ask only after everything was seen to be read, because it asks for new counters: in older ones a channel can
        look empty that has been filled since.
        """
        table = self.counters()
        kept = table[table["holds"].notna()]
        written = not kept["holds"].any() and bool((kept["went_on"] >= kept["came_in"]).all())
        return written and self._started(table)

    def _started(self, table: pd.DataFrame) -> bool:
        """Whether the agent counts at every source and channel that its configuration names.

        An agent that is starting leaves out those that have not started, such as a channel that reads its files.
        """
        agent = self._agent()
        return {part.name for part in (*agent.sources, *agent.channels)} <= set(table.index)

    def _agent(self) -> Agent:
        return read_agent((self.folder / CONFIGURATION).read_text("ascii"))

    def _wait(self, condition: Callable[[], bool], what: str, seconds: float) -> float:
        try:
            return self.cluster.wait(condition, what, seconds)
        except NotReady as late:
            raise NotReady(f"{late} The counters:\n{self.counters().to_string()}\nType: cluster logs {ROLE}") from None

    # --- feed ---------------------------------------------------------------------------------------------

    def drop(self, source: Path | Iterable[str], name: str = "") -> Path:
        """Put a finished file, or lines under a name, into the spool folder; see `feed.drop`."""
        return drop(source, self.spool, name)

    def append(self, lines: Iterable[str]) -> int:
        """Let the driving log grow by lines; returns how many."""
        return append(lines, self.log)

    def driving(self, lines: Iterable[str], per_second: float) -> Driving:
        """Let the driving log grow at a rate while a ``with`` lasts; see `feed.Driving`."""
        return Driving(lines, self.log, per_second)

    # --- set aside ----------------------------------------------------------------------------------------

    def rejected(self) -> pd.DataFrame:
        """What the agent set aside: one row per line, with ``verdict``, ``file``, ``offset``, ``reason``, ``line``."""
        return read_rejected(self.dead_letters)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
