"""Hive: a metastore that knows which files are a table, and a server that turns SQL over them into jobs."""

from __future__ import annotations

from cluster.configs import hadoop_xml, log4j, log4j2
from cluster.jvm.components import Components
from cluster.panel import Ports
from cluster.service import Command, Exchange, Java, Role, Service, Site, http
from cluster.services import hadoop, spark
from cluster.services.hadoop import ENVIRONMENT, USER

METASTORE, SERVER, SERVER_WEB = 9083, 10000, 10005
HIVE, TEZ = "4.0.1", "0.10.4"
WAREHOUSE = f"/user/{USER}/warehouse"
COMPONENTS = {
    # Hadoop's jars come before it: hive-exec holds older forms of some of their classes
    "hive": Components(
        (
            # the classes of these lie in other jars too, differently, and the first is used
            f"org.apache.hive:hive-exec:{HIVE}",
            "javax.servlet.jsp:javax.servlet.jsp-api:2.3.1",
            "jline:jline:2.14.6",
            "stax:stax-api:1.0.1",
            *(f"org.apache.tez:tez-{name}:{TEZ}" for name in ("dag", "runtime-library", "mapreduce", "api", "common")),
            f"org.apache.tez:tez-runtime-internals:{TEZ}",
            *(f"org.apache.hive:hive-{name}:{HIVE}" for name in ("service", "standalone-metastore-server")),
            f"org.apache.hive:hive-jdbc:{HIVE}",
            # jetty-runner brought the first, the server of Hive's daemons the second
            "org.eclipse.jetty:apache-jsp:9.4.45.v20220203",
            "com.lmax:disruptor:3.3.7",
        ),
        exclusions=(
            "org.apache.hadoop:*",
            "org.pac4j:*",  # one of its parts is not published
            "log4j:log4j",
            "ch.qos.reload4j:*",
            "org.slf4j:slf4j-reload4j",
            "org.slf4j:slf4j-log4j12",
            # systems that Hive can speak to, and the course does not
            "com.microsoft.sqlserver:*",
            "org.apache.atlas:*",
            "org.apache.hive:hive-llap-server",
            "org.apache.kerby:*",
            "org.apache.directory.server:*",
            "net.sf.ehcache:*",
            "com.squareup.okhttp3:*",
            "io.grpc:*",
            "org.eclipse.jetty:jetty-runner",
            "org.apache.curator:apache-curator",
        ),
        conf=("hive/hive-site.xml",),
        without="hadoop",
        gathered=True,  # Spark takes the client of the metastore from there
    ),
}
OPENS = tuple(
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in (
        *("java.lang", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util", "java.util.concurrent"),
        *("java.util.concurrent.atomic", "java.util.regex", "sun.nio.ch"),
    )
)


def _hive(site: Site, main: str, heap_mb: int, archive: str, *arguments: str) -> Java:
    options = (
        *OPENS,
        # not by the environment: Hive would act as a proxy of this account, which HDFS refuses
        *(f"-D{name}={value}" for name, value in ENVIRONMENT.items()),
        "-Duser.timezone=Asia/Seoul",
        f"-Dlog4j.configuration=file:{site.conf('hive', 'log4j.properties')}",
        f"-Dlog4j.configurationFile={site.conf('hive', 'log4j2.properties')}",
        f"-Dderby.system.home={site.data('hive')}",
        f"-Dderby.stream.error.file={site.data('hive', 'derby.log')}",
    )
    return Java(f"org.apache.{main}", "hadoop", heap_mb, arguments, options, archive, behind=("hive",))


def roles(site: Site, size: int) -> tuple[Role, ...]:
    return (
        Role(
            name="metastore",
            sentence="knows the tables: columns, format, partitions, and the folders in which they lie",
            command=_hive(
                site, "hadoop.hive.metastore.HiveMetaStore", 192, "metastore", "-p", str(site.port(METASTORE))
            ),
            ports={"metadata": METASTORE},
            probe=Exchange("metadata", NAME_CALL, NAME_ANSWER, "the metastore says which one it is"),
            memory_mb=260,
            folders=("hive",),
            stop_order=20,
        ),
        Role(
            name="hiveserver2",
            sentence="takes SQL from many clients, makes a plan of each query and has an engine run it",
            command=_hive(site, "hive.service.server.HiveServer2", 448, "hiveserver2"),
            ports={"thrift": SERVER, "http": SERVER_WEB},
            probe=http("http", "/", "HiveServer2", "the server shows its page"),
            memory_mb=460,
            workload_mb=400,  # queries run inside it
            folders=("hive-scratch",),
            page="http/",
            stop_order=10,
        ),
    )


def _call(method: bytes, arguments: bytes = b"") -> bytes:
    """A call in Thrift's binary protocol."""
    return bytes.fromhex("80010001") + len(method).to_bytes(4) + method + bytes(4) + arguments + b"\x00"


def _sized(content: bytes) -> bytes:
    return len(content).to_bytes(4) + content


NAME_CALL, NAME_ANSWER = _call(b"getName"), rb"getName\x00\x00\x00\x00\x0b\x00\x00"
# who asks says PLAIN, name and password, and then calls with one argument, a struct: the version of the protocol
OPEN = _call(b"OpenSession", bytes.fromhex("0c0001 080001 00000009 00"))
SESSION_CALL = b"\x01" + _sized(b"PLAIN") + b"\x02" + _sized(f"\0{USER}\0any".encode()) + _sized(OPEN)
# the answer's status, whose code is 0: it has opened a session, which ends with the connection
SESSION_ANSWER = rb"OpenSession\x00{4}\x0c\x00\x00\x0c\x00\x01\x08\x00\x01\x00{4}"


def session(site: Site, size: int) -> Exchange:
    """Asked by each ``up``, not by ``status``: where a class is missing, the page is there and no session opens."""
    return Exchange("thrift", SESSION_CALL, SESSION_ANSWER, "HiveServer2 opens a session")


def files(site: Site, size: int) -> dict[str, str]:
    scratch = site.data("hive-scratch")
    values = {
        "hive.metastore.uris": f"thrift://{site.host('metastore')}:{site.port(METASTORE)}",
        "metastore.thrift.bind.host": site.bind,
        "javax.jdo.option.ConnectionURL": f"jdbc:derby:{site.data('hive', 'metastore')};create=true",
        "datanucleus.schema.autoCreateAll": True,
        "hive.metastore.schema.verification": False,
        "hive.metastore.warehouse.dir": WAREHOUSE,
        # with it an INSERT ends with an error though its rows are written: the table of statistics is not there
        "hive.stats.column.autogather": False,
        # a partition that is pointed at another folder keeps the numbers of the old one, and count(*) would tell those
        "hive.compute.query.using.stats": False,
        "hive.server2.thrift.bind.host": site.bind,
        "hive.server2.thrift.port": site.port(SERVER),
        "hive.server2.webui.host": site.bind,
        "hive.server2.webui.port": site.port(SERVER_WEB),
        # both start at once, and the server asks the metastore until it answers; by default a minute later
        "hive.server2.sleep.interval.between.start.attempts": "1s",
        "hive.metastore.connect.retries": 60,
        "hive.server2.enable.doAs": False,
        "hive.metastore.event.db.notification.api.auth": False,  # else only a proxy account of HDFS may ask for events
        # tables with transactions need stores that are not made here
        "hive.txn.manager": "org.apache.hadoop.hive.ql.lockmgr.DummyTxnManager",
        "hive.support.concurrency": False,
        # else each table without transactions becomes an external one
        "metastore.metadata.transformer.class": " ",  # without the blank Hadoop takes it for not set
        "hive.strict.managed.tables": False,
        "hive.create.as.acid": False,
        "hive.exec.dynamic.partition.mode": "nonstrict",
        "hive.exec.submit.local.task.via.child": False,
        "hive.query.results.cache.enabled": False,
        # in HDFS; Tez, which runs inside the server, makes folders of the same path on this machine too
        "hive.exec.scratchdir": f"{scratch}/sessions",
        "hive.exec.local.scratchdir": scratch,
        "hive.downloaded.resources.dir": f"{scratch}/resources",
        "hive.querylog.location": f"{scratch}/queries",
        "hive.server2.logging.operation.log.location": f"{scratch}/operations",
        "hive.execution.engine": "tez",
        "mapreduce.framework.name": "local",
        "mapreduce.jobtracker.staging.root.dir": f"{scratch}/staging",  # else /tmp/hadoop, one for all accounts
        "tez.local.mode": True,
        "tez.local.mode.without.network": True,
        "tez.local.cache.root.folder": scratch,  # else the folder in which the server was started
        "tez.ignore.lib.uris": True,
        "tez.am.tez-ui.webservice.enable": False,
        "tez.runtime.io.sort.mb": 32,
        "hive.tez.container.size": 256,
    }
    logs = {"hive/log4j.properties": log4j("WARN"), "hive/log4j2.properties": log4j2("error")}
    return {"hive/hive-site.xml": hadoop_xml(values)} | logs


def address(ports: Ports) -> str:
    return f"jdbc:hive2://127.0.0.1:{ports['hiveserver2']['thrift']}/default"


def commands(site: Site) -> tuple[Command, ...]:
    server = f"jdbc:hive2://{site.host('hiveserver2')}:{site.port(SERVER)}/default"
    # Hive's own is not published on its own; Spark brings one that speaks to this server
    start = Java("org.apache.hive.beeline.BeeLine", "pyspark", 128, options=OPENS, archive="beeline")
    # without the server's log of each statement; --silent=false shows it
    usual = {"-u": server, "-n": USER, "--silent": "true"}
    sentence = "SQL to HiveServer2; -e gives statements, each with its semicolon, -f a file"
    return (Command("beeline", sentence, ("hiveserver2",), {"": start}, usual, aliases=("hive",)),)


SERVICE = Service(
    name="hive",
    title="Hive",
    sentence="makes tables of files in HDFS, and runs SQL over them",
    version=HIVE,
    roles=roles,
    files=files,
    address=address,
    requires=("hdfs",),
    stored_in=("hdfs",),
    profiles={"day3": 1},
    together=session,
    commands=commands,
    components=COMPONENTS | hadoop.COMPONENTS | spark.JARS,
)
