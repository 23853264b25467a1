"""Exercises of the loading overview."""

from __future__ import annotations

from math import inf

from lessons.day2.loading_overview.rolling import FLUME, LIMITS, Stream, closed_after, files_a_day
from utils.lesson import Exercise, Later, Question, Quiz, judge_choices

FILES_A_YEAR = 100 * 1440 * 365  # cars × minutes × days


def _gb(size: float) -> int:
    return round(FILES_A_YEAR * size / 1e9)


q1 = Exercise(
    "day2_02.q1",
    right=Later(lambda per_file: _gb(per_file)),
    wrong=[
        (Later(lambda per_file: _gb(2 * per_file)), "Copies lie on the DataNodes. The NameNode keeps one file and one block, however many copies there are."),
        (Later(lambda per_file: _gb(150)), "That is a well-known rule of thumb, 150 bytes an object, taken once. A file of one block is two objects, a list and a name; use what was measured."),
        (Later(lambda per_file: round(FILES_A_YEAR * per_file / 2**30)), "That is divided by 2³⁰. The task counts a GB as 10⁹ bytes."),
        (Later(lambda per_file: _gb(960)), "That is the content, 20 rows of 48 bytes in each file. Content lies on the DataNodes; the heap holds what stands for a file."),
        (Later(lambda per_file: round(FILES_A_YEAR / 365 * per_file / 1e9, 2)), "That is one day of files. They are kept for a year."),
        (Later(lambda per_file: round(365 * 1440 * per_file / 1e9, 2)), "That is one car. Each of the 100 has a file each minute."),
        (Later(lambda per_file: round(FILES_A_YEAR * per_file / 1e6)), "These are MB. A GB has 1,000 of them."),
        (0, "So little would be enough for one day, or for one car. Count the files of 100 cars in a year."),
    ],
    hints=["How many files are there after a year? 100 cars, 1,440 minutes a day, 365 days.",
           "Files × per_file are bytes; divide by 10⁹ and round."],
    solution="heap_gb = round(100 * 1440 * 365 * many.per_file / 1e9)",
    insight="The rows of that year fit on the disk of a laptop; to know where they lie, the NameNode would need most of a laptop's memory. One file a day takes it about a megabyte in ten years.",
    facts={"per_file": 244},
)  # fmt: skip


def _repaired(command: object, after) -> str | None:
    """Let the command act on the cluster, unless it would do harm, and ask the NameNode."""
    if not isinstance(command, str):
        return 'A command line is a text, in quotes, such as "cluster status".'
    words = command.split()
    if "leave" in words or "forceExit" in words:
        return "That ends safe mode by order. The NameNode would go on, with a third of the blocks missing, and so would every job."
    if words[:2] not in (["cluster", "revive"], ["cluster", "up"]):
        return "Bring back what is away: the command begins with `cluster revive` and a role, as `cluster status` names them."
    on, missing = after(command)
    if on:
        return "The NameNode is still in safe mode. Which process holds blocks that nobody has reported?"
    return f"Safe mode is off, but {missing} blocks are missing." if missing else None


q2 = Exercise(
    "day2_02.q2",
    right="cluster revive datanode-2",
    also=["cluster revive datanode-3", "cluster up hdfs=3"],
    wrong=[
        ("hdfs dfsadmin -safemode leave", ""),
        ("cluster reset hdfs", "That would bring all data back to the start: every file would be gone."),
        ("cluster revive namenode", "The NameNode runs: it is the one that waits."),
        ("cluster revive datanode-1", "It has run all the time, and has reported what it holds."),
        ("datanode-2", ""),
        (2, ""),
    ],
    test=_repaired,
    hints=["Safe mode counts blocks. Who holds those that have not been reported?",
           "`cluster revive ROLE` starts a dead role again; two DataNodes are dead."],
    solution='command = "cluster revive datanode-2"  # or datanode-3',
    insight="One of the two is enough: two copies of a block lie on different nodes, so any two of three nodes have each block. Safe mode ended by itself when the count was reached.",
    facts={"after": lambda command: (not command.endswith(("datanode-2", "datanode-3", "hdfs=3")), 0)},
)  # fmt: skip

KEYS = ("wrk_date", "biz_date", "biz_month", "car_number", "none")
CHOICE = {
    "status_raw": "wrk_date",
    "status_mart": "biz_date",
    "purchases": "biz_month",
    "master": "none",
    "drive_mart": "biz_date",
}
REASONS = {
    ("status_raw", "biz_date"): "a late row would go into the folder of an earlier night. What would a rerun of this night have to replace?",
    ("status_raw", ""): "a rerun must replace what one night has written, no more and no less. Which key makes that one folder?",
    ("status_mart", "wrk_date"): "think of the late rows. The folder of a night holds what came in, not what happened.",
    ("status_mart", ""): "the question names a day on which something happened. Which key makes that one folder?",
    ("purchases", "biz_date"): "the rows say in which month an item was bought; they know no day.",
    ("purchases", "wrk_date"): "asked for is a month of purchases, whenever its file came in.",
    ("purchases", ""): "what do the rows say about time, and what is asked for?",
    ("master", "wrk_date"): "then every join would find each car once for each night. The master is replaced as a whole.",
    ("master", "car_number"): "2,600 folders with one row each: the small-files problem by design.",
    ("master", ""): "2,600 rows are read as a whole and replaced as a whole. What would a folder save?",
    ("drive_mart", "car_number"): "each night would add a file to each of 2,600 folders, 949,000 files a year, and the usual question would open one in every folder.",
    ("drive_mart", "wrk_date"): "most questions name a day on which something happened. Late rows lie in the folder of another night.",
    ("drive_mart", ""): "most questions ask for all cars on one day. Which key makes that one folder?",
}  # fmt: skip


def _judge_key(case: str, given: object, right: str) -> str | None:
    if given not in KEYS:
        return f"{case}: {given!r} is not a key here. Choose one of these texts, in quotes: {', '.join(KEYS)}."
    return None if given == right else f"{case}: {REASONS.get((case, given), REASONS[case, ''])}"


q3 = Exercise(
    "day2_02.q3",
    right=CHOICE,
    wrong=[
        (CHOICE | {"status_raw": "biz_date"}, ""),
        (CHOICE | {"status_mart": "wrk_date"}, ""),
        (CHOICE | {"purchases": "biz_date"}, ""),
        (CHOICE | {"master": "wrk_date"}, ""),
        (CHOICE | {"drive_mart": "car_number"}, ""),
        (CHOICE | {"master": "car"}, ""),
        ({"status_raw": "wrk_date"}, ""),
    ],
    test=lambda choice: judge_choices(choice, CHOICE, _judge_key),
    hints=["For each data set ask: what is replaced as one, and what is asked for as one?",
           "Loading again concerns the date of collection, a question concerns the date of the event. A small table needs no folders."],
    solution="""
        keys = {
            "status_raw": "wrk_date",
            "status_mart": "biz_date",
            "purchases": "biz_month",
            "master": "none",
            "drive_mart": "biz_date",
        }
    """,
    insight="A partition key is what is written again, or asked for, as one; and it has few values, because every value costs at least one file a load.",
)  # fmt: skip

HOUR, MOST_FILES = 3600, 30


def _judge_rolls(limits: object, stream: Stream) -> str | None:
    if not isinstance(limits, dict):
        return 'A dictionary is expected: {"rollInterval": …, "rollSize": …, "rollCount": …}.'
    if unknown := [name for name in limits if name not in LIMITS]:
        return f"{unknown[0]!r} is not a limit of the sink. The limits are {', '.join(LIMITS)}."
    if any(not isinstance(value, (int, float)) or value < 0 for value in limits.values()):
        return "Each limit is a number, 0 or more."
    whole = FLUME | limits
    left_out = [name for name in LIMITS if name not in limits]
    seconds, files = closed_after(stream, whole), files_a_day(stream, whole)
    note = f" You did not set {' and '.join(left_out)}, so Flume's own value counts." if left_out else ""
    if seconds == inf:
        return "All three limits are switched off: a file is never closed, and its last block never listed."
    if seconds > HOUR:
        return f"A file is closed only after {seconds / HOUR:.1f} hours, and engines may miss its first row until then.{note}"
    if files > MOST_FILES:
        return f"A file is closed every {seconds:,.1f} s: {files:,} files a day. Which of your limits is reached first?{note}"
    return None


q4 = Exercise(
    "day2_02.q4",
    right={"rollInterval": 3600, "rollSize": 0, "rollCount": 0},
    also=[
        {"rollInterval": 3000, "rollSize": 128 * 2**20, "rollCount": 0},
        {"rollInterval": 0, "rollSize": 0, "rollCount": 120_000},
        {"rollInterval": 3600, "rollSize": 64_000_000, "rollCount": 1_000_000},
    ],
    wrong=[
        ({"rollInterval": 3600}, ""),
        ({"rollInterval": 0, "rollSize": 128 * 2**20, "rollCount": 0}, ""),
        ({"rollInterval": 60, "rollSize": 0, "rollCount": 0}, ""),
        ({"rollInterval": 3600, "rollSize": 1_000_000, "rollCount": 0}, ""),
        ({"rollInterval": 0, "rollSize": 0, "rollCount": 0}, ""),
        (3600, ""),
    ],
    test=_judge_rolls,
    hints=["Which limit answers *after an hour at the latest*? The two others must not be reached before it.",
           "0 switches a limit off; a limit that you leave out keeps Flume's own value."],
    solution='limits = {"rollInterval": 3600, "rollSize": 0, "rollCount": 0}',
    insight="While rows trickle, the clock closes files, and they stay far below a block. Rolling alone cannot make files that are both early and large: later something must merge them.",
    facts={"stream": Stream(100 / 3, 48)},
)  # fmt: skip

quiz = Quiz(
    "day2_02.quiz",
    Question(
        "A client writes a block with three copies. How much of the content does it send itself?",
        {
            "a": ("Three times, once to each DataNode.", "The DataNodes pass it on: the second gets it from the first, the third from the second."),
            "b": ("Once, to the NameNode, which hands it out.", "Look at the thick arrows again: none of them touches the NameNode."),
            "c": ("Once, to the first of the DataNodes.", "The rest is the pipeline's work, and goes on while the client still sends."),
        },
        right="c",
    ),
    Question(
        "A file of 1 KB lies in HDFS with blocks of 128 MB and three copies. What does it take?",
        {
            "a": ("3 KB of disk, and as much heap as a file of 100 MB.", "Disk counts bytes, the heap counts files and blocks, and both files have one of each."),
            "b": ("384 MB of disk, and as much heap as a file of 384 MB.", "A block takes what it holds. Only a quota charges the whole block, and only while it is being written."),
            "c": ("3 KB of disk, and heap in proportion to its rows.", "The heap holds a file and a block, whatever is in them."),
        },
        right="a",
    ),
    Question(
        "After a power cut the NameNode stays in safe mode, and the nightly load fails. What comes first?",
        {
            "a": ("Bring back the DataNodes that have not reported.", "Safe mode counts blocks. When they are reported it ends by itself."),
            "b": ("Type dfsadmin -safemode leave, and start the load again.", "It would go on, and so would every job that reads: without the blocks that are missing."),
            "c": ("Format the NameNode anew, and load what is missing.", "Then all names are gone, and with them all files."),
        },
        right="a",
    ),
    Question(
        "The pilot collects the file of 1 January on the 2nd. How many status rows happened on 1 January: where do you count?",
        {
            "a": ("All rows of the one folder wrk_date=20160102.", "Rows that came late are not there, and late rows of an earlier day may be."),
            "b": ("Rows dated 1 January, from wrk_date=20160102 on.", "The folder says where to look, the row says when it happened."),
            "c": ("All rows of the folders from wrk_date=20160102 on.", "In those lie the rows of later days, too."),
        },
        right="b",
    ),
)  # fmt: skip
