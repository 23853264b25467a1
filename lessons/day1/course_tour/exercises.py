"""Exercises of the course tour."""

from __future__ import annotations

import pandas as pd

from utils.lesson import Exercise, Later, Question, Quiz

COUNTS = {"Cars": 310, "Flume": 300, "Kafka": 300, "Storm": 300, "HBase": 300, "Redis": 300}


def _missing(counts: dict[str, int]) -> int:
    return counts["Cars"] - counts["HBase"]


q1 = Exercise(
    "day1_01.q1",
    right=Later(lambda counts: (_missing(counts), "Flume")),
    wrong=[
        (Later(lambda counts: (_missing(counts), "Cars")), "The cars wrote them: they are in the log. Which hop has fewer than the one before?"),
        (Later(lambda counts: (_missing(counts), "HBase")), "HBase lacks them, but so does a hop before it. Go up the table to the first that has fewer."),
        (Later(lambda counts: (counts["HBase"], "Flume")), "That is how many rows arrived. The question asks for the lines that did not."),
        (Later(lambda counts: _missing(counts)), "The number is right. Give a pair: the number, and the name of the hop."),
    ],
    hints=["Go down the table: where does the count become smaller?",
           "The cars have written the lines of the log, headings included. Who sorts out what is no row?"],
    solution='missing = (int(arrived["Cars"] - arrived["HBase"]), "Flume")',
    insight="Lines in = rows + what was set aside. This little equation is checked at every stage of the pilot.",
    facts={"counts": COUNTS},
)  # fmt: skip

SPEEDING = pd.DataFrame(
    {
        "car": ["A0001", "B0002", "A0001", "A0001"],
        "end": pd.to_datetime(
            ["2016-01-01 00:00:30", "2016-01-01 00:01:00", "2016-01-01 00:01:00", "2016-01-01 00:01:30"]
        ),
        "average": [84.06, 131.27, 91.5, 88.0],
        "area": ["A01", "C04", "A01", "A02"],
    }
)


def _fastest(speeding: pd.DataFrame) -> tuple[str, float]:
    row = speeding.loc[speeding["average"].idxmax()]
    return row["car"], round(float(row["average"]), 1)


def _last(speeding: pd.DataFrame) -> tuple[str, float]:
    return speeding["car"].iloc[-1], round(float(speeding["average"].iloc[-1]), 1)


def _mean(speeding: pd.DataFrame) -> tuple[str, float]:
    car = _fastest(speeding)[0]
    return car, round(float(speeding.loc[speeding["car"] == car, "average"].mean()) + 0.3, 1)


def _accept_fastest(answer: object, speeding: pd.DataFrame) -> str | None:
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        return "Give a pair: the car, and its average in km/h."
    car, average = answer
    right_car, right = _fastest(speeding)
    if isinstance(average, str):
        return "The car comes first, then the number."
    if car != right_car:
        return "Another car has a higher average. Sort by `average`, or look for its maximum."
    return None if abs(average - right) < 0.06 else f"{car} is right, but its highest average is another number."


q2 = Exercise(
    "day1_01.q2",
    right=Later(_fastest),
    wrong=[
        (Later(_last), "That is the last alert, not the highest."),
        (Later(_mean), "That is not its highest average."),
        (Later(lambda speeding: _fastest(speeding)[::-1]), "Both are right, but the car comes first."),
    ],
    test=_accept_fastest,
    hints=["`speeding.sort_values(\"average\")` puts the highest at the end.",
           "`speeding.loc[speeding[\"average\"].idxmax()]` is its row."],
    solution="""
        row = speeding.loc[speeding["average"].idxmax()]
        fastest = (row["car"], round(row["average"], 1))
    """,
    insight="Thirty seconds on average, so it is no slip of the pedal. You will meet this driver again: on day 4 "
    "you look for dangerous drivers without being told a rule.",
    facts={"speeding": SPEEDING},
)  # fmt: skip

q3 = Exercise(
    "day1_01.q3",
    right=Later(lambda cars, flume, headings: (cars - flume - headings, "log")),
    wrong=[
        (Later(lambda cars, flume, headings: (cars - flume, "log")), "The headings do not wait: Flume took them in the first minute and set them aside."),
        (Later(lambda cars, flume, headings: (cars - flume - headings, "Kafka")), "The number is right. But Kafka answered nobody, so it could take nothing. What did the cars write into?"),
        (Later(lambda cars, flume, headings: (cars, "log")), "That is all that the cars have ever written. Most of it had gone on before the pause."),
        (Later(lambda cars, flume, headings: (0, "log")), "Something waited: afterwards all counts were higher, and no car had driven faster."),
    ],
    hints=["Lines written, less those that Flume had handed on, less the headings.",
           "A line that Flume has not taken yet has not moved. Where do the cars put it?"],
    solution='waiting = (int(frozen["Cars"] - frozen["Flume"]) - headings, "log")',
    insight="Flume takes a line out of the log only when the next hop has said that it has it. So a pause costs time, "
    "but no row, as long as the disk has room.",
    facts={"cars": 7200, "flume": 6500, "headings": 10},
)  # fmt: skip

quiz = Quiz(
    "day1_01.quiz",
    Question(
        "Every car's every second must be found again next year. Which hop is that for?",
        {
            "a": ("HBase", "It stores every row, sorted by car and time, for as long as you like."),
            "b": ("Kafka", "Kafka keeps rows for a while, in the order of their arrival: to find one car, you would read them all."),
            "c": ("Redis", "Redis keeps only the answers, the speeding cars; a row that broke no rule is not there."),
        },
        right="a",
    ),
    Question(
        "Storm is stopped for an hour at night, and nothing else. Where are the rows of this hour?",
        {
            "a": ("They are lost.", "The hop before Storm keeps what it was given for days, whether somebody reads it or not."),
            "b": ("In Kafka.", "It keeps rows for whoever comes to read them; Storm goes on where it had stopped."),
            "c": ("In the log, as in the lesson.", "In the lesson Kafka stood, so Flume could hand nothing on. Here Kafka answers, and takes the rows."),
        },
        right="b",
    ),
    Question(
        "The page says: Cars 900, Flume 900, Kafka 900, Storm 400, HBase 400, Redis 400, and the last three stand still. Where do you look first?",
        {
            "a": ("At Redis, the last one.", "It has all that Storm has worked off. It cannot get what Storm does not hand on."),
            "b": ("At Kafka.", "It has taken all 900 rows and keeps them: it does its part."),
            "c": ("At Storm.", "The hop before it holds everything, and it does not move: the trouble is between them or in Storm."),
        },
        right="c",
    ),
)  # fmt: skip
