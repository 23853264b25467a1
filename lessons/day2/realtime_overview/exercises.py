"""Exercises of the real-time loading overview."""

from __future__ import annotations

from datetime import datetime, timedelta

from lessons.day2.realtime_overview.expiry_trial import as_if_typed, judge_expiry, type_it  # noqa: F401 - for the lesson
from lessons.day2.realtime_overview.key_trial import judge_key
from utils.lesson import Exercise, Question, Quiz

SAFE = ("put", "sadd")
WRITES = (*SAFE, "append", "hset", "incr", "mail")
UNSAFE = {
    "append": "append: a file does not know which line it already has. The repeated row stands there twice.",
    "hset": "hset: twice in a row it changes nothing. But newer rows came in between, and the replay sets the car's speed back: repeat-safe, not reorder-safe.",
    "incr": "incr: the counter does not know for which row it was raised. The repeated row counts twice.",
    "mail": "mail: what has left the house cannot be written over. The driver reads the second letter too.",
}
MISSED = {
    "put": "put: row and column are named by the row itself, so the second put writes the same cell.",
    "sadd": "sadd: a set holds each member once, however often it is added.",
}


def _judge_writes(answer: object) -> str | None:
    if isinstance(answer, str) or not isinstance(answer, (list, tuple, set)):
        return 'A list of names is expected, such as ["append", "mail"].'
    given = {str(each).strip().lower() for each in answer}
    if unknown := sorted(given - set(WRITES)):
        return f"{', '.join(unknown)} is none of {', '.join(WRITES)}."
    for name in WRITES:
        if name in given and name in UNSAFE:
            return UNSAFE[name]
        if name not in given and name in MISSED:
            return f"One is missing. {MISSED[name]}"
    return None


q1 = Exercise(
    "day2_04.q1",
    right=list(SAFE),
    wrong=[
        ([*SAFE, "incr"], ""),
        ([*SAFE, "hset"], ""),
        (["put"], ""),
        (["sadd"], ""),
        ([*SAFE, "append"], ""),
        ([*SAFE, "mail"], ""),
        ([], ""),
        ("sadd", ""),
    ],
    test=_judge_writes,
    hints=["Do each of them, then the same for a newer row, then the first again. What is different?",
           "Two name a place that belongs to this row alone, its car and its time."],
    solution='safe = ["put", "sadd"]',
    insight="A write that names a place of its own, car and time, may come again at any moment; one that adds, or shares its place with newer rows, may not. A count can be had safely all the same: SCARD of the set.",
)  # fmt: skip


def _begin_of(time: datetime) -> datetime:
    return time.replace(second=time.second // 30 * 30)


def _minute_of(time: datetime) -> datetime:
    return time.replace(second=0)


def _nearest(time: datetime) -> datetime:
    return _minute_of(time) + timedelta(seconds=round(time.second / 30) * 30)


def _end_of(time: datetime) -> datetime:
    return _begin_of(time) + timedelta(seconds=30)


def _thirty_before(time: datetime) -> datetime:
    return time - timedelta(seconds=30)


def _number(time: datetime) -> int:
    return time.second // 30


def _judge_window(answer: object) -> str | None:
    if not callable(answer):
        return "A function is expected: it takes a time and returns the first second of its window."
    for second in (7, 47, 29, 30, 0, 59):
        time = datetime(2016, 1, 1, 9, 41, second)
        given, right = answer(time), _begin_of(time)
        if not isinstance(given, datetime):
            return (
                f"For {time:%H:%M:%S} it returns {given!r}. A datetime is expected: time.replace(second=…) makes one."
            )
        if given != right:
            return f"For {time:%H:%M:%S} it returns {given:%H:%M:%S}, but {_why(time, given)}"
    return None


def _why(time: datetime, given: datetime) -> str:
    if given == _minute_of(time):
        return "a window has 30 seconds: the second half of the minute is a window of its own."
    if given == _end_of(time) and time.second % 30 < 15:
        return "that is where the window ends. It is named by its first second."
    if given == _thirty_before(time):
        return "that window would move with each row. Windows begin at :00 and :30 for every row."
    if given > time:
        return "that window has not begun at that time. Round down, not to the nearest."
    return f"the window of that time begins at {_begin_of(time):%H:%M:%S}."


q2 = Exercise(
    "day2_04.q2",
    right=_begin_of,
    wrong=[(_minute_of, ""), (_nearest, ""), (_end_of, ""), (_thirty_before, ""), (_number, ""), (30, "")],
    test=_judge_window,
    hints=["How often do 30 s fit into time.second? Whole numbers only: //.",
           "time.replace(second=…) gives the same time with another second. Which seconds may stand there?"],
    solution="""
        def begin_of(time):
            return time.replace(second=time.second // 30 * 30)
    """,
    insight="The window follows from the row alone. In whatever order rows come, and on whichever machine, they find the same one.",
)  # fmt: skip


def _car_then_time(car: str, time: str) -> str:
    return f"{car}-{time}"


def _car_then_newest(car: str, time: str) -> str:
    return f"{car}-{99999999999999 - int(time)}"


def _book(car: str, time: str) -> str:
    return f"{time[::-1]}-{car}"


def _time_then_car(car: str, time: str) -> str:
    return f"{time}-{car}"


def _car_then_backwards(car: str, time: str) -> str:
    return f"{car}-{time[::-1]}"


def _hour_then_car(car: str, time: str) -> str:
    return f"{time[:10]}-{car}-{time[10:]}"


def _car_and_hour(car: str, time: str) -> str:
    return f"{car}-{time[:10]}"


def _car_alone(car: str, time: str) -> str:
    return car


q3 = Exercise(
    "day2_04.q3",
    right=_car_then_newest,
    also=[_car_then_time],
    wrong=[
        (_book, ""),
        (_time_then_car, ""),
        (_car_then_backwards, ""),
        (_hour_then_car, ""),
        (_car_and_hour, ""),
        (_car_alone, ""),
        (lambda car, time: (car, time), ""),
        (lambda car, time: f"{car}-{time[8:]}", ""),
        ("B0092-20160101000530", ""),
    ],
    test=judge_key,
    hints=["Rows are sorted by key as text, from the left. What do all rows have in common that shall lie together?",
           "First the car, then the time: f-strings join them. For the newest row first, count the time down from 99999999999999."],
    solution="""
        def key(car, time):
            return f"{car}-{99999999999999 - int(time)}"  # f"{car}-{time}" does as well, with the oldest row first
    """,
    insight="What is asked for with = comes first, what is asked for as a range comes last.",
)  # fmt: skip

q4 = Exercise(
    "day2_04.q4",
    right="expire 20160101 259200",
    also=["EXPIRE 20160101 259200"],
    wrong=[
        ("expire 20160101 3", ""),
        ("expire 20160101 604800", ""),
        ("expire 20160101 72", ""),
        ("expire 20160101 4320", ""),
        ("expire 20160101 3d", ""),
        ("expire copy 259200", ""),
        ("expire 259200", ""),
        ("persist 20160101", ""),
        ("ttl 20160101", ""),
        ("sadd 20160101 259200", ""),
        ("redis-cli expire 20160101 259200", ""),
        ("", ""),
        (259_200, ""),
    ],
    facts={"run": as_if_typed},
    test=judge_expiry,
    hints=["The command is the one that the loop called in Python. Behind it stand the key and a number of seconds.",
           "A day has 86,400 seconds."],
    solution='command = "expire 20160101 259200"  # 3 * 86,400',
    insight="Redis says so. Expiry belongs to the key, not to a member, and the last expire counts: in the loop each new alert gives the whole day another week.",
)  # fmt: skip

quiz = Quiz(
    "day2_04.quiz",
    Question(
        "A bolt dies after it has written a row to HBase and before it could ack. What happens to the row?",
        {
            "a": ("It is lost, for nobody sends it again.", "The spout has had no word that the tree is done, so it has not forgotten the row."),
            "b": ("It comes again, into the same cells.", "At least once, made harmless by the row key."),
            "c": ("It comes again, and is there twice.", "It would, if each write made up a new key, for example a running number."),
        },
        right="b",
    ),
    Question(
        "Two programs work on the same log, one today and one next week. Both make windows by the clock on their wall. What do you expect?",
        {
            "a": ("Different alerts: windows depend on the reading.", "Only windows in event time can be repeated."),
            "b": ("The same alerts, because the rows are the same.", "The rows are, but the windows into which they fall depend on when each program got them."),
            "c": ("The same alerts, each of them a week later.", "Next week the log is read much faster than it was written: a window of 30 s then holds minutes of driving."),
        },
        right="a",
    ),
    Question(
        "The watermark follows 10 s behind. What becomes of a row that comes 5 minutes late?",
        {
            "a": ("It goes into the window that is open now.", "That is what windows by arrival do, and then the average belongs to no time at all."),
            "b": ("Its window opens again for a correction.", "So it would be with a system that corrects its answers. The pilot's alert has been given."),
            "c": ("It is counted as too late, and left out.", "Its window is closed. HBase has the row, and the batch layer can use it."),
        },
        right="c",
    ),
    Question(
        "Writing is slow: one of two region servers works hard, the other sleeps. The key is time-car. Does a third server help?",
        {
            "a": ("Yes: each server then has a third of the load.", "Load is divided by region, and all new rows belong to one region."),
            "b": ("No: all new rows go to the last of the regions.", "Servers share out regions, not rows. The key must change."),
            "c": ("Yes, if the table gets more regions as well.", "More regions cut the past into smaller pieces. *Now* still lies in one of them."),
        },
        right="b",
    ),
)  # fmt: skip
