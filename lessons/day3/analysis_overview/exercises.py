"""Exercises of the overview of analysis."""

from __future__ import annotations

import pandas as pd

from utils.lesson import Exercise, Later, Question, Quiz, judge_words

KINDS = {
    "slow_areas": "query",
    "battery": "regression",
    "drowsy": "classification",
    "campaign": "clustering",
    "next_item": "recommendation",
}
WHY = {
    "slow_areas": "Yesterday's rows are all there, and SQL computes their means. What is left for a model to learn?",
    "battery": "No row knows the next hour, and the answer is a number, in percent. Which kind finds such a number?",
    "drowsy": "The answer is yes or no, and for some minutes a doctor has given it. Which kind learns from given answers out of a few?",
    "campaign": "Nobody can say for any customer to which group they belong. Which kind needs no label?",
    "next_item": "Many owners have chosen items already. Which kind concludes from choices to further choices?",
}  # fmt: skip
ALL_KINDS = ("regression", "classification", "clustering", "recommendation", "query")



q1 = Exercise(
    "day3_06.q1",
    right=KINDS,
    wrong=[
        *((KINDS | {name: kind}, "") for name, kind in zip(KINDS, ["regression", "query", "clustering", "classification", "query"], strict=True)),
        (KINDS | {"drowsy": "deep learning"}, ""),
        ({"battery": "regression"}, ""),
        ("query", ""),
    ],
    test=lambda choice: judge_words(choice, KINDS, ALL_KINDS, WHY),
    hints=["Ask first whether the rows already hold the answer. If they do, a query is enough.",
           "Then ask what the answer is: a number, one out of a few known words, a group that nobody has named, or things to choose."],
    solution="""
        kinds = {
            "slow_areas": "query",
            "battery": "regression",
            "drowsy": "classification",
            "campaign": "clustering",
            "next_item": "recommendation",
        }
    """,
    insight="One question of five needs no model at all. It is worth asking each time: a query can be checked row by row.",
)  # fmt: skip

TENS = [f"2016-01-01T00:{minute}0" for minute in range(6)]
STAND_IN = pd.DataFrame(
    [(f"A{n:04}", pd.Timestamp(ten), n % 7 == 0) for n in range(1, 41) for ten in TENS],
    columns=["car_number", "window", "faulty"],
)


def is_test(row):
    return row.car_number[-1] in "012"


def _by_text(row):
    return row.car_number


def _one_car(row):
    return row.car_number == "A0007"


def _by_minute(row):
    return row.window.minute < 20


def _by_label(row):
    return row.faulty


def _by_letter(row):
    return row.car_number[0] == "?"


def _judge_split(answer: object, windows: pd.DataFrame) -> str | None:
    """Ask the function for each row, and look at who stands on which side."""
    if not callable(answer):
        return "Give the function itself, is_test, without calling it."
    told = pd.Series([answer(row) for _, row in windows.iterrows()], index=windows.index, dtype=object)
    fine = told.map(pd.api.types.is_bool)
    if not fine.all():
        row = fine.idxmin()
        missing = " None means that no `return` was reached." if told[row] is None else ""
        return f"The function returns {told[row]!r} for a row of {windows['car_number'][row]}.{missing} It should say True or False: compare, or ask with `in`."
    tested = told.astype(bool)
    if (tested != windows.assign(faulty=~windows["faulty"]).apply(answer, axis=1)).any():
        return "The answer depends on the label. The test must not be chosen by what is to be found: use the car number alone."
    cars = windows["car_number"]
    inside, outside = set(cars[tested]), set(cars[~tested])
    if both := sorted(inside & outside):
        return f"{len(both)} cars have rows on both sides, {both[0]} for example. All rows of a car must get the same answer: which field is the same in all of them?"
    if not inside:
        return f"No car is in the test. A car number is a text such as {cars.iloc[0]!r}: its last character is {cars.iloc[0][-1]!r}, a text too, and no number."
    share = len(inside) / cars.nunique()
    if not 0.15 <= share <= 0.45:
        return f"{len(inside)} of {cars.nunique()} cars are in the test, {share:.0%}. Between 15 and 45 % were asked for."
    for name, side in (("the test", tested), ("what is learnt from", ~tested)):
        if windows["faulty"][side].nunique() < 2:
            return f"All rows in {name} have the same label, so nothing could be measured, or learnt. Choose other cars."
    return None


q2 = Exercise(
    "day3_06.q2",
    right=is_test,
    also=[lambda row: int(row.car_number[1:]) % 3 == 0, lambda row: row["car_number"].endswith(("1", "4", "7"))],
    wrong=[
        (_by_minute, ""),
        (_by_text, ""),
        (_one_car, ""),
        (_by_label, ""),
        (_by_letter, ""),
        (lambda row: True, ""),
        (lambda row: False, ""),
        (0.3, ""),
    ],
    test=_judge_split,
    hints=["Every row of a car must get the same answer, and the label must not decide. So look at `row.car_number` alone: `row.car_number[-1]` is its last character, a text.",
           'The last digit of the car number takes ten values, each about as often: `row.car_number[-1] in "012"` is true for three of them.'],
    insight="The answer depends on the car alone, so no car can stand on both sides, whatever rows are added later.",
    facts={"windows": STAND_IN},
)  # fmt: skip

MEASURES = {"workshop": "precision at 10", "brakes": "recall", "insurance": "mean absolute error", "plates": "accuracy"}
REASONS = {
    "workshop": "Only the ten cars with the highest scores are checked. Which measure looks at these ten?",
    "brakes": "A failing brake must not go unreported. Which measure falls with each one that was missed?",
    "insurance": "The answer is an amount of won. It is hardly ever exactly right: what counts is how far it is off.",
    "plates": "No plate is rare, and each mistake costs the same. Which measure counts just the share of right answers?",
}  # fmt: skip
ALL_MEASURES = ("accuracy", "precision at 10", "recall", "mean absolute error")



q3 = Exercise(
    "day3_06.q3",
    right=MEASURES,
    wrong=[
        *((MEASURES | {name: "accuracy"}, "") for name in ("workshop", "brakes", "insurance")),
        (MEASURES | {"plates": "recall"}, ""),
        (MEASURES | {"brakes": "precision at 10"}, ""),
        (MEASURES | {"brakes": "f1"}, ""),
        ({"brakes": "recall"}, ""),
        ("recall", ""),
    ],
    test=lambda choice: judge_words(choice, MEASURES, ALL_MEASURES, REASONS),
    hints=["Ask for each: which mistake costs, and who pays for it? Then look for the measure that falls with this mistake.",
           "One answer is a number, so the measure is how far it is off. Of the others one looks at ten rows only, one at what was missed, one at all mistakes alike."],
    solution="""
        chosen = {
            "workshop": "precision at 10",
            "brakes": "recall",
            "insurance": "mean absolute error",
            "plates": "accuracy",
        }
    """,
    insight="A measure turns the cost of a mistake into a number. Choose it before you see the scores.",
)  # fmt: skip

POINTS = pd.DataFrame({"car_model": [0, 0, 0.5, 1, 1, 1], "sex": [0, 0, 1, 0, 1, 1]})

q4 = Exercise(
    "day3_06.q4",
    right=Later(lambda points: len(points.drop_duplicates())),
    wrong=[
        (Later(lambda points: len(points)), "That is the number of owners. Many of them have the same row: count each row once."),
        (Later(lambda points: len(points.drop_duplicates(keep=False))), "These are the rows that occur only once. Count each different row, also those that occur often."),
        (288, "288 rows are possible, 3 · 3 · 8 · 2 · 2. Not all of them occur among the owners: count those that do."),
        (Later(lambda points: int(points.nunique().sum())), "That is the sum of the different values of each column. Count different rows."),
    ],
    hints=["pandas can leave out rows that have occurred before: `drop_duplicates()`.", "`len(…)` of what is left: `len(points.drop_duplicates())`."],
    solution="different = len(points.drop_duplicates())",
    insight="If so few different rows are cut into 200 clusters, most clusters can hold only one of them.",
    facts={"points": POINTS},
)  # fmt: skip

quiz = Quiz(
    "day3_06.quiz",
    Question(
        "A forest finds wild drivers with an average precision of 0.98, tested on random minutes. What do you ask first?",
        {
            "a": ("Whether more trees would give 0.99.", "If the test is wrong, 0.99 is wrong, too. More trees do not mend a test."),
            "b": ("Whether a driver is on both sides.", "Then the forest may recognise drivers instead of wild driving, as it recognised cars here."),
            "c": ("Whether the minutes were shuffled.", "They are random, so they were. Shuffling rows is what puts a driver on both sides."),
        },
        right="b",
    ),
    Question(
        "1 % of the cars have a fault. A model has an accuracy of 99 %. What do you know of it?",
        {
            "a": ("It may find no fault at all.", "Whoever says *sound* to each car reaches 99 %. Ask for its recall."),
            "b": ("It finds nearly all the faults.", "It may find none: the 99 % can be the sound cars alone."),
            "c": ("It was tested on known cars.", "Accuracy says nothing about which cars were tested."),
        },
        right="a",
    ),
    Question(
        "You change nothing but the split, from rows to cars, and the score falls. Why?",
        {
            "a": ("The forest has learnt from fewer rows.", "Four parts of five were learnt from each time, as before."),
            "b": ("The new split has drawn harder cars.", "Each car was tested once, so the cars are the same in both."),
            "c": ("It can no longer recognise the cars.", "With rows at random it had seen other windows of each car, with the label."),
        },
        right="c",
    ),
    Question(
        "The silhouette rises up to 200 clusters. What tells you whether they are groups of owners?",
        {
            "a": ("The same with shuffled columns.", "What also appears where nothing belongs together does not come from owners."),
            "b": ("The same with 400 clusters.", "Only 288 different rows are possible, so there cannot be 400 clusters."),
            "c": ("The same with other start points.", "The clusters would be about the same points again: stable, and still bins."),
        },
        right="a",
    ),
)  # fmt: skip
