"""Spark SQL on Hive's tables: one server that speaks to clients of Hive, by Thrift, and to those of Spark Connect."""

from __future__ import annotations

from dataclasses import replace

from cluster.jvm.components import COMPILER, Components
from cluster.service import Role, Service, Site, http
from cluster.services import hdfs, hive, postgresql, spark
from cluster.services.hadoop import ENVIRONMENT, USER

THRIFT, GRPC, UI = 10001, 10003, 4041
ICEBERG = f"/user/{USER}/iceberg"  # each table is a folder in it
# Iceberg for Spark 4.3 is not published; this one runs on it, with the catalog of our own
COMPONENTS = {
    "iceberg": Components(
        alone=("org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.12.0",),
        sources=("IcebergTables.java",),
        against="pyspark",
    ),
}


def roles(site: Site, size: int) -> tuple[Role, ...]:
    metastore = f"thrift://{site.host('metastore')}:{site.port(hive.METASTORE)}"
    jars = (f"file://{site.home}/lib/{name}/*.jar" for name in ("hive", "hadoop"))
    conf = spark.grpc(site, GRPC) | {
        # the Thrift server is the program; Connect comes along as a plugin of its driver
        "spark.plugins": "org.apache.spark.sql.connect.SparkConnectPlugin",
        "spark.hadoop.hive.server2.thrift.bind.host": site.bind,
        "spark.hadoop.hive.server2.thrift.port": site.port(THRIFT),
        "spark.sql.catalogImplementation": "hive",
        "spark.sql.ansi.enabled": False,  # one reading of one set of tables: what does not fit is NULL, as in Hive
        "spark.sql.warehouse.dir": f"{hdfs.root(site)}{hive.WAREHOUSE}",
        "spark.hadoop.fs.defaultFS": hdfs.root(site),
        "spark.hadoop.hive.metastore.uris": metastore,
        # Spark brings the client of Hive 2.3, and a metastore of 4 answers it nothing about a table
        "spark.sql.hive.metastore.version": hive.HIVE,
        "spark.sql.hive.metastore.jars": "path",
        "spark.sql.hive.metastore.jars.path": ",".join(jars),
        "spark.jars": ",".join(site.class_path("postgresql-jdbc")),  # what it makes of the tables may go there
        "spark.sql.catalog.iceberg": "IcebergTables",
        "spark.sql.catalog.iceberg.warehouse": f"{hdfs.root(site)}{ICEBERG}",
    }
    options = (
        # not by the environment: the Thrift server would act as a proxy of this account, which HDFS refuses
        *(f"-D{name}={value}" for name, value in ENVIRONMENT.items()),
        # ORC keeps a timestamp by the clock of the JVM that writes it, whatever the session's zone; Hive's is this one
        "-Duser.timezone=Asia/Seoul",
    )
    main = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2"
    server = spark.server(site, "spark-thrift", UI, main, conf, *options, heap_mb=512)
    environment = {name: value for name, value in spark.environment(site).items() if name not in ENVIRONMENT}
    return (
        Role(
            name="spark-thrift",
            sentence="runs SQL over the tables of Hive's metastore with Spark's engine, in its own memory",
            command=replace(server, behind=("iceberg",)),
            ports={"thrift": THRIFT, "grpc": GRPC, "http": UI},
            probe=http("http", "/sqlserver/", "JDBC/ODBC Server", "the page of the SQL server is there"),
            memory_mb=520,
            workload_mb=512,
            folders=("spark/local",),
            environment=environment,
            page="http/sqlserver/",
            stop_order=5,
        ),
    )


SERVICE = Service(
    name="spark-thrift",
    title="Spark Thrift",
    sentence="is Spark as an SQL server on Hive's tables",
    version=spark.VERSION,
    roles=roles,
    files=spark.files,
    address=lambda ports: f"sc://127.0.0.1:{ports['spark-thrift']['grpc']}",
    requires=("hive",),
    profiles={"day3": 1},
    components=COMPONENTS | COMPILER | spark.JARS | hive.SERVICE.components | postgresql.JDBC,
    packages=spark.PACKAGES,
)
