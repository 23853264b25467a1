"""A service is declared in its own file and listed in the catalogue; no other code names it."""

import ast
import re

import pytest

from base.settings import PROJECT
from cluster.catalogue import COMPONENTS, PROGRAMS, SERVICES
from cluster.container.compose import container_site

FOLDER = PROJECT / "cluster"
NAMES = {
    *SERVICES,
    *COMPONENTS,
    *PROGRAMS,
    *(role.name for service in SERVICES.values() for role in service.roles(container_site(), max(service.sizes))),
}
# client libraries speak to one system each, and the catalogue lists the services
OF_ONE_SYSTEM = {"catalogue.py", *(f"clients/{path.name}" for path in (FOLDER / "clients").iterdir())}
# words that are a name of ours and something else besides
ALLOWED = {
    "jvm/components.py": {"ecj"},  # the compiler of our own Java parts, which is no service's
    "jvm/compiled.py": {"ecj"},
    "container/compose.py": {"pyspark"},  # a Python package that is published without a wheel
}


def texts(path):
    """The strings in a module that are not its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    told = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, told) and ast.get_docstring(node)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docs)
    return [node.value for node in constants if isinstance(node.value, str)]


def named(path):
    words = {word for text in texts(path) for word in re.findall(r"[\w-]+", text.lower())}
    return words & NAMES


MODULES = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.py") if path.parent.name != "services"}


@pytest.mark.parametrize("name", sorted(MODULES - OF_ONE_SYSTEM))
def test_no_service_is_named_outside_its_file(name):
    assert named(FOLDER / name) == ALLOWED.get(name, set())


def test_what_is_allowed_is_looked_for():
    assert {"redis", "kafka-1", "hadoop", "psql"} <= NAMES
    assert "hadoop" in named(FOLDER / "services" / "hdfs.py")
