"""Rules of the house that a look at the text of a module can check."""

import ast
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
WAITING = {
    "base/waiting.py": "the one loop that waits",
    "lessons/day2/loading_overview/attach.py": "runs alone in a container, without any module of ours",
}


def test_a_module_is_short():
    lines = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > LINES} == {}, "split it by idea"


def test_waiting_goes_through_wait_until():
    """Two ways to write a loop of one's own: to sleep in it, and to compare the clock with a deadline in it."""
    own = {name for name, path in MODULES.items() if any(waits(loop) for loop in loops(path.read_text("utf-8")))}
    assert own == set(WAITING)


@pytest.mark.parametrize(
    ("body", "waiting"),
    [
        ("while not done(): time.sleep(1)", True),
        ("while time.monotonic() < deadline: look()", True),
        ("while more():\n    if time.monotonic() - begin > 5: break", True),
        ("while more(): written = time.monotonic() - begin", False),
        ("if time.monotonic() < due: look()", False),
    ],
)
def test_a_loop_that_waits_is_known_by_its_clock(body, waiting):
    assert any(waits(loop) for loop in loops(body)) == waiting


def loops(text):
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.While | ast.For)]


def waits(loop):
    compared = [each for node in ast.walk(loop) if isinstance(node, ast.Compare) for each in ast.walk(node)]
    return "sleep" in called(ast.walk(loop)) or "monotonic" in called(compared)


def called(nodes):
    functions = [node.func for node in nodes if isinstance(node, ast.Call)]
    return {getattr(function, "attr", getattr(function, "id", "")) for function in functions}


@pytest.mark.parametrize("name", MAPPED)
def test_the_docstring_of_a_package_is_its_map(name):
    """A line for each module, in reading order: its name, two or more blanks, what it is."""
    told = re.findall(r"^(\w+) {2,}\S", import_module(name).__doc__, re.MULTILINE)
    folder = PROJECT.joinpath(*name.split("."))
    assert sorted(told) == sorted(path.stem for path in folder.glob("[!_]*.py"))
