"""Rows of the symptom mart as a drill or a measurement needs them, without a log that somebody drove."""

from __future__ import annotations

from cluster.clients.hive import SPARK, query
from utils.analyse.export import MART
from utils.explore.statements import statement

MEASURES = ("speed_pedal", "break_pedal", "steer")


def make(day: str, cars: int, shift: float = 0.0) -> None:
    """A day of so many cars, with numbers that no short decimal tells; another `shift` makes all of them others."""
    query(statement(f"table_{MART.name}"), SPARK)
    numbers = ", ".join(f"(id + {shift}) / {place} as {name}" for place, name in enumerate(MEASURES, start=3))
    columns = ", ".join(
        f"{name}, {name} * 1.7, {name} / 7e5, if({name} > 3, 'abnormal', 'normal')" for name in MEASURES
    )
    query(
        f"insert overwrite table {MART.table} partition (biz_date = '{day}') "
        f"select concat('A', lpad(id, 7, '0')), {columns} from (select {numbers}, id from range({cars}))",
        SPARK,
    )
