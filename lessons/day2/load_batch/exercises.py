"""Exercises of loading the batch lane."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from utils.lesson import Exercise, Later, Question, Quiz

ROLL = 64 * 1024  # bytes at which the sink of the lesson closes a file
DATED = 9  # bytes: a comma and the date of collection

SMALLEST = 16 * 1024  # bytes: below it the check would make a hundred files


def _judge_roll(answer: object, rows: int, size: int, run: Callable[[int], int]) -> str | None:
    if isinstance(answer, bool) or not isinstance(answer, int):
        return "A whole number of bytes is expected, such as 65536."
    if answer < SMALLEST:
        return f"{answer} is too small here: rollSize counts bytes, not files, and a row has about 57. (0 would switch this rule off.)"
    files = run(answer)
    if files == 3:
        return None
    if files > 3 and math.ceil(size / answer) == 3:
        return f"HDFS has {files} files. It would have 3, were the rows as long as the car wrote them. What does each get on its way?"
    return f"HDFS has {files} file{'s' * (files != 1)}. Three are asked for."


def _as_if_loaded(rows: int, size: int) -> Callable[[int], int]:
    return lambda roll: math.ceil((size + DATED * rows) / roll)


q1 = Exercise(
    "day2_03.q1",
    right=Later(lambda rows, size, run: math.ceil((size + DATED * rows) / 3 * 1.02)),
    also=[Later(lambda rows, size, run: (size + DATED * rows) * 2 // 5)],
    wrong=[
        (Later(lambda rows, size, run: math.ceil(size / 3)), ""),
        (3 * ROLL, ""),
        (4 * 1024 * 1024, ""),
        (3, ""),
        (Later(lambda rows, size, run: size), ""),
        ("240 KB", ""),
    ],
    facts={"rows": 12_000, "size": 570_000, "run": _as_if_loaded(12_000, 570_000)},
    test=_judge_roll,
    hints=["How many bytes will lie in HDFS, with the date behind every row? bytes of the rows + 9 × rows",
           "A third of it, and a little more, so that the last row does not need a fourth file."],
    solution="roll_bytes = (kept_bytes + 9 * len(kept)) // 3 + 10_000  # a little more than a third",
    insight="The agent loaded it, and HDFS has three files. What an interceptor adds is paid for every row, in bytes, files and blocks.",
)  # fmt: skip

q2 = Exercise(
    "day2_03.q2",
    right=0 - 120,
    wrong={
        0: "You took the 120 copies away from the rows of HDFS, and not from the lines of the file. Take them away on both sides, or on neither.",
        120: "The difference is right, its sign is not: HDFS holds more than came in.",
        -140: "You counted the garbage twice: it is among the 61 lines already.",
        -240: "You took the copies of the file away, and not those of HDFS. Take them away on both sides, or on neither.",
        -20: "The garbage is among the 61 lines already, and you took it away once more. You also took the copies away on one side only.",
    },
    hints=["Lines in = lines set aside + rows that should be in HDFS. How many should be there?",
           "24,020 − 61 = 23,959 rows should be there, their 120 copies included. HDFS holds 24,079."],
    solution="missing_rows = (24_020 - 61) - 24_079  # −120: 120 rows too many. Both sides have 120 copies, so they are no copies",
    insight="Nothing is missing, but HDFS holds 120 rows that this file does not have: perhaps another file was collected too. In this account copies show up in `again`, a loss as a positive number, and rows of another origin as a negative one.",
)  # fmt: skip


def _late(table: pd.DataFrame) -> pd.DataFrame:
    collected = pd.to_datetime(table["wrk_date"])
    return table[collected - table["reg_date"].dt.normalize() > pd.Timedelta(days=1)]


def _table() -> pd.DataFrame:
    rows = [
        ("2016-01-01 08:00:00", "A0001", "20160102"),
        ("2016-01-01 23:59:57", "A0001", "20160102"),
        ("2016-01-01 08:00:03", "B0002", "20160103"),
        ("2016-01-01 23:59:57", "C0003", "20160103"),
        ("2016-01-02 00:00:00", "A0001", "20160103"),
        ("2016-01-31 12:00:00", "A0001", "20160201"),
        ("2016-01-30 12:00:00", "D0004", "20160201"),
    ]
    table = pd.DataFrame(rows, columns=["reg_date", "car_number", "wrk_date"])
    return table.assign(reg_date=pd.to_datetime(table["reg_date"]))


def _judge(function: object) -> str | None:
    if not callable(function):
        return "A function is expected: def late_rows(table): return …"
    table = _table()
    found = function(table)
    if not isinstance(found, pd.DataFrame):
        return f"It returns {type(found).__name__}; rows are expected, such as table[condition]."
    wanted, got = set(_late(table).index), set(found.index)
    for place in sorted(got ^ wanted):
        when, car, wrk_date = table.loc[place, ["reg_date", "car_number", "wrk_date"]]
        said = "is not late" if place in got else "came late"
        return f"A row of {car} that happened on {when:%Y-%m-%d at %H:%M:%S} and was collected on {wrk_date} {said}."
    return None


q3 = Exercise(
    "day2_03.q3",
    right=_late,
    wrong=[
        (lambda table: table[table["wrk_date"] != table["reg_date"].dt.strftime("%Y%m%d")], "Every row is collected on a later day than its own: the file of a day is complete only when the day is over. One day is punctual."),
        (lambda table: table[pd.to_datetime(table["wrk_date"]) - table["reg_date"].dt.normalize() >= pd.Timedelta(days=1)], ""),
        (lambda table: table[table["wrk_date"] == "20160103"], "That is one folder. A row of the second that lies there is punctual, and other folders have late rows too."),
        (lambda table: table[table["wrk_date"].astype(int) - table["reg_date"].dt.strftime("%Y%m%d").astype(int) > 1], ""),
    ],
    also=[lambda table: table[table["reg_date"] < pd.to_datetime(table["wrk_date"]) - pd.Timedelta(days=1)]],
    test=_judge,
    hints=["Two days are to be compared: that of wrk_date, and that on which reg_date lies. Their difference is a Timedelta.",
           "`pd.to_datetime(table[\"wrk_date\"]) - table[\"reg_date\"].dt.normalize()` is one day for a punctual row."],
    solution="""
        def late_rows(table):
            days = pd.to_datetime(table["wrk_date"]) - table["reg_date"].dt.normalize()
            return table[days > pd.Timedelta(days=1)]
    """,
    insight="Lateness is the distance of two dates, and both must be kept to know it. Subtracting dates as if they were numbers fails at the end of each month.",
)  # fmt: skip

KEY = ("reg_date", "car_number")
FIELDS = (
    *("reg_date", "car_number", "tire_fl", "tire_fr", "tire_bl", "tire_br", "light_fl", "light_fr", "light_bl"),
    *("light_br", "engine", "break", "battery", "collection_date"),
)


def _judge_key(key: object) -> str | None:
    if isinstance(key, str) or not isinstance(key, (list, tuple, set)):
        return 'A list of field names is expected, such as ["tire_fl", "tire_fr"].'
    if unknown := [name for name in key if name not in FIELDS]:
        return f"There is no field {unknown[0]!r}. Fields are: {', '.join(FIELDS)}."
    if "car_number" not in key:
        return "Many cars report in the same second. Without the car number their rows would be taken for one."
    if "reg_date" not in key:
        return "A car reports every three seconds. Without the time its rows would be taken for one."
    if len(set(key)) > len(KEY):
        extra = next(name for name in key if name not in KEY)
        return f"It is not the smallest: two rows of the same car and second are the same event, whatever {extra} says."
    return None


q4 = Exercise(
    "day2_03.q4",
    right=list(KEY),
    wrong=[
        (["reg_date"], ""),
        (["car_number"], ""),
        (["car_number", "reg_date", "battery"], ""),
        (["car_number", "collection_date"], ""),
        (["car_number", "reg_date", "collection_date"], "With the date of collection in the key, a row that is collected again tomorrow would be another event. It is the same event, collected twice."),
    ],
    test=_judge_key,
    also=[("car_number", "reg_date")],
    hints=["Who reports, and how often?", "One car reports once in three seconds. What two fields does that sentence name?"],
    solution='key = ["reg_date", "car_number"]',
    insight="A car can be in one state at one time: (time, car) is the identity of the event. Should two such rows differ in another field, nothing in them says which is right. So the compaction keeps both.",
)  # fmt: skip

quiz = Quiz(
    "day2_03.quiz",
    Question(
        "An agent writing to HDFS was killed. Its open file holds 9,000 rows. A new agent is started, without the recovery of this lesson. What does a query find of these rows?",
        {
            "a": ("None, neither now nor next week.", "Nobody renames the file: the writer is dead, and the new agent begins a file of its own."),
            "b": ("All 9,000, since they lie in HDFS.", "They do, under a name that begins with _, and engines pass over such names."),
            "c": ("None now, but the new agent resends them.", "The channel has forgotten them: the sink had committed them."),
        },
        right="a",
    ),
    Question(
        "A report counts the rows of 1 January. By which date does it select?",
        {
            "a": ("By wrk_date, in the partition of 2 January alone.", "The partition says when a row was collected. Late rows of the first lie in a later one."),
            "b": ("By wrk_date, in the partitions from 2 January on.", "Then rows of later days are counted as well."),
            "c": ("By biz_date, in partitions from 2 January on.", "The event counts; which partitions can hold it follows from how late rows may be."),
        },
        right="c",
    ),
    Question(
        "Why does the compaction write its result under a hidden name first?",
        {
            "a": ("To save the space of a second copy of the rows.", "For a while it even takes more: old and new lie side by side."),
            "b": ("Because HDFS cannot write where others read.", "It can; nobody is locked out."),
            "c": ("So that no listing has a row twice, or half of them.", "The new file takes its name in one rename, whole."),
        },
        right="c",
    ),
    Question(
        "rollInterval is set to 10 seconds, rollSize and rollCount to 0; a lane gets 5 KB a second. What will the partition look like after a day?",
        {
            "a": ("One file of about 430 MB in all.", "Nothing would close it, if the interval did not."),
            "b": ("Some 8,600 files of about 50 KB.", "Every ten seconds a file, whatever is in it: the small-files problem, made by one line."),
            "c": ("About 110 files of a block each.", "The block size closes no file; only a roll does."),
        },
        right="b",
    ),
)  # fmt: skip
