"""The command line of the simulator: `python -m data write | dictionary | sample`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from base.exceptions import CourseError
from data import SCALES, SEED, START, dictionary, sample, simulate, write
from data.faults import FAULTS


def main(arguments: list[str] | None = None) -> int:
    """Does what the arguments say; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m data", description="Simulated data of the smart-car pilot.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    writing = verbs.add_parser("write", help="write all data sets into a folder")
    writing.add_argument("scale", help=f"{', '.join(SCALES)}, a multiple such as '10x class', or '250 cars 3 h'")
    writing.add_argument("--seed", type=int, default=SEED)
    writing.add_argument("--start", default=START.isoformat(), help="ISO time on a whole ten minutes")
    writing.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    writing.add_argument("--fault", action="append", default=[], metavar="NAME", help=f"one of {', '.join(FAULTS)}")
    verbs.add_parser("dictionary", help="rewrite docs/data-dictionary.md")
    verbs.add_parser("sample", help="rewrite data/sample")
    chosen = parser.parse_args(arguments)
    try:
        match chosen.verb:
            case "write":
                written = write(simulate(chosen.scale, chosen.seed, chosen.start), chosen.to, chosen.fault)
                for name, rows in written.rows.items():
                    files = ", ".join(path.name for path in written.files.paths(name))
                    print(f"{name:<10}{rows:>12,} rows {written.garbage[name]:>5,} garbage  {files}")
            case "dictionary":
                print(dictionary.write())
            case "sample":
                print(*sample.write(), sep="\n")
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
