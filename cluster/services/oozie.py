"""Oozie: runs the steps of a workflow on YARN in order, and workflows at their hour, when their input is there."""

from __future__ import annotations

from collections.abc import Iterable

from cluster.configs import hadoop_xml, properties
from cluster.jvm.components import Components
from cluster.panel import Figure, Ports, Question, ask_json
from cluster.service import Command, Java, Role, Service, Site, Template, http
from cluster.services import hadoop
from cluster.services.hadoop import ENVIRONMENT, USER

PORT = 11000
VERSION = "5.2.1"
FOLDER = "oozie"
COMPONENTS = {
    # each without what it depends on, which Hadoop has newer: Oozie was built against Hadoop 2
    "oozie": Components(
        alone=(
            *(f"org.apache.oozie:oozie-{name}:{VERSION}" for name in ("core", "server", "client", "tools")),
            *(f"org.apache.oozie:oozie-{name}:{VERSION}" for name in ("sharelib-oozie", "fluent-job-api")),
            *(f"org.apache.openjpa:openjpa-{name}:2.4.2" for name in ("persistence", "persistence-jdbc", "jdbc")),
            *(f"org.apache.openjpa:openjpa-{name}:2.4.2" for name in ("kernel", "lib")),
            "net.sourceforge.serp:serp:1.15.1",
            "org.apache.xbean:xbean-asm5-shaded:3.17",
            "org.apache.geronimo.specs:geronimo-jta_1.1_spec:1.1.1",
            "org.apache.geronimo.specs:geronimo-jpa_2.0_spec:1.1",
            "org.apache.geronimo.specs:geronimo-jms_1.1_spec:1.1.1",
            "net.sf.ehcache:ehcache-core:2.6.3",
            "com.googlecode.json-simple:json-simple:1.1.1",
            "org.jdom:jdom:1.1",
            "xerces:xercesImpl:2.12.2",
            "com.sun.mail:javax.mail:1.6.2",
            "commons-dbcp:commons-dbcp:1.4",
            "commons-pool:commons-pool:1.5.4",
            "commons-lang:commons-lang:2.6",
            "commons-collections:commons-collections:3.2.2",
            "org.apache.commons:commons-jexl:2.1.1",
            "org.quartz-scheduler:quartz:2.3.2",
            *(f"io.dropwizard.metrics:metrics-{name}:3.1.2" for name in ("core", "graphite", "ganglia", "jvm", "json")),
            "info.ganglia.gmetric4j:gmetric4j:1.0.7",
            "org.apache.derby:derby:10.14.2.0",
            "org.codehaus.jackson:jackson-mapper-asl:1.9.13",
            "org.codehaus.jackson:jackson-core-asl:1.9.13",
            *(f"org.eclipse.jetty:{name}:9.4.58.v20250814" for name in ("jetty-rewrite", "apache-jsp")),
            *(f"org.mortbay.jasper:{name}:8.5.70" for name in ("apache-jsp", "apache-el")),
            "org.eclipse.jdt:ecj:3.19.0",
            "guru.nidi:graphviz-java:0.7.0",  # draws a workflow as text of Graphviz
        ),
        conf=("oozie/webapp/",),  # the server does not start without this folder, in which its old console would be
    ),
}


def _oozie(main: str, home: str, conf: str, *arguments: str, archive: str = "") -> Java:
    folders = {"home": home, "log": home, "data": home, "config": conf}
    options = (
        *(f"-Doozie.{name}.dir={folder}" for name, folder in folders.items()),
        "-Doozie.config.file=oozie-site.xml",
        "-Doozie.log4j.file=oozie-log4j.properties",
        "-Doozie.log4j.reload=0",
        "-Doozie.instance.id=localhost",
        f"-Duser.name={USER}",
        f"-Dderby.stream.error.file={home}/derby.log",
    )
    return Java(f"org.apache.oozie.{main}", "oozie", 256, arguments, options, archive, behind=("hadoop",))


def roles(site: Site, size: int) -> tuple[Role, ...]:
    return (
        Role(
            name="oozie",
            sentence="keeps workflows and their hours, and starts each step on YARN when the one before has ended",
            command=_oozie("server.EmbeddedOozieServer", site.data(FOLDER), site.conf("oozie"), archive="oozie"),
            ports={"http": PORT},
            probe=http("http", "/oozie/v1/admin/status", r'"systemMode":"NORMAL"', "Oozie says that it works normally"),
            memory_mb=280,
            workload_mb=100,
            template=Template(
                FOLDER,
                _oozie("tools.OozieDBCLI", "{target}", "{work}", "create", "-run", "-sqlfile", "{work}/oozie.sql"),
                files={
                    "oozie-site.xml": hadoop_xml(_database("{target}")),
                    "oozie-log4j.properties": _log("{work}"),
                },
            ),
            environment=ENVIRONMENT,
            page="http/oozie/v1/admin/status",
            stop_order=5,
        ),
    )


def _database(folder: str) -> dict[str, object]:
    prefix = "oozie.service.JPAService.jdbc"
    return {
        f"{prefix}.driver": "org.apache.derby.jdbc.EmbeddedDriver",
        f"{prefix}.url": f"jdbc:derby:{folder}/db;create=true",
        f"{prefix}.username": "sa",
        f"{prefix}.password": " ",
    }


def _log(folder: str) -> str:
    """Oozie answers with the log of a job out of a file that it finds by these settings, and by no others."""
    line = "%d{ISO8601} %5p %c{1}:%L - SERVER[${oozie.instance.id}] %m%n"
    return properties(
        {
            "log4j.rootLogger": "WARN, oozie",
            "log4j.logger.org.apache.oozie": "INFO",
            "log4j.logger.org.apache.oozie.service": "WARN",  # else some lines every ten seconds
            "log4j.logger.openjpa": "ERROR",
            "log4j.appender.oozie": "org.apache.log4j.DailyRollingFileAppender",
            "log4j.appender.oozie.File": f"{folder}/oozie.log",
            "log4j.appender.oozie.Append": True,
            "log4j.appender.oozie.DatePattern": "'.'yyyy-MM-dd",
            "log4j.appender.oozie.layout": "org.apache.log4j.PatternLayout",
            "log4j.appender.oozie.layout.ConversionPattern": line,
        }
    )


def url(site: Site) -> str:
    return f"http://{site.host('oozie')}:{site.port(PORT)}/oozie"


def files(site: Site, size: int) -> dict[str, str]:
    service = "oozie.service"
    values = {
        "oozie.http.hostname": site.bind,
        "oozie.http.port": site.port(PORT),
        "oozie.base.url": url(site),
        "oozie.system.id": "oozie",  # ends the ids of its jobs
        "oozie.processing.timezone": "GMT+0900",  # nominal times as people here write them, and no summer time
        **_database(site.data(FOLDER)),
        f"{service}.HadoopAccessorService.hadoop.configurations": f"*={site.conf('hadoop')}",
        f"{service}.HadoopAccessorService.action.configurations": f"*={site.conf('oozie', 'action-conf')}",
        f"{service}.ProxyUserService.proxyuser.{USER}.hosts": "*",
        f"{service}.ProxyUserService.proxyuser.{USER}.groups": "*",
        f"{service}.WorkflowAppService.system.libpath": f"/user/{USER}/share/lib",
        # the server puts the program that starts a step into HDFS itself
        "oozie.action.ship.launcher.jar": True,
        # YARN gives half of its memory to those who start steps: one at a time, as a laptop has no room for two
        "oozie.launcher.default.memory.mb": 640,
        # what may be repeated: a program that ended with an error, whatever its exit code
        f"{service}.LiteWorkflowStoreService.user.retry.error.code.ext": 1,
        # in seconds, the last in ms: how soon it sees that something has come; by default 5 minutes and a minute
        f"{service}.CoordMaterializeTriggerService.lookup.interval": 10,
        f"{service}.StatusTransitService.statusTransit.interval": 10,
        f"{service}.ActionCheckerService.action.check.interval": 10,
        f"{service}.ActionCheckerService.action.check.delay": 10,
        f"{service}.coord.input.check.requeue.interval": 5000,
    }
    return {
        "oozie/oozie-site.xml": hadoop_xml(values),
        "oozie/oozie-log4j.properties": _log("${oozie.log.dir}"),
        "oozie/action-conf/default.xml": hadoop_xml({}),
        "oozie/webapp/index.html": "Oozie's old console is not here. Ask the server: oozie jobs\n",
    }


def address(ports: Ports) -> str:
    return f"http://localhost:{ports['oozie']['http']}/oozie"


def figures(ports: Ports) -> Iterable[Figure]:
    """Workflows that run now, as the server's REST interface tells them."""
    answer = ask_json(f"{address(ports)}/v1/jobs?jobtype=wf&filter=status%3DRUNNING&len=1")
    return (Figure("running workflows", answer["total"]),)


def commands(site: Site) -> tuple[Command, ...]:
    quiet = f"-Dlog4j.configuration=file:{site.conf('hadoop', 'log4j-client.properties')}"
    # it acts for the account that starts it, and would keep a token in the home of that
    options = (f"-Duser.name={USER}", "-Doozie.auth.token.cache=false", quiet)
    start = Java(
        "org.apache.oozie.cli.OozieCLI", "oozie", 128, options=options, archive="oozie-client", behind=("hadoop",)
    )
    usual = {"OOZIE_URL": url(site), "OOZIE_TIMEZONE": "Asia/Seoul"}
    sentence = "workflows and coordinators: oozie job -config FILE -run, -info, -kill, -rerun; oozie jobs"
    return (Command("oozie", sentence, ("oozie",), {"": start}, environment=usual),)


SERVICE = Service(
    name="oozie",
    title="Oozie",
    sentence="runs workflows on YARN: their steps in order, at their hour, when their input is there",
    version=VERSION,
    roles=roles,
    files=files,
    address=address,
    requires=("hdfs", "yarn"),
    stored_in=("hdfs",),
    profiles={"day3": 1},
    panel=Question("oozie", figures),
    commands=commands,
    components=COMPONENTS | hadoop.COMPONENTS,
)
