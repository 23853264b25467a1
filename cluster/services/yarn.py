"""YARN and MapReduce: a ResourceManager that hands out containers, a NodeManager that runs them, a history."""

from __future__ import annotations

from collections.abc import Iterable

from cluster.configs import hadoop_xml, log4j
from cluster.jvm.components import COMPILER
from cluster.panel import Figure, Ports, Question, ask_json
from cluster.service import IPV4, QUICK_FLAGS, Command, Role, Service, Site, http
from cluster.services import mahout, sqoop
from cluster.services.hadoop import COMPONENTS, ENVIRONMENT, RUNNER, client, hadoop

RM, RM_SCHEDULER, RM_TRACKER, RM_ADMIN, RM_WEB = 8032, 8030, 8031, 8033, 8088
NM, NM_LOCALIZER, NM_WEB, SHUFFLE = 8041, 8040, 8042, 8043
HISTORY, HISTORY_ADMIN, HISTORY_WEB = 10020, 10033, 10888
AM_FIRST, AM_LAST = 10100, 10119
# a job of a few tasks runs in the JVM of its master, one after the other, and waits for no container but that one
SMALL_JOBS = {"mapreduce.job.ubertask.enable": True}
# they tell how a job goes on
JOB_LOGGERS = ("org.apache.sqoop", "org.apache.mahout.common", "org.apache.hadoop.mapreduce.Job")


def roles(site: Site, size: int) -> tuple[Role, ...]:
    return (
        Role(
            name="resourcemanager",
            sentence="knows what memory and cores are free, and which application waits for them",
            command=hadoop(site, "yarn.server.resourcemanager.ResourceManager", 192, archive="resourcemanager"),
            ports={
                "rpc": RM,
                "scheduler": RM_SCHEDULER,
                "tracker": RM_TRACKER,
                "admin": RM_ADMIN,
                "http": RM_WEB,
            },
            probe=http("http", "/ws/v1/cluster/info", r'"state":"STARTED"', "the ResourceManager is started"),
            memory_mb=260,
            environment=ENVIRONMENT,
            page="http/cluster",
            stop_order=20,
        ),
        Role(
            name="nodemanager",
            sentence="starts, watches and ends the containers of one machine",
            command=hadoop(
                site, "yarn.server.nodemanager.NodeManager", 192, archive="nodemanager", options=site.loopback()
            ),
            ports={"rpc": NM, "localizer": NM_LOCALIZER, "http": NM_WEB, "shuffle": SHUFFLE},
            probe=http("http", "/ws/v1/node/info", r'"nodeHealthy":true', "the NodeManager is healthy"),
            memory_mb=240,
            workload_mb=2048,  # what the ResourceManager hands out
            folders=("yarn/local", "yarn/logs"),
            environment=ENVIRONMENT,
            page="http/node",
            stop_order=10,
        ),
        Role(
            name="historyserver",
            sentence="keeps the story of finished MapReduce jobs",
            command=hadoop(site, "mapreduce.v2.hs.JobHistoryServer", 160, archive="historyserver"),
            ports={"rpc": HISTORY, "admin": HISTORY_ADMIN, "http": HISTORY_WEB},
            probe=http("http", "/ws/v1/history/info", r'"startedOn"', "the history server answers"),
            memory_mb=195,
            environment=ENVIRONMENT,
            page="http/jobhistory",
            stop_order=10,  # with HDFS gone it would not leave for two minutes
        ),
    )


def files(site: Site, size: int) -> dict[str, str]:
    manager, node, history = (site.host(role) for role in ("resourcemanager", "nodemanager", "historyserver"))
    classes = site.container_class_path("hadoop")
    yarn = {
        "yarn.resourcemanager.hostname": manager,
        "yarn.resourcemanager.bind-host": site.bind,
        "yarn.resourcemanager.address": f"{manager}:{site.port(RM)}",
        "yarn.resourcemanager.scheduler.address": f"{manager}:{site.port(RM_SCHEDULER)}",
        "yarn.resourcemanager.resource-tracker.address": f"{manager}:{site.port(RM_TRACKER)}",
        "yarn.resourcemanager.admin.address": f"{manager}:{site.port(RM_ADMIN)}",
        "yarn.resourcemanager.webapp.address": f"{manager}:{site.port(RM_WEB)}",
        "yarn.nodemanager.hostname": node,
        "yarn.nodemanager.bind-host": site.bind,
        "yarn.nodemanager.address": f"{node}:{site.port(NM)}",
        "yarn.nodemanager.localizer.address": f"{node}:{site.port(NM_LOCALIZER)}",
        "yarn.nodemanager.webapp.address": f"{node}:{site.port(NM_WEB)}",
        "yarn.nodemanager.aux-services": "mapreduce_shuffle",
        "yarn.nodemanager.local-dirs": site.data("yarn/local"),
        "yarn.nodemanager.log-dirs": site.data("yarn/logs"),
        "yarn.nodemanager.resource.memory-mb": 2048,
        "yarn.nodemanager.resource.cpu-vcores": 4,
        "yarn.scheduler.minimum-allocation-mb": 128,
        "yarn.scheduler.maximum-allocation-mb": 2048,
        "yarn.scheduler.maximum-allocation-vcores": 4,
        "yarn.nodemanager.vmem-check-enabled": False,
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage": 99.5,
        "yarn.resourcemanager.nodemanagers.heartbeat-interval-ms": 200,
        "yarn.resourcemanager.connect.retry-interval.ms": 500,  # the NodeManager finds a revived one at once
        "yarn.node-attribute.fs-store.root-dir": f"file://{site.data('yarn/attributes')}",
        "yarn.log-aggregation-enable": True,
        "yarn.log.server.url": f"http://{history}:{site.port(HISTORY_WEB)}/jobhistory/logs",
        "yarn.application.classpath": ",".join(classes),
    }
    task_options = " ".join((*QUICK_FLAGS, IPV4, *site.jvm_options))
    mapred = {
        "mapreduce.framework.name": "yarn",
        "mapreduce.application.classpath": ",".join(classes),
        "mapreduce.jobhistory.address": f"{history}:{site.port(HISTORY)}",
        "mapreduce.jobhistory.webapp.address": f"{history}:{site.port(HISTORY_WEB)}",
        "mapreduce.jobhistory.admin.address": f"{history}:{site.port(HISTORY_ADMIN)}",
        "mapreduce.jobhistory.bind-host": site.bind,
        "mapreduce.shuffle.port": site.port(SHUFFLE),
        "yarn.app.mapreduce.am.resource.mb": 384,
        "yarn.app.mapreduce.am.command-opts": " ".join(("-Xmx192m", task_options, *site.loopback())),
        "yarn.app.mapreduce.am.job.client.port-range": f"{site.port(AM_FIRST)}-{site.port(AM_LAST)}",
        "yarn.app.mapreduce.am.webapp.port-range": f"{site.port(AM_FIRST)}-{site.port(AM_LAST)}",
        "yarn.app.mapreduce.am.staging-dir": "/user",
        # how often the job's master asks for containers, in ms; by default 1000, which each attempt of a task sits out
        "yarn.app.mapreduce.am.scheduler.heartbeat.interval-ms": 200,
        "mapreduce.map.memory.mb": 384,
        "mapreduce.map.java.opts": f"-Xmx192m {task_options}",
        "mapreduce.reduce.memory.mb": 384,
        "mapreduce.reduce.java.opts": f"-Xmx192m {task_options}",
        "mapreduce.task.io.sort.mb": 48,
        "mapreduce.map.speculative": False,
        "mapreduce.reduce.speculative": False,
        "mapreduce.client.completion.pollinterval": 250,
        "mapreduce.client.progressmonitor.pollinterval": 250,
        "yarn.app.mapreduce.client-am.ipc.max-retries-on-timeouts": 2,
    }
    scheduler = {
        "yarn.scheduler.capacity.root.queues": "default",
        "yarn.scheduler.capacity.root.default.capacity": 100,
        "yarn.scheduler.capacity.maximum-am-resource-percent": 0.5,
        "yarn.scheduler.capacity.resource-calculator": "org.apache.hadoop.yarn.util.resource.DefaultResourceCalculator",
    }
    return {
        "hadoop/yarn-site.xml": hadoop_xml(yarn),
        "hadoop/mapred-site.xml": hadoop_xml(mapred),
        "hadoop/log4j-jobs.properties": log4j("ERROR", JOB_LOGGERS),
        "sqoop/mapred-site.xml": hadoop_xml(mapred | SMALL_JOBS),
        "sqoop/sqoop-site.xml": hadoop_xml(sqoop.SETTINGS),
        "mahout/mapred-site.xml": hadoop_xml(mapred | SMALL_JOBS | mahout.settings(site, classes)),
        "hadoop/capacity-scheduler.xml": hadoop_xml(scheduler),
    }


def address(ports: Ports) -> str:
    return f"http://localhost:{ports['resourcemanager']['http']}"


def figures(ports: Ports) -> Iterable[Figure]:
    """Nodes and applications, as the ResourceManager's REST interface tells them."""
    values = ask_json(f"{address(ports)}/ws/v1/cluster/metrics")["clusterMetrics"]
    return (
        Figure("active nodes", values["activeNodes"], values["activeNodes"] > 0),
        Figure("running applications", values["appsRunning"]),
    )


def commands(site: Site) -> tuple[Command, ...]:
    cli = "yarn.client.cli"
    yarn = {
        **{word: client(site, f"{cli}.ApplicationCLI", word) for word in ("application", "app", "applicationattempt")},
        "container": client(site, f"{cli}.ApplicationCLI", "container"),
        "node": client(site, f"{cli}.NodeCLI"),
        "queue": client(site, f"{cli}.QueueCLI"),
        "logs": client(site, f"{cli}.LogsCLI"),
        "rmadmin": client(site, f"{cli}.RMAdminCLI"),
        "jar": client(site, RUNNER, log="log4j.properties"),
        "version": client(site, "util.VersionInfo"),
        "": client(site),
    }
    mapred = {
        "job": client(site, "mapred.JobClient"),
        "queue": client(site, "mapred.JobQueueClient"),
        "streaming": client(site, "streaming.HadoopStreaming", log="log4j.properties"),
        "version": client(site, "util.VersionInfo"),
        "": client(site),
    }
    beside, log = ("resourcemanager",), site.conf("hadoop", "log4j-jobs.properties")
    return (
        Command("yarn", "applications, nodes and queues of YARN", beside, yarn, environment=ENVIRONMENT),
        Command("mapred", "MapReduce jobs, also those written in Python", beside, mapred, environment=ENVIRONMENT),
        mahout.command(site, log),
        sqoop.command(site, log),
    )


SERVICE = Service(
    name="yarn",
    title="YARN",
    sentence="shares memory and cores of the machines among programs, and runs MapReduce where the blocks lie",
    version="3.5.0",
    roles=roles,
    files=files,
    address=address,
    requires=("hdfs",),
    profiles={"day1": 1},
    together=lambda site, size: http(
        "http", "/ws/v1/cluster/metrics", r'"activeNodes":[1-9]', "the ResourceManager counts an active node"
    ),
    panel=Question("resourcemanager", figures),
    commands=commands,
    components=COMPONENTS | COMPILER | mahout.COMPONENTS | sqoop.COMPONENTS,
)
