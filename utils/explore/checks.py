"""Checks that a mart must pass before anybody reads it: each counts something over all of its new rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from base.exceptions import DataError
from cluster.clients.hive import HIVE, query
from data.record import Field
from utils.explore.marts import Mart

ANY = 2**63 - 1


class CheckFailed(DataError):
    """A mart is not published, because its new rows do not pass a check. What was published before stays."""


@dataclass(frozen=True)
class Check:
    """A whole number that SQL counts over the rows of a mart, and the least and the most that it may be."""

    name: str
    counts: str  # an expression of SQL, such as count(*)
    most: int = 0
    least: int = 0


def of(mart: Mart) -> list[Check]:
    """What a mart must pass: rows there, each key once, in each column a value that its record type allows."""
    checks = [Check("rows", "count(*)", ANY, mart.least)]
    if mart.key:
        key = ", ".join(f"`{column}`" for column in mart.key)
        known = " and ".join(f"`{column}` is not null" for column in mart.key)  # of others, each column has a check
        checks.append(Check("same key again", f"sum(case when {known} then 1 else 0 end) - count(distinct {key})"))
    fields = {field.name: field for record in mart.records for field in record.fields}
    return [*checks, *(bad(column, fields.get(column)) for column in mart.columns)]


def bad(column: str, field: Field | None) -> Check:
    """The check that counts rows with no value in a column, or with one that its field does not allow.

    >>> from data.records import STATUS
    >>> print(bad("battery", STATUS.fields[-1]).counts)
    sum(case when `battery` between 0 and 100 then 0 else 1 end)
    """
    name, sound = f"{column} not known", f"`{column}` is not null"
    if field and field.values:
        listed = ", ".join(repr(value) for value in field.values)
        name, sound = f"{column} not as listed", f"`{column}` in ({listed})"
    elif field and field.pattern:
        name, sound = f"{column} not like {field.pattern}", f"`{column}` rlike '^{field.pattern}$'"
    elif field and field.low is not None:
        name, sound = f"{column} not {field.low} to {field.high}", f"`{column}` between {field.low} and {field.high}"
    return Check(name, f"sum(case when {sound} then 0 else 1 end)")


def taken(table: str, checks: Iterable[Check], server: str = HIVE) -> pd.DataFrame:
    """What the checks count over a table: one row per ``check``, with ``found``, ``least``, ``most`` and ``passed``.

    All are counted by one statement. Raises `ServiceError` with the engine's reason if one of them is no SQL.
    """
    checks = list(checks)
    counted = ", ".join(f"coalesce({check.counts}, 0) as c{number}" for number, check in enumerate(checks))
    found = query(f"select {counted} from {table}", server).iloc[0].astype("int64")
    rows = [(check.name, n, check.least, check.most) for check, n in zip(checks, found, strict=True)]
    frame = pd.DataFrame(rows, columns=["check", "found", "least", "most"]).set_index("check")
    return frame.assign(passed=frame["found"].between(frame["least"], frame["most"]))


def demand(what: str, table: str, results: pd.DataFrame) -> None:
    """Raises `CheckFailed` with the first check that did not pass."""
    failed = results[~results["passed"]]
    if failed.empty:
        return
    first = failed.iloc[0]
    wanted = f"at least {first['least']} are" if first["found"] < first["least"] else f"at most {first['most']} are"
    others = f" ({len(failed) - 1} more failed)" if len(failed) > 1 else ""
    raise CheckFailed(
        f"{what} is not published: check {first.name!r} found {first['found']}, {wanted} allowed{others}. "
        f"What was published before stays. The new rows can be looked at: select * from {table}"
    )
