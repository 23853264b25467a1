"""Exercises of ad-hoc queries and cleaning."""

from __future__ import annotations

import re

import pandas as pd

from lessons.day3.explore_sql.asking import stand_in
from utils.lab.asking import asked
from utils.lesson import Exercise, Question, Quiz, judge_words

LOW = """select car_number, min(battery) as lowest
from SmartCar_Status_Info
where reg_date like "20160101%" and battery < 60
group by car_number
order by lowest, car_number
"""
CLEAN = """select s.car_number, substr(s.reg_date, 1, 8) as biz_date, count(*) as n, avg(s.battery) as mean
from SmartCar_Status_Info s
join SmartCar_Master_Over18 m on s.car_number = m.car_number
where s.battery between 0 and 100
group by s.car_number, substr(s.reg_date, 1, 8)
"""


CAR = re.compile("[A-Z][0-9]{4}")


def _judge_low(statement: object, run, low) -> str | None:
    rows = asked(statement, run)
    if isinstance(rows, str):
        return rows
    if len(rows.columns) != 2:
        return f"Two columns were asked for, the car and its lowest battery. Yours has {len(rows.columns)}: {', '.join(rows)}."
    if rows.empty:
        return "No row. Which date is in the name of the folder? And what stands in reg_date beside the date?"
    if rows.iloc[:, 0].duplicated().any():
        return "Some cars stand there several times. One row for each car: which word makes groups?"
    mine = dict(zip(rows.iloc[:, 0], rows.iloc[:, 1], strict=True))
    if not any(CAR.fullmatch(str(car)) for car in mine):
        return f"The first column was to be the car_number. In yours it begins with {rows.iloc[0, 0]}."
    if extra := sorted(set(mine) - set(low)):
        return f"Too many cars, {len(extra)}, such as {extra[0]} with {mine[extra[0]]}: below 60 means less than 60, on 1 January, and not on the day after."
    if missing := sorted(set(low) - set(mine)):
        return f"Missing cars: {len(missing)}, such as {missing[0]}, whose battery fell to {low[missing[0]]}. What leaves it out: a condition, or a `limit`?"
    if wrong := [car for car in low if mine[car] != low[car]]:
        return f"{wrong[0]}: {mine[wrong[0]]}, but its lowest battery on 1 January is {low[wrong[0]]}."
    if list(mine.values()) != sorted(mine.values()):
        return "The cars are right. The car with the lowest battery was to come first."
    return None


q1 = Exercise(
    "day3_04.q1",
    right=LOW,
    also=[
        LOW.replace('reg_date like "20160101%"', "substr(reg_date, 1, 8) = '20160101'"),
        LOW.replace('reg_date like "20160101%"', 'wrk_date = "20160102"').replace("order by lowest, car_number", "order by 2;"),
        "select car_number, min(battery) from SmartCar_Status_Info where wrk_date = '20160102' group by car_number having min(battery) < 60 order by min(battery)",
    ],
    wrong=[
        (LOW.replace('reg_date like "20160101%"', 'wrk_date = "20160101"'), ""),
        (LOW.replace('reg_date like "20160101%"', 'reg_date = "20160101"'), ""),
        (LOW.replace('reg_date like "20160101%" and ', ""), ""),
        (LOW.replace("< 60", "<= 60"), ""),
        (LOW.replace("min(battery)", "max(battery)"), ""),
        (LOW.replace("order by lowest", "order by lowest desc"), ""),
        (LOW.replace("min(battery) as lowest", "battery as lowest").replace("group by car_number\n", ""), ""),
        (LOW.replace("min(battery) as lowest", "count(*) as lowest"), ""),
        ("select car_number, avg(battery) from SmartCar_Status_Info where wrk_date = '20160102' group by car_number having avg(battery) < 40", ""),
        (LOW.replace("select car_number,", "select *,"), ""),
        (LOW.replace("car_number, min(battery) as lowest", "min(battery) as lowest, car_number"), ""),
        (LOW.replace("SmartCar_Status_Info", "SmartCar_Status"), ""),
        ("drop table SmartCar_Status_Info", ""),
        (16, ""),
    ],
    test=_judge_low,
    hints=["Take the statement above: it groups by car. Add a condition for the day and one for the battery, and remove the `limit`.",
           'What happened on 1 January has a reg_date that begins so: `where reg_date like "20160101%" and battery < 60`. Then `order by`.'],
    solution=f'statement = """{LOW.rstrip()}\n"""',
    insight="A condition on `reg_date` also finds rows that came late; Hive reads both folders for it. `wrk_date = \"20160102\"` reads one, and is right only while no row is late.",
    facts={"run": stand_in, "low": {"A0001": 55, "A0003": 20}},
)  # fmt: skip


def _judge_clean(statement: object, run, clean) -> str | None:
    rows = asked(statement, run)
    if isinstance(rows, str):
        return rows
    if len(rows.columns) != 4:
        return f"Four columns were asked for: car_number, biz_date, n, mean. Yours has {len(rows.columns)}: {', '.join(rows)}."
    rows = rows.set_axis(["car_number", "biz_date", "n", "mean"], axis=1)
    if rows.empty:
        return "No row. Does the join compare the car numbers of both tables?"
    rows["biz_date"] = rows["biz_date"].astype(str)
    if not any(CAR.fullmatch(str(car)) for car in rows["car_number"]):
        return f"The columns were to be car_number, biz_date, n, mean, in this order. Your first one begins with {rows.iloc[0, 0]}."
    if extra := sorted(set(rows["car_number"]) - set(clean["car_number"])):
        return f"Too many cars, {len(extra)}, such as {extra[0]}: its owner is not in SmartCar_Master_Over18."
    strange = set(rows["biz_date"]) - set(clean["biz_date"])
    if strange:
        return f"A biz_date {min(strange)} stands there, and nothing happened on it. The date of the event is in the first eight digits of reg_date."
    if rows.duplicated(["car_number", "biz_date"]).any():
        return "A car has several rows of one date. One row for each car and date: group by both."
    if len(rows) != len(clean):
        there = set(map(tuple, rows[["car_number", "biz_date"]].to_numpy().tolist()))
        lost = next(each for each in clean.itertuples() if (each.car_number, each.biz_date) not in there)
        return f"{lost.car_number} on {lost.biz_date} is missing, and has {lost.n} sound rows. Does your condition look at rows, or at whole groups?"
    both = rows.merge(clean, on=["car_number", "biz_date"], suffixes=("", "_wanted"))
    too_large = both[both["mean"] > 100]
    if len(too_large):
        first = too_large.iloc[0]
        return f"{first.car_number} has a mean of {first['mean']:.0f} on {first.biz_date}. A sound battery is never above 100: are all rows sound, and is it `avg`?"
    if (wrong := both[both["n"] != both["n_wanted"]]).size:
        first = wrong.iloc[0]
        return f"{first.car_number} on {first.biz_date}: {first.n} rows, but {first.n_wanted} are sound."
    if ((both["mean"].astype(float) - both["mean_wanted"]).abs() > 0.01).any():
        return "The counts are right, but a mean is not that of the files. Is it `avg` of the battery, and not rounded?"
    return None


q2 = Exercise(
    "day3_04.q2",
    right=CLEAN,
    also=[
        CLEAN.replace("s.battery between 0 and 100", "s.battery >= 0 and s.battery <= 100").upper().replace("SMARTCAR_STATUS_INFO", "SmartCar_Status_Info"),
        "-- one row for each car and date\n" + CLEAN.replace("select", "Select").replace("substr(s.reg_date, 1, 8) as", "cast(substr(s.reg_date, 1, 8) as int) as"),
        CLEAN.replace("join SmartCar_Master_Over18 m on s.car_number = m.car_number\nwhere", "where s.car_number in (select car_number from SmartCar_Master_Over18) and"),
    ],
    wrong=[
        (CLEAN.replace("where s.battery between 0 and 100\n", ""), ""),
        (CLEAN.replace("join SmartCar_Master_Over18 m on s.car_number = m.car_number\n", ""), ""),
        (CLEAN.replace("Master_Over18 m", "Master m"), ""),
        (CLEAN.replace("substr(s.reg_date, 1, 8)", "s.wrk_date"), ""),
        (CLEAN.replace("substr(s.reg_date, 1, 8)", "substr(s.reg_date, 1, 6)"), ""),
        (CLEAN.replace("between 0 and 100", "between 0 and 50"), ""),
        (CLEAN.replace("avg(s.battery)", "max(s.battery) + 0.5"), ""),
        (CLEAN.replace(", substr(s.reg_date, 1, 8)\n", "\n"), ""),
        (CLEAN.replace("where s.battery between 0 and 100\n", "").rstrip() + " having avg(s.battery) between 0 and 100", ""),
        (CLEAN.replace("select s.car_number, substr(s.reg_date, 1, 8) as biz_date", "select substr(s.reg_date, 1, 8) as biz_date, s.car_number"), ""),
        (CLEAN.replace("count(*) as n, ", ""), ""),
        (CLEAN.replace("join SmartCar_Master_Over18", "left join SmartCar_Master_Over18"), ""),
        ("insert into SmartCar_Status_Info select 1", ""),
        (None, ""),
    ],
    test=_judge_clean,
    hints=["Three steps, three places: sound rows in `where`, the date in `select` and again in `group by`, the owners in `join … on …`.",
           "`where s.battery between 0 and 100`, `substr(s.reg_date, 1, 8)`, `join SmartCar_Master_Over18 m on s.car_number = m.car_number`."],
    solution=f'statement = """{CLEAN.rstrip()}\n"""',
    insight="Selection by the battery and, through the join, by the owner; transformation of the time into a date; reduction by the groups. With one column of the master in `select`, such as its region, the join is integration, too. Lesson 3-5 makes marts of such statements, every night.",
    facts={"run": stand_in, "clean": pd.DataFrame(
        [("A0001", "20160101", 2, 57.0), ("A0001", "20160102", 1, 70.0), ("A0002", "20160101", 1, 60.0), ("A0002", "20160102", 1, 40.0)],
        columns=["car_number", "biz_date", "n", "mean"])},
)  # fmt: skip

STEPS = ("selection", "transformation", "integration", "reduction")
CHOICE = {
    "rows whose battery lies between 0 and 100": "selection",
    "reg_date becomes a timestamp": "transformation",
    "each purchase gets the region of its car": "integration",
    "one row for each car and day": "reduction",
    "1 and 2 of a light become true and false": "transformation",
}
REASONS = {
    "rows whose battery lies between 0 and 100": "Rows are left out here, and the others stay as they are.",
    "reg_date becomes a timestamp": "As many rows before as after; a value is written in another way.",
    "each purchase gets the region of its car": "The region stands in another table. What brings columns of two tables together?",
    "one row for each car and day": "1,200 rows become one. Nothing is left out: what happens to them?",
    "1 and 2 of a light become true and false": "As many rows before as after, and no second table. What changes is the form of a value.",
}  # fmt: skip


q3 = Exercise(
    "day3_04.q3",
    right=CHOICE,
    wrong=[
        *((CHOICE | {name: STEPS[STEPS.index(right) - 1]}, "") for name, right in CHOICE.items()),
        (CHOICE | {"one row for each car and day": "grouping"}, ""),
        ({"one row for each car and day": "reduction"}, ""),
        (list(CHOICE.values()), ""),
    ],
    test=lambda choice: judge_words(choice, CHOICE, STEPS, REASONS, f"is none of the four steps: {', '.join(STEPS)}."),
    hints=["Ask for each: are there fewer rows, other values, or columns of another table?",
           "Fewer rows, the others unchanged: selection. Many rows summed up in one: reduction. Other forms: transformation. A second table: integration."],
    solution="""
        steps = {
            "rows whose battery lies between 0 and 100": "selection",
            "reg_date becomes a timestamp": "transformation",
            "each purchase gets the region of its car": "integration",
            "one row for each car and day": "reduction",
            "1 and 2 of a light become true and false": "transformation",
        }
    """,
    insight="The names help in a review: which steps lose rows, and does anybody count the lost ones?",
)  # fmt: skip

quiz = Quiz(
    "day3_04.quiz",
    Question(
        "In the lake of this lesson, somebody asks for the rows that happened on 1 January, with `where wrk_date = \"20160101\"`. What comes back?",
        {
            "a": ("No row, because that night was collected on 2 January.", "The folder has the date of collection, one day later. In a lake with more days the rows of 31 December would come back."),
            "b": ("Every row that happened on 1 January.", "`wrk_date` is when a row was collected. When it happened is in `reg_date`."),
            "c": ("An error, because the column is not in the files.", "A partition's column is one of the table, whatever the files hold."),
        },
        right="a",
    ),
    Question(
        "A car drives for another minute; its rows are in HBase. When does SmartCar_Drive_Info have them?",
        {
            "a": ("At once, because the table lies over HBase.", "The table lies over files: its `location` is a folder of the lake."),
            "b": ("After `msck repair table`.", "It compares folders with the metastore's list, and looks into no file."),
            "c": ("After the day was copied again.", "A copy has the rows of its moment; the next copy replaces it."),
        },
        right="c",
    ),
    Question(
        "Spark SQL makes a table. Hive finds it without being told. Why?",
        {
            "a": ("Hive looks through all folders of HDFS.", "It reads the folders of tables that it knows, and no others."),
            "b": ("Both ask the same metastore.", "The name, the columns and the folder stand there, whoever wrote them."),
            "c": ("Spark sends each table to HiveServer2.", "The two servers do not speak to each other."),
        },
        right="b",
    ),
    Question(
        "A row has one field too few. What does Hive make of it?",
        {
            "a": ("Each field behind the gap moves one column to the left.", "Each value goes into the column at its place, and the last column is NULL."),
            "b": ("It leaves the row out of every answer.", "Hive reads it like any other. A condition in your query must leave it out."),
            "c": ("It refuses the whole file.", "Types and number of fields are no condition for reading: schema on read."),
        },
        right="a",
    ),
)  # fmt: skip
