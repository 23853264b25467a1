"""What HDFS's NameNode tells of itself, by its JMX page and WebHDFS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cluster.panel import Figure, Ports, ask_json
from cluster.services.hadoop import USER


def figures(ports: Ports) -> Iterable[Figure]:
    """DataNodes and blocks, as the NameNode's JMX page tells them (beans FSNamesystem and FSNamesystemState)."""
    jmx = f"http://127.0.0.1:{ports['namenode']['http']}/jmx"
    beans = ask_json(f"{jmx}?qry=Hadoop:service=NameNode,name=FSNamesystem*")["beans"]
    values = {key: value for bean in beans for key, value in bean.items()}
    lacking, missing = values["UnderReplicatedBlocks"], values["MissingBlocks"]
    dead = values["NumDeadDataNodes"]
    return (
        Figure("live DataNodes", values["NumLiveDataNodes"]),
        Figure("dead DataNodes", dead, dead == 0),
        Figure("under-replicated blocks", lacking, lacking == 0),
        Figure("missing blocks", missing, missing == 0),
    )


def folders(ports: Ports) -> Mapping[str, str]:
    """Folders two below the root, with their sizes and the time of the latest change in them; ``/tmp`` is nobody's."""
    web = f"http://127.0.0.1:{ports['namenode']['http']}/webhdfs/v1"

    def below(path: str) -> Iterator[dict]:
        for each in ask_json(f"{web}{path}?op=LISTSTATUS&user.name={USER}")["FileStatuses"]["FileStatus"]:
            yield each | {"path": f"{path.rstrip('/')}/{each['pathSuffix']}"}

    def times(path: str) -> Iterator[int]:
        for each in below(path):
            yield each["modificationTime"]
            if each["type"] == "DIRECTORY":
                yield from times(each["path"])

    found = {}
    for top in (each for each in below("/") if each["path"] != "/tmp"):
        for each in below(top["path"]) if top["type"] == "DIRECTORY" else ():
            told = ask_json(f"{web}{each['path']}?op=GETCONTENTSUMMARY&user.name={USER}")["ContentSummary"]
            latest = max((each["modificationTime"], *times(each["path"])) if each["type"] == "DIRECTORY" else (0,))
            found[f"folder {each['path']}"] = f"{told['fileCount']} {told['length']} {latest}"
    return found
