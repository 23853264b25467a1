"""Connections to the services, set up for this cluster and ready to use.

They are the usual client libraries; each function only fills in the addresses. ``kafka``, ``stores``
(ZooKeeper, Redis, PostgreSQL), ``hadoop`` (HDFS, YARN, MapReduce), ``hbase``, ``hive`` and ``storm`` hold them.
"""

from cluster.clients.hadoop import (
    JobResult,
    hadoop_streaming,
    hdfs,
    hdfs_admin,
    hdfs_check,
    hdfs_debug,
    hdfs_java,
    hdfs_shell,
    yarn,
)
from cluster.clients.hbase import hbase
from cluster.clients.hive import hive
from cluster.clients.kafka import kafka_admin, kafka_consumer, kafka_producer
from cluster.clients.stores import postgres, redis, zookeeper
from cluster.clients.storm import nimbus, storm_submit

__all__ = [
    "JobResult",
    "hadoop_streaming",
    "hbase",
    "hdfs",
    "hdfs_admin",
    "hdfs_check",
    "hdfs_debug",
    "hdfs_java",
    "hdfs_shell",
    "hive",
    "kafka_admin",
    "kafka_consumer",
    "kafka_producer",
    "nimbus",
    "postgres",
    "redis",
    "storm_submit",
    "yarn",
    "zookeeper",
]
