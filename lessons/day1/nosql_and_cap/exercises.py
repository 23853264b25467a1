"""Exercises of NoSQL and CAP."""

from __future__ import annotations

import pandas as pd

from utils.lesson import Exercise, Later, Question, Quiz


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
    return f"{len(given - right)} of them do not belong here, {len(right - given)} are missing. Join by car_number?"


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

q3 = Exercise(
    "day1_03.q3",
    right=30,
    wrong={
        60: "That would be a merge. To follow a primary means to become its copy.",
        40: "That is what the promoted side has now. It gives that up when it follows again.",
        10: "The old primary went on taking writes, and they count: it is the one that is followed.",
        20: "Those are the writes of the primary during the cut. What was there before is still there.",
        50: "The ten from before the cut are in both, and the two sides are not added.",
    },
    hints=["What does a replica have when it is in step?", "Ten from before the cut, and what the followed side wrote."],
    solution="remaining = 10 + 20",
    insight="Thirty confirmed writes vanish without an error. Availability on both sides has this price unless something merges.",
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
    "contracts": "several rows change together or not at all. Which of the six promises that?",
    "catalogue": "every record has its own shape and is found by what is inside.",
    "habits": "everything is read, once a night. That is work for many machines over whole files, not for a lookup.",
}


def _judge_stores(answer: object) -> str | None:
    if not isinstance(answer, dict):
        return 'A dictionary is expected: {"speeding": "…", …}.'
    if absent := [case for case in RIGHT if case not in answer]:
        return f"There is no answer yet for {', '.join(absent)}."
    for case, right in RIGHT.items():
        given = str(answer[case]).strip().lower()
        if given not in STORES:
            return f"{case}: {answer[case]!r} is none of {', '.join(STORES)}."
        if given != right:
            return f"{case}: {REASONS[case]}"
    return None


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
    test=_judge_stores,
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
