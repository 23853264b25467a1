"""What a lesson leaves different in the stores, held against what the catalogue says that it touches."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePath

from cluster import Cluster
from cluster.catalogue import SERVICES
from cluster.container.launcher import HOME
from cluster.monitor import answers
from tools.report import LessonRun


def holdings(cluster: Cluster) -> dict[str, dict[str, str]]:
    """What the services that are ready keep, by store and thing; what a service keeps for another is left out.

    A service of which each size has data of its own has a store for each size.
    """
    roles = cluster.status()
    sizes = Counter(role.service for role in roles if role.state == "ready")
    asked = {name: service.holdings for name, service in SERVICES.items() if service.holdings}
    return {
        name if SERVICES[name].elastic else f"{name}={sizes[name]}": {
            thing: state for thing, state in told.items() if not _of_a_service(thing, cluster)
        }
        for name, told in answers(cluster, roles, asked)
    }


def _of_a_service(thing: str, cluster: Cluster) -> bool:
    """Whether a service keeps it for itself: below its own name, or under the path of the state folder as Hive does."""
    path = thing.partition(" ")[2]
    home = HOME if cluster.settings.mode == "container" else cluster.settings.home
    return path.strip("/").partition("/")[0] in SERVICES or (path[:1] == "/" and PurePath(home).is_relative_to(path))


class Watch:
    """Looks at the stores after each lesson of a run. A store that is seen for the first time tells nothing yet."""

    def __init__(self, cluster: Cluster | None = None) -> None:
        self._cluster, self._known = cluster or Cluster(), {}

    def look(self, run: LessonRun) -> LessonRun:
        """A run; what it made, changed or removed is a failure unless the catalogue names it for the lesson."""
        touched = set()
        for store, now in holdings(self._cluster).items():
            before = self._known.get(store, now)
            touched |= {thing for thing in before.keys() | now.keys() if before.get(thing) != now.get(thing)}
            self._known[store] = now
        unsaid = sorted(touched - set(run.lesson.touches))
        told = tuple(f"It touched {each}, which the catalogue does not name for it." for each in unsaid)
        return replace(run, failures=run.failures + told)
