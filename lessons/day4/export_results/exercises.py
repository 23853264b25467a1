"""Exercises of the export to a database."""

from __future__ import annotations

import sqlite3

import pandas as pd

from base.exceptions import ServiceError
from utils.lesson import Exercise, Question, Quiz, judge_words

OPTIONS = {"secret": "--password-alias", "parallel": "-m", "whole": "--staging-table", "correct": "--update-key"}
WHY = {
    "secret": "Which option gives the password a name, instead of the password?",
    "parallel": "Each map task writes through a connection of its own. Which option says how many there are?",
    "whole": "The rows must first lie where no reader looks. Which option names such a place?",
    "correct": "A row is found again by its key. Which option names the columns of the key?",
}  # fmt: skip



q1 = Exercise(
    "day4_03.q1",
    right=OPTIONS,
    wrong=[
        (OPTIONS | {"secret": "--update-key"}, ""),
        (OPTIONS | {"parallel": "--staging-table"}, ""),
        (OPTIONS | {"whole": "--update-key"}, ""),
        (OPTIONS | {"correct": "--staging-table"}, ""),
        (OPTIONS | {"secret": "--password"}, ""),
        ({"secret": "--password-alias"}, ""),
        ("-m", ""),
    ],
    test=lambda choice: judge_words(choice, OPTIONS, sorted(OPTIONS.values()), WHY, f"is none of {', '.join(sorted(OPTIONS.values()))}."),
    hints=["Two of the names say what they do: one is about a password, one about a key.",
           "`-m` is the number of map tasks. A staging table is a place where rows wait until all of them are there."],
    solution="""
        options = {
            "secret": "--password-alias",
            "parallel": "-m",
            "whole": "--staging-table",
            "correct": "--update-key",
        }
    """,
    insight="`--update-key` and `--staging-table` cannot be used together: Sqoop refuses it, so its updates are not all or nothing. And `--update-key` adds no new rows: Sqoop has no upsert for PostgreSQL.",
)  # fmt: skip

UPSERT = """insert into small
select car_number, biz_date, steer_z from arrived
on conflict (car_number, biz_date) do update set steer_z = excluded.steer_z"""
MAKE = (
    "drop table if exists small",
    "create table small (car_number text, biz_date date, steer_z double precision, primary key (car_number, biz_date))",
    "insert into small select car_number, biz_date, -1 from arrived order by car_number limit 1",
)
BOTH = "select count(*) as n, count(s.car_number) as there, coalesce(sum(case when s.steer_z = a.steer_z then 1 else 0 end), 0) as equal from arrived a left join small s on s.car_number = a.car_number and s.biz_date = a.biz_date"


def _judge_upsert(statement: object, run) -> str | None:
    """Run it twice on a table that is made anew, and compare with what has arrived."""
    if not isinstance(statement, str):
        return "A statement is a text, in three quotes if it has several lines."
    if statement.lower().replace("(", " (").replace("public.small", "small").split()[:3] != ["insert", "into", "small"]:
        return "A statement that begins with `insert into small` is expected. It was not run."
    if statement.strip().rstrip(";").count(";"):
        return "One statement, without a semicolon inside. It was not run."
    for each in MAKE:
        run(each)
    for time in ("first", "second"):
        try:
            run(statement)
        except ServiceError as refused:
            return f"The {time} run is refused. {str(refused).partition(' smartcar_symptom_info stays')[0]}"
    n, there, equal = map(int, run(BOTH).iloc[0])
    if there < n:
        return f"{n} rows have arrived, and {n - there} of them are not in small."
    if equal < n:
        return f"All {n} rows are there, but steer_z is not what has arrived in {n - equal} of them. Was the old row updated, and from `excluded`?"
    (rows,) = map(int, run("select count(*) from small").iloc[0])
    return None if rows == n else f"small has {rows} rows, and {n} have arrived."


class StandIn:
    """Where no PostgreSQL runs: SQLite, whose upsert has the same words."""

    def __init__(self) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute("create table arrived (car_number, biz_date, steer_z, speed_pedal_z)")
        rows = [(f"A{n:04}", "2016-01-01", n / 3, n / 7) for n in range(5)]
        self._base.executemany("insert into arrived values (?, ?, ?, ?)", rows)

    def __call__(self, statement: str) -> pd.DataFrame:
        words = statement
        if " from arrived" in words and "on conflict" in words and "where" not in words:
            words = words.replace("on conflict", "where true on conflict")  # SQLite would read a join's `on`
        try:
            with self._base:
                done = self._base.execute(words)
                names = [column[0] for column in done.description or ()]
                return pd.DataFrame(done.fetchall(), columns=names or None)
        except sqlite3.Error as refused:
            raise ServiceError(f"PostgreSQL refuses: {refused}.") from None


q2 = Exercise(
    "day4_03.q2",
    right=UPSERT,
    also=[UPSERT + ";", UPSERT.replace("insert into small", "insert into small(car_number, biz_date, steer_z)")],
    wrong=[
        (UPSERT.partition("on conflict")[0], ""),
        (UPSERT.replace("do update set steer_z = excluded.steer_z", "do nothing"), ""),
        (UPSERT.replace("excluded.steer_z", "small.steer_z"), ""),
        (UPSERT.replace("(car_number, biz_date) do", "(car_number) do"), ""),
        (UPSERT.replace("select car_number, biz_date, steer_z", "select car_number, biz_date, speed_pedal_z"), ""),
        (UPSERT.replace("from arrived", "from arrived where car_number < 'A0003'"), ""),
        ("delete from small; " + UPSERT, ""),
        (f"{UPSERT}; delete from arrived", ""),
        (None, ""),
    ],
    test=_judge_upsert,
    hints=["The key has two columns, and both stand in the bracket behind `on conflict`. What is to be set is the third column.",
           "`on conflict (car_number, biz_date) do update set steer_z = excluded.steer_z`"],
    solution=f'statement = """{UPSERT}\n"""',
    insight="The second run changes nothing: every row is updated to the value that it has. That is what makes a night safe to repeat.",
    facts={"run": StandIn()},
)  # fmt: skip

VERDICTS = {"S0048": "different", "Z0042": "missing", "Z9999": "extra", "A0042": "different", "B0007": "equal"}
REASONS = {
    "S0048": "Its key is on both sides, and one of its values was set to 0.",
    "Z0042": "The mart has this car. Which car number does its row in the database have now?",
    "Z9999": "The database has this car. Does the mart know it?",
    "A0042": "Its key is on both sides. Was one of its values changed?",
    "B0007": "Nobody has touched this row.",
}
ALL_VERDICTS = ("missing", "extra", "different", "equal")



q3 = Exercise(
    "day4_03.q3",
    right=VERDICTS,
    wrong=[
        (VERDICTS | {"S0048": "equal"}, ""),
        (VERDICTS | {"Z0042": "different"}, ""),
        (VERDICTS | {"Z9999": "missing"}, ""),
        (VERDICTS | {"A0042": "equal"}, ""),
        (VERDICTS | {"B0007": "different"}, ""),
        (VERDICTS | {"B0007": "same"}, ""),
        ({"S0048": "different"}, ""),
        ("different", ""),
    ],
    test=lambda choice: judge_words(choice, VERDICTS, ALL_VERDICTS, REASONS, f"is none of {', '.join(ALL_VERDICTS)}."),
    hints=["Ask for each car: is its number in the mart, and is it in the database?",
           "On both sides: compare the values. In the mart alone: missing. In the database alone: extra. The second update changed a car number."],
    solution="""
        verdicts = {
            "S0048": "different",
            "Z0042": "missing",
            "Z9999": "extra",
            "A0042": "different",
            "B0007": "equal",
        }
    """,
    insight="One changed key gives two verdicts: a row is missing, and another one is extra.",
)  # fmt: skip

quiz = Quiz(
    "day4_03.quiz",
    Question(
        "An export into a table with a key fails with *duplicate key*. What has probably happened?",
        {
            "a": ("The night was exported before.", "All or some of its rows are there. Repeat it as an upsert, and nothing is lost or doubled."),
            "b": ("The mart holds a driver twice.", "The mart's own check of its key stops that before anybody exports."),
            "c": ("The database ran out of disk.", "Then the message would speak of space, not of a key."),
        },
        right="a",
    ),
    Question(
        "Four tasks export without a staging table, and one of them is killed. What do readers find?",
        {
            "a": ("The old rows, unchanged.", "Each task commits for itself, again and again."),
            "b": ("No row: all is undone.", "Each task has transactions of its own, and what is committed stays."),
            "c": ("Some of the new rows.", "What the tasks had committed is there, also that of the task that was killed."),
        },
        right="c",
    ),
    Question(
        "Mart and database have 95 rows each. What do you know?",
        {
            "a": ("That both hold the same drivers.", "One may be missing and another one too many, as in this lesson."),
            "b": ("Little: keys and values may differ.", "A comparison by key tells what is missing, extra or different."),
            "c": ("That the last export was whole.", "The rows may be those of another night."),
        },
        right="b",
    ),
)  # fmt: skip
