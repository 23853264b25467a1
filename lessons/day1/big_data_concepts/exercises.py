"""Exercises of the lesson on the concept, purpose and use of big data."""

from __future__ import annotations

from math import ceil

from utils.lesson import Exercise, Later, Question, Quiz

DAY = 86_400  # seconds
CARS = 100_000
BLOCK = 128 * 2**20  # bytes
ROW = "20160101000001,A0001,3,0,L2,N,63,C02"
GARBAGE = "Driver Status Infomation,CarNum,AccStep,BrkStep,WheelStep,DirLightStep,Speed,AreaNum"
OTHER = "20160101235959,F0042,0,2,F,R,9,F10"
SHORT = "20160101000001,A0001,3,0"


def _gigabytes(row_bytes: float) -> float:
    return row_bytes * CARS * DAY / 1e9


def _test_volume(answer, row_bytes: float) -> str | None:
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return "A number is expected, in GB."
    ratio = answer / _gigabytes(row_bytes)
    if 0.98 < ratio < 1.02:
        return None
    known = {
        1 / 24: "That is an hour. A day has 24.",
        1 / 60: "Seconds, minutes, hours: one factor of 60 is missing.",
        1 / DAY: "That is one second of all cars. A day has 86,400.",
        1 / CARS: "That is one car.",
        1 / 1000: "A factor of a thousand: one GB is 1,000,000,000 bytes. Did you give TB, or are there too few cars?",
        1000: "A factor of a thousand: one GB is 1,000,000,000 bytes. Those are MB.",
        1e9: "Those are bytes. Divide by 1,000,000,000 for GB.",
    }
    for factor, reason in known.items():
        if 0.98 < ratio / factor < 1.02:
            return reason
    return "Multiply four things: bytes a row, rows a second of one car (1), cars, seconds a day. Then divide for GB."


q1 = Exercise(
    "day1_02.q1",
    right=Later(_gigabytes),
    also=[Later(lambda row_bytes: round(_gigabytes(row_bytes)))],
    wrong=[
        (Later(lambda row_bytes: _gigabytes(row_bytes) / 24), ""),
        (Later(lambda row_bytes: _gigabytes(row_bytes) / CARS), ""),
        (Later(lambda row_bytes: _gigabytes(row_bytes) / 1000), ""),
        (Later(lambda row_bytes: _gigabytes(row_bytes) * 1e9), ""),
        (Later(lambda row_bytes: _gigabytes(row_bytes) * 2), ""),
    ],
    test=_test_volume,
    hints=["One car writes one row a second. How many rows do 100,000 cars write in a day of 86,400 seconds?",
           "`row_bytes * 100_000 * 86_400` are bytes. One GB is 1,000,000,000 of them."],
    solution="gb_a_day = row_bytes * 100_000 * 86_400 / 1_000_000_000",
    insight="About 318 GB, or 3.7 MB a second: one disk still takes that, and at 100 MB a second it reads the day back in "
    "53 minutes. But a year is 116 TB. Reading it takes one disk 13 days, and one machine that fails takes all of it along.",
    facts={"row_bytes": 36.8},
)  # fmt: skip


def map_area(line):
    fields = line.split(",")
    if len(fields) == 8 and line[:14].isdigit():
        return [(fields[7], 1)]
    return []


def _by_car(line):
    return [(line.split(",")[1], 1)] if line[:14].isdigit() else []


def _pair_alone(line):
    return line.split(",")[7], 1


def _counts_garbage(line):
    fields = line.split(",")
    return [(fields[7], 1)] if len(fields) == 8 else []


def _stumbles(line):
    return [(line.split(",")[7], 1)] if line[:14].isdigit() else []


def _knows_one_area(line):
    return [("C02", 1)] if line[:14].isdigit() and line.count(",") == 7 else []


def _says_nothing(line):
    return None if not line[:14].isdigit() or line.count(",") != 7 else [(line.split(",")[7], 1)]


def _one_a_letter(line):
    return [(line.split(",")[7], 1)] if line[:14].isdigit() and line.count(",") == 7 and line[-3] in "CF" else []


AREAS = 60


def _in_process(mapper) -> dict[str, int]:
    """What a job over a row of each area leaves, worked out here: stands in for YARN and HDFS."""
    lines = [f"20160101000001,A0001,3,0,F,N,63,{zone}{number:02}" for zone in "ABCDEF" for number in range(1, 11)]
    found: dict[str, int] = {}
    for key, value in (pair for line in lines for pair in mapper(line)):
        found[key] = found.get(key, 0) + value
    return found


def _test_mapper(mapper, run, rows: int) -> str | None:
    if reason := _test_here(mapper):
        return reason
    found = run(mapper)
    if not found:
        return "Here it works, but on YARN the job failed: only your function is sent there. Write all that it needs inside it."
    if sum(found.values()) != rows:
        return f"HDFS holds counts of {sum(found.values()):,} rows, but the log has {rows:,}."
    return None if len(found) == AREAS else f"HDFS holds counts of {len(found)} areas, but the city has {AREAS}."


def _test_here(mapper) -> str | None:
    if not callable(mapper):
        return "A function is expected: def map_area(line): ..."
    try:
        found = mapper(ROW)
    except IndexError:
        return "There is no field of that number. Lists count from 0, so the eighth field has number 7."
    if isinstance(found, tuple):
        return "A mapper may give any number of pairs, so it returns a list: [(key, value)]."
    if found == [("A0001", 1)]:
        return "You count rows by car. The area is the last of the eight fields."
    for row, area in ((ROW, "C02"), (OTHER, "F10")):
        if (found := mapper(row)) is None:
            return f"For the row {row!r} it returns None. Does each way through it end with `return` and a list?"
        if found != [(area, 1)]:
            return f"For the row {row!r} it should return [({area!r}, 1)], not {found!r}."
    heading = mapper(GARBAGE)
    if heading is None:
        return "For a line that is not a row it returns None. A mapper always returns a list: here an empty one, []."
    if heading != []:
        return f"It takes the heading line for a row and returns {heading!r}. Return [] for it."
    try:
        short = mapper(SHORT)
    except IndexError:
        return f"It stumbles over a row that was cut short, {SHORT!r}: IndexError. Look at the number of fields first."
    return None if short == [] else f"For the line {SHORT!r}, which has no area, it should return []."


q2 = Exercise(
    "day1_02.q2",
    right=map_area,
    wrong=[
        (_by_car, ""),
        (_pair_alone, ""),
        (_counts_garbage, ""),
        (_stumbles, ""),
        (_knows_one_area, ""),
        (_says_nothing, ""),
        (lambda line: [], ""),
        (lambda line: [("C02", 1)], ""),
        (_one_a_letter, ""),
        (lambda line: [(line.split(",")[8], 1)], "There is no field of that number. Lists count from 0, so the eighth field has number 7."),
    ],
    test=_test_mapper,
    hints=["Cut the line at the commas. A row has eight fields and begins with 14 digits; the area is the last field.",
           "Return [(area, 1)] for a row, and [] for any other line."],
    insight="Your function ran in containers of YARN, one for each block, and HDFS holds its counts. A mapper sees one "
    "line and nothing else. That is why a thousand of them can work at once.",
    facts={"run": _in_process, "rows": AREAS},
)  # fmt: skip


def _maps(gigabytes: float) -> int:
    return ceil(gigabytes * 1e9 / BLOCK)


def _test_maps(answer, gigabytes: float) -> str | None:
    if isinstance(answer, bool) or not isinstance(answer, int):
        return "A whole number is expected."
    if abs(answer - _maps(gigabytes)) <= 1 + 0.01 * _maps(gigabytes):  # whoever rounded the GB is right too
        return None
    if abs(answer - gigabytes * 1e9 / (4 * 2**20)) < 0.02 * answer:
        return "That would be with the 4 MB blocks of this course. The question has blocks of 128 MB."
    if answer in (round(gigabytes), ceil(gigabytes)):
        return "One map for each GB? A map gets a block, and eight blocks of 128 MB are about one GB."
    if answer in (CARS, 24):
        return "Cars and hours do not matter here: Hadoop looks at blocks, not at what stands in them."
    return "Divide the bytes of the day by the bytes of a block and round up."


q3 = Exercise(
    "day1_02.q3",
    right=Later(_maps),
    also=[Later(lambda gigabytes: _maps(round(gigabytes)))],
    wrong=[
        (Later(lambda gigabytes: ceil(gigabytes * 1e9 / (4 * 2**20))), ""),
        (Later(lambda gigabytes: ceil(gigabytes)), ""),
        (CARS, ""),
        (4, ""),
    ],
    test=_test_maps,
    hints=["How many map tasks did your job have, and how many blocks the file?",
           "Blocks = bytes of the day / (128 * 1024**2), rounded up: `int(…) + 1`. One map for each."],
    solution="map_tasks = -(-int(gb_a_day * 1_000_000_000) // (128 * 1024**2))",
    insight="The program of this lesson would run on all of them without a changed line. Only the waiting differs.",
    facts={"gigabytes": 317.9},
)  # fmt: skip

quiz = Quiz(
    "day1_02.quiz",
    Question(
        "Which of these is veracity?",
        {
            "a": ("How many rows arrive in a second.", "That is velocity."),
            "b": ("How many formats of a line there are.", "That is variety."),
            "c": ("How many of the lines are malformed.", "Veracity asks how far the data can be trusted, and that can be counted."),
        },
        right="c",
    ),
    Question(
        "Why does MapReduce send the program to the data?",
        {
            "a": ("The program is small, and the data is not.", "A block stays where it lies, and its mapper reads it from the disk beside it."),
            "b": ("Programs run faster on DataNodes than elsewhere.", "A core is a core. What is saved is the way through the network."),
            "c": ("The NameNode has no memory left for programs.", "A mapper needs none of its memory: it runs on the machine that holds the block."),
        },
        right="a",
    ),
    Question(
        "What must happen between map and reduce?",
        {
            "a": ("The mappers compare their counts and agree.", "Mappers never talk to each other: that is what makes them cheap."),
            "b": ("All values of one key are brought together.", "That is the shuffle: it sorts the pairs and sends them to the reducer of their key."),
            "c": ("The results of the maps are written to HDFS.", "Maps keep their pairs on local disks; only the reducer writes to HDFS, at the end."),
        },
        right="b",
    ),
    Question(
        "A mapper fails on one line in five hundred. What does a second, third and fourth attempt change?",
        {
            "a": ("Nothing: the line and the program are the same.", "Attempts are for machines that fail. A bad line fails on every machine."),
            "b": ("Each attempt skips the line that failed before.", "Hadoop does not know which line it was; the guard in the mapper has to decide."),
            "c": ("Each attempt runs with more memory than the last.", "An attempt gets a new container of the same size."),
        },
        right="a",
    ),
)  # fmt: skip
