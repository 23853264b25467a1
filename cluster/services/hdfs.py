"""HDFS: a NameNode that knows the names, DataNodes that hold the blocks, a secondary that makes checkpoints."""

from __future__ import annotations

from cluster.configs import hadoop_xml, log4j
from cluster.panel import Ports, Question
from cluster.service import Command, Role, Service, Site, Template, http
from cluster.services.hadoop import COMPONENTS, ENVIRONMENT, RUNNER, USER, client, hadoop
from cluster.services.namenode import figures, folders

RPC, WEB, SECONDARY_WEB = 8020, 9870, 9868
DATA, DATA_WEB, DATA_PROXY, DATA_IPC = 9866, 9864, 9865, 9867


def roles(site: Site, size: int) -> tuple[Role, ...]:
    namenode = Role(
        name="namenode",
        sentence="knows every file, its blocks and where they lie",
        command=hadoop(site, "hdfs.server.namenode.NameNode", 192, archive="namenode"),
        ports={"rpc": RPC, "http": WEB},
        probe=http(
            "http",
            "/jmx?qry=Hadoop:service=NameNode,name=NameNodeInfo",
            r'"Safemode"\s*:\s*""',
            "the NameNode is out of safe mode",
        ),
        memory_mb=220,
        template=Template(
            "hdfs/namenode",
            hadoop(
                site,
                "hdfs.server.namenode.NameNode",
                128,
                (
                    "-Ddfs.namenode.name.dir=file://{target}",
                    "-format",
                    "-clusterId",
                    "smartcar",
                    "-nonInteractive",
                ),
            ),
        ),
        environment=ENVIRONMENT,
        page="http/",
        stop_order=60,
    )
    secondary = Role(
        name="secondary",
        sentence="merges the NameNode's edits into a new checkpoint now and then",
        command=hadoop(site, "hdfs.server.namenode.SecondaryNameNode", 96, archive="secondary"),
        ports={"http": SECONDARY_WEB},
        probe=http(
            "http",
            "/jmx?qry=Hadoop:service=SecondaryNameNode,name=SecondaryNameNodeInfo",
            r'"SoftwareVersion"',
            "the secondary answers",
        ),
        memory_mb=160,
        folders=("hdfs/secondary",),
        environment=ENVIRONMENT,
        page="http/",
        stop_order=60,
    )
    return namenode, *(_datanode(site, node) for node in range(1, size + 1)), secondary


def _datanode(site: Site, node: int) -> Role:
    name, shift = f"datanode-{node}", 10 * (node - 1)
    folder = f"hdfs/{name}"
    ports = {"data": DATA, "http": DATA_WEB, "proxy": DATA_PROXY, "ipc": DATA_IPC}
    ports = {key: port + shift for key, port in ports.items()}
    settings = {
        "dfs.datanode.data.dir": f"file://{site.data(folder)}",
        "dfs.datanode.address": f"{site.bind}:{site.port(ports['data'])}",
        "dfs.datanode.http.address": f"{site.bind}:{site.port(ports['http'])}",
        "dfs.datanode.ipc.address": f"{site.bind}:{site.port(ports['ipc'])}",
        "dfs.datanode.http.internal-proxy.port": site.port(ports["proxy"]),
    }
    return Role(
        name=name,
        sentence="holds blocks, serves them, and reports to the NameNode every second",
        command=hadoop(
            site,
            "hdfs.server.datanode.DataNode",
            128,
            tuple(f"-D{key}={value}" for key, value in settings.items()),
            archive="datanode",
        ),
        ports=ports,
        probe=http(
            "http",
            "/jmx?qry=Hadoop:service=DataNode,name=DataNodeInfo",
            r'ActorState\\":\\"RUNNING',
            "the DataNode is registered with the NameNode",
        ),
        memory_mb=185,
        folders=(folder,),
        environment=ENVIRONMENT,
        page="http/",
        stop_order=60,
    )


def root(site: Site) -> str:
    """The file system as its clients name it."""
    return f"hdfs://{site.host('namenode')}:{site.port(RPC)}"


def files(site: Site, size: int) -> dict[str, str]:
    core = {
        "fs.defaultFS": root(site),
        "hadoop.tmp.dir": site.data("hdfs/tmp"),
        "hadoop.http.staticuser.user": USER,
        # Oozie starts steps in the name of whoever submitted the workflow, even where that is itself
        f"hadoop.proxyuser.{USER}.hosts": "*",
        f"hadoop.proxyuser.{USER}.groups": "*",
        "io.native.lib.available": False,
        # a DataNode that starts before its NameNode soon asks again
        "ipc.client.connect.retry.interval": 200,
        "ipc.client.connect.max.retries": 50,
    }
    hdfs = {
        "dfs.replication": min(size, 2),
        "dfs.blocksize": "4m",
        "dfs.namenode.fs-limits.min-block-size": 65536,
        "dfs.namenode.name.dir": f"file://{site.data('hdfs/namenode')}",
        "dfs.namenode.checkpoint.dir": f"file://{site.data('hdfs/secondary')}",
        "dfs.namenode.rpc-bind-host": site.bind,
        "dfs.namenode.http-bind-host": site.bind,
        "dfs.namenode.http-address": f"{site.host('namenode')}:{site.port(WEB)}",
        "dfs.namenode.secondary.http-address": f"{site.host('secondary')}:{site.port(SECONDARY_WEB)}",
        "dfs.datanode.hostname": "localhost",
        "dfs.client.use.datanode.hostname": not site.in_container,
        "dfs.namenode.datanode.registration.ip-hostname-check": False,
        "dfs.namenode.safemode.extension": 0,
        "dfs.namenode.handler.count": 5,
        "dfs.datanode.handler.count": 3,
        "dfs.client.block.write.replace-datanode-on-failure.best-effort": True,
        # a lesson watches a DataNode die: 14 s instead of the 10.5 minutes of a real cluster
        "dfs.heartbeat.interval": 1,
        "dfs.namenode.heartbeat.recheck-interval": 2000,
        "dfs.namenode.stale.datanode.interval": 5000,
        "dfs.namenode.stale.datanode.minimum.interval": 3,
        "dfs.namenode.avoid.read.stale.datanode": True,
        "dfs.namenode.redundancy.interval.seconds": 1,
        "dfs.namenode.reconstruction.pending.timeout-sec": 20,
    }
    return {
        "hadoop/core-site.xml": hadoop_xml(core),
        "hadoop/hdfs-site.xml": hadoop_xml(hdfs),
        "hadoop/log4j.properties": log4j(),
        "hadoop/log4j-client.properties": log4j("ERROR"),
    }


def together(site: Site, size: int):
    return http(
        "http",
        "/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState",
        rf'"NumLiveDataNodes"\s*:\s*[{size}-9]',
        f"the NameNode counts {size} live DataNode{'s' * (size > 1)}",
    )


def address(ports: Ports) -> str:
    return f"hdfs://localhost:{ports['namenode']['rpc']}"


def commands(site: Site) -> tuple[Command, ...]:
    tools = {
        "dfs": client(site, "fs.FsShell"),
        "dfsadmin": client(site, "hdfs.tools.DFSAdmin"),
        "fsck": client(site, "hdfs.tools.DFSck"),
        "debug": client(site, "hdfs.tools.DebugAdmin"),
        "getconf": client(site, "hdfs.tools.GetConf"),
        "oiv": client(site, "hdfs.tools.offlineImageViewer.OfflineImageViewerPB"),
        "oev": client(site, "hdfs.tools.offlineEditsViewer.OfflineEditsViewer"),
        "version": client(site, "util.VersionInfo"),
        "": client(site),
    }
    general = {
        "fs": client(site, "fs.FsShell"),
        "jar": client(site, RUNNER, log="log4j.properties"),
        "version": client(site, "util.VersionInfo"),
        "distcp": "Hadoop's distcp is not among the jars of the course; in one cluster hdfs dfs -cp does the same.",
        "": client(site),
    }
    return (
        Command("hdfs", "files, blocks and the state of HDFS", ("namenode",), tools, environment=ENVIRONMENT),
        Command(
            "hadoop",
            "HDFS as any file system (fs), and programs in a jar (jar)",
            ("resourcemanager", "namenode"),
            general,
            environment=ENVIRONMENT,
        ),
    )


SERVICE = Service(
    name="hdfs",
    title="HDFS",
    sentence="one file system over many machines: big files, cut into blocks, each block kept several times",
    version="3.5.0",
    roles=roles,
    files=files,
    address=address,
    sizes=(1, 2, 3),
    profiles={"day1": 3, "day2": 3, "day3": 1},
    elastic=True,
    together=together,
    panel=Question("namenode", figures),
    holdings=Question("namenode", folders),
    commands=commands,
    components=COMPONENTS,
)
