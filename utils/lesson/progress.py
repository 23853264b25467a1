"""What a learner has tried, and what a run has recorded, as JSON lines."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from base.settings import settings

RUN_FILE = "SMARTCAR_RECORDS"  # the runner sets this to the file that it will read


def progress_file() -> Path:
    """Where the learner's results are kept."""
    return settings().home / "progress.jsonl"


def note(key: str, state: str) -> None:
    """Write down the state of an exercise: for the runner if there is one, else as the learner's progress."""
    if RUN_FILE in os.environ:
        tell_runner(kind="exercise", name=key, state=state)
    elif state != "not attempted" and settings().home.is_dir():
        _append(progress_file(), {"when": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", "exercise": key, "state": state})


def tell_runner(**entry: object) -> None:
    """Send one entry to the runner, if there is one."""
    if RUN_FILE in os.environ:
        _append(Path(os.environ[RUN_FILE]), entry)


def _append(path: Path, entry: dict[str, object]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry, ensure_ascii=False, default=_plain) + "\n")


def _plain(value: object) -> object:
    """NumPy numbers as numbers, anything else as text."""
    return value.item() if hasattr(value, "item") else str(value)
