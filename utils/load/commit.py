"""Putting new files in the place of many old ones while others read, so that no reader ever misses a row.

No single step of HDFS replaces several files, but two steps together do. Old files are joined by ``concat``,
which moves no byte: the same rows, now in one file. Then the new file takes its name. Before, between and after these
two steps every row is there. A journal, written before the first, lets the next run finish what a killed one began.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from base.exceptions import DataError
from cluster.clients import namenode

DRAFTS = "_compacting"  # hidden folder inside the partition, for new files and the journal
JOURNAL = "journal.json"


@dataclass(frozen=True)
class Replacement:
    """One new file that takes the place of some old ones; the first of them gives the name."""

    old: tuple[str, ...]  # paths
    new: str  # path of the new file, in the hidden folder; it is not there if no row is to stay


def drafts(folder: str) -> str:
    """The hidden folder of a partition."""
    return f"{folder}/{DRAFTS}"


def commit(folder: str, replacements: list[Replacement], step: Callable[[], None] = lambda: None) -> None:
    """Writes down what will be replaced, then replaces it. What is written down happens, even after a kill.

    ``step`` is called after each step that changes something, so that a test can stop there.
    """
    plan = [{"old": each.old, "new": each.new if namenode.status(each.new) else ""} for each in replacements]
    draft = f"{drafts(folder)}/_{JOURNAL}"
    namenode.write(draft, json.dumps(plan).encode())
    namenode.rename(draft, f"{drafts(folder)}/{JOURNAL}")
    step()
    finish(folder, step)


def finish(folder: str, step: Callable[[], None] = lambda: None) -> bool:
    """Finishes what was written down, drops what was only prepared. Returns whether there was any of the two."""
    if namenode.status(drafts(folder)) is None:
        return False
    journal = f"{drafts(folder)}/{JOURNAL}"
    if namenode.status(journal) is not None:
        for each in json.loads(namenode.read(journal)):
            _replace(each["old"], each["new"], step)
    namenode.remove(drafts(folder))
    step()
    return True


def _replace(old: list[str], new: str, step: Callable[[], None]) -> None:
    if new and namenode.status(new) is None:
        return  # done by an earlier run
    first, *others = old
    present = [path for path in others if namenode.status(path) is not None]
    if len(present) not in (0, len(others)):
        gone = ", ".join(sorted(set(others) - set(present)))
        raise DataError(f"{gone} vanished while {first} was being replaced. Nothing more was changed; look: ls {new}")
    if present:
        namenode.concat(first, present)
        step()
    if new:
        namenode.replace(first, by=new)
    else:
        namenode.remove(first)
    step()
