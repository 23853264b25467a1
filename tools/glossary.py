"""The words of the course, in English and Korean, each with a sentence."""

from __future__ import annotations

import argparse
import csv
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from base.exceptions import ConfigurationError
from base.settings import PROJECT

TABLE = Path(__file__).with_suffix(".csv")
PAGE = PROJECT / "docs" / "glossary.md"


@dataclass(frozen=True)
class Term:
    """One word of the field."""

    term: str
    korean: str
    area: str  # what it belongs to: Kafka, HDFS, …
    sentence: str

    def __str__(self) -> str:
        return f"{self.term} ({self.korean}): {self.sentence}"


@cache
def terms() -> tuple[Term, ...]:
    """All terms, in alphabetical order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(Term(**row) for row in csv.DictReader(file, delimiter="|"))


def term(name: str) -> Term:
    """The term of this English or Korean name; letter case does not count.

    Raises ConfigurationError for a name that the glossary lacks.

    >>> term("Offset").korean
    '오프셋'
    """
    wanted = name.strip().casefold()
    for each in terms():
        if wanted in (each.term.casefold(), each.korean.casefold()):
            return each
    near = ", ".join(each.term for each in terms() if each.term[:1].casefold() == wanted[:1])
    raise ConfigurationError(f"The glossary has no term {name!r}. Terms with the same first letter: {near or 'none'}.")


def page() -> str:
    """The glossary as Markdown, as `docs/glossary.md` must be."""
    rows = [f"| {each.term} | {each.korean} | {each.area} | {each.sentence} |" for each in terms()]
    head = (
        "# Glossary · 용어집\n\n"
        "Made from `tools/glossary.csv` by `python -m tools.glossary`; edit the table, not this page.\n"
        "\n| Term | Korean | Belongs to | In one sentence |\n|---|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """``python -m tools.glossary`` writes the page; with a word it prints its sentence."""
    parser = argparse.ArgumentParser(prog="python -m tools.glossary", description="Write the glossary, or ask it.")
    parser.add_argument("word", nargs="?")
    given = parser.parse_args(arguments)
    if given.word:
        try:
            print(term(given.word))
        except ConfigurationError as error:
            print(error, file=sys.stderr)
            return 2
    else:
        PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
