"""Every link, path and module that a page names is there."""

import ast
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from base.settings import PROJECT

HISTORY = {"CHANGELOG.md", "DECISIONS.md"}  # their older lines name what is gone
FOLDERS = ("base", "benchmarks", "bin", "cluster", "data", "docs", "lessons", "tests", "tools", "utils")
PAGES = [
    path
    for pattern in ("*.md", "docs/*.md", "day*/*.md", "data/*.md", "benchmarks/**/*.md", "utils/**/*.md")
    for path in sorted(PROJECT.glob(pattern))
]
SOURCES = [
    path
    for folder in (*FOLDERS, "conftest.py")
    for path in sorted([PROJECT / folder] if folder.endswith(".py") else (PROJECT / folder).rglob("*.py"))
]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)", re.DOTALL)
QUOTED = re.compile(r"`([^`\n]+)`")
PATH = re.compile(rf"(?:day[1-4N]|{'|'.join(FOLDERS)})/[\w./*<>-]*")
PLACEHOLDER = re.compile(r"<\w+>|NAME|NN|N(?=/|$)")
MODULE = re.compile(rf"(?:{'|'.join(FOLDERS)})(?:\.\w+)+")
DOCUMENT = re.compile(r"\bdocs/[\w-]+\.md")
STARTED = re.compile(r"python -m ([\w.]+)")
IMPORTED = re.compile(rf"from ((?:{'|'.join(FOLDERS)})[\w.]*) import ([\w, ]+)")
ELSEWHERE = {
    "data/flume": "in the state folder",
}


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them from its headings."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken_links(page: Path) -> list[str]:
    found = []
    for link in LINK.findall(page.read_text("utf-8")):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if "://" in link:
            continue
        if not target.exists() or (anchor and anchor not in headings(target)):
            found.append(link)
    return found


def exists(path: str) -> bool:
    """Whether a path or the key of a lesson is there; NAME, dayN, NN and <topic> stand for any word."""
    path = path.rstrip("/")
    pattern = PLACEHOLDER.sub("*", path)
    return path in ELSEWHERE or any(PROJECT.glob(pattern)) or any(PROJECT.glob(f"{pattern}.ipynb"))


def missing(text: str) -> list[str]:
    """Paths and modules in back-ticks, and what is started or imported, that are not there."""
    quoted = QUOTED.findall(text)
    paths = [each for each in quoted if PATH.fullmatch(each) and not exists(each)]
    modules = {*(each for each in quoted if MODULE.fullmatch(each)), *STARTED.findall(text)}
    for module, names in IMPORTED.findall(text):
        modules |= {f"{module}.{name.split()[0]}" for name in names.split(",")}
    return paths + sorted(each for each in modules if not is_module(each))


def is_module(name: str) -> bool:
    """Whether this is a module, or a name in one."""
    parts = name.split(".")
    if parts[0] not in FOLDERS:
        return find_spec(parts[0]) is not None
    path = PROJECT.joinpath(*parts)
    if path.with_suffix(".py").is_file() or path.is_dir():
        return True
    home = path.parent / "__init__.py" if path.parent.is_dir() else path.parent.with_suffix(".py")
    return home.is_file() and parts[-1] in names(home)


def names(module: Path) -> set[str]:
    """What a module defines or imports, and the attributes of its classes."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_what_a_page_names_is_there(page):
    assert broken_links(page) == []
    assert page.name in HISTORY or missing(page.read_text("utf-8")) == []


def test_pages_that_a_source_names_are_there():
    named = {(path, page) for path in SOURCES for page in DOCUMENT.findall(path.read_text("utf-8"))}
    assert named and [(path, page) for path, page in named if not (PROJECT / page).is_file()] == []


def test_what_is_gone_would_be_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "# One · 하나\n[a](page.md#one--하나) [b](gone.md)\n[c](#two) `data/gone.py` `lessons/dayN/<topic>/gone.py` "
        "`utils.gone` `tools.lint` `cluster/services/NAME.py` `dayN/NN_<topic>.ipynb`; python -m tools.nothing\n"
        "from utils import plots\nfrom utils.figures import plots, charts as drawn\n"
    )
    assert broken_links(page) == ["gone.md", "#two"]
    assert missing(page.read_text("utf-8")) == [
        "data/gone.py",
        "lessons/dayN/<topic>/gone.py",
        "tools.nothing",
        "utils.figures.charts",
        "utils.gone",
        "utils.plots",
    ]
