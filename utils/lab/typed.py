"""The command of the cluster as a learner types it in a terminal."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys


def typed(command: str) -> str:
    """What a command such as ``cluster up hdfs=3`` prints; what it refuses is an answer too."""
    plain = {key: value for key, value in os.environ.items() if key != "FORCE_COLOR"} | {"COLUMNS": "96"}
    words = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(words, capture_output=True, text=True, env=plain)
    return (done.stdout + done.stderr).rstrip()
