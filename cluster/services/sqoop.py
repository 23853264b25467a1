"""Sqoop: copies tables between a relational database and HDFS, as a MapReduce job of maps only."""

from __future__ import annotations

from cluster.jvm.components import COMPILER, Components
from cluster.service import Command, Java, Site
from cluster.services.hadoop import ENVIRONMENT
from cluster.services.postgresql import DRIVER, PASSWORD, SECRETS

VERSION = "1.4.7"
COMPONENTS = COMPILER | {
    # its pom names nothing that it depends on; Hadoop's class path, which follows, holds the rest
    "sqoop": Components(
        alone=(
            f"org.apache.sqoop:sqoop:{VERSION}:hadoop260",
            # the newest in which Sqoop finds the method that it calls by name; Hadoop's own has another
            "commons-cli:commons-cli:1.5.0",
            "commons-lang:commons-lang:2.6",
            DRIVER,
            "org.eclipse.jdt:ecj:3.42.0",
        ),
        conf=("sqoop/sqoop-site.xml", "sqoop/mapred-site.xml"),
        sources=("CompilationManager.java",),
    ),
}
ALIAS = "postgresql.password"  # sqoop … --password-alias
# Hadoop puts the variable in where the value is asked for: no command line and no configuration holds the password
SETTINGS = {ALIAS: f"${{env.{PASSWORD}}}"}


def command(site: Site, log: str) -> Command:
    folder = "/tmp" if site.in_container else f"{site.home}/tmp"
    options = (
        f"-Dlog4j.configuration=file:{log}",
        f"-Dsqoop.src.dir={folder}",  # where it leaves the class that it writes for a table
        f"-Dtest.build.data={folder}/",  # and compiles it
    )
    return Command(
        "sqoop",
        f"copies tables of PostgreSQL into HDFS and back, as a job on YARN, with --password-alias {ALIAS}",
        ("nodemanager",),
        {"": Java("org.apache.sqoop.Sqoop", "sqoop", 256, (), options, "sqoop", behind=("hadoop",))},
        environment=ENVIRONMENT | {"SQOOP_CONF_DIR": site.conf("sqoop"), PASSWORD: f"${{{PASSWORD}}}"},
        secrets=SECRETS,
        also={"postgresql": ("PostgreSQL", "postgresql")},
    )
