"""The topology for reading: portions of its YAML, and what a bolt does with its tuples."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Mapping

import yaml

from base.exceptions import ConfigurationError
from base.settings import PROJECT
from utils.realtime.storm.topology import SCRIPTS, Topology, flux

BROKER, PYTHON = "localhost:9092", "python"  # short words in place of this machine's


def portion(topology: Topology, *places: str) -> str:
    """Portions of the YAML that Flux reads, such as ``config`` or ``bolts.splitBolt``.

    >>> print(portion(Topology(), "streams.deadLetterBolt"))
    streams:
    - from: splitBolt
      to: deadLetterBolt
      grouping: {type: SHUFFLE, streamId: malformed}
    """
    document = yaml.safe_load(flux(topology, BROKER, PYTHON, {}))
    found: dict[str, list | dict] = {}
    for place in places:
        part, _, name = place.partition(".")
        if part not in document:
            raise ConfigurationError(f"The YAML has no part {part!r}. It has: {', '.join(document)}.")
        found.setdefault(part, []).extend(each for each in _entries(document[part]) if not name or name in _names(each))
    shown = []
    for part, entries in found.items():
        pairs = part == "config"  # the others are lists, whose innermost parts fit on one line
        whole = {part: dict(entries) if pairs else entries}
        shown.append(yaml.safe_dump(whole, sort_keys=False, width=110, default_flow_style=False if pairs else None))
    return "".join(shown).rstrip()


def _entries(part: object) -> list:
    return list(part.items()) if isinstance(part, Mapping) else list(part)


def _names(entry: object) -> tuple:
    return (entry.get("id"), entry.get("to")) if isinstance(entry, Mapping) else (entry[0],)


def core(bolt: str, *functions: str) -> str:
    """The source of a bolt's functions, ``work`` if none is named, as Storm's worker starts them.

    >>> core("hbaseBolt", "_write").splitlines()[0]
    'def _write(self, rows):'
    """
    source = (PROJECT / "utils" / "realtime" / "storm" / "bolts" / SCRIPTS[bolt]).read_text("utf-8")
    wanted = functions or ("work",)
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef) and node.name in wanted]
    lines = source.splitlines()
    return "\n\n".join(textwrap.dedent("\n".join(lines[node.lineno - 1 : node.end_lineno])) for node in nodes)
