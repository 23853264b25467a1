"""Spark: a Connect server that all lessons share, and a standalone cluster of one master and one worker."""

from __future__ import annotations

from collections.abc import Mapping

from cluster.configs import log4j2, properties, text
from cluster.jvm.components import Components
from cluster.service import QUICK_FLAGS, Command, Exchange, Java, Program, Role, Service, Site, Wheel, http

VERSION = "4.3.0"
CONNECT, CONNECT_UI = 10002, 4040
MASTER, MASTER_UI, WORKER, WORKER_UI = 7077, 8080, 7078, 8081
HTTP2_HELLO = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes.fromhex("000000 04 00 00000000")
HTTP2_SETTINGS = rb"^\x00\x00.\x04\x00\x00\x00\x00\x00"
GRPC_ANSWERS = Exchange("grpc", HTTP2_HELLO, HTTP2_SETTINGS, "the server answers the first frame of gRPC")
JARS = {"pyspark": Components(package="pyspark")}
# Spark's source of Kafka records; 4.3.0 is not published, 4.2.0 runs on 4.3.0
KAFKA = {
    "spark-kafka": Components(
        alone=(
            "org.apache.spark:spark-sql-kafka-0-10_2.13:4.2.0",
            "org.apache.spark:spark-token-provider-kafka-0-10_2.13:4.2.0",
            "org.apache.kafka:kafka-clients:3.9.2",
            "org.apache.commons:commons-pool2:2.12.1",
        ),
        one_by_one=True,
    ),
}
# what a Python worker imports
PACKAGES = (
    *("googleapis-common-protos", "grpcio", "grpcio-status", "numpy", "pandas", "protobuf", "py4j", "pyarrow"),
    *("pyspark", "python-dateutil", "pytz", "six", "typing-extensions", "tzdata", "zstandard"),
    *("async-timeout", "redis"),  # a query of lesson 3-1 writes there
)
OPENS = tuple(
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in (
        *("java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio"),
        *("java.util", "java.util.concurrent", "java.util.concurrent.atomic", "jdk.internal.ref"),
        *("sun.nio.ch", "sun.nio.cs", "sun.security.action", "sun.util.calendar"),
    )
)


def _java(site: Site, main: str, heap_mb: int, arguments: tuple[str, ...], archive: str, *options: str) -> Java:
    log = f"-Dlog4j2.configurationFile={site.conf('spark', 'log4j2.properties')}"
    return Java(main, "pyspark", heap_mb, arguments, (*OPENS, log, *options), archive)


def environment(site: Site) -> dict[str, str]:
    java_home = site.java.removesuffix("/bin/java")
    return ({} if java_home == site.java else {"JAVA_HOME": java_home}) | {
        # a worker builds the command of an executor from these
        "SPARK_HOME": site.package("pyspark"),
        "SPARK_SCALA_VERSION": "2.13",
        "SPARK_LOCAL_DIRS": site.data("spark/local"),
        "SPARK_LOCAL_IP": site.bind,
        "HADOOP_USER_NAME": "pilot",
        "PYSPARK_PYTHON": site.tool("python"),
    }


def server(
    site: Site, role: str, ui: int, main: str, own: Mapping[str, object], *options: str, heap_mb: int = 640
) -> Java:
    """A driver that stays and answers many clients; `own` is its configuration beside what all servers have."""
    conf = {
        "spark.driver.host": site.host(role),
        "spark.driver.bindAddress": site.bind,
        "spark.ui.port": site.port(ui),
        "spark.sql.shuffle.partitions": 2,
        "spark.sql.session.timeZone": "Asia/Seoul",
        "spark.hadoop.dfs.client.use.datanode.hostname": not site.in_container,
        "spark.ui.showConsoleProgress": False,
    }
    flags = tuple(part for key, value in (conf | own).items() for part in ("--conf", f"{key}={text(value)}"))
    arguments = ("--class", main, "--master", "local[2]", *flags, "spark-internal")
    return _java(site, "org.apache.spark.deploy.SparkSubmit", heap_mb, arguments, role, *options)


def connect_roles(site: Site, size: int) -> tuple[Role, ...]:
    conf = grpc(site, CONNECT) | {
        "spark.sql.catalogImplementation": "in-memory",  # else each would make a database of its own where it is begun
        "spark.sql.warehouse.dir": f"file://{site.data('spark/warehouse')}",
        # by the server, not by its sessions: what two sessions load twice, Spark refuses to register twice
        "spark.jars": ",".join(site.class_path("spark-kafka")),
    }
    return (
        Role(
            name="spark-connect",
            sentence="runs the Spark queries of all lessons, so that none waits for its own JVM",
            command=server(
                site, "spark-connect", CONNECT_UI, "org.apache.spark.sql.connect.service.SparkConnectServer", conf
            ),
            ports={"grpc": CONNECT, "http": CONNECT_UI},
            probe=GRPC_ANSWERS,
            memory_mb=520,
            workload_mb=512,  # Python workers
            folders=("spark/warehouse", "spark/local"),
            environment=environment(site),
            page="http/connect/",
            stop_order=10,
        ),
    )


def grpc(site: Site, port: int) -> dict[str, object]:
    """Where Spark Connect listens."""
    return {"spark.connect.grpc.binding.address": site.bind, "spark.connect.grpc.binding.port": site.port(port)}


def standalone_roles(site: Site, size: int) -> tuple[Role, ...]:
    host = ("--host", site.host("spark-master"))
    return (
        Role(
            name="spark-master",
            sentence="gives the cores of the workers to applications",
            command=_java(
                site,
                "org.apache.spark.deploy.master.Master",
                192,
                (*host, "--port", str(site.port(MASTER)), "--webui-port", str(site.port(MASTER_UI))),
                "spark-master",
            ),
            ports={"rpc": MASTER, "http": MASTER_UI},
            probe=http("http", "/json/", r'"status"\s*:\s*"ALIVE"', "the master is alive"),
            memory_mb=200,
            workload_mb=1024,  # in a container: a driver that is submitted beside it
            environment=environment(site),
            page="http/",
            stop_order=20,
        ),
        Role(
            name="spark-worker",
            sentence="starts executors, which compute",
            command=_java(
                site,
                "org.apache.spark.deploy.worker.Worker",
                192,
                (
                    *("--host", site.host("spark-worker"), "--port", str(site.port(WORKER))),
                    *("--webui-port", str(site.port(WORKER_UI)), "--cores", "2", "--memory", "1g"),
                    *("--work-dir", site.data("spark/work")),
                    f"spark://{site.host('spark-master')}:{site.port(MASTER)}",
                ),
                "spark-worker",
            ),
            ports={"rpc": WORKER, "http": WORKER_UI},
            probe=http("http", "/json/", r'"masterurl"', "the worker answers"),
            memory_mb=200,
            workload_mb=1536,  # executors and their Python workers
            folders=("spark/work",),
            environment=environment(site),
            page="http/",
            stop_order=10,
        ),
    )


def usual(site: Site) -> dict[str, object]:
    """What a session with a JVM of its own goes by, unless it says otherwise."""
    flags = " ".join((*(QUICK_FLAGS if site.quick else ()), *site.jvm_options))
    options = {
        "spark.master": "local[2]",
        "spark.driver.memory": "640m",
        "spark.driver.bindAddress": site.bind,
        "spark.driver.extraJavaOptions": flags,
        "spark.executor.extraJavaOptions": flags,
        "spark.executor.memory": "512m",
        "spark.executor.instances": 1,
        "spark.yarn.am.memory": "384m",
        "spark.yarn.am.extraJavaOptions": flags,
        "spark.yarn.jars": f"local:{site.package('pyspark')}/jars/*",
        "spark.sql.catalogImplementation": "in-memory",  # else each would make a database of its own where it is begun
        "spark.sql.shuffle.partitions": 2,
        "spark.sql.warehouse.dir": f"file://{site.data('spark/warehouse')}",
        "spark.ui.enabled": False,
        "spark.ui.showConsoleProgress": False,
    }
    if not site.in_container:  # a container's own name is the right one
        options["spark.driver.host"] = "localhost"
    return options


def files(site: Site, size: int) -> dict[str, str]:
    return {
        "spark/log4j2.properties": log4j2("warn"),
        "spark-client/spark-defaults.conf": properties(usual(site)),
        "spark-client/log4j2.properties": log4j2("error"),
    }


def commands(site: Site) -> tuple[Command, ...]:
    own = {
        "pyspark": "Python with a Spark session, named spark",
        "spark-submit": "runs a program on Spark; --master yarn, or the address of Spark's own cluster",
        "spark-sql": "SQL to Spark, on files: FROM csv.`hdfs:/…`",
    }
    given = environment(site) | {
        "SPARK_CONF_DIR": site.conf("spark-client"),
        "HADOOP_CONF_DIR": site.conf("hadoop"),
        # a lesson's own session leaves these, and hands them down
        "SPARK_REMOTE": "",
        "SPARK_CONNECT_MODE_ENABLED": "",
    }
    if site.in_container:
        given["SPARK_LOCAL_IP"] = ""  # executors find a driver under its container's own address
    beside = ("spark-master", "spark-connect")
    return tuple(
        Command(name, sentence, beside, {"": Program(name)}, environment=given, alone=True)
        for name, sentence in own.items()
    )


CONNECT_SERVICE = Service(
    name="spark-connect",
    title="Spark Connect",
    sentence="is Spark as a server: lessons send it queries",
    version=VERSION,
    roles=connect_roles,
    files=files,
    address=lambda ports: f"sc://127.0.0.1:{ports['spark-connect']['grpc']}",
    profiles={"day1": 1, "day3": 1},
    components=JARS | KAFKA,
    packages=PACKAGES,
)

STANDALONE_SERVICE = Service(
    name="spark",
    title="Spark",
    sentence="is Spark as its own small cluster",
    version=VERSION,
    roles=standalone_roles,
    files=files,
    address=lambda ports: f"spark://localhost:{ports['spark-master']['rpc']}",
    together=lambda site, size: http("http", "/json/", r'"aliveworkers"\s*:\s*[1-9]', "the master counts a worker"),
    components=JARS,
    commands=commands,
    programs=dict.fromkeys(("pyspark", "spark-sql", "spark-submit"), Wheel("pyspark", "pyspark/bin")),
    packages=PACKAGES,
)
