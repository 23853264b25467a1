"""Exercises of the exploration overview."""

from __future__ import annotations

import re

from base.exceptions import ServiceError
from lessons.day3.exploration_overview.statements import COLUMNS, MASTER_FOLDER, NIGHTS, Made
from utils.lesson import Exercise, Question, Quiz, judge_choices

MASTER = """create external table overview.smartcar_master (
  car_number string, sex string, age int, marriage string, region string,
  job string, car_capacity int, car_year int, car_model string)
row format delimited fields terminated by "|"
location "/pilot-pjt/tables/master"
"""
CARS = 2600


def _judge_master(statement: object, run) -> str | None:
    """Let Hive run the statement, and look at the table that it has made."""
    if not isinstance(statement, str):
        return "A statement is a text, in three quotes if it has several lines."
    words = statement.lower().split()
    if words[:1] != ["create"] or "overview.smartcar_master" not in re.split(r"[\s(]", statement.lower()):
        return "It begins with `create external table overview.smartcar_master`, as the statement above with its own name."
    folder = re.search(r"location\s+[\"']([^\"']*)", statement, re.IGNORECASE)
    if folder and folder[1].rstrip("/") != MASTER_FOLDER:  # not run: the next try would drop the table
        return f"The table would lie at {folder[1]}, and the file is in {MASTER_FOLDER}. It was not run."
    try:
        made = run(statement)
    except ServiceError as refused:
        return f"{refused}."
    if not made.names:
        return "Hive made no table of this name."
    if made.kind != "EXTERNAL_TABLE":
        return "Hive made a table that owns its files: whoever drops it deletes the file. Which word of the statement above is missing?"
    if made.folder != MASTER_FOLDER:
        return f"The table lies at {made.folder}, and the file at {MASTER_FOLDER}. Where does the statement above say this?"
    if not made.rows:
        return "The table is there and has no rows. Are there partitions that nobody has told Hive of? The master needs none."
    if len(made.names) != len(COLUMNS):
        return f"It has {len(made.names)} columns, and a line of the file has {len(COLUMNS)} fields."
    for number, (mine, field) in enumerate(zip(made.names, COLUMNS, strict=True), 1):
        if mine != field:
            return f"Column {number} is called {mine}, and field {number} of a line is the {field}."
    if made.type_of_age != "int":
        return f"The age is of the type {made.type_of_age} in your table. An int was asked for: it can be compared and averaged."
    if not made.ages:
        return "The age of each car is NULL. What stands between two fields of the file? And which field is the age?"
    return None


def _pretend(statement: str) -> Made:
    """What Hive would make of a statement, where none runs."""
    text = statement.lower()
    names = tuple(re.findall(r"(\w+) (?:string|int)\b", text.partition("partitioned")[0].partition("row format")[0]))
    folder = re.search(r"location\s+[\"']([^\"']+)", text)
    place = folder[1] if folder else "/user/pilot/warehouse/overview.db/smartcar_master"
    kind = "EXTERNAL_TABLE" if "external" in text else "MANAGED_TABLE"
    rows = CARS if place == MASTER_FOLDER and "partitioned by" not in text else 0
    age = re.search(r"\bage\s+(\w+)", text)
    return Made(kind, place, names, rows, rows if '"|"' in text else 0, age[1] if age else "")


q1 = Exercise(
    "day3_03.q1",
    right=MASTER,
    also=[MASTER.replace('"', "'").replace("'|'", '"|"').upper().replace("/PILOT-PJT/TABLES/MASTER", MASTER_FOLDER)],
    wrong=[
        (MASTER.replace(" external", ""), ""),
        (MASTER.replace('"|"', '","'), ""),
        (MASTER.replace("tables/master", "tables/masters"), ""),
        (MASTER.partition("location")[0], ""),
        (MASTER.replace("int", "string"), ""),
        (MASTER.replace("region string", "city string"), ""),
        (MASTER.replace("region string,\n  job string", "job string,\n  region string"), ""),
        (MASTER.replace("sex string, ", ""), ""),
        (MASTER.replace("row format", "partitioned by (wrk_date string) row format"), ""),
        (MASTER.replace("overview.smartcar_master", "smartcar_master"), ""),
        ("select * from overview.smartcar_master", ""),
        (None, ""),
    ],
    test=_judge_master,
    hints=["Begin with the statement for the status files: change the name, the columns, the character between fields and the folder, and leave out the partitions.",
           'Nine columns: car_number, sex, age, marriage, region, job, car_capacity, car_year, car_model; the age is an int. Fields are terminated by "|".'],
    solution=f'statement = """{MASTER.rstrip()}\n"""',
    insight="The file did not move. From now on everybody who asks this metastore finds the table and its 2,600 cars.",
    facts={"run": _pretend},
)  # fmt: skip

WRITTEN, ARRIVED = NIGHTS
REPAIR = f'alter table overview.smartcar_status_info add partition (wrk_date="{ARRIVED}")'


def _judge_repair(statement: object, run) -> str | None:
    """Let Hive run the statement, unless it would do something else, and ask which partitions there are."""
    if not isinstance(statement, str):
        return "A statement is a text, in quotes."
    words = statement.lower().split()
    if words[:1] not in (["msck"], ["alter"]) or {"drop", "rename", "set", "location"} & set(words):
        return "Tell the metastore of the folder: `msck repair table …`, or `alter table … add partition (…)`. It was not run."
    try:
        known = run(statement)
    except ServiceError as refused:
        return f"{refused}."
    if ARRIVED not in known:
        return f"The metastore knows the nights {', '.join(known)}. The one that arrived, {ARRIVED}, is not among them."
    if known != [WRITTEN, ARRIVED]:
        return f"The metastore now knows {', '.join(known)}: one of them is a folder that nobody has written."
    return None


def _nights(statement: str) -> list[str]:
    """What the metastore would know, where none runs."""
    added = re.findall(r"\d{8}", statement) or ([ARRIVED] if "msck" in statement.lower() and "status" in statement else [])
    return sorted({WRITTEN, *added})


q2 = Exercise(
    "day3_03.q2",
    right=REPAIR,
    also=["msck repair table overview.smartcar_status_info", "MSCK REPAIR TABLE overview.smartcar_status_info;"],
    wrong=[
        ("msck repair table overview.smartcar_master", ""),
        (REPAIR.replace(ARRIVED, "20160104"), ""),
        (REPAIR.replace(ARRIVED, WRITTEN), ""),
        ("alter table overview.smartcar_status_info drop partition (wrk_date='20160102')", ""),
        ("select count(*) from overview.smartcar_status_info", ""),
        ("refresh overview.smartcar_status_info", ""),
        (20160103, ""),
    ],
    test=_judge_repair,
    hints=["You have seen the statement: it filled the table that was empty after it was made.",
           "`msck repair table overview.smartcar_status_info`. Whoever knows which folder is new names it instead: `alter table … add partition (wrk_date=\"20160103\")`."],
    solution=f"statement = \"\"\"{REPAIR}\"\"\"",
    insight="`msck` looks through all folders, which takes long where there are thousands. A workflow that knows which night it has loaded adds this one partition.",
    facts={"run": _nights},
)  # fmt: skip

KINDS = ("external", "managed")
CHOICE = {
    "status_files": "external",
    "over18": "managed",
    "daily_means": "managed",
    "purchases": "external",
    "features": "external",
}
REASONS = {
    "status_files": "Flume writes the status files, and MapReduce jobs read them, too. Should a dropped table take them along?",
    "over18": "Hive alone writes and reads the cars over 18, and can make this table again from the master. Who else would tidy up its files?",
    "daily_means": "Hive can compute the means again from the status files, and only the marts read them. What Hive has made, Hive should remove.",
    "purchases": "The shop delivers each file of purchases once, and nobody here can make it again. What would be left after a `drop table`?",
    "features": "A program in Python writes the features, and goes on writing after Hive has dropped its table. Whose files are they?",
}  # fmt: skip


def _judge_kind(name: str, given: object, right: str) -> str | None:
    if given not in KINDS:
        return f'{name}: {given!r} is not a kind of table. It is "external" or "managed".'
    return None if given == right else f"{name}: {REASONS[name]}"


q3 = Exercise(
    "day3_03.q3",
    right=CHOICE,
    wrong=[
        *((CHOICE | {name: KINDS[right == "external"]}, "") for name, right in CHOICE.items()),
        (CHOICE | {"over18": "internal"}, ""),
        ({"over18": "managed"}, ""),
        ("managed", ""),
    ],
    test=lambda choice: judge_choices(choice, CHOICE, _judge_kind),
    hints=["For each ask: who made these files, and who reads them beside Hive?",
           "What others made, or nobody can make again, is external. What Hive made for itself, and can make again, is managed."],
    solution="""
        kinds = {
            "status_files": "external",
            "over18": "managed",
            "daily_means": "managed",
            "purchases": "external",
            "features": "external",
        }
    """,
    insight="The word decides who owns the files. In the pilot what is collected is external, and what Hive makes of it is managed.",
)  # fmt: skip

quiz = Quiz(
    "day3_03.quiz",
    Question(
        "A column is declared as int. One line of the file has the word `high` there. When do you notice?",
        {
            "a": ("When the file is put into HDFS.", "HDFS keeps bytes and knows no columns."),
            "b": ("When the table is created.", "`create external table` notes names and types. It opens no file."),
            "c": ("When somebody looks for NULLs.", "Schema on read: what does not fit is NULL, and no query fails."),
        },
        right="c",
    ),
    Question(
        "Last night's folder lies in HDFS. A query over the table finds none of its rows. Which is most likely?",
        {
            "a": ("Nobody told the metastore of it.", "A query asks the metastore which folders there are, and reads no other."),
            "b": ("Its files are still in the NameNode.", "The NameNode knows names and blocks, never content; content goes to the DataNodes at once."),
            "c": ("The query ran on the wrong engine.", "Every engine asks the same metastore, and gets the same list."),
        },
        right="a",
    ),
    Question(
        "`select avg(battery)` from a table of 13 columns: why does ORC read so much less than text?",
        {
            "a": ("It keeps averages of each column.", "It keeps counts, least and greatest values and sums, but no averages. The difference here is which bytes are read."),
            "b": ("It reads the one column alone.", "The values of a column lie together, so the other twelve stay unread; alike values also pack well."),
            "c": ("It leaves out the broken rows.", "It holds the same rows; NULLs are in it, too."),
        },
        right="b",
    ),
    Question(
        "You drop an external table by mistake. What do you need to get it back?",
        {
            "a": ("A copy of its files.", "They were not touched. Only the entry in the metastore is gone."),
            "b": ("The statement, and its partitions.", "`create external table` again, then `msck repair table`: no file is read or copied."),
            "c": ("The log of the cars, loaded anew.", "The rows still lie where Flume put them."),
        },
        right="b",
    ),
)  # fmt: skip
