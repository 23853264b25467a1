"""HDFS: a NameNode that knows the names, DataNodes that hold the blocks, a secondary that makes checkpoints."""

from __future__ import annotations

from cluster.configs import hadoop_xml, log4j
from cluster.service import Java, Role, Service, Site, Template, http

USER = "pilot"  # owner of everything in HDFS, whatever the learner's account is called
RPC, WEB, SECONDARY_WEB = 8020, 9870, 9868
DATA, DATA_WEB, DATA_PROXY, DATA_IPC = 9866, 9864, 9865, 9867
ENVIRONMENT = {"HADOOP_USER_NAME": USER}


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
        conf="hadoop",
    )


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


def files(site: Site, size: int) -> dict[str, str]:
    namenode = site.host("namenode")
    core = {
        "fs.defaultFS": f"hdfs://{namenode}:{site.port(RPC)}",
        "hadoop.tmp.dir": site.data("hdfs/tmp"),
        "hadoop.http.staticuser.user": USER,
        "io.native.lib.available": False,
        # who starts before the server that it reports to asks again soon
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
        "dfs.namenode.http-address": f"{namenode}:{site.port(WEB)}",
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


SERVICE = Service(
    name="hdfs",
    sentence="one file system over many machines: big files, cut into blocks, each block kept several times",
    version="3.5.0",
    roles=roles,
    files=files,
    sizes=(1, 2, 3),
    elastic=True,
    together=together,
    components=("hadoop", "hadoop-web"),
)
