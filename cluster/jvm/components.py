"""The JVM components of each class path. `cluster lock NAME` resolves one into cluster/jvm/locks/NAME.txt.

Maven's rules hold: the version nearest to the root wins, so a coordinate named here pins that version for
the whole set, and of two jars with the same class the one named first here is used.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Components:
    """One class path. A coordinate is ``group:artifact:version`` or ``group:artifact:version:classifier``."""

    coordinates: tuple[str, ...] = ()  # taken with everything they depend on
    exclusions: tuple[str, ...] = ()  # group:artifact that must not come in with them
    alone: tuple[str, ...] = ()  # taken without dependencies


def _hadoop(version: str, *artifacts: str) -> tuple[str, ...]:
    return tuple(f"org.apache.hadoop:hadoop-{artifact}:{version}" for artifact in artifacts)


COMPONENTS: dict[str, Components] = {
    "connect": Components(
        (
            # before jakarta.activation-api, which holds the same classes
            "com.sun.activation:jakarta.activation:2.0.1",
            "org.apache.kafka:connect-runtime:4.3.1",
            "org.apache.kafka:connect-file:4.3.1",
            "org.apache.logging.log4j:log4j-slf4j-impl:2.25.2",
        ),
        # older forms of jakarta.activation, with some of the same classes
        exclusions=("javax.activation:activation", "javax.activation:javax.activation-api"),
    ),
    # the compiler of cluster/jvm/sources: a Java without javac is enough to run the course
    "ecj": Components(alone=("org.eclipse.jdt:ecj:3.42.0",)),
    # under the GPL: only utils/realtime/esper calls it
    "esper": Components(
        (
            "com.espertech:esper-common:9.0.0",
            "com.espertech:esper-compiler:9.0.0",
            "com.espertech:esper-runtime:9.0.0",
            "org.slf4j:slf4j-nop:1.7.36",  # else it says on the console that it has nobody to speak to
        )
    ),
    "flume": Components(
        (
            "org.apache.flume:flume-ng-node:1.11.0",
            "org.apache.flume.flume-ng-channels:flume-file-channel:1.11.0",
            "org.apache.flume.flume-ng-channels:flume-kafka-channel:1.11.0",
            "org.apache.flume.flume-ng-sources:flume-taildir-source:1.11.0",
            "org.apache.flume.flume-ng-sinks:flume-hdfs-sink:1.11.0",
            "org.apache.flume.flume-ng-sinks:flume-ng-kafka-sink:1.11.0",
            "org.apache.kafka:kafka-clients:4.3.1",  # Flume's own is 2.7.2
            *_hadoop("3.5.0", "client-api", "client-runtime"),
            # Flume speaks slf4j 1.7 and brings nothing that would write its log
            "org.slf4j:slf4j-api:1.7.36",
            "org.apache.logging.log4j:log4j-slf4j-impl:2.25.2",
            "org.apache.logging.log4j:log4j-1.2-api:2.25.2",
        ),
        # sources, channels and sinks that no agent of the course uses, with their servers and data bases
        exclusions=(
            "org.apache.flume.flume-ng-sinks:flume-irc-sink",
            "org.apache.flume.flume-ng-channels:flume-jdbc-channel",
            "org.apache.flume.flume-ng-channels:flume-spillable-memory-channel",
            "org.apache.kafka:kafka_2.13",
            "org.apache.curator:*",  # a configuration kept in ZooKeeper
            "org.apache.thrift:*",
            "io.netty:*",  # agents that speak Avro with each other
        ),
    ),
    "hadoop": Components(
        (
            # the classes of these two lie in other jars too, differently; Maven would put these first as well
            "javax.servlet:javax.servlet-api:3.1.0",
            "org.glassfish.hk2.external:aopalliance-repackaged:2.6.1",
            *_hadoop(
                "3.5.0",
                *("common", "hdfs", "hdfs-client"),
                *(
                    "yarn-server-resourcemanager",
                    "yarn-server-nodemanager",
                    "yarn-server-web-proxy",
                    "yarn-client",
                ),
                *("mapreduce-client-app", "mapreduce-client-jobclient"),
                *("mapreduce-client-hs", "mapreduce-client-shuffle"),
            ),
        ),
        alone=(
            # the ResourceManager loads a class of it even with the timeline service off
            *_hadoop("3.5.0", "yarn-server-timelineservice"),
            # 3.5.0 of these two cannot be had; 3.4.2 runs on 3.5.0
            *_hadoop("3.4.2", "mapreduce-examples", "streaming"),
        ),
    ),
    # the web pages of the Hadoop daemons are published only inside this test jar
    "hadoop-web": Components(alone=("org.apache.hadoop:hadoop-hdfs:3.5.0:tests",)),
    "hbase": Components(
        (
            "org.apache.hbase:hbase-server:2.6.4-hadoop3",
            # without it the web server of each daemon writes 33,000 lines of warnings at its start
            "javax.xml.bind:jaxb-api:2.3.1",
        ),
        exclusions=(
            # of Hadoop's client only HDFS is spoken: YARN, the old web server and its REST parts stay away
            *("org.apache.hadoop:hadoop-distcp", "org.apache.hadoop:hadoop-yarn-client"),
            *("org.apache.hadoop:hadoop-yarn-common", "org.eclipse.jetty:*", "org.eclipse.jetty.websocket:*"),
            *("com.github.pjfanning:jersey-json", "com.sun.jersey:*", "com.google.inject.extensions:guice-servlet"),
            *("com.jcraft:jsch", "org.bouncycastle:bcprov-jdk18on"),
            "javax.annotation:javax.annotation-api",  # its classes lie in jakarta.annotation-api too
            "javax.activation:javax.activation-api",  # and these in jakarta.activation-api
            "io.netty:netty-all",  # of another version than the Netty that ZooKeeper's client brings
        ),
        alone=(
            # 2.6.4 of it cannot be had; 2.6.1 runs on 2.6.4
            "org.apache.hbase:hbase-thrift:2.6.1",
            "org.apache.thrift:libthrift:0.14.1",
        ),
    ),
    # the web pages of the HBase daemons are published only inside this test jar
    "hbase-web": Components(alone=("org.apache.hbase:hbase-server:2.6.4-hadoop3:tests",)),
    "kafka": Components(
        (
            # before jakarta.activation-api, which holds the same classes
            "com.sun.activation:jakarta.activation:2.0.1",
            "org.apache.kafka:kafka_2.13:4.3.1",
            "org.apache.kafka:kafka-tools:4.3.1",
            # Kafka speaks slf4j 1.7: log4j-slf4j2-impl would stay silent
            "org.apache.logging.log4j:log4j-slf4j-impl:2.25.2",
        ),
        exclusions=("org.apache.kafka:connect-runtime",),  # a third of the jars, for a server that is not run
    ),
    # Spark's source of Kafka records; 4.3.0 of it cannot be had, 4.2.0 runs on 4.3.0
    "spark-kafka": Components(
        alone=(
            "org.apache.spark:spark-sql-kafka-0-10_2.13:4.2.0",
            "org.apache.spark:spark-token-provider-kafka-0-10_2.13:4.2.0",
            "org.apache.kafka:kafka-clients:3.9.2",
            "org.apache.commons:commons-pool2:2.12.1",
        )
    ),
    "storm": Components(
        ("org.apache.storm:storm-core:2.8.3",),
        exclusions=(
            "org.apache.storm:storm-clojure",  # needs a repository beside Central
            "org.rocksdb:rocksdbjni",  # nimbus' database of metrics, which is not kept
            # log4j2 is the one that answers slf4j
            "ch.qos.reload4j:reload4j",
            "org.slf4j:slf4j-reload4j",
        ),
    ),
    # what workers have beyond Storm itself: the spout and bolt of Kafka, and the classes that Flux leaves in a topology
    "storm-extlib": Components(
        ("org.apache.storm:storm-kafka-client:2.8.3", "org.apache.kafka:kafka-clients:4.3.1"),
        exclusions=("org.apache.storm:storm-client", "org.slf4j:slf4j-api"),  # workers have them
        alone=("org.apache.storm:flux-core:2.4.0",),  # the parent of newer ones cannot be had; 2.4.0 runs on 2.8.3
    ),
    # the protocol between a worker and a bolt in Python, as the file storm.py
    "storm-multilang": Components(alone=("org.apache.storm:multilang-python:2.8.3",)),
    "storm-worker": Components(("org.apache.storm:storm-client:2.8.3",)),
    "zookeeper": Components(
        (
            "org.apache.zookeeper:zookeeper:3.9.5",
            # needed at run time, but absent or "provided" in ZooKeeper's own list
            "io.dropwizard.metrics:metrics-core:4.1.12.1",
            "org.xerial.snappy:snappy-java:1.1.10.5",
            "commons-cli:commons-cli:1.5.0",
            "org.slf4j:slf4j-simple:2.0.13",
        )
    ),
}
