"""SQL in a notebook: ``%load_ext utils.explore.panel``, then ``%%sql hive`` or ``%%sql spark`` above a statement.

The rows come back as a frame; a name behind the engine keeps them under it: ``%%sql spark low``. A statement that an
engine refuses is answered with its reason in one line; where that names a place, the line of the statement follows,
with a mark below it.
"""

from __future__ import annotations

import re

import pandas as pd
from IPython.core.interactiveshell import InteractiveShell

from base.exceptions import ServiceError
from cluster.clients.hive import HIVE, SPARK, query

ENGINES = {"hive": HIVE, "spark": SPARK}
HOW = f"Type %%sql and an engine above a statement: {' or '.join(f'%%sql {name}' for name in ENGINES)}."
PLACE = re.compile(r"[Ll]ine (\d+)(?::|,? pos(?:ition)? )(\d+)")


class StatementRefused(ServiceError):
    """What an engine says of a statement. A notebook shows it without the way through our code."""

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


asked: list[tuple[str, str]] = []  # engine and statement of this notebook, the latest last


def load_ipython_extension(shell: InteractiveShell) -> None:
    def sql(line: str, cell: str) -> pd.DataFrame | None:
        words = line.split()
        if not 1 <= len(words) <= 2 or words[0] not in ENGINES:
            raise StatementRefused(HOW)
        rows = ask(words[0], cell)
        if len(words) == 2:
            shell.push({words[1]: rows})
            return None
        return rows if len(rows.columns) else None

    shell.register_magic_function(sql, "cell", "sql")


def ask(engine: str, statement: str) -> pd.DataFrame:
    """The rows of a statement. Raises `StatementRefused`, with reason and place, if the engine refuses or is away."""
    text = statement.strip().removesuffix(";")
    asked.append((engine, text))
    try:
        return query(text, ENGINES[engine])
    except ServiceError as refused:
        raise StatementRefused(pointed(str(refused), text)) from None


def pointed(reason: str, statement: str) -> str:
    """A reason, and below it the line of the statement that it names, with a mark at the place.

    >>> print(pointed("Hive: Line 2:7 Table not found 'cras'", "select *\\n  from cras"))
    Hive: Line 2:7 Table not found 'cras'
      from cras
           ^
    """
    place = PLACE.search(reason)
    lines = statement.splitlines()
    if not place or not 1 <= int(place[1]) <= len(lines):
        return reason
    return f"{reason}\n{lines[int(place[1]) - 1]}\n{' ' * int(place[2])}^"


def history() -> pd.DataFrame:
    """What was asked in this notebook, the latest first: ``engine`` and ``statement``."""
    return pd.DataFrame(reversed(asked), columns=["engine", "statement"])
