"""What HDFS, YARN and MapReduce share: Hadoop is published, and installed, as one system."""

from __future__ import annotations

from cluster.jvm.components import Components
from cluster.service import Java, Site

USER = "pilot"  # owner of everything in HDFS, whatever the learner's account is called
ENVIRONMENT = {"HADOOP_USER_NAME": USER}
CONF = ("hadoop/core-site.xml", "hadoop/hdfs-site.xml")  # what a client of HDFS reads


def artifacts(version: str, *names: str) -> tuple[str, ...]:
    """Coordinates of Hadoop's own parts."""
    return tuple(f"org.apache.hadoop:hadoop-{name}:{version}" for name in names)


COMPONENTS = {
    # of HDFS, YARN and MapReduce alike: Hadoop is published as one system
    "hadoop": Components(
        (
            # the classes of these two lie in other jars too, differently; Maven would put these first as well
            "javax.servlet:javax.servlet-api:3.1.0",
            "org.glassfish.hk2.external:aopalliance-repackaged:2.6.1",
            *artifacts("3.5.0", "common", "hdfs", "hdfs-client"),
            *artifacts("3.5.0", "yarn-server-resourcemanager", "yarn-server-nodemanager", "yarn-server-web-proxy"),
            *artifacts("3.5.0", "yarn-client", "mapreduce-client-app", "mapreduce-client-jobclient"),
            *artifacts("3.5.0", "mapreduce-client-hs", "mapreduce-client-shuffle"),
        ),
        alone=(
            # the ResourceManager loads a class of it even with the timeline service off
            *artifacts("3.5.0", "yarn-server-timelineservice"),
            # 3.5.0 of these two is not published; 3.4.2 runs on 3.5.0
            *artifacts("3.4.2", "mapreduce-examples", "streaming"),
        ),
        conf=(*CONF, "hadoop/yarn-site.xml", "hadoop/mapred-site.xml", "hadoop/capacity-scheduler.xml"),
        behind=("hadoop-web",),
        gathered=True,
    ),
    # the web pages of the Hadoop daemons are published only inside this test jar
    "hadoop-web": Components(alone=("org.apache.hadoop:hadoop-hdfs:3.5.0:tests",)),
}


RUNNER = "util.RunJar"


def hadoop(
    site: Site,
    main: str,
    heap_mb: int,
    arguments: tuple[str, ...] = (),
    archive: str = "",
    options: tuple[str, ...] = (),
) -> Java:
    """A Hadoop daemon or client, with the configuration of conf/hadoop on its class path."""
    return Java(
        f"org.apache.hadoop.{main}",
        components="hadoop",
        heap_mb=heap_mb,
        options=(f"-Dlog4j.configuration=file:{site.conf('hadoop', 'log4j.properties')}", *options),
        arguments=arguments,
        archive=archive,
    )


def client(site: Site, main: str = "", *arguments: str, log: str = "log4j-client.properties") -> Java:
    """A client of Hadoop; without a main class, the one that is named behind the command."""
    return Java(
        f"org.apache.hadoop.{main}" if main else "",
        components="hadoop",
        heap_mb=256,
        options=(f"-Dlog4j.configuration=file:{site.conf('hadoop', log)}",),
        arguments=arguments,
        archive="hadoop-client",
    )
