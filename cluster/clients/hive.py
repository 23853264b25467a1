"""Hive by impyla, through HiveServer2."""

from __future__ import annotations

import logging
from contextlib import closing
from typing import TYPE_CHECKING

import pandas as pd

from base.exceptions import ServiceError
from base.settings import settings
from base.waiting import ANSWER_SECONDS
from cluster.addresses import port
from cluster.services.hadoop import USER

if TYPE_CHECKING:
    from impala.hiveserver2 import HiveServer2Connection


def hive() -> HiveServer2Connection:
    """A connection of Python's DB API: ``cursor().execute(…)``, ``fetchall()``. It is a session: settings stay in it.

    Raises `ServiceError` if HiveServer2 does not run.
    """
    from impala.dbapi import connect
    from thrift.transport.TTransport import TTransportException

    number = port("hiveserver2", "thrift", settings())
    for name in ("impala", "thrift"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # they print a line for each try
    try:
        return connect("127.0.0.1", number, auth_mechanism="PLAIN", user=USER, password="any", timeout=ANSWER_SECONDS)
    except (TTransportException, OSError):
        raise ServiceError(f"HiveServer2 does not answer on port {number}. Type: cluster up hive") from None


def query(statement: str, **configuration: str) -> pd.DataFrame:
    """The rows of a statement, with its column names; ``hive.execution.engine`` is written ``hive_execution_engine``.

    Raises `ServiceError` with Hive's reason, in one line, for a statement that it refuses.
    """
    from impala.error import Error

    # a cursor that is left open tells the server so whenever Python takes it away, and waits for the answer
    with closing(hive()) as connection, closing(connection.cursor()) as cursor:
        try:
            dotted = {key.replace("_", "."): value for key, value in configuration.items()}
            cursor.execute(statement, configuration=dotted)
            if cursor.description is None:
                return pd.DataFrame()
            names = [column[0].rpartition(".")[2] for column in cursor.description]
            return pd.DataFrame(cursor.fetchall(), columns=names)
        except Error as refused:
            raise ServiceError(reason(str(refused))) from None


def reason(text: str) -> str:
    """What Hive says of a statement that it refuses, without the names of its programs.

    >>> reason("Error while compiling statement: FAILED: ParseException line 1:7 cannot recognize input near 'form'")
    "Hive: ParseException line 1:7 cannot recognize input near 'form'"
    """
    told = text.partition("FAILED: ")[2] or text
    return f"Hive: {told.strip().splitlines()[0]}"
