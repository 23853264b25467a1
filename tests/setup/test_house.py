"""Rules of the house that a look at the text of a module can check."""

import re
from importlib import import_module

import pytest

from base.settings import PROJECT

FOLDERS = ("base", "data", "cluster", "utils", "lessons", "tools")
MODULES = {
    str(path.relative_to(PROJECT)): path
    for folder in FOLDERS
    for path in sorted((PROJECT / folder).rglob("*.py"))
    if path.name != "lesson.py"
}
MAPPED = ("base", "data", "utils.collect", "utils.load", "utils.figures", "utils.lab", "utils.lesson")
LINES = 250
LONGER = {  # to be split
    "cluster/container/driver.py",
    "lessons/day2/realtime_overview/exercises.py",
    "lessons/day3/detect_speeding/exercises.py",
}
SLEEPING = {
    "base/waiting.py": "the one loop that waits",
    "lessons/day2/loading_overview/attach.py": "runs alone in a container, without any module of ours",
    "cluster/clients/hadoop.py": "to go through wait_until",
    "utils/realtime/storm/bolts/hbase_bolt.py": "to go through wait_until",
}


def test_a_module_is_short():
    lines = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name for name, count in lines.items() if count > LINES} <= LONGER, "split it by idea"


def test_waiting_goes_through_wait_until():
    """Two ways to write a loop of one's own: to sleep in it, and to look at a deadline in it."""
    clock = r"time\.monotonic\(\)"
    own = re.compile(rf"\btime\.sleep\(|\bimport sleep\b|{clock}( - \w+)? [<>]|[<>]=? {clock}")
    assert {name for name, path in MODULES.items() if own.search(path.read_text("utf-8"))} <= set(SLEEPING)


@pytest.mark.parametrize("name", MAPPED)
def test_the_docstring_of_a_package_is_its_map(name):
    """A line for each module, in reading order: its name, two or more blanks, what it is."""
    told = re.findall(r"^(\w+) {2,}\S", import_module(name).__doc__, re.MULTILINE)
    folder = PROJECT.joinpath(*name.split("."))
    assert sorted(told) == sorted(path.stem for path in folder.glob("[!_]*.py"))
