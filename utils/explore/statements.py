"""Statements by name: the files of ``utils/explore/sql``, or of another folder, each a sentence and a statement."""

from __future__ import annotations

from pathlib import Path
from string import Template

from base.exceptions import ConfigurationError

FOLDER = Path(__file__).parent / "sql"


def path_of(name: str, folder: Path = FOLDER) -> Path:
    """The file of a statement. Raises `ConfigurationError` for a name that has none."""
    found = {path.stem: path for path in sorted(folder.iterdir())}
    if name not in found:
        raise ConfigurationError(f"There is no statement {name!r}. There are: {', '.join(found)}.")
    return found[name]


def statement(name: str, folder: Path = FOLDER) -> str:
    """The SQL of a statement, without the sentence above it and the semicolon behind it.

    >>> statement("master").partition(" (")[0]
    'create external table if not exists SmartCar_Master'
    """
    sentence, _, sql = path_of(name, folder).read_text("utf-8").partition("\n")
    if not sentence.startswith("-- "):
        raise ConfigurationError(
            f"The first line of {path_of(name, folder)} must say in a sentence what the statement is for."
        )
    return sql.strip().removesuffix(";")


def filled(name: str, folder: Path = FOLDER, /, **values: str) -> str:
    """The SQL of a statement with values for its variables; ``beeline -f FILE --hivevar NAME=VALUE`` fills them, too.

    Raises `ConfigurationError` if one is missing.

    >>> filled("mart_over18", staged="Staged_over18").partition("\\n")[0]
    'insert overwrite table Staged_over18'
    """
    try:
        return Template(statement(name, folder)).substitute(values)
    except KeyError as missing:
        raise ConfigurationError(f"The statement {name!r} needs a value for {missing}.") from None
