"""DuckDB over the same files: what the marts cost without a server, a cluster and a file system over many machines.

It runs the pilot's own statements. Words of Hive's SQL that it does not know are macros here, and it writes Parquet
where the others write ORC.
"""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pandas as pd

from utils.explore import marts
from utils.explore.statements import filled, statement
from utils.explore.tables import EXTERNAL, PARTITIONED

MACROS = (
    "create macro unix_timestamp(text, shape) as epoch(strptime(text, '%Y%m%d'))::bigint",
    "create macro from_unixtime(seconds) as make_timestamp(1000000 * seconds)",
)
INSERT = re.compile(r"insert overwrite table \S+(?: partition \(.*?\))?\n")
THREADS, MEMORY = 2, "1GB"


class Floor:
    """A base in this process over a copy of the lake's folders, each below its name in HDFS."""

    def __init__(self, lake: Path, to: Path) -> None:
        self.to = to
        self.base = duckdb.connect(config={"threads": THREADS, "memory_limit": MEMORY, "temp_directory": str(to)})
        for each in MACROS:
            self.base.execute(each)
        for name, table in EXTERNAL.items():
            self.base.execute(f"create view {table} as select * from {_csv(name, lake)}")

    def make(self, name: str, value: str = "") -> None:
        """The statement of a mart, into a file in the place of an earlier one."""
        mart = marts.of(name)
        made = filled(f"mart_{name}", staged="staged", **({mart.cut: value} if mart.cut else {})).replace("`", '"')
        self.base.execute(f"copy ({INSERT.sub('', made)}) to '{self._file(name)}' (format parquet)")

    def publish(self, name: str, value: str = "") -> None:
        """Let the statements of other marts find the rows of this one."""
        mart = marts.of(name)
        cut = f", '{value}' as {mart.cut}" if mart.cut else ""
        self.base.execute(f"create or replace view {mart.table} as select *{cut} from '{self._file(name)}'")

    def query(self, text: str) -> pd.DataFrame:
        return self.base.execute(text).df()

    def _file(self, name: str) -> Path:
        return self.to / f"{name}.parquet"


def _csv(name: str, lake: Path) -> str:
    """The files of an external table, with the columns that its statement names."""
    text = statement(name)
    names = re.findall(r"^  `?(\w+)`? (\w+)", text, re.MULTILINE)
    columns = ", ".join(f"'{column}': '{'varchar' if kind == 'string' else kind}'" for column, kind in names)
    separator, folder = (re.search(rf"{word} '(.+)'", text)[1] for word in ("terminated by", "location"))
    cut = f", hive_types = {{'{PARTITIONED[name]}': varchar}}" if name in PARTITIONED else ", hive_partitioning = false"
    files = f"{lake}{folder}/**/*.*"
    return f"read_csv('{files}', delim = '{separator}', header = false, columns = {{{columns}}}{cut})"
