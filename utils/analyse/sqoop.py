"""Sqoop's two directions, as they are typed at work: text of HDFS into a table of PostgreSQL, and back."""

from __future__ import annotations

import re

from base.exceptions import ServiceError
from cluster import Cluster
from cluster.clients.stores import jdbc
from cluster.services.postgresql import USER
from cluster.services.sqoop import ALIAS

NULL = r"\\N"  # Hive's word for it in text, as Sqoop puts it into a Java program


def export(folder: str, table: str, staging: str, mappers: int = 1) -> None:
    """Rows of text, cut by commas, go through the empty table `staging` into `table`: all of them, or none.

    Raises `ServiceError` with Sqoop's reason.
    """
    through = ("--staging-table", staging, "--clear-staging-table")
    nulls = ("--input-null-string", NULL, "--input-null-non-string", NULL)
    _run("export", "--table", table, *through, "--export-dir", folder, *nulls, "-m", str(mappers))


def bring_back(table: str, where: str, folder: str) -> None:
    """Rows of a table become text in a folder of HDFS, in the place of what was there."""
    _run("import", "--table", table, "--where", where, "--target-dir", folder, "--delete-target-dir", "-m", "1")


def _run(tool: str, *words: str) -> None:
    database = ("--connect", jdbc(), "--username", USER, "--password-alias", ALIAS)
    done = Cluster().command("sqoop", tool, *database, *words)
    if done.returncode:
        raise ServiceError(f"sqoop {tool} failed: {reason(done.stdout + done.stderr)} Type: cluster status")


def reason(told: str) -> str:
    """Why Sqoop failed, in a sentence of its output: the first exception is the cause, the next ones follow from it.

    >>> reason("18:56:48 ERROR SqlManager: Error: org.postgresql.util.PSQLException: ERROR: no table\\n\\tat …")
    'ERROR: no table.'
    """
    found = re.findall(r"(?:\w+\.)+\w*Exception: (.+)", told) or told.strip().splitlines()[-1:] or ["it says nothing"]
    return found[0].strip().rstrip(".") + "."
