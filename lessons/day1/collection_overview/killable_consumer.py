"""A consumer that runs as a separate program, so that it can be killed: it shows one row for each request.

Run as ``python -m lessons.day1.collection_overview.killable_consumer TOPIC GROUP COMMIT_EVERY``; each line
on its standard input is a request.
"""

from __future__ import annotations

import subprocess
import sys

from confluent_kafka import KafkaException

from base.exceptions import ServiceError
from base.waiting import wait_until
from cluster.clients import kafka_consumer

SECONDS = 60  # until the next row has come


class KillableConsumer:
    """Starts the program and asks it for rows."""

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
    wait_until(lambda: came.append(consumer.poll(1)) or came[-1] is not None, "a row comes", SECONDS, pause=0)
    if came[-1].error():
        raise KafkaException(came[-1].error())
    return came[-1].value().decode()


if __name__ == "__main__":
    _serve(sys.argv[1], sys.argv[2], int(sys.argv[3]))
