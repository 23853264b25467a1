"""Exercises of the course tour."""

from __future__ import annotations

import pandas as pd

from utils.lesson import Exercise, Later, Question, Quiz

q1 = Exercise(
    "day1_01.q1",
    right=Later(lambda lines, records: lines - records),
    wrong=[
        (0, "That would mean every line became a record. Look at the first lines of the log again."),
        (Later(lambda lines, records: records), "That is how many did become records. The question asks for the others."),
        (1, "The heading is written once by each car, not once in the file."),
    ],
    hints=["How many lines are in `minute`, and how many records do the partitions hold together?",
           "`held.sum()` adds the partitions."],
    solution="not_sent = len(minute) - int(held.sum())",
    insight="Lines in = records + garbage. This little equation is checked at every stage of the pilot.",
    facts={"lines": 610, "records": 600},
)  # fmt: skip


def _last(records: pd.DataFrame, car: str) -> tuple[int, int]:
    own = records[records["key"] == car]
    return int(own["partition"].iloc[0]), int(own["offset"].max())


def _count(records: pd.DataFrame, car: str) -> tuple[int, int]:
    own = records[records["key"] == car]
    return int(own["partition"].iloc[0]), len(own)


def _end(records: pd.DataFrame, car: str) -> tuple[int, int]:
    partition = _last(records, car)[0]
    return partition, int((records["partition"] == partition).sum())


q2 = Exercise(
    "day1_01.q2",
    right=Later(_last),
    wrong=[
        (Later(_count), "The second number is how many records the car has. An offset counts all records of the partition."),
        (Later(_end), "That is where the next record will go. The last one lies one before."),
        (Later(lambda records, car: _last(records, car)[::-1]), "Both numbers are right, but the partition comes first."),
    ],
    hints=["Keep only the rows of `records` whose `key` is the car.",
           "In those rows `partition` has one value; take the greatest `offset`."],
    solution="""
        own = records[records["key"] == cars[0]]
        place = (own["partition"].iloc[0], own["offset"].max())
    """,
    insight="Topic, partition and offset are the full address of a record. It never changes while the record is kept.",
    facts={
        "records": pd.DataFrame(
            {
                "partition": [0, 1, 1, 1, 1, 1],
                "offset": [0, 0, 1, 2, 3, 4],
                "key": ["B0002", "A0001", "B0003", "A0001", "B0003", "A0001"],
            }
        ),
        "car": "A0001",
    },
)  # fmt: skip

q3 = Exercise(
    "day1_01.q3",
    right=60_000,
    wrong={
        6_000: "That is one minute. The broker is away for ten.",
        1_000: "That is ten seconds of all cars, or ten minutes of less than two cars.",
        2_400_000: "Those are bytes. The question asks for rows.",
        600: "That is one car. The pilot has 100.",
    },
    hints=["How many rows does one car write in a minute?", "100 cars, 60 rows a minute each, ten minutes."],
    solution="waiting_rows = 100 * 60 * 10",
    insight="60,000 rows are only 2.4 MB: memory is large enough. The danger is not its size, but that it forgets "
    "everything when the process dies.",
)  # fmt: skip

quiz = Quiz(
    "day1_01.quiz",
    Question(
        "Two cars have the same partition. What is certain?",
        {
            "a": ("The rows of each of the two cars are in order.", "Order holds within a partition, so it holds for every car in it."),
            "b": ("The two cars drive in the same area.", "The partition follows from the car number alone; the broker does not look into the row."),
            "c": ("One of them overwrites the other.", "A topic is a log: records are appended, none is overwritten."),
        },
        right="a",
    ),
    Question(
        "A second reader, for an archive, starts to read the topic. What changes for the first one?",
        {
            "a": ("It gets only half of the records.", "That happens when both share the work as one group; two purposes do not."),
            "b": ("Nothing.", "Reading takes nothing away, so readers with different purposes do not notice each other."),
            "c": ("It must start again from the beginning.", "Each reader has its own position; nobody else moves it."),
        },
        right="b",
    ),
    Question(
        "The numbers say: written 900, stored 900, read 400, and read stands still. Where do you look first?",
        {
            "a": ("At the cars.", "They have written 900 rows, and they all went on."),
            "b": ("At the broker.", "It has stored all 900, so it takes and keeps rows."),
            "c": ("At the reader.", "The hop before it holds everything and the reader does not move: the trouble is between them or in the reader."),
        },
        right="c",
    ),
)  # fmt: skip
