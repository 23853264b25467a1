"""Hive and Spark SQL by impyla: both servers speak HiveServer2's protocol."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pandas as pd

from base.exceptions import ServiceError
from base.settings import settings
from base.waiting import ANSWER_SECONDS
from cluster.addresses import port
from cluster.services.hadoop import USER

if TYPE_CHECKING:
    from impala.hiveserver2 import HiveServer2Connection, HiveServer2Cursor


HIVE, SPARK = "hiveserver2", "spark-thrift"  # the roles that answer
NAMES = {HIVE: "Hive", SPARK: "Spark SQL"}


def hive(server: str = HIVE) -> HiveServer2Connection:
    """A connection of Python's DB API: ``cursor().execute(…)``, ``fetchall()``. It is a session: settings stay in it.

    Raises `ServiceError` if the server does not run.
    """
    from impala import dbapi
    from thrift.transport.TTransport import TTransportException

    number = port(server, "thrift", settings())
    for name in ("impala", "thrift"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # they print a line for each try
    try:
        return dbapi.connect(
            "127.0.0.1", number, auth_mechanism="PLAIN", user=USER, password="any", timeout=ANSWER_SECONDS
        )
    except (TTransportException, OSError):
        service = "hive" if server == HIVE else server
        raise ServiceError(f"{NAMES[server]} does not answer on port {number}. Type: cluster up {service}") from None


@contextmanager
def cursor(server: str = HIVE) -> Iterator[HiveServer2Cursor]:
    """A cursor in a session of its own; both are closed with the block.

    One that is left open tells the server so whenever Python takes it away, and waits for the answer.
    """
    with closing(hive(server)) as connection, closing(connection.cursor()) as opened:
        yield opened


def fetched(cursor: HiveServer2Cursor, question: str) -> list[tuple]:
    """All rows of a question."""
    cursor.execute(question)
    return cursor.fetchall()


def query(statement: str, server: str = HIVE, **configuration: str) -> pd.DataFrame:
    """The rows of a statement, with its column names; ``hive.execution.engine`` is written ``hive_execution_engine``.

    Raises `ServiceError` with the server's reason, in one line, for a statement that it refuses.
    """
    from impala.error import Error

    with cursor(server) as asked:
        try:
            dotted = {key.replace("_", "."): value for key, value in configuration.items()}
            text = statement.strip().rstrip(";")  # the parser takes one statement, without it
            asked.execute(text, configuration=dotted)
            if asked.description is None:
                return pd.DataFrame()
            names = [column[0].rpartition(".")[2] for column in asked.description]
            return pd.DataFrame(asked.fetchall(), columns=names)
        except IndexError:  # Spark answers a statement that has no rows with a column's name and without the column
            return pd.DataFrame()
        except Error as refused:
            raise ServiceError(reason(str(refused), server)) from None


def partitions(table: str) -> list[str]:
    """The values of a table's partitions as the metastore has them, sorted; the table is cut by one column."""
    return sorted(each.partition("=")[2] for each in query(f"show partitions {table}").iloc[:, 0])


def reason(text: str, server: str = HIVE) -> str:
    """What a server says of a statement that it refuses, in one line, without the names of its programs.

    >>> reason("Error while compiling statement: FAILED: ParseException line 1:7 cannot recognize input near 'form'")
    "Hive: ParseException line 1:7 cannot recognize input near 'form'"
    >>> reason("HiveSQLException: [PARSE_SYNTAX_ERROR] spark.ParseException: \\n[PARSE_SYNTAX_ERROR] Syntax error at "
    ...        "or near 'selec'. (line 1, pos 0)\\n\\n== SQL ==\\nselec 1\\n^^^\\n\\n\\tat org.apache.spark", SPARK)
    "Spark SQL: [PARSE_SYNTAX_ERROR] Syntax error at or near 'selec'. (line 1, pos 0)"
    """
    told = text.partition("FAILED: ")[2] or text
    kind = re.search(r"\[[A-Z_0-9]+(\.[A-Z_0-9]+)*\] ", told)
    if server == SPARK and kind:
        whole = told.partition("\n\tat ")[0]
        shown = re.split(r";\n|\n+== SQL|\n'", whole[whole.rindex(kind[0]) :])[0]
        place = re.search(r"== SQL \((line \d+, position \d+)\)", whole)
        told = " ".join(shown.split()) + (f" ({place[1]})" if place else "")
    return f"{NAMES[server]}: {told.strip().splitlines()[0]}"
