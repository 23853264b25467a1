# SPDX-License-Identifier: GPL-2.0-or-later
"""esperBolt: the speeding rule over each partition. It emits checkpoints, which redisBolt writes."""

import time

from batch import BatchBolt
from redis import Redis

from base.exceptions import ConfigurationError, DataError
from data.records import DRIVER, is_garbage
from utils.realtime.esper.engine import start
from utils.realtime.esper.speeding import speeding
from utils.realtime.speeding import store
from utils.realtime.speeding.rule import drive
from utils.realtime.speeding.watch import Watch

EVERY = 0.5  # seconds between two looks at the rule


class EsperBolt(BatchBolt):
    """Rows of a partition are taken strictly in the order of their offsets, because lateness depends on it."""

    def initialize(self, conf, context):
        self.redis = Redis.from_url(conf["smartcar.redis"], decode_responses=True)
        self.topic, self.watches = conf["smartcar.topic.id"], {}
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
        after, taken, rows = watch.state.position, [], []
        for each in tuples:
            offset, line = each.values[2], each.values[4]
            if offset <= watch.state.position:
                self._replayed(partition, each)
            elif offset > watch.state.position + 1 > 0:
                self.fail(each)  # a row before it was lost on the way: the spout repeats both
            else:
                rows += self._row(watch, line)
                watch.state.position = offset
                taken.append(each)
        if taken:
            state = watch.state
            alerts = [[*alert, watch.rule.threshold, watch.rule.window] for alert in watch.collect()]
            numbers = (state.position, state.latest, state.closed, state.late, state.duplicates)
            self.emit([partition, store.Checkpoint(self.topic, partition, after, *numbers, rows, alerts)], taken)
            for each in taken:
                self.ack(each)

    def _replayed(self, partition, each):
        """Acknowledge the row if its checkpoint was written; otherwise go back to the last checkpoint that was."""
        written = store.position(self.redis, self.topic, partition)
        if each.values[2] <= written:
            self.ack(each)
        else:
            self.fail(each)
            self.watches.pop(partition, None)

    def _row(self, watch, line):
        try:
            row = drive(line) if not is_garbage(DRIVER, line) else None
        except DataError:
            return []  # splitBolt sets it aside
        return [list(row)] if row and watch.take(row) else []

    def _take_up(self, partition):
        state = store.load(self.redis, self.topic, partition)
        self.watches[partition] = Watch(self.rule, speeding, state)
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
