"""A learner's command for Redis on trial: it is read, typed, and then Redis is asked how long the day's alerts live."""

from __future__ import annotations

import shlex
from collections.abc import Callable

from cluster import Cluster
from cluster.clients import redis

DAY = "20160101"  # the set of the pilot's day
DATABASE = 1  # of this lesson
WANTED = 3 * 86_400  # seconds
COMMANDS = ("expire", "persist", "ttl")


def type_it(command: str) -> int:
    """Type a command of redis-cli for this lesson's database; returns the seconds that the day's set then lives."""
    Cluster().command("redis-cli", "-n", str(DATABASE), *shlex.split(command))
    return redis(db=DATABASE).ttl(DAY)


def as_if_typed(command: str) -> int:
    """What Redis would say, where none runs; the day had a week."""
    name, key, *seconds = shlex.split(command)
    if key != DAY or name.lower() == "ttl":
        return 604_800
    return int(seconds[0]) if seconds else -1


def judge_expiry(command: object, run: Callable[[str], int]) -> str | None:
    """What is wrong with a command after which the day's alerts shall live three days; nothing if they then do."""
    if not isinstance(command, str):
        return 'A text is expected, such as "ttl 20160101".'
    words = shlex.split(command)
    if words[:1] == ["redis-cli"]:
        return "redis-cli -n 1 stands before your text already. Begin with the command of Redis."
    if not words or words[0].lower() not in COMMANDS:
        return f"{words[0] if words else 'An empty text'} is not the command that the loop above called. Which was it?"
    if len(words) != (3 if words[0].lower() == "expire" else 2):
        return "expire takes two words more: the key, and the time to live in seconds."
    if words[1] != DAY:
        return f"The key is {words[1]}, but the alerts of the day are in {DAY}."
    if words[0].lower() == "expire" and not words[2].isdigit():
        return f"{words[2]!r} is not a number of seconds."
    if words[0].lower() == "expire" and int(words[2]) < 60:
        return f"{words[2]} seconds: the alerts would be gone before you could look at them. It was not typed."
    lives = run(command)
    if lives == -1:
        return "Redis now says −1: the set has no expiry any more, and stays for ever."
    if not WANTED - 600 <= lives <= WANTED:
        return f"Redis now says that {DAY} lives {lives:,} seconds. How many seconds do three days have?"
    return None
