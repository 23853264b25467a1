"""Mahout: recommendation and clustering as MapReduce jobs."""

from __future__ import annotations

from cluster.jvm.components import Components
from cluster.service import Command, Java, Site
from cluster.services.hadoop import ENVIRONMENT

VERSION = "0.13.0"
COMPONENTS = {
    "mahout": Components(
        (f"org.apache.mahout:mahout-mr:{VERSION}",),
        exclusions=("org.apache.hadoop:*", "log4j:*", "org.slf4j:*"),
        without="hadoop",
        alone=(
            f"org.apache.mahout:mahout-integration:{VERSION}",
            *(f"org.codehaus.jackson:jackson-{name}-asl:1.9.13" for name in ("core", "mapper")),
        ),
        conf=("mahout/mapred-site.xml",),
        gathered=True,  # its tasks on YARN find it there
    ),
}


def settings(site: Site, classes: tuple[str, ...]) -> dict[str, str]:
    """What its jobs are told: beside Hadoop's classes, their tasks have those of Mahout."""
    return {"mapreduce.application.classpath": ",".join((*classes, *site.container_class_path("mahout")[1:]))}


def command(site: Site, log: str) -> Command:
    options = (f"-Dlog4j.configuration=file:{log}",)
    start = Java("org.apache.mahout.driver.MahoutDriver", "mahout", 512, (), options, "mahout", behind=("hadoop",))
    sentence = "recommends and clusters as jobs on YARN: itemsimilarity, recommenditembased, canopy, kmeans and more"
    return Command("mahout", sentence, ("nodemanager",), {"": start}, environment=ENVIRONMENT)
