"""Exercises of the lesson on the pilot's domain."""

from __future__ import annotations

import pandas as pd

from utils.lesson import Exercise, Later, Question, Quiz

LINE = "20160101001502,F0042,3,0,L2,L,187,C04"
OTHER = "20160101235959,A0001,0,2,F,N,9,F10"


def parse(line):
    part = line.split(",")
    return part[0], part[1], int(part[2]), int(part[6])


def _as_text(line):
    part = line.split(",")
    return part[0], part[1], part[2], part[6]


def _speed_of_the_area(line):
    part = line.split(",")
    return part[0], part[1], int(part[2]), int(part[7])


def _counted_from_one(line):
    part = line.split(",")
    return part[1], part[2], int(part[3]), part[7]


def _brake_for_accelerator(line):
    part = line.split(",")
    return part[0], part[1], int(part[3]), int(part[6])


def _as_list(line):
    return list(parse(line))


def _test_parse(answer) -> str | None:
    if not callable(answer):
        return "Give the function itself, parse, without calling it."
    for line in (LINE, OTHER):
        try:
            found, wanted = answer(line), parse(line)
        except ValueError as error:
            return f"int() met text that is not a number: {error}. Lists count from 0, so the speed is item 6."
        if not isinstance(found, tuple):
            return f"A tuple is expected, with round brackets, not a {type(found).__name__}."
        if len(found) != 4:
            return f"Four values are expected, not {len(found)}."
        for name, mine, right in zip(("time", "car", "accelerator", "speed"), found, wanted, strict=True):
            if str(mine) == str(right) and mine != right:
                return f"The {name} is {mine!r}, but should be {right!r}. Text has quotes, a number has none."
            if mine != right:
                return f"In {line} the {name} should be {right!r}, but your function returns {mine!r}."
    return None


q1 = Exercise(
    "day1_04.q1",
    right=parse,
    wrong=[(_as_text, ""), (_counted_from_one, ""), (_speed_of_the_area, ""), (_brake_for_accelerator, ""), (_as_list, "")],
    test=_test_parse,
    hints=['`line.split(",")` gives a list of texts; its first item has number 0.',
           "Time and car are items 0 and 1, the accelerator is item 2, the speed item 6; `int(…)` makes a number."],
    insight="You have just written what every collector and every table of this course does first.",
)  # fmt: skip

q2 = Exercise(
    "day1_04.q2",
    right="R",
    wrong={
        "P": "P is fast for a while: somebody was in a hurry. Look for the one that is fast all the time.",
        "Q": "Q is the calmest of the four.",
        "S": "S is fast for a while only. Look for the one that is fast from the first minute to the last.",
        "B0047": "That is a car number. Answer with the letter beside the panel.",
    },
    hints=["Two of them are fast for a while. Who is fast from the first minute to the last?"],
    insight="You did it in a second, and you did not fall for the two who were only in a hurry once. The next step is "
    "to say in numbers what your eyes saw.",
)


def _apart(drivers: pd.DataFrame) -> list[str]:
    return list(drivers.index[drivers["accelerator"] > 2.3])


def _test_apart(answer, drivers: pd.DataFrame) -> str | None:
    try:
        given = {str(car) for car in answer}
    except TypeError:
        return "A list of car numbers is expected."
    if isinstance(answer, str | pd.DataFrame):
        return "A list of car numbers is expected; the car numbers are the index of `drivers`."
    wanted = set(_apart(drivers))
    if given == wanted:
        return None
    strange = given - set(drivers.index)
    if strange:
        return f"{sorted(strange)[0]} is not a car of this fleet. The car numbers are the index of `drivers`."
    return f"You have {len(given & wanted)} of the group, {len(given - wanted)} that do not belong, and miss {len(wanted - given)}."


_DRIVERS = pd.DataFrame(
    {"accelerator": [1.4, 1.6, 3.0, 1.9, 2.8], "speed": [60, 70, 180, 80, 160], "strong": [0.2, 0.2, 0.42, 0.26, 0.39]},
    index=["A0001", "B0002", "C0003", "D0004", "E0005"],
)
q3 = Exercise(
    "day1_04.q3",
    right=Later(_apart),
    also=[Later(lambda drivers: set(_apart(drivers)))],
    wrong=[
        (Later(lambda drivers: list(drivers.index[drivers["accelerator"] > 1.5])), ""),
        (Later(lambda drivers: _apart(drivers)[:1]), ""),
        (Later(lambda drivers: list(drivers["accelerator"][drivers["accelerator"] > 2.3])), ""),
    ],
    test=_test_apart,
    hints=["Where in the figure is nothing at all? A threshold may lie anywhere in that gap.",
           '`drivers.index[drivers["accelerator"] > 2.3]` holds the car numbers above a threshold.'],
    solution='wild = list(drivers.index[drivers["accelerator"] > 2.3])',
    insight="Any threshold in the gap finds the same cars. That is how you recognise a rule you can trust.",
    facts={"drivers": _DRIVERS},
)  # fmt: skip

_GOOD = ["r1", "r2", "r2", "r3", "r4", "r4"]
q4 = Exercise(
    "day1_04.q4",
    right=Later(lambda good: len(set(good))),
    wrong=[
        (Later(lambda good: len(good)), "That still counts a row twice if it came twice."),
        (
            Later(lambda good: len(good) - len(set(good))),
            "That is how many came too often. The question asks what is left.",
        ),
        (
            Later(lambda good: 2 * len(set(good)) - len(good)),
            "You dropped both copies of a row that came twice; one of them must stay.",
        ),
    ],
    hints=["A set holds each of its items once: `set(good)`. And `len(…)` says how many items there are."],
    solution="different = len(set(good))",
    insight="Whole lines can be compared because the car and the second stand in them: they are the key of a row.",
    facts={"good": _GOOD},
)

quiz = Quiz(
    "day1_04.quiz",
    Question(
        "The fleet doubles from 100 to 200 cars. What doubles?",
        {
            "a": ("Only the registry.", "It does not even change: it holds all 2,600 cars that were made. The logs are written by those that drive."),
            "b": ("Both logs, per day.", "Each driving car writes at its own fixed rate, so rows a day grow with the cars that drive."),
            "c": ("Nothing; the devices share the rate.", "Each device writes its own lines, whatever the others do."),
        },
        right="b",
    ),
    Question(
        "A colleague renames the field `break_pedal` to `brake_pedal` in the collector. What happens?",
        {
            "a": ("Nothing, for it is the right spelling.", "Right for people. Programs compare letters, and each later stage asks for the old name."),
            "b": ("The rows of the log become larger.", "Names are not in the rows of a text file at all."),
            "c": ("Later stages miss the old name.", "They fail, or find nothing. A field name is changed everywhere at once or not at all."),
        },
        right="c",
    ),
    Question(
        "Average speed by area looks nearly the same everywhere. What do you check first?",
        {
            "a": ("Whether area and speed belong together.", "A column that lost its link to the others gives exactly this picture."),
            "b": ("Whether the colours of the map are well chosen.", "The numbers are nearly the same; no palette can change that."),
            "c": ("Whether there are enough rows for an average.", "More rows of noise give an even smoother picture of noise."),
        },
        right="a",
    ),
    Question(
        "A status row is collected on 2 January but was written on 1 January. Which date must it keep?",
        {
            "a": ("The date of collection only.", "Then a report about 1 January changes with every delay of the network."),
            "b": ("The date of the event only.", "Then nobody can tell which rows arrived since yesterday."),
            "c": ("Both, in two fields.", "`wrk_date` says when it was collected, `biz_date` when it happened; mixing them is a classic error."),
        },
        right="c",
    ),
)  # fmt: skip
