"""The JVM components of each class path. `cluster lock NAME` resolves one into cluster/locks/NAME.txt.

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
            "org.apache.kafka:connect-runtime:4.3.1",
            "org.apache.kafka:connect-file:4.3.1",
            "org.apache.logging.log4j:log4j-slf4j-impl:2.25.2",
        ),
    ),
    # the compiler of cluster/agent: a Java without javac is enough to run the course
    "ecj": Components(alone=("org.eclipse.jdt:ecj:3.42.0",)),
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
