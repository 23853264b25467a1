"""The container mode as it is used: a cluster of its own, with its own ports and state, on a real engine.

Each test brings up what it needs, so any of them runs alone; in the order of this file they share what runs already.
`.ci/containers` runs them where no engine is installed; elsewhere they take the engine that answers, or are skipped.
"""

import subprocess
import sys
import time
from shutil import which

import jupytext
import papermill
import pytest
import requests
from confluent_kafka.admin import NewTopic

from base.exceptions import PortTaken
from base.settings import settings
from cluster import Cluster
from cluster.clients import (
    hadoop_streaming,
    hbase,
    hdfs,
    hdfs_check,
    kafka_admin,
    kafka_consumer,
    kafka_producer,
    oozie,
)
from cluster.clients.regions import create_split, split
from cluster.container.compose import image, render
from cluster.process.machine import listener
from data import dataset
from data.faults import FAULTS
from data.records import DRIVER, is_garbage
from tests.cluster.test_services import OOZIE_FLOW
from utils.collect.collector import Collector
from utils.collect.connectors import run_connector
from utils.collect.pilot import batch_lane
from utils.collect.reconcile import arrived, reconcile
from utils.collect.recovery import left_open
from utils.collect.topics import make_topic, read, stored
from utils.explore.oozie import job
from utils.lab import storm_faults
from utils.lesson.catalogue import LESSONS
from utils.load import ledger, partitions
from utils.realtime.lane.speed_lane import SERVICES as SPEED_LANE
from utils.realtime.lane.speed_lane import SpeedLane
from utils.realtime.storm.topology import SCRIPTS

pytestmark = [pytest.mark.container, pytest.mark.timeout(2400)]
ROWS = 20_000
TEXT = "".join(f"car-{number % 100:03} {number}\n" for number in range(ROWS * 100))  # 28 MB, six blocks
COUNT_JOB = """\
import sys
from pyspark.sql import SparkSession
lines = SparkSession.builder.getOrCreate().sparkContext.textFile(sys.argv[1])
cars = lines.map(lambda line: (line.split()[0], 1)).reduceByKey(lambda a, b: a + b).collect()
print("counted", len(cars), sum(count for _, count in cars))
"""
MADE = "kafka-topics --create --topic made --partitions 1"
SIX, THRIFT = "beeline -e 'create table six as select 6 as n;'", "jdbc:hive2://spark-thrift:28001"  # of Hive; of Spark
LESSON_SERVICES = {"flume", "hdfs", "kafka", "spark", "yarn", "zookeeper"}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    asked = subprocess.run(("docker", "info"), capture_output=True, text=True) if which("docker") else None
    if asked is None or asked.returncode:
        pytest.skip(f"no container engine answers: {asked.stderr.strip() if asked else 'there is no docker'}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTCAR_MODE", "container")
        patch.setenv("SMARTCAR_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("SMARTCAR_PORT_SHIFT", "18000")
        cluster = Cluster(settings())
        yield cluster
        cluster.reset()
        cluster.driver.engine.run("image", "rm", "--force", image(render(18000)))


@pytest.fixture
def log_file(cluster):
    """A file of six blocks in HDFS, which runs."""
    cluster.up("hdfs")
    if not hdfs().exists("/car/log.txt"):
        with hdfs().open("/car/log.txt", "wb") as file:
            file.write(TEXT.encode())
    return "/car/log.txt"


@pytest.fixture(scope="module")
def lane(cluster):
    """The speed lane with its topology, and nothing driven on it yet."""
    cluster.up(*SPEED_LANE)
    return SpeedLane(dataset("small").driver.read_text("utf-8").splitlines(), 200, cluster=cluster).lay()


def told(what, begin, seconds=None):
    print(f"\n  {what}: {(time.monotonic() - begin) if seconds is None else seconds:.1f} s", flush=True)


def namenode(cluster, bean):
    query = f"Hadoop:service=NameNode,name={bean}"
    return requests.get(f"{cluster.url('namenode')}/jmx?qry={query}", timeout=5).json()["beans"][0]


def test_up(cluster):
    seconds = {}
    begin = time.monotonic()
    roles = cluster.up("hdfs", "kafka", "spark", on_event=lambda name, what, s: seconds.update({(name, what): s}))
    told("image", begin, seconds.get(("image", "ready"), 0.0))
    told("up, without the image", begin, time.monotonic() - begin - seconds.get(("image", "ready"), 0.0))
    assert [role.state for role in roles] == ["ready"] * 10
    assert all(role.memory_mb > 30 for role in roles)
    print(f"\n  memory: {sum(role.memory_mb for role in roles)} MB")


def test_a_second_up_changes_nothing(cluster):
    cluster.up("hdfs", "kafka")
    before = {role.name: role.pid for role in cluster.status()}
    begin = time.monotonic()
    cluster.up("hdfs=1", "kafka=1")
    told("up, when all runs", begin)
    assert {role.name: role.pid for role in cluster.status()} == before


def test_compose_finds_the_same_roles_healthy(cluster):
    cluster.up("hdfs", "kafka", "spark")
    cluster.driver.engine.compose("--profile", "hdfs", "--profile", "kafka", "--profile", "spark", "up", "-d", "--wait")


def test_a_port_in_use_is_named(cluster):
    cluster.up("hdfs")
    cluster.kill("secondary")
    taken = f"import socket; s = socket.create_server(('127.0.0.1', {cluster.port('secondary', 'http')})); input()"
    holder = subprocess.Popen([sys.executable, "-c", taken], stdin=subprocess.PIPE)
    try:
        cluster.wait(lambda: listener(cluster.port("secondary", "http")), "the port is taken", 10)
        with pytest.raises(PortTaken, match="secondary needs port"):
            cluster.revive("secondary")
    finally:
        holder.communicate(b"\n")
    assert cluster.revive("secondary").state == "ready"


def test_a_file_is_written_outside_and_read_inside(cluster, log_file):
    assert hdfs().cat(log_file) == TEXT.encode()
    done = cluster.command("hdfs", "dfs", "-cat", log_file)
    assert (done.returncode, done.stdout) == (0, TEXT), done.stderr


def test_records_are_produced_and_consumed_outside(cluster):
    cluster.up("kafka")
    admin = kafka_admin()
    for done in admin.create_topics([NewTopic("rows", 3, 3)]).values():
        done.result()
    producer = kafka_producer(queue_buffering_max_messages=ROWS)
    for number in range(ROWS):
        producer.produce("rows", str(number).encode())
    assert producer.flush(60) == 0
    consumer = kafka_consumer("readers")
    consumer.subscribe(["rows"])
    read = []

    def all_read():
        read.extend(int(record.value()) for record in consumer.consume(5000, 1.0))
        return len(read) >= ROWS

    cluster.wait(all_read, "every row is read", 60)
    consumer.close()
    assert sorted(read) == list(range(ROWS))


def test_spark_counts_the_file_on_its_worker(cluster, log_file, tmp_path):
    cluster.up("spark")
    job = tmp_path / "count.py"
    job.write_text(COUNT_JOB)
    job.chmod(0o644)
    there, master = cluster.carry("spark-master", job), cluster.address("spark", inside=True)
    path = f"{cluster.address('hdfs', inside=True)}{log_file}"
    begin = time.monotonic()
    done = cluster.command("spark-submit", "--master", master, there, path)
    told("Spark job", begin)
    assert f"counted 100 {ROWS * 100}" in done.stdout, done.stderr


def test_a_step_of_a_workflow_runs_on_yarn(cluster, tmp_path):
    cluster.up("oozie")
    with hdfs().open("/user/pilot/kept/workflow.xml", "wb") as file:
        file.write(OOZIE_FLOW.encode())
    there = cluster.carry("oozie", job(tmp_path / "kept.properties", "/user/pilot/kept"))
    done = cluster.command("oozie", "job", "-config", there, "-run")
    begin = time.monotonic()
    assert oozie.wait(oozie.submitted(done.stdout)) == "SUCCEEDED", done.stderr
    told("workflow with one step", begin)


def test_sqoop_copies_rows_of_postgresql_into_hdfs_on_yarn(cluster):
    cluster.up("postgresql", "yarn")
    database = ("--connect", f"jdbc:postgresql://postgresql:{cluster.port('postgresql', 'client')}/postgres")
    secret = ("--username", "pilot", "--password-alias", "postgresql.password")
    rows = ("--query", "select n from generate_series(1, 3) as n where $CONDITIONS", "--target-dir", "/numbers")
    begin = time.monotonic()
    done = cluster.command("sqoop", "import", *database, *secret, *rows, "-m", "1")
    told("Sqoop's import", begin)
    assert hdfs().cat("/numbers/part-m-00000") == b"1\n2\n3\n", done.stdout


def test_mahout_makes_vectors_on_yarn(cluster):
    cluster.up("yarn")
    with hdfs().open("/points/points.txt", "wb") as file:
        file.write(b"1.5 2\n3.5 4\n")
    begin = time.monotonic()
    cluster.command("mahout", "org.apache.mahout.clustering.conversion.InputDriver", "-i", "/points", "-o", "/vectors")
    told("Mahout's job", begin)
    assert "{0:3.5,1:4.0}" in cluster.command("mahout", "seqdumper", "-i", "/vectors/part-m-00000").stdout


@pytest.mark.parametrize(
    ("service", "words", "code", "expected"),
    [
        ("hdfs", ("hdfs", "dfs", "-ls", "/nothing"), 1, "No such file"),
        ("hdfs", ("hdfs", "dfsadmin", "-report"), 0, "Live datanodes (3)"),
        ("kafka", ("kafka-topics", "--create", "--topic", "typed", "--partitions", "2"), 0, "Created topic typed"),
        ("kafka", ("sh", "-c", f"{MADE} && kafka-topics.sh --describe --topic made"), 0, "ReplicationFactor: 3"),
        ("kafka", ("kafka-consumer-groups", "--list"), 0, ""),
        ("postgresql", ("psql", "-Atc", "select current_user"), 0, "pilot"),
        ("redis", ("redis-cli", "set", "typed", "here"), 0, "OK"),
        ("storm", ("storm", "list"), 0, ""),
        ("yarn", ("yarn", "node", "-list"), 0, "Total Nodes:1"),
        ("zookeeper", ("zkCli", "ls", "/"), 0, "zookeeper"),
        ("hbase", ("hbase", "version"), 0, "HBase 2.6.4"),
        ("hbase", ("sh", "-c", "echo list | hbase shell -n"), 0, "0 row(s)"),
        ("spark-thrift", ("sh", "-c", f"{SIX} && beeline -u {THRIFT} -e 'select n * 7 from six;'"), 0, "42"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_a_command_runs_beside_its_role(cluster, service, words, code, expected):
    cluster.up(service)
    typed = [sys.executable, "-m", "cluster", "sh", "--", *words]
    done = subprocess.run(typed, capture_output=True, text=True, cwd=settings().project)
    assert done.returncode == code, done.stdout + done.stderr
    assert expected in done.stdout + done.stderr


def test_a_command_says_what_was_not_started(cluster):
    cluster.down("connect", "redis")
    done = cluster.command("redis-cli", "ping")
    assert done.returncode == 2 and "Type: cluster up redis" in done.stderr


def test_a_paused_broker_comes_back(cluster):
    cluster.up("kafka")
    assert cluster.pause("kafka-2").state == "paused"
    assert cluster.role("kafka-2").state == "paused"
    assert cluster.revive("kafka-2").state == "ready"


def test_blocks_of_a_dead_datanode_are_copied_from_the_others(cluster, log_file):
    before = namenode(cluster, "NameNodeActivity")["SuccessfulReReplications"]
    begin = time.monotonic()
    assert cluster.kill("datanode-1").state == "dead"

    def copied():
        made = namenode(cluster, "NameNodeActivity")["SuccessfulReReplications"] - before
        state = namenode(cluster, "FSNamesystemState")  # after the count: none is lacking once the first was made
        lacking = state["UnderReplicatedBlocks"] + state["PendingReplicationBlocks"]
        return made if state["NumDeadDataNodes"] == 1 and not lacking else 0

    cluster.wait(copied, "the NameNode finds the DataNode dead and has its blocks copied", 180)
    told(f"DataNode killed, {copied()} copies made by the others", begin)
    assert hdfs().cat("/car/log.txt") == TEXT.encode()
    assert cluster.revive("datanode-1").state == "ready"
    cluster.wait(lambda: namenode(cluster, "FSNamesystemState")["NumLiveDataNodes"] == 3, "three DataNodes live", 60)
    cluster.wait(lambda: "Over-replicated blocks:\t0" in hdfs_check("/car"), "surplus copies are gone", 120)
    report = hdfs_check("/car")
    assert "HEALTHY" in report and "Under-replicated blocks:\t0" in report
    assert hdfs().cat("/car/log.txt").count(b"\n") == ROWS * 100


def test_a_lesson_runs_as_it_is(cluster, tmp_path):
    suitable = [each for each in LESSONS if {name.partition("=")[0] for name in each.services} & {"hdfs", "kafka"}]
    suitable = [each for each in suitable if {name.partition("=")[0] for name in each.services} <= LESSON_SERVICES]
    lesson = min((each for each in suitable if each.source(settings().project).exists()), key=lambda each: each.seconds)
    notebook = tmp_path / "lesson.ipynb"
    jupytext.write(jupytext.read(lesson.source(settings().project)), notebook)
    begin = time.monotonic()
    papermill.execute_notebook(
        notebook, tmp_path / "done.ipynb", cwd=settings().project, progress_bar=False, kernel_name="python3"
    )
    told(lesson.key, begin)


def test_mapreduce_counts_a_block_on_the_nodemanager(cluster, tmp_path):
    (tmp_path / "cars.py").write_text("import sys\nfor line in sys.stdin:\n    print(line.split()[0], 1, sep='\\t')\n")
    (tmp_path / "count.py").write_text("import sys\nprint(sum(1 for _ in sys.stdin))\n")
    cluster.up("yarn")
    with hdfs().open("/car/block.txt", "wb") as file:
        file.write("".join(TEXT.splitlines(keepends=True)[:ROWS]).encode())
    begin = time.monotonic()
    job = hadoop_streaming(str(tmp_path / "cars.py"), str(tmp_path / "count.py"), "/car/block.txt", "/car/count")
    told("MapReduce job", begin)
    assert job.state == "SUCCEEDED", job.printed
    assert hdfs().cat("/car/count/part-00000").strip() == str(ROWS).encode()


def test_a_row_of_hbase_outlives_its_region_server(cluster):
    begin = time.monotonic()
    cluster.up("hbase")
    told("up of HBase and ZooKeeper", begin)
    base = hbase()
    base.create_table("DriverCarInfo", {"cf1": {}})
    table = base.table("DriverCarInfo")
    table.put(b"A0001-20160101000000", {b"cf1:speed": b"87"})
    (region,) = table.regions()
    holder, begin = region["server_name"].decode(), time.monotonic()
    assert cluster.kill(holder).state == "dead"
    assert table.row(b"A0001-20160101000000") == {b"cf1:speed": b"87"}
    told(f"{holder} killed, row read again", begin)
    assert cluster.revive(holder).state == "ready"


def test_a_table_of_hbase_is_cut_where_we_want(cluster):
    cluster.up("hbase")
    begin = time.monotonic()
    create_split("KeyTime", "2016010100", "2016010105", 5)
    split("KeyTime", "20160101045")
    told("a table cut into five regions, one of them cut again", begin)
    assert len(hbase().table("KeyTime").regions()) == 6


def test_an_agent_killed_in_mid_file_loses_no_row_on_its_way_to_hdfs(cluster):
    files, collector = dataset("small", faults=FAULTS), Collector(cluster)
    begin = time.monotonic()
    collector.run(batch_lane(collector.place, roll_bytes=2**20, capacity=20_000), fresh=True)
    told("up of Flume", begin)
    begin = time.monotonic()
    for file in files.status:
        ledger.collect(collector, file)
    collector.wait_for("SmartCarInfo_HdfsSink", went_on=5_000, seconds=120)
    collector.kill()
    assert left_open()
    collector.revive()
    collector.drain(120)
    collector.stop()
    table = reconcile(files.status, partitions.in_hdfs(), rejected=collector.rejected())
    told(f"{table.loc['all', 'HDFS']} rows in HDFS, with a kill", begin)
    assert arrived(table), table.to_string()
    assert table.loc["all", "garbage"] == files.garbage["status"] and table.loc["all", "dead"] > 0


def test_a_connector_copies_a_file_into_a_topic(cluster):
    begin = time.monotonic()
    cluster.up("connect")
    told("up of Connect", begin)
    log = dataset("small").driver  # a data set, which every container sees
    make_topic("by-connect")
    lines = log.read_text("utf-8").splitlines()
    # one batch for all: lines that are read but do not fit into it would wait until the file grows
    request = {"connector.class": "FileStreamSource", "file": log, "topic": "by-connect", "batch.size": 2 * len(lines)}
    run_connector("log", request)
    cluster.wait(lambda: stored("by-connect").sum() >= len(lines), "every line is in the topic", 60)
    assert sorted(read("by-connect")["value"]) == sorted(lines)


def test_the_speed_lane_is_exact_though_its_worker_is_killed(cluster, lane):
    begin = time.monotonic()
    with lane.driving(20):
        cluster.wait(lambda: {"worker", *SCRIPTS} <= set(storm_faults.parts()["part"]), "every bolt has started", 60)
        lane.watch(6)
        before = storm_faults.parts().set_index("part")["pid"]
        storm_faults.kill_part("worker")
    counts = lane.settle()
    after = storm_faults.parts().set_index("part")["pid"]
    assert not set(before[["worker", *SCRIPTS]]) & set(after)
    assert lane.stored() == len([line for line in lane.written if not is_garbage(DRIVER, line)]) > 3_900
    assert lane.found() == lane.expected() and lane.found()
    told(f"median of a row {lane.latency_ms():.0f} ms; {counts.to_dict()}", begin)


def test_down_keeps_data_and_reset_does_not(cluster, log_file):
    cluster.up("kafka")
    begin = time.monotonic()
    cluster.down()
    told("down", begin)
    assert cluster.status() == []
    begin = time.monotonic()
    cluster.up("hdfs")
    told("up of HDFS with data", begin)
    assert hdfs().size(log_file) == len(TEXT)
    cluster.reset("hdfs")
    volumes = cluster.driver.engine.run("volume", "ls", "-q").split()
    assert f"{cluster.driver.engine.project}_namenode" not in volumes
    assert f"{cluster.driver.engine.project}_kafka-1" in volumes
