"""Statements with fields to be filled in, in Zeppelin's notation: ``${threshold=60}``, ``${order=asc,asc|desc}``.

What is filled in becomes part of a statement, so it must look like the default: a number, or one of the options.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from base.exceptions import DataError
from utils.explore.statements import statement

FOLDER = Path(__file__).parent / "questions"
FIELD = re.compile(r"\$\{(\w+)=([^,}]*)(?:,([^}]*))?\}")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class Field:
    """What a reader can change: its name, what stands there first, and the options if there are some."""

    name: str
    default: str
    options: tuple[str, ...] = ()

    def text(self, value: object) -> str:
        """The value as it goes into the statement. Raises `DataError` for one that does not look like the default."""
        text = str(value).strip()
        if self.options and text not in self.options:
            raise DataError(f"{self.name} is {text!r}. Choose one of: {', '.join(self.options)}.")
        if not self.options and (isinstance(value, bool) or not NUMBER.fullmatch(text)):
            raise DataError(f"{self.name} is {text!r}, but must be a number, as {self.default} is.")
        return text


@dataclass(frozen=True)
class Form:
    """A statement and its fields.

    >>> form = Form("select * from t where speed < ${threshold=60} order by speed ${order=asc,asc|desc}")
    >>> form.filled(threshold=40)
    'select * from t where speed < 40 order by speed asc'
    """

    statement: str

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields by name, in the order of the statement."""
        found = FIELD.findall(self.statement)
        return {name: Field(name, default, tuple(filter(None, options.split("|")))) for name, default, options in found}

    def filled(self, **values: object) -> str:
        """The statement with these values, and defaults for the others. Raises `DataError` for a value or a name."""
        if unknown := set(values) - set(self.fields):
            raise DataError(f"The form has no field {unknown.pop()!r}. It has: {', '.join(self.fields)}.")
        given = {name: field.text(values.get(name, field.default)) for name, field in self.fields.items()}
        return FIELD.sub(lambda match: given[match[1]], self.statement)


def question(name: str) -> Form:
    """The form of a question of analysts. Raises `ConfigurationError` for a name that is not there."""
    return Form(statement(name, FOLDER))
