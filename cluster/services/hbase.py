"""HBase: a master, region servers that hold the rows on HDFS, and a Thrift server for clients in Python."""

from __future__ import annotations

from cluster.configs import hadoop_xml, log4j
from cluster.jvm.components import COMPILER, Components
from cluster.panel import Ports, Question
from cluster.service import Command, Exchange, Java, Request, Role, Service, Site, Template, http
from cluster.services import hbase_shell
from cluster.services.hadoop import CONF, ENVIRONMENT, USER
from cluster.services.hbase_master import figures, tables
from cluster.services.hbase_meta import FORGET_META, NO_NODE
from cluster.services.hdfs import RPC, WEB
from cluster.services.zookeeper import CLIENT

COMPONENTS = {
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
            # 2.6.4 of it is not published; 2.6.1 runs on 2.6.4
            "org.apache.hbase:hbase-thrift:2.6.1",
            "org.apache.thrift:libthrift:0.14.1",
        ),
        conf=(*CONF, "hbase/hbase-site.xml"),
        sources=("RegionCutter.java",),
        behind=("hbase-web",),
    ),
    # the web pages of the HBase daemons are published only inside this test jar
    "hbase-web": Components(alone=("org.apache.hbase:hbase-server:2.6.4-hadoop3:tests",)),
}
# HBase's own ports begin at 16000. We take 10,000 off, to stay below the ports that systems give to clients
MASTER, MASTER_WEB, REGION, REGION_WEB = 6000, 6010, 6020, 6030
THRIFT, THRIFT_WEB = 9090, 9089
SESSION_MS = 8000  # a region server that is silent for so long counts as dead
# a call of getTableNames in Thrift's binary protocol, and the head of a reply that carries a list
NAME = b"\x00\x00\x00\x0dgetTableNames"
ASK_TABLES = b"\x80\x01\x00\x01" + NAME + b"\x00\x00\x00\x07\x00"
ANSWER_TABLES = rb"\x80\x01\x00\x02\x00\x00\x00\x0dgetTableNames\x00\x00\x00\x07\x0f\x00\x00\x0b"


def _hbase(
    site: Site, main: str, heap_mb: int, arguments: tuple[str, ...], archive: str, log: str = "log4j.properties"
) -> Java:
    return Java(
        f"org.apache.hadoop.hbase.{main}" if main else "",
        components="hbase",
        heap_mb=heap_mb,
        options=(f"-Dlog4j.configuration=file:{site.conf('hbase', log)}",),
        arguments=arguments,
        archive=archive,
    )


def roles(site: Site, size: int) -> tuple[Role, ...]:
    master = Role(
        name="hbase-master",
        sentence="decides which region server holds which region, and notices when one is gone",
        command=_hbase(site, "master.HMaster", 128, ("start",), "hbase-master"),
        ports={"rpc": MASTER, "http": MASTER_WEB},
        # not its JMX page: HBase takes all beans away for half a second whenever a region or table is new
        probe=http("http", "/startupProgress.jsp", "Master initialized", "the master has finished its initialisation"),
        memory_mb=245,
        # A master that finds in ZooKeeper an old place of the meta table, but no data, waits without end. The other way
        # round it starts: with data but nothing in ZooKeeper. So a reset of ZooKeeper loses nothing.
        template=Template(
            "hbase/hbase-master",
            None,
            requests=(
                Request(
                    site.host("namenode"),
                    site.port(WEB),
                    http(
                        "http",
                        f"/webhdfs/v1/hbase?op=DELETE&recursive=true&user.name={USER}",
                        '"boolean"',
                        "the NameNode has removed /hbase",
                        method="DELETE",
                    ),
                ),
                Request(
                    site.host("zookeeper-1"),
                    site.port(CLIENT),
                    Exchange("client", FORGET_META, NO_NODE, "ZooKeeper has forgotten the old meta table"),
                ),
            ),
        ),
        environment=ENVIRONMENT,
        page="http/master-status",
        stop_order=30,
    )
    thrift = Role(
        name="hbase-thrift",
        sentence="speaks for clients that are not written in Java, with the protocol Thrift",
        command=_hbase(
            site,
            "thrift.ThriftServer",
            96,
            ("start", "-b", site.bind, "-p", str(site.port(THRIFT)), "--infoport", str(site.port(THRIFT_WEB))),
            "hbase-thrift",
        ),
        ports={"client": THRIFT, "http": THRIFT_WEB},
        probe=Exchange("client", ASK_TABLES, ANSWER_TABLES, "getTableNames is answered by a list"),
        memory_mb=130,
        environment=ENVIRONMENT,
        page="http/",
        stop_order=10,
    )
    return master, *(_region_server(site, node) for node in range(1, size + 1)), thrift


def _region_server(site: Site, node: int) -> Role:
    name, ports = f"regionserver-{node}", {"rpc": REGION + node - 1, "http": REGION_WEB + node - 1}
    settings = {
        "hbase.unsafe.regionserver.hostname": site.host(name),
        "hbase.regionserver.port": site.port(ports["rpc"]),
        "hbase.regionserver.info.port": site.port(ports["http"]),
    }
    return Role(
        name=name,
        sentence="holds regions: ranges of rows, sorted by key, in memory and in files on HDFS",
        command=_hbase(
            site,
            "regionserver.HRegionServer",
            160,
            (*(part for key, value in settings.items() for part in ("-D", f"{key}={value}")), "start"),
            "regionserver",
        ),
        ports=ports,
        # until then the page holds a sentence, afterwards a list of tasks
        probe=http("http", "/rs-status?format=json", r"\[[{\]]", "the region server has joined the cluster"),
        memory_mb=220,
        environment=ENVIRONMENT,
        page="http/rs-status",
        stop_order=20,
    )


def files(site: Site, size: int) -> dict[str, str]:
    zookeepers = (f"{site.host(f'zookeeper-{node}')}:{site.port(CLIENT + node - 1)}" for node in (1, 2, 3))
    hbase = {
        "hbase.rootdir": f"hdfs://{site.host('namenode')}:{site.port(RPC)}/hbase",
        "hbase.cluster.distributed": True,
        "hbase.unsafe.stream.capability.enforce": True,
        "hbase.zookeeper.quorum": ",".join(zookeepers),  # those that do not run are passed over
        "zookeeper.session.timeout": SESSION_MS,
        "hbase.master.hostname": site.host("hbase-master"),
        "hbase.master.ipc.address": site.bind,
        "hbase.master.port": site.port(MASTER),
        "hbase.master.info.bindAddress": site.bind,
        "hbase.master.info.port": site.port(MASTER_WEB),
        "hbase.regionserver.ipc.address": site.bind,
        "hbase.regionserver.info.bindAddress": site.bind,
        "hbase.thrift.info.bindAddress": site.bind,
        # a client that thinks for a minute is not cut off
        "hbase.thrift.server.socket.read.timeout": 3_600_000,
        # a small cluster begins at once
        "hbase.master.wait.on.regionservers.mintostart": 1,
        "hbase.master.wait.on.regionservers.maxtostart": size,
        "hbase.master.wait.on.regionservers.interval": 100,
        "hbase.regionserver.msginterval": 500,
        # a client that asks for a region of a dead server retries for half a minute, until another serves it
        "hbase.client.pause": 50,
        "hbase.client.retries.number": 12,
        "hbase.rpc.timeout": 15_000,  # a frozen server does not hold a caller for a minute
        "hbase.client.operation.timeout": 60_000,
    }
    return {
        "hbase/hbase-site.xml": hadoop_xml(hbase),
        "hbase/log4j.properties": log4j(),
        "hbase/log4j-client.properties": log4j("ERROR"),
        "hbase/shell.rb": hbase_shell.BEGIN,
    }


def together(site: Site, size: int) -> Exchange:
    return http(
        "http",
        "/api/v1/admin/cluster_metrics/live_servers",
        rf'(?:"max_heap_size".*){{{size}}}',
        f"the master counts {size} live region server{'s' * (size > 1)}",
    )


def address(ports: Ports) -> str:
    return f"127.0.0.1:{ports['hbase-thrift']['client']}"


def commands(site: Site) -> tuple[Command, ...]:
    def client(main: str) -> Java:
        return _hbase(site, main, 128, (), "hbase-client", log="log4j-client.properties")

    tools = {
        "shell": hbase_shell.start(site),
        "hbck": client("util.HBaseFsck"),
        "hfile": client("io.hfile.HFilePrettyPrinter"),
        "wal": client("wal.WALPrettyPrinter"),
        "zkcli": client("zookeeper.ZKMainServer"),
        "version": client("util.VersionInfo"),
        "": client(""),
    }
    sentence = "the shell, checks and files of HBase, and the classes of its client"
    return (Command("hbase", sentence, ("hbase-master",), tools, environment=ENVIRONMENT),)


SERVICE = Service(
    name="hbase",
    title="HBase",
    sentence="a table of billions of rows, sorted by one key and spread over servers: read and written row by row",
    version="2.6.4",
    roles=roles,
    files=files,
    address=address,
    requires=("hdfs", "zookeeper"),
    stored_in=("hdfs",),
    sizes=(1, 2),
    profiles={"day2": 2, "day3": 2},
    elastic=True,
    together=together,
    panel=Question("hbase-master", figures),
    holdings=Question("hbase-master", tables),
    commands=commands,
    components=COMPONENTS | hbase_shell.COMPONENTS | COMPILER,
    seconds=300,
)
