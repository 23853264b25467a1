"""The objects that live in the heap of a Java process, counted by class.

The process itself counts them, after it has collected its garbage; so a count is exact, and costs a pause.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from base.exceptions import ServiceError
from cluster import Cluster
from lessons.day2.loading_overview import attach

COMMAND = "GC.class_histogram"
LINE = re.compile(r"^\s*\d+:\s+(\d+)\s+(\d+)\s+(\S+)", re.M)


def live_objects(role: str) -> pd.DataFrame:
    """One row per class, by its Java name: how many ``objects`` of it live, and their ``bytes``.

    Raises ServiceError if the process cannot be asked.
    """
    cluster = Cluster()
    try:
        if cluster.settings.mode == "container":
            done = cluster.inside(role, "python3", "-c", Path(attach.__file__).read_text(), COMMAND)
            text = done.stdout
        else:
            text = attach.ask(cluster.role(role).pid, COMMAND)
    except OSError as error:
        raise ServiceError(f"{role} could not be asked for its objects: {error} Type: cluster status") from error
    return counted(text)


def counted(histogram: str) -> pd.DataFrame:
    """The table of `live_objects` from what a Java process prints.

    >>> counted(" num     #instances         #bytes  class name\\n   1:  3  96  [B (java.base@17)").loc["[B"].tolist()
    [3, 96]
    """
    rows = {name: (int(objects), int(size)) for objects, size, name in LINE.findall(histogram)}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["objects", "bytes"])
