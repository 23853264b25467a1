"""hbaseBolt: driver rows into the table DriverCarInfo. A tuple is acknowledged after its row is written."""

import sys

import happybase
from batch import BatchBolt
from thriftpy2.thrift import TException

from base.waiting import wait_until
from data.records import DRIVER
from utils.realtime.table.keys import KEYS

PATIENCE = 60  # seconds that HBase may be away; then the bolt ends, and Storm restarts the worker
PAUSE = 0.5


class HBaseBolt(BatchBolt):
    def initialize(self, conf, context):
        self.conf = conf
        self.size, self.linger = conf["smartcar.batch.rows"], conf["smartcar.batch.seconds"]
        self.key = KEYS[conf["smartcar.row.key"]]
        self.table = None  # the first rows open the connection: the topology may start before HBase does

    def _connect(self):
        host, _, port = self.conf["smartcar.hbase"].rpartition(":")
        connection = happybase.Connection(host, int(port), timeout=30_000)
        return connection.table(self.conf["smartcar.table"])

    def work(self, batch):
        rows = {}
        for each in batch:
            row = dict(zip(DRIVER.names, each.values, strict=True))
            rows[self.key(row)] = {f"cf1:{name}".encode(): value.encode() for name, value in row.items()}
        wait_until(lambda: self._write(rows), "HBase has taken the rows", PATIENCE, PAUSE)
        for each in batch:
            self.ack(each)

    def _write(self, rows):
        """Whether HBase has taken the rows."""
        try:
            self.table = self.table or self._connect()
            with self.table.batch() as writes:
                for key, columns in rows.items():
                    writes.put(key.encode(), columns)
        except (TException, OSError, happybase.hbase.ttypes.IOError) as error:
            print(error, file=sys.stderr)  # Storm shows this if the bolt ends
            self.table = None
        return self.table is not None


if __name__ == "__main__":
    HBaseBolt().run()
