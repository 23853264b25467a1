"""From a topic into Redis, by a program of its own that can be killed between any two rows.

Each row is written twice: added to the end of a list, and put under its key in a hash. Run as
``python -m lessons.day2.realtime_overview.copier TOPIC COMMIT EVERY``; each line on its standard input asks for one
row.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from typing import Literal

import pandas as pd
from confluent_kafka import Consumer, KafkaException, Message, TopicPartition

from base.exceptions import ServiceError
from cluster.clients import kafka_consumer, redis
from utils.collect.topics import car_of, make_topic, send

Commit = Literal["before", "after"]
COMMITS: tuple[Commit, ...] = ("before", "after")
COPIED, NOTHING_LEFT = "copied", "nothing left"


class Copier:
    """Starts the program and asks it for rows.

    It takes `every` rows at a time and commits them ``before`` or ``after`` it has written them. The topic has one
    partition. A new copier goes on where the one before it has committed.
    """

    def __init__(self, topic: str, commit: Commit, every: int = 10) -> None:
        argv = [sys.executable, "-m", __name__, topic, commit, str(every)]
        self._process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def copy(self, rows: int | None = None) -> int:
        """Copy so many rows, or all that are left; returns how many. Raises `ServiceError` if the program has ended."""
        copied = 0
        while copied != rows and self._ask() == COPIED:
            copied += 1
        return copied

    def _ask(self) -> str:
        try:
            self._process.stdin.write("\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline().rstrip("\n")
        except BrokenPipeError:
            answer = ""
        if not answer:
            raise ServiceError("The copier has ended and copies nothing more. Make a new one: Copier(topic, commit)")
        return answer

    def kill(self) -> None:
        """End the program at once (kill -9), between two rows."""
        self._process.kill()
        self._gone()

    def close(self) -> None:
        """Let the program end by itself."""
        self._process.stdin.close()
        self._gone()

    def _gone(self) -> None:
        self._process.wait(timeout=20)
        self._process.stdout.close()


def reset_copies(topic: str, rows: Iterable[str]) -> None:
    """Fill a new topic with some rows, forget what was copied, and let both kinds of copier begin at the start."""
    make_topic(topic)
    send(topic, rows)
    redis().delete(*(f"{kind}:{commit}" for kind in ("list", "keyed") for commit in COMMITS))
    for commit in COMMITS:
        consumer = kafka_consumer(_group(commit), enable_auto_commit=False)
        try:
            consumer.commit(offsets=[TopicPartition(topic, 0, 0)], asynchronous=False)
        finally:
            consumer.close()


def copied() -> pd.DataFrame:
    """How many rows lie in the list and under a key, for each order of writing and committing."""
    kv = redis()
    found = {f"commit {commit}": [kv.llen(f"list:{commit}"), kv.hlen(f"keyed:{commit}")] for commit in COMMITS}
    return pd.DataFrame.from_dict(found, orient="index", columns=["in the list", "by key"])


def _group(commit: str) -> str:
    return f"copier-{commit}"


def _serve(topic: str, commit: Commit, every: int) -> None:
    store = redis()
    consumer = kafka_consumer(_group(commit), enable_auto_commit=False)
    consumer.assign([TopicPartition(topic, 0)])
    waiting: list[Message] = []
    try:
        for _ in sys.stdin:
            if not waiting:
                waiting = _take(consumer, topic, every)
                if waiting and commit == "before":
                    consumer.commit(waiting[-1], asynchronous=False)
            if not waiting:
                print(NOTHING_LEFT, flush=True)
                continue
            message = waiting.pop(0)
            line = message.value().decode()
            store.rpush(f"list:{commit}", line)
            store.hset(f"keyed:{commit}", f"{car_of(line)}-{line[:14]}", line)
            if not waiting and commit == "after":
                consumer.commit(message, asynchronous=False)
            print(COPIED, flush=True)
    finally:
        consumer.close()


def _take(consumer: Consumer, topic: str, rows: int) -> list[Message]:
    """The next rows; fewer at the end of the topic."""
    place = TopicPartition(topic, 0)
    position = consumer.position([place])[0].offset
    if position < 0:  # before the first row is taken
        position = consumer.committed([place], timeout=10)[0].offset
    wanted = min(rows, consumer.get_watermark_offsets(place, timeout=10)[1] - position)
    taken: list[Message] = []
    while len(taken) < wanted:
        for message in consumer.consume(wanted - len(taken), timeout=1):
            if message.error():
                raise KafkaException(message.error())
            taken.append(message)
    return taken


if __name__ == "__main__":
    _serve(sys.argv[1], sys.argv[2], int(sys.argv[3]))
