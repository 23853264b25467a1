"""Exercises of the course tour."""

from __future__ import annotations

from collections.abc import Callable

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
           "The cars have written the lines of the log, headings included. Which hop sets aside what is not a row?"],
    solution='missing = (int(arrived["Cars"] - arrived["HBase"]), "Flume")',
    insight="Lines in = rows + what was set aside. This little equation is checked at every stage of the pilot.",
    facts={"counts": COUNTS},
)  # fmt: skip

q2 = Exercise(
    "day1_01.q2",
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

WINDOW, THRESHOLD, MINUTE = 30, 80, 60


def _by_rule(speeds: list[int]) -> list[int]:
    """The half minutes whose average is above the rule's threshold: what the lane would say."""
    return [half for half in (1, 2) if sum(speeds[WINDOW * (half - 1) : WINDOW * half]) > WINDOW * THRESHOLD]


def _accept_drive(speeds: object, drive: Callable[[list[int]], list[int]]) -> str | None:
    if not isinstance(speeds, list) or len(speeds) != MINUTE:
        many = f" of {len(speeds)}" if isinstance(speeds, list) else ""
        return f"Give a list of 60 whole numbers, one a second. You gave: {type(speeds).__name__}{many}."
    if not all(type(speed) is int and 0 <= speed <= 250 for speed in speeds):
        return "Each speed is a whole number from 0 to 250: other rows are malformed, and Storm sets them aside."
    if max(speeds[:WINDOW]) <= THRESHOLD:
        return "In the first half minute your car is never above 80. The task wants some fast seconds without an alert."
    return {
        (): "Redis has no alert of your car. The second half minute must average above 80.",
        (
            1,
        ): "Redis has an alert for the first half minute, and none for the second: it should be the other way round.",
        (1, 2): "Redis has an alert for both half minutes. In the first the average must not be above 80.",
    }.get(tuple(drive(speeds)))


q3 = Exercise(
    "day1_01.q3",
    right=[130] * 5 + [60] * 25 + [100] * 30,
    wrong=[
        ([100] * 60, "Redis has an alert for both half minutes. In the first, fast seconds must be few enough for the average."),
        ([130] * 5 + [60] * 55, "Redis has no alert of your car. A fast moment gives no alert: the second half minute must average above 80."),
        ([60] * 30 + [100] * 30, "The second half is right. In the first your car is never above 80, but the task wants some fast seconds."),
        ([130] * 5 + [60] * 25 + [80] * 30, "Redis has no alert of your car: an average of 80 is not above 80."),
        ([100] * 30 + [60] * 30, "Redis has an alert for the first half minute, and none for the second: turn the halves round."),
        ([130, 60, 100], "Give a list of 60 whole numbers, one a second: `[60] * 25` is a list of 25."),
    ],
    test=_accept_drive,
    hints=["Five fast seconds and 25 slow ones: what is their average?",
           "`[130] * 5 + [60] * 25` averages about 72. Which 30 numbers come behind it?"],
    solution="speeds = [130] * 5 + [60] * 25 + [100] * 30",
    insight="You wrote to one end of the lane and read at the other. The rule judges an average, so a fast moment is no alert.",
    facts={"drive": _by_rule},
)  # fmt: skip

quiz = Quiz(
    "day1_01.quiz",
    Question(
        "Next year somebody asks for one second of one car. Which hop answers?",
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
            "a": ("At Redis, the last one.", "It has all that Storm has processed. It cannot get what Storm does not hand on."),
            "b": ("At Kafka.", "It has taken all 900 rows and keeps them: it does its part."),
            "c": ("At Storm.", "The hop before it holds everything, and it does not move: the trouble is between them or in Storm."),
        },
        right="c",
    ),
)  # fmt: skip
