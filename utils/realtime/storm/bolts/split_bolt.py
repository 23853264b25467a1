"""splitBolt: a line of Kafka becomes the fields of a driver row; a line that follows no record type is set aside."""

import json

from batch import BatchBolt

from base.exceptions import DataError
from data.records import DRIVER, parse_line


class SplitBolt(BatchBolt):
    def work(self, batch):
        for each in batch:
            topic, partition, offset, _, line = each.values
            try:
                parse_line(DRIVER, line)
            except DataError as reason:
                place = f"{topic}-{partition}@{offset}"  # the same at every replay
                self.emit([place, json.dumps({"reason": str(reason), "line": line})], [each], "malformed")
            else:
                self.emit(line.rstrip().split(DRIVER.separator), [each])
            self.ack(each)


if __name__ == "__main__":
    SplitBolt().run()
