"""Exercises of the collection overview."""

from __future__ import annotations

import re
from itertools import pairwise

from utils.lesson import Exercise, Later, Question, Quiz, judge_choices

ROLES = {
    "source": ("spooldir", "tail", "http", "avro", "syslog"),
    "channel": ("memory", "file"),
    "sink": ("hdfs", "kafka", "avro", "logger"),
}
CHOICE = {
    "workshop": ("spooldir", "file", "hdfs"),
    "driving": ("tail", "file", "kafka"),
    "clicks": ("http", "memory", "kafka"),
    "collector": ("avro", "file", "hdfs"),
    "devices": ("syslog", "memory", "logger"),
}
REASONS = {
    ("workshop", "source"): "the files are finished when they appear. Which source takes whole files out of a folder?",
    ("workshop", "channel"): "every row must arrive. What does the memory of a process hold after a power cut?",
    ("workshop", "sink"): "the rows are to be kept and analysed by day. Which of the four is a store?",
    ("driving", "source"): "the file is never finished: a line is added every moment. A folder source must not see growing files.",
    ("driving", "channel"): "no line may be lost, so the channel must outlive the process.",
    ("driving", "sink"): "several programs want each line at once. Where do readers come and go without disturbing each other?",
    ("clicks", "source"): "the web page posts its events. Which source waits for posts?",
    ("clicks", "channel"): "a few lost clicks are accepted and speed counts. A disk is not needed here.",
    ("clicks", "sink"): "a live counter reads each event as it comes. A store of large files is too slow, a screen counts nothing.",
    ("collector", "source"): "other agents forward to it. In which language do agents speak to each other?",
    ("collector", "channel"): "twenty agents have already let go of their events. If this one loses them, nobody has them.",
    ("collector", "sink"): "the last agent of the chain writes to the store; only the twenty before it forward.",
    ("devices", "source"): "the devices speak syslog and will not learn another language.",
    ("devices", "channel"): "you watch for a minute and keep nothing. What would a disk be for?",
    ("devices", "sink"): "you only want to see the events on the screen.",
}  # fmt: skip


def _judge(case: str, given: object, right: tuple[str, ...]) -> str | None:
    if not isinstance(given, (tuple, list)) or len(given) != len(ROLES):
        return f"{case}: three words are expected, source, channel and sink."
    for (role, known), one, wanted in zip(ROLES.items(), given, right, strict=True):
        if one not in known:
            return f"{case}: {one!r} is not a {role} here. Choose one of {', '.join(known)}."
        if one != wanted:
            return f"{case}: {REASONS[case, role]}"
    return None


q1 = Exercise(
    "day1_06.q1",
    right=CHOICE,
    wrong=[
        (CHOICE | {"workshop": ("tail", "file", "hdfs")}, ""),
        (CHOICE | {"driving": ("tail", "memory", "kafka")}, ""),
        (CHOICE | {"collector": ("avro", "file", "avro")}, ""),
        (CHOICE | {"devices": ("syslog", "file", "hdfs")}, ""),
        ({"workshop": CHOICE["workshop"]}, ""),
    ],
    test=lambda choice: judge_choices(choice, CHOICE, _judge, '("source", "channel", "sink")'),
    hints=["For each job ask three questions: how does the data arise, what may be lost, who wants it?",
           "May something be lost? Then memory is enough; otherwise file. Avro is what agents speak among themselves."],
    solution="""
        choice = {
            "workshop": ("spooldir", "file", "hdfs"),
            "driving": ("tail", "file", "kafka"),
            "clicks": ("http", "memory", "kafka"),
            "collector": ("avro", "file", "hdfs"),
            "devices": ("syslog", "memory", "logger"),
        }
    """,
    insight="The source follows from how data arises, the channel from what may be lost, the sink from who needs it.",
)  # fmt: skip

TOPIC = "strict"
CREATE = "kafka-topics --create --topic strict --partitions 3 --replication-factor 3 --config min.insync.replicas=3"
MADE = {"PartitionCount": "partitions", "ReplicationFactor": "copies", "min.insync.replicas": "copies in sync"}


def _made(command: object, typed) -> str | None:
    """Run the command in place of any topic of this name, and ask the brokers what they made of it."""
    if not isinstance(command, str):
        return "A command line is a text, in quotes."
    program, *words = command.split() or [""]
    if program.removesuffix(".sh") != "kafka-topics" or "--create" not in words:
        return "A topic is made with `kafka-topics --create`."
    if TOPIC not in words:
        return "The topic is to be called strict: say so with --topic."
    typed("--delete", "--if-exists", "--topic", TOPIC)
    said = typed(*words).strip()
    described = typed("--describe", "--topic", TOPIC)
    found = {name: re.search(rf"{re.escape(name)}[=:] ?(\d+)", described) for name in MADE}
    if not found["PartitionCount"]:
        return f"The brokers made no topic. The command said: {said.splitlines()[0] if said else 'nothing'}"
    for name, what in MADE.items():
        number = int(found[name][1]) if found[name] else 1
        if number != 3:
            return f"The brokers made a topic with {name} {number}; three {what} were wanted."
    return None


def _pretend(described: dict[str, str] | None = None):
    """Brokers for the proof of the exercise: they make a topic, and remember it."""
    topic = described or {}

    def typed(*words: str) -> str:
        given = dict(pairwise(words))
        if "--delete" in words:
            topic.clear()
        elif "--create" in words:
            copies, config = given.get("--replication-factor", "3"), given.get("--config", "")
            if int(copies) > 3:
                return "Error while executing topic command : Unable to replicate the partition 5 time(s)"
            topic.update(partitions=given.get("--partitions", "1"), copies=copies)
            topic.update(least=config.partition("=")[2] if config.startswith("min.insync.replicas=") else "2")
        elif topic:
            counts = "PartitionCount: {partitions}\tReplicationFactor: {copies}\tConfigs: min.insync.replicas={least}"
            return counts.format(**topic)
        return ""

    return typed


q2 = Exercise(
    "day1_06.q2",
    right=CREATE,
    also=[CREATE.replace("kafka-topics", "kafka-topics.sh")],
    wrong=[
        (CREATE.partition(" --config")[0], ""),
        (CREATE.replace("replicas=3", "replicas=2"), ""),
        (CREATE.replace("factor 3", "factor 1"), ""),
        (CREATE.replace("factor 3", "factor 5"), ""),
        (CREATE.replace(" --partitions 3", ""), ""),
        (CREATE.replace("--topic strict ", ""), ""),
        (CREATE.replace("--create", "--describe"), ""),
        ("min.insync.replicas=3", ""),
        (3, ""),
    ],
    test=_made,
    hints=["Three numbers are wanted: `--partitions`, `--replication-factor`, and one setting by `--config`.",
           "The setting is called min.insync.replicas; in one word with its value: `--config min.insync.replicas=3`."],
    solution=f'command = "{CREATE}"',
    insight="The brokers say what they made of it. The setting belongs to the topic, so no sender can be careless about it, unless it asks for less than acks=all.",
    facts={"typed": _pretend()},
)  # fmt: skip

q3 = Exercise(
    "day1_06.q3",
    right=Later(lambda first: 3 * max(first)),
    wrong=[
        (Later(lambda first: max(first)), "That is its share of twenty seconds. A whole minute is sent."),
        (Later(lambda first: 3 * sum(first)), "That is the whole minute. Only rows for partitions which the victim leads go to it."),
        (0, "With acks=0 the sender asks for no answer. How would it know that it must send again?"),
        (Later(lambda first: 4 * max(first)), "Rows of the first twenty seconds are safe: they were stored, with copies on the other brokers."),
        (Later(lambda first: sum(first)), "A third of the minute would be right if the partitions were equally full. Look at `held`."),
    ],
    hints=["Which partition does the victim lead? Only rows for this one go to it.",
           "`held` shows the share of each partition in twenty seconds of rows; cars send equally all the time."],
    solution='lost_rows = 3 * int(held["hasty"].max())',
    insight="Everything that was on its way to the dead leader, and nothing else. The copies do not help: none of these rows ever reached the leader.",
    facts={"first": [60, 40, 100]},
)  # fmt: skip

quiz = Quiz(
    "day1_06.quiz",
    Question(
        "An agent's sink cannot reach its store for an hour. Where are the events of that hour?",
        {
            "a": ("In the channel, while it has room.", "When it is full, the source stops taking, and the rest waits in the files."),
            "b": ("In the sink, which keeps trying.", "A sink holds no events of its own: it takes them from the channel and gives them back when writing fails."),
            "c": ("Nowhere: the events of it are lost.", "Only if the channel was in memory and the process ended meanwhile."),
        },
        right="a",
    ),
    Question(
        "Three copies, two of them must be in sync for a write (min.insync.replicas=2), acks=all. Two brokers die. What happens?",
        {
            "a": ("Writing goes on with the last copy.", "That would promise a safety that one copy cannot give, so the broker refuses."),
            "b": ("Rows are kept, but out of order.", "Order belongs to the partition and is never given up; here nothing is written at all."),
            "c": ("Writes are refused for now.", "Until a second copy is in sync again. An error is preferred to a promise that cannot be kept: CP, as in lesson 3."),
        },
        right="c",
    ),
    Question(
        "A reader commits a batch first and handles it afterwards. It dies in between. Its batch is …",
        {
            "a": ("… handled twice.", "That is the other order: handle first, commit afterwards."),
            "b": ("… never handled.", "At most once: nothing is repeated, something may be missing."),
            "c": ("… handled once.", "The successor starts after the commit and never sees the batch."),
        },
        right="b",
    ),
    Question(
        "The lag of one group grows all day, that of the others is near zero. What do you look at?",
        {
            "a": ("The brokers: they are too slow.", "The other groups read the same brokers and keep up."),
            "b": ("The senders: they send too much.", "The other groups get the same rows and keep up."),
            "c": ("Its readers: too few, or stuck.", "Lag belongs to a group, and only this one falls behind."),
        },
        right="c",
    ),
)  # fmt: skip
