"""redisBolt: checkpoints and alerts into Redis. A tuple is acknowledged after all of it is written."""

from batch import BatchBolt
from redis import Redis

from base.exceptions import ServiceError
from utils.realtime.speeding.store import Checkpoint, save


class RedisBolt(BatchBolt):
    def initialize(self, conf, context):
        self.redis = Redis.from_url(conf["smartcar.redis"], decode_responses=True)

    def work(self, batch):
        for each in batch:
            try:
                save(self.redis, Checkpoint(*each.values[1]))
                self.ack(each)
            except ServiceError:
                self.fail(each)  # a checkpoint before it was lost on the way: the spout repeats the rows of both


if __name__ == "__main__":
    RedisBolt().run()
