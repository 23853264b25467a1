# SPDX-License-Identifier: GPL-2.0-or-later
"""esperBolt: the speeding rule over each partition. It emits checkpoints, which redisBolt writes."""

import time

from batch import BatchBolt
from redis import Redis

from base.exceptions import ConfigurationError, DataError, NotReady
from base.waiting import wait_until
from data.records import DRIVER, is_garbage
from utils.realtime.esper.engine import start
from utils.realtime.esper.speeding import speeding
from utils.realtime.speeding import store
from utils.realtime.speeding.backlog import Backlog
from utils.realtime.speeding.rule import drive
from utils.realtime.speeding.watch import Watch

EVERY = 0.5  # seconds between two looks at the rule
ON_ITS_WAY = 1  # seconds that a checkpoint takes to Redis, at most
TURN = 20_000  # records read again at once, about; the rest follows when the row comes again


class EsperBolt(BatchBolt):
    """Rows of a partition are taken strictly in the order of their offsets, because lateness depends on it."""

    def initialize(self, conf, context):
        self.redis = Redis.from_url(conf["smartcar.redis"], decode_responses=True)
        self.topic, self.servers = conf["smartcar.topic.id"], conf["smartcar.kafka"]
        self.watches, self.sent = {}, {}  # by partition; sent: the position of its last checkpoint
        self.rule, self.looked = store.read_rule(self.redis), time.monotonic()
        start(conf["smartcar.esper.jars"], conf["smartcar.java"])
        store.write_used(self.redis, self.rule)

    def idle(self):
        self._look()

    def work(self, batch):
        self._look()
        by_partition = {}
        for each in batch:
            by_partition.setdefault(each.values[1], []).append(each)
        for partition, tuples in by_partition.items():
            self._take(partition, tuples)

    def _take(self, partition, tuples):
        watch = self.watches.get(partition) or self._take_up(partition)
        rows, taken = [], []
        for number, each in enumerate(tuples):
            offset = each.values[2]
            if offset != watch.state.position + 1:
                self._checkpoint(partition, rows, taken)
                rows, taken = [], []
                replayed = offset <= watch.state.position
                if not (self._written(partition, offset) if replayed else self._catch_up(each)):
                    for later in tuples[number:]:
                        self.fail(later)  # the spout repeats them
                    break
            if offset <= watch.state.position:
                self.ack(each)
            else:
                rows += self._row(watch, each.values[4])
                watch.state.position = offset
                taken.append(each)
        self._checkpoint(partition, rows, taken)

    def _checkpoint(self, partition, rows, taken):
        """Send what came of these tuples on its way to Redis, and acknowledge them."""
        if taken:
            self._send_on(partition, rows, taken)
        for each in taken:
            self.ack(each)

    def _send_on(self, partition, rows, anchors):
        watch, after = self.watches[partition], self.sent[partition]
        state, alerts = watch.state, [[*alert, watch.rule.threshold, watch.rule.window] for alert in watch.collect()]
        numbers = (state.position, state.latest, state.closed, state.late, state.duplicates, state.skipped)
        self.emit([partition, store.Checkpoint(self.topic, partition, after, *numbers, rows, alerts)], anchors)
        self.sent[partition] = state.position

    def _written(self, partition, offset):
        """Whether Redis has the checkpoint of a row that comes again. If not, the last one that it has is taken up."""
        self._send()  # the checkpoint may be among what is not sent yet
        try:
            wait_until(lambda: store.position(self.redis, self.topic, partition) >= offset, "it is there", ON_ITS_WAY)
        except NotReady:
            self.watches.pop(partition).close()
            return False
        return True

    def _catch_up(self, each):
        """Take the rows before this one that no tuple brought; says whether these are all.

        Redis may have lost what Kafka's group has left behind: its position counts, and Kafka has the rows. Offsets
        that Kafka has no longer are skipped.
        """
        name, partition, end, *_ = each.values
        state, backlog, read = self.watches[partition].state, Backlog(self.servers, name), 0
        if state.position < 0:
            state.position = min(backlog.first(partition), end) - 1
        first, skipped = state.position + 1, state.skipped
        for records in backlog.before(partition, first, end):
            rows = []
            for offset, line in records:
                state.skipped += offset - state.position - 1
                rows += self._row(self.watches[partition], line)
                state.position = offset
            if records:
                self._send_on(partition, rows, [each])
                self._send()
            read += len(records)
            if read > TURN:
                return False
        state.skipped += end - 1 - state.position
        state.position = end - 1
        lost = state.skipped - skipped
        self.log(f"{name}-{partition}, offsets {first} to {end - 1}: {end - first - lost} read again, {lost} not there")
        return True

    def _row(self, watch, line):
        try:
            row = drive(line) if line and not is_garbage(DRIVER, line) else None
        except DataError:
            return []  # splitBolt sets it aside
        return [list(row)] if row and watch.take(row) else []

    def _take_up(self, partition):
        state = store.load(self.redis, self.topic, partition)
        self.watches[partition], self.sent[partition] = Watch(self.rule, speeding, state), state.position
        store.write_used(self.redis, self.rule)  # a Redis that was wiped has lost it
        return self.watches[partition]

    def _look(self):
        if time.monotonic() - self.looked < EVERY:
            return
        self.looked = time.monotonic()
        try:
            rule = store.read_rule(self.redis)
        except (ConfigurationError, ValueError):
            return  # the rule in Redis is not valid: the last good one counts
        if rule != self.rule:
            self.rule = rule
            for watch in self.watches.values():
                watch.change(rule)
            store.write_used(self.redis, rule)


if __name__ == "__main__":
    EsperBolt().run()
