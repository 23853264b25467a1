"""A bolt that takes tuples in batches, on top of Storm's own storm.py.

A batch holds what arrived while the last one was handled: under light load one tuple, which waits for nothing;
under heavy load many, which share one write.
"""

from __future__ import annotations

import json
import queue
import sys
import threading
import time
import traceback

import storm

SIZE = 200  # tuples of a batch at most
QUEUE = 1000  # tuples read ahead at most
IDLE = 0.5  # seconds without a tuple after which `idle` is called


class BatchBolt:
    """Subclasses have `work`, which may `emit`, `ack` and `fail`; what it says is sent when it returns.

    An error ends the program. Storm then restarts the worker, and the spout repeats what was not acknowledged.
    """

    size = SIZE
    linger = 0.0  # seconds that the first tuple of a batch may wait for others

    def initialize(self, conf: dict, context: dict) -> None: ...

    def work(self, batch: list) -> None:
        raise NotImplementedError

    def idle(self) -> None: ...

    def emit(self, values: list, anchors: list, stream: str = "default") -> None:
        # Storm must not answer: its answer would arrive among the tuples that are read ahead
        ids = [anchor.id for anchor in anchors]
        self._say(command="emit", stream=stream, anchors=ids, tuple=values, need_task_ids=False)

    def ack(self, tuple_) -> None:
        self._say(command="ack", id=tuple_.id)

    def fail(self, tuple_) -> None:
        self._say(command="fail", id=tuple_.id)

    def log(self, text: str) -> None:
        """Write a warning to the worker's log."""
        self._say(command="log", msg=text, level=3)

    def _say(self, **message: object) -> None:
        self._messages.append(json.dumps(message) + "\nend\n")

    def _send(self) -> None:
        sys.stdout.write("".join(self._messages))
        sys.stdout.flush()
        self._messages.clear()

    def run(self) -> None:
        self._messages: list[str] = []
        try:
            conf, context = storm.initComponent()
            self.initialize(conf, context)
            inbox: queue.Queue = queue.Queue(QUEUE)
            threading.Thread(target=_read, args=(inbox,), daemon=True).start()
            while True:
                batch = self._batch(inbox)
                if None in batch:
                    return  # the worker has closed the pipe
                rows = [each for each in batch if not each.is_heartbeat_tuple()]
                for _ in range(len(batch) - len(rows)):  # a bolt that was busy finds several heartbeats
                    self._say(command="sync")
                self.work(rows) if rows else self.idle()
                self._send()
        except Exception:
            storm.reportError(traceback.format_exc())
            raise

    def _batch(self, inbox: queue.Queue) -> list:
        try:
            batch = [inbox.get(timeout=IDLE)]
        except queue.Empty:
            return []
        deadline = time.monotonic() + self.linger
        while len(batch) < self.size and batch[-1] is not None:
            try:
                left = deadline - time.monotonic()
                batch.append(inbox.get(timeout=left) if left > 0 else inbox.get_nowait())
            except queue.Empty:
                break
        return batch


def _read(inbox: queue.Queue) -> None:
    try:
        while True:
            inbox.put(storm.readTuple())
    except Exception:  # storm.py has no class of its own for the end of the pipe
        inbox.put(None)
