"""Exercises of the collection lesson."""

from __future__ import annotations

import re

from lessons.day2.collect.connecting import lines_of  # noqa: F401 - for the lesson
from utils.lesson import Exercise, Later, Question, Quiz

STAY = (
    ("20160101000000,B0007,99,99,99,99,1,1,1,1,A,A,98", "a status row"),
    ("20160101000307,B0007,4,0,F,N,75,B04", "a driving row"),
    ("20160101000307,B0092,??,0,F,N,89,E03", "a damaged row. A filter drops without a word; what is dropped here is never heard of again"),
    ("20160101000307,F0042,5,0,L", "a row that was cut short. A filter drops without a word; what is dropped here is never heard of again"),
)  # fmt: skip
GO = (
    ("SmartCar Status Information,CarNum,TireFL,TireFR,TireBL,TireBR", "the heading of the status log"),
    ("Driver Status Infomation,CarNum,AccStep,BrkStep,WheelStep", "the heading of the driving log"),
    ("device B0007 back since 20160101000307", "a remark that has 14 digits at its end. A filter finds a pattern at any place, unless it is tied to one"),
    ("20160101,B0092,2,0,F,N,89,E03", "a line with the day alone. A time has more digits: count them"),
)  # fmt: skip


def _filter(pattern: object) -> str | None:
    if not isinstance(pattern, str):
        return 'A pattern is a text, such as r"^SmartCar".'
    if "\\\\" in pattern:
        return "Two backslashes mean the letter \\ itself. Write one; the configuration file gets its second by itself."
    try:
        found = re.compile(pattern, re.ASCII)
    except re.error as reason:
        return f"This is not a regular expression: {reason}."
    dropped = [what for line, what in STAY if not found.search(line)]
    kept = [what for line, what in GO if found.search(line)]
    if len(dropped) == len(STAY) and len(kept) == len(GO):
        return "It is the wrong way round: it keeps what must go and drops what must stay."
    if len(dropped) == len(STAY):
        return "It drops every row. Flume keeps the lines in which the pattern is found: describe how a row begins."
    if dropped:
        return f"It drops {dropped[0]}."
    return f"It keeps {kept[0]}." if kept else None


q1 = Exercise(
    "day2_01.q1",
    right=r"^\d{14}",
    also=[r"^[0-9]{14}", r"^\d{14},", r"^\d{14}.*$", r"^2\d{13}"],
    wrong=[
        (r"\d{14}", ""),
        (r"^\d*", "Zero digits are digits enough for it, so it is found in every line. How many must there be?"),
        (r"^\d{8}", ""),
        (r"^\d{14}$", "The sign $ says that nothing follows the digits. A row has more behind its time."),
        (r"^\d+", ""),
        (r"^\\d{14}", ""),
        (r"^SmartCar", ""),
        (r"^\d{14},[A-Z]\d{4},\d,", ""),
        (r"^\d{14}(,[^,]+){7}", ""),
        ("^(", ""),
    ],
    test=_filter,
    hints=["What have the first four lines in common at their beginning, and the others not?",
           r"`^` ties a pattern to the beginning, `\d` is a digit, `{n}` says how many of them."],
    solution=r'keep = r"^\d{14}"',
    insight="A filter decides by the look of a line, quickly and for good. What is merely suspicious it should let through, to somebody who can give a reason.",
)  # fmt: skip

NAME, RESET, AUTO = "group.id", "auto.offset.reset", "enable.auto.commit"
SETTINGS = {NAME: "archive", RESET: "earliest", AUTO: False}


def _settings(settings: object, start, store, rows: int, typed) -> str | None:
    """Look at the settings; start the program with them if they are plausible, and ask the broker."""
    if reason := _unfit(settings):
        return reason
    start(settings)
    if len(store) < rows:
        return f"The program has stored {len(store)} of {rows} rows. Is this the first start of this group?"
    waiting = [
        int(lag)
        for lag in re.findall(r"(?m)^archive +\S+ +\d+ +\d+ +\d+ +(\d+)", typed("--describe", "--group", "archive"))
    ]
    if not waiting or sum(waiting):
        return f"The store has the rows, but the broker still counts {sum(waiting)} of them as unread: commit."
    return None


def _unfit(settings: object) -> str | None:
    if not isinstance(settings, dict):
        return f'A dictionary is expected: {{"{NAME}": …, "{RESET}": …, "{AUTO}": …}}.'
    if absent := [key for key in SETTINGS if key not in settings]:
        return f"There is no {absent[0]} yet."
    if more := set(settings) - set(SETTINGS):
        return f"The setting {sorted(more)[0]} is not asked for. Three are enough."
    if settings[NAME] == "dashboard":
        return "Under the dashboard's name the archive goes on where the dashboard stopped, and each takes rows from the other."
    if settings[NAME] != "archive":
        return f"The broker keeps the place under the group's name. Is {settings[NAME]!r} the name under which the archive will always come?"
    if settings[RESET] == "latest":
        return "At its first start the archive has no place yet, and latest would begin with the rows to come: all older ones would be missing."
    if settings[RESET] != "earliest":
        return f'{RESET} is "earliest" or "latest", as a text.'
    if settings[AUTO] is True:
        return "Then the consumer itself commits, by the clock, what it has handed over. If `store.extend` fails just then, rows count as read that were never stored."
    return None if settings[AUTO] is False else f"{AUTO} is True or False, without quotes."


q2 = Exercise(
    "day2_01.q2",
    right=SETTINGS,
    wrong=[
        (SETTINGS | {AUTO: True}, ""),
        (SETTINGS | {RESET: "latest"}, ""),
        (SETTINGS | {NAME: "dashboard"}, ""),
        (SETTINGS | {NAME: "archive-2"}, ""),
        (SETTINGS | {RESET: "oldest"}, ""),
        (SETTINGS | {AUTO: "False"}, ""),
        ({NAME: "archive"}, ""),
        ("archive", ""),
    ],
    test=_settings,
    hints=["Under which name does the broker keep how far the archive has come?",
           "`auto.offset.reset` counts only for a group without a place: at the first start.",
           "The program commits by itself after it has written. What would a second, automatic commit do before that?"],
    solution='settings = {"group.id": "archive", "auto.offset.reset": "earliest", "enable.auto.commit": False}',
    insight="The broker says that nothing is left to read. The same name each time, the oldest row at first, and a commit after the work: a crash repeats at most what was being written.",
    facts={"start": lambda settings: None, "store": ["row"] * 3, "rows": 3,
           "typed": lambda *words: "GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG\narchive SmartCar-Topic 0 3 3 0 -"},
)  # fmt: skip


def _capacity(capacity: object, cars: int) -> str | None:
    need = 120 * cars
    if isinstance(capacity, bool) or not isinstance(capacity, int):
        return "A whole number of events is expected."
    if capacity < need:
        return f"A channel of {capacity:,} events is full after {capacity / cars:.0f} seconds of {cars} cars."
    if capacity > 2 * need:
        return f"That would hold {capacity / cars / 60:.0f} minutes of {cars} cars, and take the memory for it."
    return None


q3 = Exercise(
    "day2_01.q3",
    right=Later(lambda cars: 120 * cars),
    also=[Later(lambda cars: 200 * cars), Later(lambda cars: 240 * cars)],
    wrong=[
        (100, "That is Flume's own value. The fleet fills it within seconds."),
        (120, "That is one car. The whole fleet writes into this log."),
        (Later(lambda cars: 60 * cars), "That is one minute of the fleet. The broker will be silent for two."),
        (Later(lambda cars: 40 * 120 * cars), "Those are bytes. A channel counts events."),
        (Later(lambda cars: 1200 * cars), ""),
        ("2 minutes", ""),
    ],
    test=_capacity,
    hints=["How many rows does one car write in two minutes, and how many the fleet?", "120 seconds, a row a second and car."],
    solution="capacity = 120 * len(cars)",
    insight="A full channel loses nothing by itself: the tail source waits, and the rows stay in the log. With a source that cannot wait, such as one that takes what a web page posts, they would be refused.",
    facts={"cars": 10},
)  # fmt: skip

LOG = "/car/driver.log"
CONNECTOR = {"connector.class": "FileStreamSource", "file": LOG, "topic": "by-connect"}


def _connector(settings: object, path: str, run) -> str | None:
    """Look at the settings, and let a worker run a connector with them if they are plausible."""
    if not isinstance(settings, dict):
        return 'A dictionary is expected: {"connector.class": …, "file": …, "topic": …}.'
    if "topics" in settings:
        return "`topics` is what a sink reads from, and may name several. A source writes to one `topic`."
    if absent := [key for key in CONNECTOR if key not in settings]:
        return f"There is no {absent[0]} yet."
    if more := set(settings) - set(CONNECTOR):
        return f"The setting {sorted(more)[0]} is not asked for. Three are enough."
    if settings["connector.class"] == "FileStreamSink":
        return "A sink takes from Kafka and writes to a file. Here the file is what is read."
    if settings["connector.class"] != "FileStreamSource":
        return "The worker knows the class as FileStreamSource."
    if settings["file"] != path:
        return f"The worker would look for a file {settings['file']!r}. The path of the log is in `driving_log`."
    if settings["topic"] != "by-connect":
        return f"The lines would come into the topic {settings['topic']!r}, but by-connect is asked for."
    return None if run(settings) else "The worker took it, but by-connect is empty."


q4 = Exercise(
    "day2_01.q4",
    right=Later(lambda path, run: CONNECTOR | {"file": path}),
    wrong=[
        ({"connector.class": "FileStreamSource", "file": LOG, "topics": "by-connect"}, ""),
        ({"connector.class": "FileStreamSource", "file": LOG}, ""),
        (CONNECTOR | {"connector.class": "FileStreamSink"}, ""),
        (CONNECTOR | {"connector.class": "TailSource"}, ""),
        (CONNECTOR | {"file": "driving_log"}, ""),
        (CONNECTOR | {"topic": "SmartCar-Topic"}, ""),
        (CONNECTOR | {"key": "car"}, ""),
        ("FileStreamSource", ""),
    ],
    test=_connector,
    hints=["Three entries, key and value as texts. Which of the names in the task are keys, and which are values?",
           '`{"connector.class": "FileStreamSource", "file": driving_log, …}`, and the topic.'],
    solution='connector = {"connector.class": "FileStreamSource", "file": driving_log, "topic": "by-connect"}',
    insight="The worker made a connector of it and the lines are in the topic. Nobody started a process, chose a channel or wrote a loop.",
    facts={"path": LOG, "run": lambda settings: 36_010},
)  # fmt: skip

quiz = Quiz(
    "day2_01.quiz",
    Question(
        "The agent's process runs and its page answers, but since noon the spooling source's counters stand still. What do you suspect first?",
        {
            "a": ("A file grew after it was put into the folder.", "The source ends at a file that grows, or at a name it has seen, and the process lives on. The agent's log has the reason."),
            "b": ("The filter has dropped every line since noon.", "Then the source's counter would go on: it counts lines before the filter."),
            "c": ("The channel in memory has lost its events.", "A channel in memory loses rows when the agent ends. It does not stop a source."),
        },
        right="a",
    ),
    Question(
        "Source: 100,000 events. Channel: 90,000 put, 90,000 taken, 0 held. Sink: 90,000 written. Where are the other 10,000 lines?",
        {
            "a": ("In the channel, which has not emptied yet.", "It holds nothing: put and taken are equal."),
            "b": ("Lost between the sink and its store.", "The sink has written all that it took."),
            "c": ("Dropped by the filter behind the source.", "It is the only place between the two numbers. Whether they were headings or rows nobody can say any more."),
        },
        right="c",
    ),
    Question(
        "Kafka is away for ten minutes, and the agent with its Kafka channel is killed in the middle of it. Which rows are lost?",
        {
            "a": ("All rows of the ten minutes.", "The source could not hand them over, so it has not noted them as done."),
            "b": ("None: they are still in the log.", "The log itself was the buffer. It must only not be deleted before the agent is back."),
            "c": ("Those that the channel held.", "This channel has no room of its own: what is not in the topic is not in the channel."),
        },
        right="b",
    ),
    Question(
        "The archive has run with your settings. After a holiday a colleague starts it with the group `archive2`, all else unchanged. What does it read?",
        {
            "a": ("The rows that came in during the holiday.", "That is kept for the group archive. The broker does not know that both are the same program."),
            "b": ("Nothing until new rows come in.", "So it would be with latest; with earliest a new group begins at the oldest row."),
            "c": ("All rows that the topic still has.", "For the broker it is a new group, and earliest begins at the beginning: everything is read a second time."),
        },
        right="c",
    ),
)  # fmt: skip
