"""Storm: nimbus, which hands out the tasks of topologies, and a supervisor, whose workers run them."""

from __future__ import annotations

from collections.abc import Iterable

from cluster.configs import log4j2, yaml
from cluster.jvm.components import COMPILER, Components
from cluster.panel import PATIENCE_S, Figure, Ports, Question
from cluster.service import IPV4, QUICK_FLAGS, Command, Exchange, Java, Role, Service, Site
from cluster.services import nimbus, zookeeper

NIMBUS, SUPERVISOR, SLOTS = 6627, 6628, (6700, 6701)
HEAP_MB = 32  # of a worker's heap, for each executor that it runs
WORKER_FLAGS = (*QUICK_FLAGS, IPV4)
WORKER_COMPONENTS = ("storm-worker", "storm-extlib")
COMPONENTS = {
    # under the GPL: only utils/realtime/esper calls it, in a bolt
    "esper": Components(
        (
            "com.espertech:esper-common:9.0.0",
            "com.espertech:esper-compiler:9.0.0",
            "com.espertech:esper-runtime:9.0.0",
            "org.slf4j:slf4j-nop:1.7.36",  # else slf4j warns on the console that it has no log
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
        sources=("LoneNimbus.java",),
    ),
    # what workers have beyond Storm itself: the spout and bolt of Kafka, and the classes that Flux leaves in a topology
    "storm-extlib": Components(
        ("org.apache.storm:storm-kafka-client:2.8.3", "org.apache.kafka:kafka-clients:4.3.1"),
        exclusions=("org.apache.storm:storm-client", "org.slf4j:slf4j-api"),  # workers have them
        alone=("org.apache.storm:flux-core:2.4.0",),  # the parent of newer ones is not published; 2.4.0 runs on 2.8.3
    ),
    # the protocol between a worker and a bolt in Python, as the file storm.py
    "storm-multilang": Components(alone=("org.apache.storm:multilang-python:2.8.3",)),
    "storm-worker": Components(("org.apache.storm:storm-client:2.8.3",)),
}
# Log4j 2 settings of workers: a file for each, where Storm's properties say. Storm insists on XML.
WORKER_LOG = """\
<?xml version="1.0"?>
<Configuration>
  <Appenders>
    <RollingFile name="out" fileName="${sys:workers.artifacts}/${sys:storm.id}/${sys:worker.port}/${sys:logfile.name}"
                 filePattern="${sys:workers.artifacts}/${sys:storm.id}/${sys:worker.port}/${sys:logfile.name}.%i">
      <PatternLayout pattern="%d{ISO8601} %p %c{1}: %m%n"/>
      <SizeBasedTriggeringPolicy size="10 MB"/>
      <DefaultRolloverStrategy max="2"/>
    </RollingFile>
  </Appenders>
  <Loggers>
    <Root level="info"><AppenderRef ref="out"/></Root>
  </Loggers>
</Configuration>
"""


def call(method: str, *arguments: str) -> bytes:
    """A call of Thrift's binary protocol with texts as arguments, in a frame.

    >>> call("getLeader").hex(" ", 4)
    '0000 00168001 00010000 00096765 744c6561 64657200 00000000'
    """
    name = method.encode()
    message = b"\x80\x01\x00\x01" + _text(name) + bytes(4)
    for number, argument in enumerate(arguments, 1):
        message += b"\x0b" + number.to_bytes(2, "big") + _text(argument.encode())
    return _text(message + b"\x00")


def _text(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + content


def roles(site: Site, size: int) -> tuple[Role, ...]:
    return (
        Role(
            name="nimbus",
            sentence="takes topologies, gives their tasks to workers, and gives them anew when a worker is lost",
            command=_daemon(site, "LoneNimbus", "nimbus", 96),
            ports={"thrift": NIMBUS},
            probe=Exchange("thrift", call("getLeader"), rb"getLeader.{6,}\x02\x00\x04\x01", "nimbus is the leader"),
            memory_mb=150,
            folders=("storm/nimbus",),
            stop_order=9,
        ),
        Role(
            name="supervisor",
            sentence="starts and watches the workers of one machine",
            command=_daemon(site, "org.apache.storm.daemon.supervisor.Supervisor", "supervisor", 64),
            ports={"thrift": SUPERVISOR} | {f"slot-{number}": port for number, port in enumerate(SLOTS, 1)},
            probe=Exchange(
                "thrift",
                call("getLocalAssignmentForStorm", "none"),
                rb"No local assignment",
                "the supervisor looks up an assignment in ZooKeeper",
            ),
            memory_mb=145,
            workload_mb=1536,  # two workers, their log writers and their bolts in Python
            folders=("storm/supervisor", "storm/workers", "storm/no-conf"),
            environment=_environment(site),
            stop_order=8,
        ),
    )


def _daemon(site: Site, main: str, role: str, heap_mb: int) -> Java:
    own = {"storm.local.dir": site.data("storm", role), "storm.local.hostname": site.host(role)}
    options = ",".join(f"{key}={value}" for key, value in own.items())
    return Java(
        main,
        components="storm",
        heap_mb=heap_mb,
        options=(
            f"-Dstorm.options={options}",
            f"-Dstorm.conf.file={site.conf('storm', 'storm.yaml')}",
            f"-Dstorm.home={site.data('storm', 'home')}",
            f"-Dstorm.log.dir={site.data('storm', 'workers')}",
            f"-Dlog4j2.configurationFile={site.conf('storm', 'log4j2.properties')}",
            *site.loopback(),
        ),
        archive=role,
    )


def _environment(site: Site) -> dict[str, str]:
    """What the supervisor makes the command of a worker from. Storm would look for jars in folders of its home."""
    java_home = site.java.removesuffix("/bin/java")
    jars = (jar for name in WORKER_COMPONENTS for jar in site.class_path(name))
    return ({} if java_home == site.java else {"JAVA_HOME": java_home}) | {
        "STORM_EXT_CLASSPATH": ":".join(jars),
        "STORM_CONF_DIR": site.data("storm/no-conf"),  # the file is named by a property instead
    }


def files(site: Site, size: int) -> dict[str, str]:
    flags = (*WORKER_FLAGS, *site.jvm_options, *site.loopback())
    settings = {
        "storm.zookeeper.servers": [site.host("zookeeper-1")],
        "storm.zookeeper.port": site.port(zookeeper.CLIENT),
        "storm.zookeeper.session.timeout": 5000,  # so a restarted nimbus becomes the leader after 5 s
        "storm.zookeeper.connection.timeout": 5000,
        "nimbus.seeds": [site.host("nimbus")],
        "nimbus.thrift.port": site.port(NIMBUS),
        "nimbus.thrift.threads": 8,
        "nimbus.monitor.freq.secs": 1,
        "supervisor.thrift.port": site.port(SUPERVISOR),
        "supervisor.thrift.threads": 4,
        "supervisor.slots.ports": [site.port(port) for port in SLOTS],
        "supervisor.worker.shutdown.sleep.secs": 1,
        "storm.log4j2.conf.dir": site.conf("storm"),
        "storm.workers.artifacts.dir": site.data("storm/workers"),
        # a database of metrics for Storm's own page, which is not run here: 73 MB of native code
        "storm.metricstore.class": "org.apache.storm.metricstore.NoOpMetricStore",
        "storm.daemon.metrics.reporter.plugins": [],
        "executor.metrics.frequency.secs": 1,  # counts reach nimbus each second instead of each minute
        "topology.stats.sample.rate": 1.0,  # and are counted, not estimated
        "worker.childopts": " ".join(("-Xmx%HEAP-MEM%m", *flags)),
        "topology.worker.logwriter.childopts": " ".join(("-Xmx16m", *WORKER_FLAGS)),
        "topology.component.resources.onheap.memory.mb": HEAP_MB,
    }
    return {
        "storm/storm.yaml": yaml(settings),
        "storm/log4j2.properties": log4j2(
            **{
                # a line for every question about their health
                "org.apache.storm.daemon.supervisor.Supervisor": "error",
                "org.apache.storm.logging": "warn",
            }
        ),
        "storm/log4j2-client.properties": log4j2("error"),
        "storm/worker.xml": WORKER_LOG,
    }


def together(site: Site, size: int) -> Exchange:
    # the reply's first field is a list of structures: its length in four bytes
    return Exchange(
        "thrift",
        call("getClusterInfo"),
        rb"getClusterInfo.{7}\x0f\x00\x01\x0c\x00\x00\x00[\x01-\x7f]",
        "nimbus counts a supervisor",
    )


def figures(ports: Ports) -> Iterable[Figure]:
    """Supervisors, workers and topologies, as nimbus tells them."""
    with nimbus.client(ports["nimbus"]["thrift"], PATIENCE_S) as client:
        told = client.getClusterInfo()
    supervisors = len(told.supervisors)
    return (
        Figure("supervisors", supervisors, supervisors > 0),
        Figure("workers", sum(each.num_used_workers for each in told.supervisors)),
        Figure("topologies", sum(each.status == "ACTIVE" for each in told.topologies)),
    )


def commands(site: Site) -> tuple[Command, ...]:
    options = (
        f"-Dstorm.conf.file={site.conf('storm', 'storm.yaml')}",
        f"-Dlog4j2.configurationFile={site.conf('storm', 'log4j2-client.properties')}",
    )

    def client(main: str) -> Java:
        return Java(f"org.apache.storm.command.{main}", "storm", 128, options=options, archive="storm-client")

    tools = {
        "list": client("ListTopologies"),
        "kill": client("KillTopology"),
        "activate": client("Activate"),
        "deactivate": client("Deactivate"),
        "rebalance": client("Rebalance"),
        # Flux stands first: it needs the YAML reader in its own jar
        "jar": Java("", "storm-extlib", 128, (), (*options, "-Dstorm.jar={jar}"), "flux", behind=("storm",)),
        "ui": "Storm's web page is not published as jars; cluster ui and the cluster panel stand in.",
    }
    return (Command("storm", "submits, lists and ends topologies", ("nimbus",), tools),)


SERVICE = Service(
    name="storm",
    title="Storm",
    sentence="lets every record run through a graph of programs that never ends, and repeats what got lost",
    version="2.8.3",
    roles=roles,
    files=files,
    requires=("zookeeper",),
    profiles={"day3": 1},
    together=together,
    panel=Question("nimbus", figures),
    commands=commands,
    components=COMPONENTS | COMPILER,
    # what the pilot's bolts import
    packages=(
        *("async-timeout", "confluent-kafka", "happybase", "ijson", "importlib-resources", "jpype1", "packaging"),
        *("ply", "redis", "six", "thriftpy2"),
    ),
)
