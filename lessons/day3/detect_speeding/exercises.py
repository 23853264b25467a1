"""Exercises of the lesson about detecting speeding."""

from __future__ import annotations

from datetime import datetime, timedelta

from lessons.day3.detect_speeding.epl_trial import judge_epl
from lessons.day3.detect_speeding.rule_trial import as_if_typed, judge_rule, type_it  # noqa: F401 - type_it is for the lesson
from utils.lesson import Exercise, Question, Quiz

RIGHT_EPL = """
    select car, avg(speed) as average, current_timestamp() as window_end
    from DriverCarInfo#time_batch(30 sec, 0L)
    group by car
    having avg(speed) > 80
"""
_SELECT = "select car, avg(speed) as average, current_timestamp() as window_end "
_FROM = "from DriverCarInfo#time_batch(30 sec, 0L) "

q1 = Exercise(
    "day3_02.q1",
    right=RIGHT_EPL,
    also=[f"@name('speeding') {_SELECT}{_FROM}group by car having avg(speed) > 80.0"],
    wrong=[
        (f"{_SELECT}{_FROM}where speed > 80 group by car", ""),
        (f"{_SELECT}{_FROM}group by car", ""),
        (f"{_SELECT}{_FROM}having avg(speed) > 80", ""),
        (f"{_SELECT}{_FROM}group by car having max(speed) > 80", ""),
        (f"{_SELECT}{_FROM}group by car having avg(speed) >= 80", ""),
        (f"{_SELECT}from DriverCarInfo#time(30 sec) group by car having avg(speed) > 80", ""),
        (f"{_SELECT}from DriverCarInfo#time_batch(30 sec) group by car having avg(speed) > 80", ""),
        (f"{_SELECT}from DriverCarInfo#time_batch(60 sec, 0L) group by car having avg(speed) > 80", ""),
        (f"select car, max(speed) as average, current_timestamp() as window_end {_FROM}group by car having avg(speed) > 80", ""),
        (f"select car, avg(speed) {_FROM}group by car having avg(speed) > 80", ""),
        (f"{_SELECT}{_FROM}group by car having avg(speed) > 800", ""),
        (f"{_SELECT}{_FROM}group by car when avg(speed) > 80", ""),
        (80, ""),
    ],
    test=judge_epl,
    hints=["Three things of the statement above change: what is selected, how long the window is, and one line is added at the end.",
           "A condition on rows is `where`, one on groups is `having`: having avg(speed) > …"],
    solution='epl = """' + RIGHT_EPL + '"""',
    insight="Esper ran it over three cars in two windows, and it told the two that were too fast, no other.",
)  # fmt: skip

FORMAT = "%Y%m%d%H%M%S"
MEMBERS = ("B0092-20160101000430", "A0001-20160101000100", "Z0036-20160101090000", "F0042-20160102000000")


def _read(member: str) -> tuple[str, datetime]:
    car, _, end = member.partition("-")
    return car, datetime.strptime(end, FORMAT) - timedelta(seconds=30)


def _end(member: str) -> tuple[str, datetime]:
    car, _, end = member.partition("-")
    return car, datetime.strptime(end, FORMAT)


def _by_number(member: str) -> tuple[str, str]:
    car, _, end = member.partition("-")
    return car, str(int(end) - 30)


def _one_less(member: str) -> tuple[str, datetime]:
    car, end = _end(member)
    return car, end - timedelta(seconds=29)


def _with_wait(member: str) -> tuple[str, datetime]:
    car, end = _end(member)
    return car, end - timedelta(seconds=40)


def _minute(member: str) -> tuple[str, datetime]:
    car, end = _end(member)
    return car, end - timedelta(minutes=30)


def _time_only(member: str) -> datetime:
    return _read(member)[1]


def _judge_read(answer: object) -> str | None:
    if not callable(answer):
        return "A function is expected: it takes a member of the set and returns car and time."
    for member in MEMBERS:
        given, (car, begin) = answer(member), _read(member)
        if not isinstance(given, (tuple, list)) or len(given) != 2:
            return f"For {member} it returns {given!r}. Two values are expected: return car, begin"
        if given[0] != car:
            return f"For {member} the car is {given[0]!r}. The number ends before the first hyphen."
        if not isinstance(given[1], datetime):
            return (f"For {member} the time is {given[1]!r}. Texts and numbers do not know that a minute has 60 seconds: "
                    "make a datetime of it first, then subtract.")  # fmt: skip
        if given[1] != begin:
            return f"For {member} it says {given[1]:%H:%M:%S}, but {_off(given[1] - begin)}"
    return None


def _off(by: timedelta) -> str:
    seconds = round(by.total_seconds())
    if seconds == 30:
        return "that is where the window ends. When did it begin?"
    if seconds == 1:
        return "a window of 30 s that ends at :30 begins at :00. Its end is the first second that is outside."
    if seconds == -10:
        return "the wait of 10 s makes the alert come later; it does not move the window."
    return f"that is {abs(seconds)} s too {'late' if seconds > 0 else 'early'}. A window has 30 seconds."


q2 = Exercise(
    "day3_02.q2",
    right=_read,
    wrong=[
        (_end, ""),
        (_by_number, ""),
        (_one_less, ""),
        (_with_wait, ""),
        (_minute, ""),
        (_time_only, ""),
        (lambda member: (member[:4], datetime(2016, 1, 1)), ""),
        ("B0092-20160101000430", ""),
    ],
    test=_judge_read,
    hints=['car, _, end = member.partition("-") cuts the member in two.',
           'datetime.strptime(end, "%Y%m%d%H%M%S") is the end of the window; timedelta(seconds=30) is its length.'],
    solution="""
        def read_alert(member):
            car, _, end = member.partition("-")
            return car, datetime.strptime(end, "%Y%m%d%H%M%S") - timedelta(seconds=30)
    """,
    insight="Car, beginning and end: a member says which rows it stands for, and you can average them again.",
)  # fmt: skip

q3 = Exercise(
    "day3_02.q3",
    right="09:01:10",
    also=["9:01:10"],
    wrong={
        "09:00:30": "In the window that ends there it drove 20 s at 40 and 10 s at 160 km/h. What is the average, and is it *above* 80?",
        "09:00:40": "That row closes the window that ends at 09:00:30. Its average is (20 · 40 + 10 · 160) / 30. Is that above 80?",
        "09:00:50": "Windows do not begin with the car: they end at :00 and :30.",
        "09:01:00": "That is the end of the right window. But with this row the watermark stands at 09:00:50 only.",
        "09:00:20": "One fast row makes no average of 30 s.",
    },
    hints=["Work out the average of the window that ends at 09:00:30, then that of the next one.",
           "A window is closed when the watermark reaches its end, and the watermark follows 10 s behind the youngest row."],
    solution='first = "09:01:10"  # 80.0 is not above 80, so the next window: it ends at 09:01:00, and 10 s of waiting follow',
    insight="50 s after the car sped up: 10 s lost in a window that had begun slowly, 30 s of the next one, 10 s of waiting. No faster machine changes that.",
)  # fmt: skip


q4 = Exercise(
    "day3_02.q4",
    right="hset SmartCar-Rule threshold 60 window 60",
    also=["HSET SmartCar-Rule window 60 threshold 60.0", "hset SmartCar-Rule threshold 60 window 60 lateness 10"],
    wrong=[
        ("hset SmartCar-Rule threshold 60", ""),
        ("hset SmartCar-Rule window 60", ""),
        ("hset SmartCar-Rule threshold 60 window 1", ""),
        ("hset SmartCar-Rule threshold 60 window 7", ""),
        ("hset SmartCar-Rule threshold 60km/h window 60", ""),
        ("hset SmartCar-Rule threshold 60 window 60 lateness 60", ""),
        ("hset SmartCar-Rule speed 60 window 60", ""),
        ("hset SmartCar threshold 60 window 60", ""),
        ("hset SmartCar-Rule threshold", ""),
        ("set SmartCar-Rule 60", ""),
        ("redis-cli hset SmartCar-Rule threshold 60 window 60", ""),
        ("", ""),
        (60, ""),
    ],
    facts={"run": as_if_typed},
    test=judge_rule,
    hints=["Which two of threshold, window and lateness does the board speak of? Windows are in seconds.",
           "hset takes several fields at once: hset KEY FIELD VALUE FIELD VALUE"],
    solution='command = "hset SmartCar-Rule threshold 60 window 60"',
    insight="The running topology says that it goes by it. Two numbers in a hash of Redis, and no program was started anew.",
)  # fmt: skip

quiz = Quiz(
    "day3_02.quiz",
    Question(
        "A bolt reports speeding as *the car of the row at hand when the listener raised its flag*. In a test with a single car all is well. Why?",
        {
            "a": ("With few rows the flag is never lowered again.", "It is lowered after each report. It just never knew a name."),
            "b": ("Esper groups its rows only from two cars on.", "It groups in any case; one group is one, too."),
            "c": ("With one car each row is of the right car.", "So a test of a grouped rule needs at least two groups."),
        },
        right="c",
    ),
    Question(
        "esperBolt is killed while 12 windows are open. Why is no alert missing afterwards?",
        {
            "a": ("Redis has their rows and the place, Kafka the rest.", "Rows and place are of one checkpoint, so they belong to the same moment."),
            "b": ("Esper has them on its disk and reads them at its start.", "Here Esper keeps them in memory only, and that memory is gone."),
            "c": ("Storm keeps the state of a bolt and hands it on.", "Storm repeats what was not acked. It knows nothing of the windows of a bolt in Python."),
        },
        right="a",
    ),
    Question(
        "The threshold is raised from 80 to 100 while rows flow. Which alerts are affected?",
        {
            "a": ("All of the day, as their averages are judged anew.", "Alerts that stand in Redis are history, and each says which threshold counted for it."),
            "b": ("Those of windows that close after it was read.", "The bolt looks every half second, so that is soon."),
            "c": ("None until the topology is submitted once more.", "So it would be if the number stood in the EPL."),
        },
        right="b",
    ),
    Question(
        "An alert must come sooner. Which of these shortens the delay most?",
        {
            "a": ("A second worker for the bolts.", "The delay is that of the rule: 30 s of window and 10 s of waiting."),
            "b": ("A window of 10 s instead of 30 s.", "The window is the largest part of the delay. The price is about three times as many alerts, right and false."),
            "c": ("Redis on the machine of the bolt.", "That saves a way through the network, and the rule still waits 40 s."),
        },
        right="b",
    ),
)  # fmt: skip
