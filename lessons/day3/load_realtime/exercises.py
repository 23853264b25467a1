"""Exercises of real-time loading: build and test."""

from __future__ import annotations

import re
from collections.abc import Callable

from utils.lesson import Exercise, Question, Quiz

q1 = Exercise(
    "day3_01.q1",
    right="c",
    wrong={
        "a": "The processor is not what one process lacks: `many` has one process, too, and look how many rows it writes in a second. And nobody added a core.",
        "b": "Each topology has one spout, and it reads all three partitions of its topic. The number of hbaseBolt's processes does not change that.",
        "d": "Each of the four still writes one row at a time. That is what both have in common.",
    },
    hints=["What does a process of hbaseBolt do from the moment at which it has sent a row until HBase has answered?",
           "Nothing. What could another process do in that time?"],
    solution='reason = "c"',
    insight="Parallelism fills waiting with work, as far as the cores, HBase and the partitions allow.",
)  # fmt: skip

COMPONENTS = ("kafkaSpout", "splitBolt", "hbaseBolt", "deadLetterBolt")


def _as_if_submitted(parallel: dict[str, int]) -> dict[str, int]:
    return {name: parallel.get(name, 1) for name in COMPONENTS}


def _judge_parallel(answer: object, partitions: int, submit: Callable[[dict], dict]) -> str | None:
    if not isinstance(answer, dict):
        return 'A dictionary is expected, such as {"splitBolt": 2}.'
    if unknown := [name for name in answer if name not in COMPONENTS]:
        return f"{unknown[0]!r} is not a component of the topology. There are {', '.join(COMPONENTS)}."
    if odd := [n for n in answer.values() if isinstance(n, bool) or not isinstance(n, int) or n < 1]:
        return f"{odd[0]!r} is not a number of tasks. A whole number is expected, 1 or more."
    spouts = answer.get("kafkaSpout", 1)
    if spouts > partitions:
        return (f"{spouts} spouts, but {partitions} partitions. A partition is read by one spout, so "
                f"{spouts - partitions} of them would stand idle.")  # fmt: skip
    if spouts < partitions:
        return f"With {spouts} of kafkaSpout, one of them reads more than one partition. More could read side by side."
    for bolt in ("splitBolt", "hbaseBolt"):
        if answer.get(bolt, 1) != 2:
            return f"{bolt} has {answer.get(bolt, 1)}, but two processes are asked for. What is not named gets one."
    if answer.get("deadLetterBolt", 1) != 1:
        return "Dead letters are rare: one task of deadLetterBolt is enough, and nobody asked for more."
    tasks = submit(answer)
    if tasks != _as_if_submitted(answer):
        return f"It was submitted, but nimbus counts {tasks}."
    return None


q2 = Exercise(
    "day3_01.q2",
    right={"kafkaSpout": 3, "splitBolt": 2, "hbaseBolt": 2},
    also=[{"kafkaSpout": 3, "splitBolt": 2, "hbaseBolt": 2, "deadLetterBolt": 1}],
    wrong=[
        ({"splitBolt": 2, "hbaseBolt": 2}, ""),
        ({"kafkaSpout": 4, "splitBolt": 2, "hbaseBolt": 2}, ""),
        ({"kafkaSpout": 2, "splitBolt": 2, "hbaseBolt": 2}, ""),
        ({"kafkaSpout": 3, "splitBolt": 2}, ""),
        ({"kafkaSpout": 3, "hbaseBolt": 4}, ""),
        ({"kafkaSpout": 3, "splitBolt": 2, "hbaseBolt": 2, "deadLetterBolt": 2}, ""),
        ({"spout": 3, "split": 2, "hbase": 2}, ""),
        ({"kafkaSpout": 3, "splitBolt": "2", "hbaseBolt": 2}, ""),
        (7, ""),
    ],
    facts={"partitions": 3, "submit": _as_if_submitted},
    test=_judge_parallel,
    hints=["How many readers can one partition have within a group?",
           "As many spouts as partitions. Then name the two bolts, each with its number."],
    solution='parallel = {"kafkaSpout": 3, "splitBolt": 2, "hbaseBolt": 2}',
    insight="It runs, and nimbus counts these tasks. The topic sets the limit of the spout. For more readers later, give the topic more partitions now.",
)  # fmt: skip

CARS = ("A0001", "B0092", "F0042", "Z0036")
HOURS = ("2016010100", "2016010101", "2016010102")
NINES = 99999999999999


def _keys() -> list[tuple[str, str, str]]:
    times = [f"{hour}{second // 60:02}{second % 60:02}" for hour in HOURS for second in (0, 1, 9, 1800, 3591, 3599)]
    return sorted((f"{car}-{NINES - int(time):014d}", car, time) for car in CARS for time in times)


def _span(car: str, hour: str) -> tuple[str, str]:
    newest, oldest = int(hour + "5959"), int(hour + "0000")
    return f"{car}-{NINES - newest}", f"{car}-{NINES - oldest + 1}"


def _turned(car: str, hour: str) -> tuple[str, str]:
    return _span(car, hour)[::-1]


def _forward(car: str, hour: str) -> tuple[str, str]:
    return f"{car}-{hour}0000", f"{car}-{hour}5959"


def _without_oldest(car: str, hour: str) -> tuple[str, str]:
    start, stop = _span(car, hour)
    return start, f"{car}-{int(stop[6:]) - 1}"


def _short_of_newest(car: str, hour: str) -> tuple[str, str]:
    return f"{car}-{NINES - int(hour + '5900')}", _span(car, hour)[1]


def _whole_car(car: str, hour: str) -> tuple[str, str]:
    return f"{car}-", f"{car}-~"


def _all_cars(car: str, hour: str) -> tuple[str, str]:
    return tuple(key[6:] for key in _span(car, hour))


def _judge_span(answer: object) -> str | None:
    if not callable(answer):
        return "A function is expected: span(car, hour) returns two keys."
    asked = ((CARS[2], HOURS[1]), (CARS[0], HOURS[0]))  # keys of one car and hour, typed, do not fit another
    return next(filter(None, (_judge_keys(answer, car, hour) for car, hour in asked)), None)


def _judge_keys(answer: Callable[[str, str], object], car: str, hour: str) -> str | None:
    given = answer(car, hour)
    if not isinstance(given, (tuple, list)) or len(given) != 2 or not all(isinstance(key, str) for key in given):
        return f"It returns {given!r}. Two texts are expected: the first key, and the one before which the scan stops."
    start, stop = given
    found = [(owner, time) for key, owner, time in _keys() if start <= key < stop]
    wanted = [(owner, time) for _, owner, time in _keys() if owner == car and time.startswith(hour)]
    if start > stop:
        return f"The scan would begin at {start}, which sorts behind {stop}. Time is counted down: which second has the smaller key?"
    if not found:
        return f"No key lies between {start} and {stop}. The rows of that hour begin with {_span(car, hour)[0][:10]}…: time is counted down."
    if others := {owner for owner, _ in found} - {car}:
        return f"The scan would also read rows of {', '.join(sorted(others))}. Every key begins with its car."
    if hours := sorted({time[:10] for _, time in found} - {hour}):
        return f"The scan would also read the hour {hours[0]}. A car's hours lie side by side: stop where this one ends."
    lacking = [time for owner, time in wanted if (owner, time) not in found]
    if lacking == [hour + "0000"]:
        return "The row of the first second is missing. It has the largest key of the hour, and the stop itself is not read."
    if lacking:
        return f"{len(lacking)} of {len(wanted)} rows are missing, such as that of {lacking[-1]}."
    return None


q3 = Exercise(
    "day3_01.q3",
    right=_span,
    wrong=[
        (_turned, ""),
        (_forward, ""),
        (_without_oldest, ""),
        (_short_of_newest, ""),
        (_whole_car, ""),
        (_all_cars, ""),
        (lambda car, hour: f"{car}-", ""),
        ("F0042-", ""),
        (lambda car, hour: _span(CARS[2], HOURS[1]), ""),
    ],
    test=_judge_span,
    hints=["The newest row of the hour, at 59:59, has the smallest key: 99999999999999 less its time.",
           "The oldest, at 00:00, has the largest, and the stop lies just behind it: one more.",
           'newest, oldest = int(hour + "5959"), int(hour + "0000")'],
    solution="""
        def span(car, hour):
            newest, oldest = int(hour + "5959"), int(hour + "0000")
            return f"{car}-{99999999999999 - newest}", f"{car}-{99999999999999 - oldest + 1}"
    """,
    insight="Two keys are all that a scan needs. HBase goes to the first one and reads on to the second, whatever else is in the table.",
)  # fmt: skip


def _judge_pattern(answer: object) -> str | None:
    if not isinstance(answer, str):
        return 'A text is expected, such as r"^2".'
    try:
        like = re.compile(answer)
    except re.error as reason:
        return f"This is not a valid pattern: {reason}."
    found = {speed for speed in range(251) if like.search(str(speed))}
    wrong, missed = sorted(found - set(range(150, 251))), sorted(set(range(150, 251)) - found)
    if wrong:
        return f"It is also found in {wrong[0]}. It must fit the whole text, from ^ to $, and nothing below 150."
    if missed:
        return f"It is not found in {missed[0]}. Speeds go up to 250."
    return None


q4 = Exercise(
    "day3_01.q4",
    right=r"^(1[5-9][0-9]|2[0-9][0-9])$",
    also=[r"^(1[5-9]|2\d)\d$", r"^1[5-9]\d$|^2\d\d$"],
    wrong=[
        (r"^1[5-9]", ""),
        (r"^1[5-9][0-9]$", ""),
        (r"^[12][5-9][0-9]$", ""),
        (r"1[5-9][0-9]|2[0-9]", ""),
        (r"^[0-9]{3}$", ""),
        (r"^(1[5-9", ""),
        (150, ""),
    ],
    test=_judge_pattern,
    hints=["Three digits. Write two cases: those that begin with 1, and those that begin with 2.",
           "Between ^ and $: 1, then 5 to 9, then any digit; or 2 and two digits. | means or, and needs brackets around both."],
    solution='pattern = r"^(1[5-9][0-9]|2[0-9][0-9])$"',
    insight="It works, and is easy to get wrong. Numbers that are to be compared are better stored with leading zeros, or as bytes that sort alike.",
)  # fmt: skip

quiz = Quiz(
    "day3_01.quiz",
    Question(
        "hbaseBolt acks its tuples before it writes them, to be faster. What changes?",
        {
            "a": ("A worker that dies between the two can lose rows.", "An ack is a promise. It may only be given for what lies safely in the next store."),
            "b": ("Nothing: a row that was not written is repeated.", "It was acked. As soon as the spout has committed its place, nobody repeats it."),
            "c": ("More rows than before are written a second time.", "The opposite: what is acked and committed is not repeated, even if it was not written."),
        },
        right="a",
    ),
    Question(
        "After a killed worker some rows were written a second time, yet the table has no row too many. Why?",
        {
            "a": ("Storm knows which rows were written before.", "It only knows which were acked, and the group only which were committed."),
            "b": ("HBase refuses a put under a key that exists.", "It takes the put, as a new version of the same cells."),
            "c": ("A repeated row's key leads to the same cells.", "The key comes from the row itself: car and time. That is all it takes."),
        },
        right="c",
    ),
    Question(
        "The topic has three partitions and is to be read by six spouts. What must be done?",
        {
            "a": ("Start a second worker, with three spouts in each.", "A worker is a JVM for tasks. It makes no partition."),
            "b": ("Give the topic six partitions, then add spouts.", "And mind that keys then fall on other partitions than before."),
            "c": ("Submit the topology with six tasks of kafkaSpout.", "Three would have nothing to read."),
        },
        right="b",
    ),
    Question(
        "A region server dies. Its regions had 40 MB in memory that no HFile holds yet. What becomes of these rows?",
        {
            "a": ("They are lost, as with Flume's memory channel.", "That channel keeps no log. HBase acknowledges a put only when its log has it."),
            "b": ("Storm sends them again when the server is back.", "They were acked long ago. From then on they are HBase's business."),
            "c": ("The next server reads them from the log on HDFS.", "Each put went into the log before it was acknowledged."),
        },
        right="c",
    ),
)  # fmt: skip
