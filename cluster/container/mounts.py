"""Data folders that a container shares with the learner's machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from cluster.container.launcher import HOME
from cluster.plan import Process


def make(processes: Iterable[Process], home: Path) -> None:
    """Make the shared folders of these processes, for both accounts to write in."""
    for process in processes:
        for folder in process.folders if process.shared else ():
            _here(folder, home).mkdir(parents=True, exist_ok=True)
            _here(folder, home).chmod(0o777)  # the account in the container is another than the learner's


def remove(processes: Iterable[Process], home: Path) -> None:
    """Remove the shared folders of these processes with all that is in them."""
    for process in processes:
        if process.shared:
            shutil.rmtree(_here(process.shared, home), ignore_errors=True)


def _here(folder: str, home: Path) -> Path:
    return home / Path(folder).relative_to(HOME)
