"""Exercises of the lesson that builds the cluster."""

from __future__ import annotations

from math import ceil

from utils.lesson import Exercise, Later, Question, Quiz

MB = 2**20


def _death(setting) -> int:
    recheck_s = int(setting["dfs.namenode.heartbeat.recheck-interval"]) // 1000
    return 2 * recheck_s + 10 * int(setting["dfs.heartbeat.interval"])


q1 = Exercise(
    "day1_05.q1",
    right=Later(_death),
    wrong=[
        (5, "After five seconds a DataNode is stale: readers are sent to it last, but it still counts. The question is when it is dead."),
        (Later(lambda setting: 4000 + 10), "The recheck interval is in milliseconds, the heartbeat in seconds. Bring both to seconds."),
        (Later(lambda setting: _death(setting) - 2), "The recheck interval counts twice in the formula."),
        (630, "Those are the values Hadoop comes with, ten and a half minutes. This cluster has values of its own: read them."),
        (Later(lambda setting: 10 * int(setting["dfs.heartbeat.interval"])),
         "Ten heartbeats are the smaller part. The recheck interval, twice, comes on top."),
    ],
    hints=["The two settings end in `heartbeat.interval` and `recheck-interval`. One is in seconds, one in milliseconds.",
           "2 × recheck interval + 10 × heartbeat interval, both in seconds."],
    solution="""
        recheck = int(site["dfs.namenode.heartbeat.recheck-interval"]) / 1000
        heartbeat = int(site["dfs.heartbeat.interval"])
        seconds_to_death = int(2 * recheck + 10 * heartbeat)
    """,
    insight="You have a prediction that the running system will answer in a few minutes, when a DataNode really dies.",
    facts={"setting": {"dfs.namenode.heartbeat.recheck-interval": "2000", "dfs.heartbeat.interval": "1"}},
)  # fmt: skip


def _pair(size: int, site: dict[str, str]) -> tuple[int, int]:
    """Blocks of a file, and copies of blocks, by the settings of HDFS, which writes 4 MiB as ``4m``."""
    count = ceil(size / (int(site["dfs.blocksize"].removesuffix("m")) * MB))
    return count, count * int(site["dfs.replication"])


q2 = Exercise(
    "day1_05.q2",
    right=Later(_pair),
    wrong=[
        (Later(lambda size, site: (_pair(size, site)[0] - 1, _pair(size, site)[1] - int(site["dfs.replication"]))),
         "The rest of the file that does not fill a block needs a block too. Round up."),
        (Later(lambda size, site: (_pair(size, site)[0],) * 2),
         "The first number is right. Each block is kept several times: dfs.replication says how often."),
        (Later(lambda size, site: (_pair(size, site)[0], _pair(size, site)[0] * 3)),
         "Three copies are what Hadoop comes with. This cluster has a value of its own for dfs.replication."),
        (Later(lambda size, site: (1, int(site["dfs.replication"]))),
         "With blocks of 128 MB, Hadoop's own value, the file would fit in one. Here dfs.blocksize is smaller."),
        (Later(lambda size, site: _pair(size, site)[::-1]),
         "Both numbers are right, but the blocks come first, their copies second."),
    ],
    hints=["Divide the size of the file by the size of a block and round up.",
           "`4m` are 4 × 1024 × 1024 bytes. Multiply the blocks by dfs.replication for the copies."],
    solution="""
        count = -(-log.stat().st_size // (4 * 1024**2))  # rounded up
        answer = (count, count * int(site["dfs.replication"]))
    """,
    insight="The NameNode keeps the list of blocks, the DataNodes keep the copies: the figure counts both.",
    facts={"size": 26_000_000, "site": {"dfs.blocksize": "4m", "dfs.replication": "2"}},
)  # fmt: skip


def _grown(command: object, typed) -> str | None:
    if not isinstance(command, str):
        return 'A command line is a text, in quotes, such as "cluster status".'
    words = command.split()
    if words[:2] != ["cluster", "up"]:
        return "You tell a provisioning tool the state that you want. Its command for that begins with `cluster up`."
    if not any(word.startswith("hdfs") for word in words):
        return "`cluster up` takes names of services. DataNodes belong to one of them, and so does their number."
    live = typed(command)
    if "hdfs=3" not in words:
        return (
            f"After it HDFS reports {live} live DataNodes. The command must say that three are wanted: the number stands behind the service, after =."
        )
    return None if live == 3 else f"After it HDFS reports {live} live DataNodes. Look at what the command printed."


q3 = Exercise(
    "day1_05.q3",
    right="cluster up hdfs=3",
    also=["cluster up zookeeper hdfs=3 yarn"],
    wrong=[
        ("cluster up hdfs", ""),
        ("cluster up hdfs=1", "That asks for one DataNode. Three are wanted: say how many there should be, not how many more."),
        ("cluster up hdfs=4", ""),
        ("cluster up datanode-3", ""),
        ("cluster revive datanode-3", ""),
        ("hdfs=3", ""),
        (3, ""),
    ],
    test=_grown,
    hints=["Say how many DataNodes there should be, not how many more.",
           "`cluster up NAME=SIZE`, where NAME is the service that the DataNodes belong to."],
    solution='command = "cluster up hdfs=3"',
    insight="You said what you want. The command compared it with what runs, and started the one process that was missing.",
    facts={"typed": lambda command: 3 if "hdfs=3" in command.split() else 2},
)  # fmt: skip

BLOCK, COPIES = 4, 2  # MB of a block, copies of each


def _judge_quota(answer: object, blocks: int, size: int, fits) -> str | None:
    if isinstance(answer, bool) or not isinstance(answer, int):
        return "A whole number of MB is expected."
    if answer == 40:
        return "That is the quota that was refused."
    if answer in (size // MB, -(-size // MB)):
        return "That is the file once. The quota counts each copy."
    if COPIES * size // MB <= answer < COPIES * blocks * BLOCK:
        return "That is about what both copies take in the end. While the last block is written HDFS counts it as full."
    if answer == blocks * BLOCK:
        return "That is one copy, in whole blocks. The quota counts each copy."
    if answer == blocks * BLOCK * 3:
        return "This file has two copies again: `setrep 2` came after the third DataNode."
    if not 1 <= answer <= 1000:
        return "The file has some blocks of 4 MB, two copies of each. What do they take together?"
    if not fits(answer):
        return f"With {answer} MB the file is refused."
    return f"With {answer} MB it gets in, but with {answer - 1} MB as well." if fits(answer - 1) else None


q4 = Exercise(
    "day1_05.q4",
    right=Later(lambda blocks, size, fits: blocks * BLOCK * COPIES),
    wrong=[
        (40, ""),
        (Later(lambda blocks, size, fits: size // MB), ""),
        (Later(lambda blocks, size, fits: COPIES * size // MB), ""),
        (Later(lambda blocks, size, fits: blocks * BLOCK), ""),
        (Later(lambda blocks, size, fits: blocks * BLOCK * 3), ""),
        (Later(lambda blocks, size, fits: blocks * BLOCK * COPIES - 1), ""),
        (Later(lambda blocks, size, fits: blocks * BLOCK * COPIES + 1), ""),
        ("56m", ""),
        (0, ""),
    ],
    test=_judge_quota,
    hints=["How many copies does the folder hold, and what does HDFS count for a block that has just been begun?",
           "Blocks × 4 MB × 2 copies: the last block counts as full while it is written."],
    solution="quota = block_count * 4 * 2",
    insight="HDFS refused one MB less. Leave room in a quota for whole blocks of every file that is written at the same time: with blocks of 128 MB and three copies that is 384 MB each.",
    facts={"blocks": 7, "size": 26_466_272, "fits": lambda mb: mb >= 56},
)  # fmt: skip

quiz = Quiz(
    "day1_05.quiz",
    Question(
        "Where is the content of a file in HDFS?",
        {
            "a": ("In blocks, each on several DataNodes.", "The NameNode only says where, and reader and DataNode do the rest."),
            "b": ("On the NameNode, which hands it to readers.", "The NameNode knows names and places; no content passes through it."),
            "c": ("Whole on one DataNode, with one backup.", "Look at the grid again: the unit is the block, and each block has nodes of its own."),
        },
        right="a",
    ),
    Question(
        "A DataNode has been silent for twelve seconds. What does the NameNode of this cluster do?",
        {
            "a": ("It copies its blocks to other nodes at once.", "Only after it is counted dead. A short pause is no reason to move data."),
            "b": ("It forgets the files that had blocks there.", "The names stay; only the place of some copies is in doubt."),
            "c": ("It sends readers there last, and waits.", "It is stale, and not yet dead. Copying its blocks now would be wasted if it comes back."),
        },
        right="c",
    ),
    Question(
        "Replication is 2 on three DataNodes, and two of them die in the same second. What is true?",
        {
            "a": ("Nothing is lost: HDFS copies the blocks again.", "It copies from a copy that is left. For blocks whose two copies were on these two nodes there is none."),
            "b": ("Some blocks may be missing until one is back.", "Those that had both copies on these two. That is why clusters keep three copies, and not all on one rack."),
            "c": ("All files are lost, as most of the nodes are.", "Every block with a copy on the third node can still be read."),
        },
        right="b",
    ),
    Question(
        "`cluster up hdfs=3` is typed on a cluster where one DataNode is dead and the rest runs. What is right to expect of a provisioning tool?",
        {
            "a": ("Only the dead DataNode is started.", "Wanted state minus actual state is what there is to do."),
            "b": ("Everything is stopped and started anew.", "A tool that reaches a wanted state touches only what differs from it."),
            "c": ("An error, because HDFS already runs.", "Being asked twice is normal, and must do no harm: that is what idempotent means."),
        },
        right="a",
    ),
)  # fmt: skip
