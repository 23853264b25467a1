"""Readers of a topic: several at the same time, alone or in groups, and one that can be killed.

Run as ``python -m lessons.day1.collection_overview.readers TOPIC GROUP COMMIT_EVERY`` it is the latter; each line on
its standard input is a request.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pandas as pd
from confluent_kafka import Consumer, KafkaException

from base.exceptions import ServiceError
from base.waiting import wait_until
from cluster.clients import kafka_admin, kafka_consumer
from utils.collect.topics import ADVICE, stored

ROW_SECONDS = 60  # until the next row has come


class Reader:
    """One consumer of a group, which reads nothing before it is resumed."""

    def __init__(self, topic: str, group: str, name: str) -> None:
        self.group, self.name, self.rows = group, name, 0
        # the group hands partitions out in the order of its members' names, which begin with client.id
        self.consumer = kafka_consumer(group, enable_auto_commit=False, client_id=name)
        self.consumer.subscribe([topic], on_assign=_hold)

    @property
    def partitions(self) -> list[int]:
        return sorted(each.partition for each in self.consumer.assignment())

    def poll(self, seconds: float) -> None:
        """Take what has come, and count it."""
        for message in self.consumer.consume(1000, timeout=seconds):
            if message.error():
                raise KafkaException(message.error())
            self.rows += 1


def _hold(consumer: Consumer, partitions: list) -> None:
    consumer.assign(partitions)
    consumer.pause(partitions)


def read_side_by_side(topic: str, groups: list[str], seconds: float = 40) -> pd.DataFrame:
    """Start one reader for each name in ``groups``; equal names are one group. All read to the present end.

    Returns one row per reader: its ``group``, the ``partitions`` it was given, the ``rows`` it got. Each group begins
    with the oldest record and commits what it has read. Raises `NotReady` if a group does not settle in time.
    """
    _forget(groups)
    wanted = stored(topic)
    readers = [Reader(topic, group, f"reader-{n}") for n, group in enumerate(groups, 1)]
    try:
        _settle(readers, len(wanted), seconds)
        for reader in readers:
            reader.consumer.resume(reader.consumer.assignment())
        wait_until(lambda: _read_all(readers, wanted), f"readers get all rows of {topic}", seconds, 0, ADVICE)
        for reader in readers:
            if reader.rows:
                reader.consumer.commit(asynchronous=False)
        table = [(reader.name, reader.group, reader.partitions, reader.rows) for reader in readers]
    finally:
        for reader in readers:
            reader.consumer.close()
    return pd.DataFrame(table, columns=["reader", "group", "partitions", "rows"]).set_index("reader")


def _settle(readers: list[Reader], partitions: int, seconds: float) -> None:
    """Poll until each group has handed out all partitions, and as evenly as it can."""

    def even() -> bool:
        _poll(readers)
        for group, size in Counter(reader.group for reader in readers).items():
            shares = [len(reader.partitions) for reader in readers if reader.group == group]
            if sum(shares) != partitions or sorted(shares) != _even(partitions, size):
                return False
        return True

    wait_until(even, "every group has divided the partitions among its readers", seconds, pause=0)


def _read_all(readers: list[Reader], wanted: pd.Series) -> bool:
    if all(reader.rows >= wanted[reader.partitions].sum() for reader in readers):
        return True
    _poll(readers)
    return False


def _poll(readers: list[Reader]) -> None:
    for reader in readers:
        reader.poll(0.1)


def _even(partitions: int, readers: int) -> list[int]:
    """Shares in rising order.

    >>> _even(3, 2)
    [1, 2]
    """
    return sorted(partitions // readers + (n < partitions % readers) for n in range(readers))


def _forget(groups: list[str]) -> None:
    """Delete what the groups have committed, so that each is new."""
    admin = kafka_admin()
    known = {group.group_id for group in admin.list_consumer_groups().result(timeout=20).valid}
    for answer in admin.delete_consumer_groups(sorted(known & set(groups))).values() if known & set(groups) else ():
        answer.result(timeout=20)


class KillableConsumer:
    """A consumer that runs as a separate program, so that it can be killed; it shows one row for each request."""

    def __init__(self, topic: str, group: str, commit_every: int) -> None:
        argv = [sys.executable, "-m", __name__, topic, group, str(commit_every)]
        self.process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def show(self, rows: int) -> list[str]:
        """The next rows, one after the other. Raises `ServiceError` if the program has ended."""
        return [self._next() for _ in range(rows)]

    def _next(self) -> str:
        try:
            self.process.stdin.write("\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise ServiceError(
                "The consumer has ended and shows nothing more. "
                "Make a new one: KillableConsumer(topic, group, commit_every)"
            )
        return line.rstrip("\n")

    def kill(self) -> None:
        """End the program at once (kill -9): it can neither commit nor say goodbye."""
        self.process.kill()
        self._gone()

    def close(self) -> None:
        """Let the program end by itself; it leaves its group, but commits nothing more."""
        self.process.stdin.close()
        self._gone()

    def _gone(self) -> None:
        self.process.wait(timeout=20)
        self.process.stdout.close()


def _serve(topic: str, group: str, commit_every: int) -> None:
    consumer = kafka_consumer(group, enable_auto_commit=False)
    consumer.subscribe([topic])
    try:
        for shown, _ in enumerate(sys.stdin, start=1):
            print(_take(consumer), flush=True)
            if shown % commit_every == 0:
                consumer.commit(asynchronous=False)
    finally:
        consumer.close()


def _take(consumer) -> str:
    came = []
    wait_until(lambda: came.append(consumer.poll(1)) or came[-1] is not None, "a row comes", ROW_SECONDS, pause=0)
    if came[-1].error():
        raise KafkaException(came[-1].error())
    return came[-1].value().decode()


if __name__ == "__main__":
    _serve(sys.argv[1], sys.argv[2], int(sys.argv[3]))
