"""An export that runs in the background, so that it can be ended from outside, and what the database holds then."""

from __future__ import annotations

from threading import Thread

import pandas as pd

from base.waiting import wait_until
from cluster import Cluster
from cluster.clients import yarn
from cluster.clients.stores import jdbc, password
from cluster.services.postgresql import USER
from cluster.services.sqoop import ALIAS
from utils.analyse.export import database

SECONDS = 180  # until a job on YARN has written its first rows


def login() -> dict[str, str]:
    """What Spark's JDBC source is told beside the address; the password comes from the environment."""
    return {"user": USER, "password": password(), "driver": "org.postgresql.Driver"}


def count(table: str) -> int:
    """Rows of a table in PostgreSQL that a reader finds now."""
    with database() as sql:
        return sql.execute(f"select count(*) from {table}").fetchone()[0]


def ask(statement: str) -> pd.DataFrame:
    """Run one statement in PostgreSQL in a transaction of its own; its rows, if it has some."""
    with database() as sql:
        done = sql.execute(statement)
        if done.description is None:
            return pd.DataFrame()
        return pd.DataFrame(done.fetchall(), columns=[column.name for column in done.description])


def last_application() -> str:
    """The number of YARN's newest application, once its log can be fetched."""

    def newest() -> dict:
        return max(yarn("apps")["apps"]["app"], key=lambda each: each["id"])

    wait_until(lambda: newest()["logAggregationStatus"] == "SUCCEEDED", "the log of the job is there", SECONDS)
    return newest()["id"]


class Export:
    """`sqoop export` of a folder into a table, in the background."""

    def __init__(self, cluster: Cluster, folder: str, table: str, *options: str, first: str = "") -> None:
        """Start it, and wait until the first rows are in `first`, else in `table`."""
        login = ("--connect", jdbc(), "--username", USER, "--password-alias", ALIAS)
        words = ("export", *login, "--table", table, "--export-dir", folder, "-m", "1", *options)
        self._thread = Thread(target=cluster.command, args=("sqoop", *words))
        self._thread.start()
        wait_until(lambda: count(first or table) or not self._thread.is_alive(), "the first rows are there", SECONDS)

    @property
    def application(self) -> str:
        """Its number on YARN, for ``yarn application -kill``; empty if it does not run any more."""
        found = (yarn("apps?states=RUNNING")["apps"] or {}).get("app", [])
        return next((each["id"] for each in found if each["name"].endswith(".jar")), "")

    def ended(self) -> None:
        """Wait until the command has returned."""
        self._thread.join(SECONDS)
