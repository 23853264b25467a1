"""``python -m utils.explore ACT WHAT [VALUE]``: one step of a workflow, as a scheduler starts it."""

from __future__ import annotations

import argparse
import sys

from base.exceptions import CourseError
from cluster.clients.hive import HIVE
from utils.explore.flows import ACTS, Step, act
from utils.explore.panel import ENGINES


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m utils.explore", description="Do one step of a workflow.")
    parser.add_argument("act", choices=ACTS)
    parser.add_argument("what", help="the mart, or the external table that is refreshed")
    parser.add_argument("value", nargs="?", default="", help="yyyyMMdd or yyyyMM")
    parser.add_argument("--engine", choices=list(ENGINES), help="that makes the rows (default: hive)")
    asked = parser.parse_args(words)
    try:
        print(act(Step(asked.act, asked.what), asked.value, ENGINES.get(asked.engine, HIVE)))
    except CourseError as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
