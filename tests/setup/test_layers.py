"""Imports run downward, and nothing that one lesson alone uses lies outside its room.

base → data → cluster → stages → figures → lab → pages, kit of lessons → rooms → tools
"""

import ast
import functools
from collections import defaultdict

import pytest

from base.settings import PROJECT

LAYERS = (
    ("base",),
    ("data",),
    ("cluster",),
    ("utils.collect", "utils.load", "utils.realtime", "utils.explore", "utils.analyse", "utils.learn", "utils.serve"),
    ("utils.figures",),
    ("utils.lab",),
    ("utils.pages", "utils.lesson"),
    ("lessons",),
    ("tools",),
)
STAGES = LAYERS[3]
# modules of a stage that one lesson alone reaches so far, and what a team does with them
OPERATED = {
    "utils.load.batch": "loads status files through the agent until each is closed",
    "utils.explore.assets": "the nightly workflows for Dagster",
    "utils.explore.flows": "the nightly workflows: steps, order and hours",
    "utils.explore.oozie": "the nightly workflows for Oozie, and what a submission needs",
    "utils.analyse.form": "questions of analysts, with fields that are filled in",
    "utils.realtime.esper.asking": "asks Esper about rows at hand; it calls Esper, so it stays under its licence",
    "utils.realtime.esper.speeding": "the rule as Esper runs it",
}


def modules():
    folders = ("base", "data", "cluster", "utils", "lessons", "tools")
    paths = (path for folder in folders for path in (PROJECT / folder).rglob("*.py"))
    return {".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


MODULES = modules()


@functools.cache
def imports(name):
    """The modules of ours that a module imports, at its top or inside a function."""
    return set(imported(MODULES[name])) - {name}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            while name and name not in MODULES:
                name = name.rpartition(".")[0]
            if name:
                yield name


def layer(name):
    return next(n for n, roots in enumerate(LAYERS) if any(name == r or name.startswith(f"{r}.") for r in roots))


def reached(start):
    found, left = set(), [start]
    while left:
        for name in imports(left.pop()) - found:
            found.add(name)
            left.append(name)
    return found


def room(name):
    return ".".join(name.split(".")[:3]) if name.startswith("lessons.") else ""


@pytest.mark.parametrize("name", sorted(set(MODULES) - {"utils"}))
def test_imports_run_downward(name):
    above = {other for other in imports(name) - {"utils"} if layer(other) > layer(name)}
    assert not above, f"{name} imports from above it: {', '.join(sorted(above))}"


def test_no_room_imports_another():
    strangers = {
        f"{name} imports {other}"
        for name in MODULES
        for other in imports(name)
        if room(name) and room(other) and room(name) != room(other) and other.count(".") > 2
    }
    assert not strangers


def test_imports_make_no_circle():
    circles = [name for name in MODULES if name in reached(name)]
    assert not circles


def test_a_module_of_one_lesson_lies_in_its_room():
    users = defaultdict(set)  # of each module: lessons, and folders of benchmarks
    for name in MODULES:
        if name.endswith(".lesson") and room(name):
            for each in reached(name):
                users[each].add(room(name))
    for path in (PROJECT / "benchmarks").rglob("*.py"):
        for name in imported(path):
            for each in {name, *reached(name)}:
                users[each].add(path.parent.name)
    alone = {name for name, who in users.items() if len(who) == 1 and room(next(iter(who)))}
    alone = {name for name in alone if name.startswith("utils.") and MODULES[name].name != "__init__.py"}
    alone = {name for name in alone if not name.startswith(("utils.lesson.", "utils.pages."))}
    assert alone == set(OPERATED), "used by one lesson: into its room, or into OPERATED with what a team does with it"
    assert all(any(name.startswith(f"{stage}.") for stage in STAGES) for name in OPERATED)
