"""Exercises of NoSQL and CAP."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from utils.lesson import Exercise, Later, Question, Quiz, judge_words


def _students(fleet: pd.DataFrame) -> pd.Series:
    return fleet["job"] == "학생"


def _weak(fleet: pd.DataFrame) -> pd.Series:
    return fleet["battery"] < 90


def _cars(fleet: pd.DataFrame, rows: pd.Series) -> list[str]:
    return sorted(fleet[rows]["car_number"])


def _judge_cars(answer: object, fleet: pd.DataFrame) -> str | None:
    if not isinstance(answer, (list, tuple, set)):
        return "A list of car numbers is expected."
    if any(isinstance(each, (tuple, list)) for each in answer):
        return "These are rows, tuples of one. Take the first of each: [row[0] for row in rows]."
    given, right = set(answer), set(_cars(fleet, _students(fleet) & _weak(fleet)))
    if given == right:
        return None
    if given == set(_cars(fleet, _students(fleet))):
        return "These are all students. The condition on the battery is missing."
    if given == set(_cars(fleet, _weak(fleet))):
        return "These are all cars below 90, whoever owns them. The condition on the job is missing."
    return f"Cars that do not belong here: {len(given - right)}; missing cars: {len(right - given)}. Did you join by car_number?"


q1 = Exercise(
    "day1_03.q1",
    right=Later(lambda fleet: _cars(fleet, _students(fleet) & _weak(fleet))),
    wrong=[
        (Later(lambda fleet: _cars(fleet, _students(fleet))), ""),
        (Later(lambda fleet: _cars(fleet, _weak(fleet))), ""),
        (Later(lambda fleet: [(car,) for car in _cars(fleet, _students(fleet) & _weak(fleet))]), ""),
        (Later(lambda fleet: sorted(fleet["car_number"])), ""),
    ],
    test=_judge_cars,
    hints=["Take the join of the lesson and change its where: two conditions, tied by and.",
           "where job = '학생' and battery < 90; then [row[0] for row in rows]."],
    solution="""
        rows = sql.execute(\"\"\"select car_number from owner join status using (car_number)
                              where job = '학생' and battery < 90 order by 1\"\"\").fetchall()
        found = [row[0] for row in rows]
    """,
    insight="Over the documents it is one condition more, and no join. In Redis you would have fetched every value.",
    facts={"fleet": pd.DataFrame({"car_number": ["A0001", "A0002", "A0003", "A0004"], "age": [20, 30, 22, 25],
                                  "job": ["학생", "주부", "학생", "학생"], "battery": [80, 70, 95, 60],
                                  "engine": ["A", "A", "B", "A"]})},
)  # fmt: skip

q2 = Exercise(
    "day1_03.q2",
    right=2,
    wrong={
        3: "Then two are left of five. Could the other three, on their side, be a majority as well?",
        4: "That is a store that answers with whoever is left, and then two sides can disagree. ZooKeeper is not of that kind.",
        1: "One is safe, but more are possible: how many make a majority of five?",
        0: "You saw three servers go on with two.",
        2.5: "Servers are whole. A majority is more than half.",
    },
    hints=["A majority is more than half of all, not of those that are left.", "Three of five must hear each other."],
    solution="may_fail = 5 - 3  # a majority of five is three",
    insight="Of n servers (n - 1) // 2 may go. Four may lose one, as three may, which is why ensembles are odd.",
)  # fmt: skip

BEFORE, ON_PRIMARY, ON_PROMOTED = set("abc"), set("de"), set("fghi")  # stand-ins for alerts


def _heal(rescue: Callable[[set, set], set]) -> tuple[set, set]:
    """Confirmed alerts, and those that both servers hold in the end; stands in for two servers of Redis."""
    primary, promoted = BEFORE | ON_PRIMARY, BEFORE | ON_PROMOTED
    return primary | promoted, primary | set(rescue(set(primary), set(promoted)))


def _test_rescue(rescue: object, heal: Callable[[Callable], tuple[set, set]]) -> str | None:
    if not callable(rescue):
        return "A function is expected: def rescue(primary, promoted): ..."
    tried = rescue({"a", "b"}, {"a", "c"})
    if not isinstance(tried, set | list | tuple):
        return f"It should return a set of alerts, not {type(tried).__name__}."
    if not set(tried) <= {"a", "b", "c"}:
        return "It returns alerts that neither server has."
    confirmed, held = heal(rescue)
    lost = len(confirmed - held)
    return f"Of {len(confirmed)} confirmed alerts {lost} are lost on both servers." if lost else None


q3 = Exercise(
    "day1_03.q3",
    right=lambda primary, promoted: promoted - primary,
    also=[lambda primary, promoted: promoted, lambda primary, promoted: primary | promoted],
    wrong=[
        (lambda primary, promoted: primary - promoted, ""),
        (lambda primary, promoted: primary & promoted, ""),
        (lambda primary, promoted: set(), ""),
        (lambda primary, promoted: primary, ""),
        (lambda primary, promoted: {"A0001-20160101000001"}, ""),
        (lambda primary, promoted: len(promoted - primary), ""),
    ],
    test=_test_rescue,
    hints=["The replica becomes a copy of the primary. Which alerts must the primary have before that?",
           "For two sets, `a - b` is what a has and b does not have; `a | b` is what at least one of them has."],
    solution="""
        def rescue(primary, promoted):
            return promoted - primary
    """,
    insight="You merged by hand what Cassandra merges by a rule. It is this easy for a set: nothing in it contradicts. "
    "Had both sides changed the same value, one of the two would have to go.",
    facts={"heal": _heal},
)  # fmt: skip

STORES = ("redis", "cassandra", "hbase", "rdbms", "document", "spark")
RIGHT = {
    "speeding": "redis",
    "drives": "hbase",
    "devices": "cassandra",
    "contracts": "rdbms",
    "catalogue": "document",
    "habits": "spark",
}
REASONS = {
    "speeding": "few keys, read very often, gone after a week: which store lives in memory and lets keys expire?",
    "drives": "billions of rows by key and range, and a read must see the last write. Which of the two wide-column stores is CP?",
    "devices": "each continent must take writes during a partition. Which store is AP and made for many sites?",
    "contracts": "several rows change together or not at all, and tables are joined. Which of the six is made for both?",
    "catalogue": "every record has its own shape and is found by what is inside.",
    "habits": "everything is read, once a night. That is work for many machines over whole files, not for a lookup.",
}


q4 = Exercise(
    "day1_03.q4",
    right=RIGHT,
    wrong=[
        (RIGHT | {"drives": "cassandra"}, ""),
        (RIGHT | {"devices": "hbase"}, ""),
        (RIGHT | {"habits": "rdbms"}, ""),
        (RIGHT | {"catalogue": "rdbms"}, ""),
        (RIGHT | {"speeding": "hbase"}, ""),
        (dict.fromkeys(RIGHT, "rdbms"), ""),
    ],
    test=lambda answer: judge_words(answer, RIGHT, STORES, REASONS),
    hints=["Go down the ladder for each use, from the top, and stop at the first yes.",
           "Each of the six stores is the answer once."],
    solution="""
        stores = {
            "speeding": "redis",
            "drives": "hbase",
            "devices": "cassandra",
            "contracts": "rdbms",
            "catalogue": "document",
            "habits": "spark",
        }
    """,
    insight="Four of these six are in the pilot. One system with several stores is the usual case, not the exception.",
)  # fmt: skip

quiz = Quiz(
    "day1_03.quiz",
    Question(
        "A ZooKeeper server cannot reach the two others. A client asks it to write. What happens?",
        {
            "a": ("It takes the write and passes it on later.", "Then it would confirm what the majority has never seen, and may contradict."),
            "b": ("It elects itself, as nobody else is there.", "A leader needs a majority, and one of three is none."),
            "c": ("It confirms nothing without a majority.", "No quorum, no write: consistency comes before availability."),
        },
        right="c",
    ),
    Question(
        "The replica of Redis answered with old values. When is that acceptable?",
        {
            "a": ("Where some seconds of age do no harm.", "It depends on the use, not on the store."),
            "b": ("Never: a wrong answer is worse than none.", "For the owner of a bank account perhaps; for a counter on a dashboard hardly."),
            "c": ("Always: it catches up in the end.", "It does catch up, but what was decided on the old value has been decided."),
        },
        right="a",
    ),
    Question(
        "A colleague says: we take a CA system, then we need not choose. What do you answer?",
        {
            "a": ("Good: CA has both and loses nothing.", "It has both until its one server, or the way to it, is gone."),
            "b": ("Then it has to be one single server.", "With several machines partitions come unasked. One server takes no part, and is one point of failure."),
            "c": ("There is none: a database is always CP.", "On one server the question does not arise, as no partition can separate it from itself."),
        },
        right="b",
    ),
    Question(
        "Why does a key-value store spread over many machines so easily?",
        {
            "a": ("It lies in memory, and memory is cheap.", "Memory makes it quick; it says nothing about where a record lies."),
            "b": ("Its values are small and easy to move.", "They may be large. What counts is that nobody has to look into them."),
            "c": ("The key alone says which machine to ask.", "No question needs two machines, so there is nothing to join."),
        },
        right="c",
    ),
)  # fmt: skip
