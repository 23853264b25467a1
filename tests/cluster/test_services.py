"""Every service for real: it starts, keeps a record through pause, kill and restart, and leaves nothing behind."""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psutil
import pytest

from base.exceptions import ServiceError
from base.settings import settings
from cluster.catalogue import SERVICES, resolve
from cluster.clients import hdfs_admin
from cluster.process.machine import listener
from data.records import STATUS

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(900)]
ELSEWHERE = {"0.0.0.0", "::", "*"}


def zookeeper_write(cluster):
    from cluster.clients import zookeeper

    with_client(zookeeper(), lambda zk: zk.create("/pilot-pjt/check", b"kept", makepath=True))


def zookeeper_read(cluster):
    from cluster.clients import zookeeper

    return with_client(zookeeper(), lambda zk: zk.get("/pilot-pjt/check")[0] == b"kept")


def with_client(client, work):
    try:
        return work(client)
    finally:
        client.stop()
        client.close()


def kafka_write(cluster):
    from utils.collect.topics import make_topic, send

    make_topic("check", partitions=3, copies=3)
    assert send("check", ["20160101000000,A0001,1,0,F,N,10,A01", "20160101000001,B0002,1,0,F,N,20,A02"]) == 2


def kafka_read(cluster):
    from utils.collect.topics import read

    return sorted(read("check")["key"]) == ["A0001", "B0002"]


def connect_write(cluster):
    from utils.collect.topics import make_topic

    make_topic("connected")
    # containers see the data sets of this machine
    (settings().home / "datasets").mkdir(parents=True, exist_ok=True)
    (settings().home / "datasets" / "lines.txt").write_text("one\ntwo\nthree\n")


def connect_read(cluster):
    from utils.collect.connectors import run_connector
    from utils.collect.topics import stored

    # a worker of this kind forgets its connectors when it ends, but not how far each has come
    file = settings().home / "datasets" / "lines.txt"
    run_connector("lines", {"connector.class": "FileStreamSource", "file": file, "topic": "connected"})
    cluster.wait(lambda: stored("connected").sum() >= 3, "the lines are in the topic", 30)
    cluster.wait(lambda: "lines.txt" in _offsets(), "the worker has noted how far it has come", 30)
    return stored("connected").sum() == 3


def _offsets():
    path = settings().home / "data" / "connect" / "offsets"
    return path.read_bytes().decode("latin-1") if path.exists() else ""


STATUS_ROWS = [f"2016010100000{second},A0001,90,90,90,90,1,1,1,1,A,A,80" for second in (0, 3)]


def flume_write(cluster):
    from utils.collect.collector import Collector
    from utils.collect.pilot import batch_lane

    collector = Collector(cluster)
    collector.run(batch_lane(collector.place, sink="files"))
    collector.drop([STATUS.garbage, *STATUS_ROWS, "20160101000006,A0001,??"], "SmartCarStatusInfo_20160101.txt")
    collector.settle(4)


def flume_read(cluster):
    from utils.collect.collector import Collector

    collector = Collector(cluster)
    rows = [row for path in (collector.folder / "rows").iterdir() for row in path.read_text().split()]
    assert collector.rejected()["verdict"].tolist() == ["garbage", "dead"]
    return rows == [f"{row},20160102" for row in STATUS_ROWS]


def hdfs_write(cluster):
    from cluster.clients import hdfs, hdfs_shell

    with hdfs().open("/check.txt", "wb") as file:
        file.write(b"A0001\nB0002\nA0001\n" * 100_000)
    assert "check.txt" in hdfs_shell("-ls", "/")


def hdfs_read(cluster):
    from cluster.clients import hdfs

    return hdfs().cat("/check.txt") == b"A0001\nB0002\nA0001\n" * 100_000


def hbase_write(cluster):
    from cluster.clients import hbase

    connection = hbase()
    connection.create_table("DriverCarInfo", {"cf1": {}})
    connection.table("DriverCarInfo").put(b"A0001-20160101000000", {b"cf1:speed": b"87"})


def hbase_read(cluster):
    from cluster.clients import hbase

    rows = list(hbase().table("DriverCarInfo").scan(row_prefix=b"A0001-"))
    return rows == [(b"A0001-20160101000000", {b"cf1:speed": b"87"})]


def yarn_write(cluster):
    from cluster.clients import hadoop_streaming, hdfs
    from cluster.clients.hadoop import last_job

    folder = settings().home / "tmp"
    (folder / "map.py").write_text("import sys\nfor line in sys.stdin:\n    print(line.strip(), 1, sep='\\t')\n")
    (folder / "reduce.py").write_text(
        "import sys, itertools\nfor key, lines in itertools.groupby(sys.stdin, lambda line: line.split('\\t')[0]):\n"
        "    print(key, sum(1 for _ in lines), sep='\\t')\n"
    )
    with hdfs().open("/cars.txt", "wb") as file:
        file.write(b"A0001\nB0002\nA0001\n")
    job = hadoop_streaming(str(folder / "map.py"), str(folder / "reduce.py"), "/cars.txt", "/counted")
    assert job.state == "SUCCEEDED", job.printed[-2000:]
    assert job.counters["MAP_INPUT_RECORDS"] == 3
    last = last_job()
    assert (last.state, last.job, last.counters, last.attempts) == (job.state, job.job, job.counters, job.attempts)


def yarn_read(cluster):
    from cluster import clients

    assert clients.yarn("info")["clusterInfo"]["state"] == "STARTED"
    return clients.hdfs().cat("/counted/part-00000") == b"A0001\t2\nB0002\t1\n"


def redis_write(cluster):
    from cluster.clients import redis

    redis().set("check", "kept")
    assert redis().wait(1, 5000) == 1


def redis_read(cluster):
    from cluster.clients import redis

    cluster.wait(lambda: redis("replica").get("check") == "kept", "the replica has the value", 20)
    return redis().get("check") == "kept"


def postgresql_write(cluster):
    from cluster.clients import postgres

    with postgres() as connection:
        connection.execute("create table kept (car text primary key)")
        connection.execute("insert into kept values ('A0001')")


def postgresql_read(cluster):
    from cluster.clients import postgres

    with postgres() as connection:
        return connection.execute("select car from kept").fetchall() == [("A0001",)]


def spark_count(master, rows="range(1000)"):
    """How many rows a session counts, in a process of its own, because Python keeps its first Spark for good."""
    code = f"from cluster.clients.spark import session; print(session(master={master!r}).{rows}.count())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=settings().project)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


STORM_TOPOLOGY = f"""
name: "check"
spouts:
  - {{id: "words", className: "org.apache.storm.testing.TestWordSpout", parallelism: 1}}
bolts:
  - id: "bolt"
    className: "org.apache.storm.flux.wrappers.bolts.FluxShellBolt"
    constructorArgs: [["{sys.executable}", "bolt.py"]]
streams:
  - {{from: "words", to: "bolt", grouping: {{type: SHUFFLE}}}}
"""
STORM_BOLT = "import storm\nclass Bolt(storm.BasicBolt):\n    def process(self, tuple):\n        pass\nBolt().run()\n"


def storm_write(cluster):
    from cluster.clients import storm_submit

    storm_submit(STORM_TOPOLOGY, {"bolt.py": STORM_BOLT})


def storm_read(cluster):
    from cluster.clients import nimbus

    def passed():
        with nimbus() as client:
            (topology,) = client.getClusterInfo().topologies
            page = client.getTopologyPageInfo(topology.id, ":all-time", False)
            worked = page.workers and page.workers[0].uptime_secs > 5  # there is none before it is assigned
            return worked and page.id_to_bolt_agg_stats["bolt"].common_stats.acked

    cluster.wait(passed, "words pass the bolt", 120)
    return True


def hive_write(cluster):
    from cluster.clients.hive import query

    query("create table cars (car string, speed int) partitioned by (biz_date string) stored as orc")
    for _ in range(2):  # what is written twice is there once
        query("insert overwrite table cars partition (biz_date='20160101') values ('A0001', 60), ('A0002', 90)")


def hive_read(cluster):
    from cluster.clients.hive import query

    ask = "select biz_date, count(*), max(speed) from cars group by biz_date"
    engines = [query(ask, hive_execution_engine=engine) for engine in ("tez", "mr")]
    return all(each.iloc[0].tolist() == ["20160101", 2, 90] for each in engines)


def spark_thrift_write(cluster):
    from cluster.clients.hive import query

    query("create table told (car string, speed int) stored as orc")
    query("insert overwrite table told values ('A0001', 60)")


def spark_thrift_read(cluster):
    """By both of its protocols, what Hive has written."""
    from cluster.clients.hive import SPARK, query

    assert query("select * from told", server=SPARK).to_numpy().tolist() == [["A0001", 60]]
    return spark_count("warehouse", "table('told')") == "1"


OOZIE_FLOW = """<workflow-app name="kept" xmlns="uri:oozie:workflow:1.0">
  <start to="sleep"/>
  <action name="sleep">
    <shell xmlns="uri:oozie:shell-action:1.0">
      <resource-manager>${resourceManager}</resource-manager>
      <name-node>${nameNode}</name-node>
      <exec>sleep</exec>
      <argument>8</argument>
    </shell>
    <ok to="done"/>
    <error to="failed"/>
  </action>
  <kill name="failed"><message>failed</message></kill>
  <end name="done"/>
</workflow-app>
"""
OOZIE_JOBS = []


def oozie_write(cluster):
    """Begin a workflow; the server is killed while its step runs on YARN."""
    from cluster.clients import namenode, oozie
    from utils.explore.oozie import job

    namenode.write("/user/pilot/kept/workflow.xml", OOZIE_FLOW.encode())
    properties = job(cluster.settings.home / "kept.properties", "/user/pilot/kept")
    OOZIE_JOBS.append(oozie.submitted(cluster.command("oozie", "job", "-config", str(properties), "-run").stdout))
    cluster.wait(lambda: len(oozie.actions(OOZIE_JOBS[-1]).query("status == 'RUNNING'")), "the step runs", 60)


def oozie_read(cluster):
    from cluster.clients import oozie

    return oozie.wait(OOZIE_JOBS[-1]) == "SUCCEEDED"


ROUND_TRIPS = {  # what others require comes before them, and stays up for them
    "redis": (redis_write, redis_read),
    "postgresql": (postgresql_write, postgresql_read),
    "kafka": (kafka_write, kafka_read),
    "connect": (connect_write, connect_read),
    "flume": (flume_write, flume_read),
    "spark": (lambda cluster: None, lambda cluster: spark_count("spark") == "1000"),
    "spark-connect": (lambda cluster: None, lambda cluster: spark_count("connect") == "1000"),
    "zookeeper": (zookeeper_write, zookeeper_read),
    "storm": (storm_write, storm_read),
    "hdfs": (hdfs_write, hdfs_read),
    "hbase": (hbase_write, hbase_read),
    "hive": (hive_write, hive_read),
    "spark-thrift": (spark_thrift_write, spark_thrift_read),
    "yarn": (yarn_write, yarn_read),
    "oozie": (oozie_write, oozie_read),
}


def test_every_service_has_a_round_trip():
    assert set(ROUND_TRIPS) == set(SERVICES)


@pytest.mark.parametrize("name", ROUND_TRIPS)
def test_a_record_survives_pause_kill_and_restart(cluster, name):
    write, read = ROUND_TRIPS[name]
    asked = f"{name}={max(SERVICES[name].sizes)}"
    others = {role.service for role in cluster.status()} - set(resolve(asked))
    if others:
        cluster.down(*others)
    begin = time.monotonic()
    roles = [role for role in cluster.up(asked) if role.service == name]
    assert all(role.state == "ready" for role in roles)
    assert time.monotonic() - begin < SERVICES[name].seconds * (1 + len(SERVICES[name].requires))
    write(cluster)
    assert listening_beyond_loopback(cluster) == set()

    last = roles[-1].name
    assert cluster.pause(last).state == "paused"
    assert "revive" in cluster.role(last).health
    assert cluster.revive(last).state == "ready"
    for role in roles:
        assert cluster.kill(role.name).state == "dead"
    cluster.up(asked)
    assert read(cluster)

    pids = [role.pid for role in cluster.status() if role.service == name]
    cluster.down(name)  # what it requires stays up: that has a test of its own
    assert name not in {role.service for role in cluster.status()}
    assert not any(psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE for pid in pids)
    assert not any(listener(port) for role in roles for port in role.ports.values())
    cluster.up(asked)
    assert read(cluster)

    cluster.reset(name)
    assert name not in {role.service for role in cluster.status()}
    for role in roles:
        assert not any(listener(port) for port in role.ports.values())


def listening_beyond_loopback(cluster):
    """Ports of ours that other machines could reach."""
    found = set()
    for role in cluster.status():
        process = psutil.Process(role.pid)
        found |= open_ports(process)
        for child in process.children(recursive=True):
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):  # one that is just ending is nobody's
                found |= open_ports(child)
    return found


def open_ports(process):
    listens = (c.laddr for c in process.net_connections("tcp") if c.status == "LISTEN")
    return {address.port for address in listens if address.ip in ELSEWHERE}


def test_clients_of_hadoop_ask_the_cluster_of_the_moment(cluster, tmp_path, monkeypatch):
    cluster.up("hdfs=1")
    assert "Live datanodes" in hdfs_admin("-report")
    monkeypatch.setenv("SMARTCAR_HOME", str(tmp_path))
    with pytest.raises(ServiceError):  # nothing runs by the settings that count now
        hdfs_admin("-report")


def test_two_that_start_the_same_at_once_start_it_once(cluster):
    command = [sys.executable, "-m", "cluster", "up", "redis=2", "--json"]
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda _: subprocess.run(command, capture_output=True, text=True), range(3)))
    assert [each.returncode for each in done] == [0, 0, 0], done[0].stderr
    pids = {tuple(role["pid"] for role in json.loads(each.stdout)) for each in done}
    assert len(pids) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["up", "redis"], 0),
        (["status"], 0),
        (["ui"], 0),
        (["logs", "redis-primary"], 0),
        (["pause", "redis-primary"], 0),
        (["status"], 1),
        (["revive", "redis-primary"], 0),
        (["kill", "redis-primary"], 0),
        (["revive", "redis-primary"], 0),
        (["kill", "nobody"], 2),
        (["down", "redis"], 0),
        (["reset", "redis"], 0),
    ],
)
def test_each_verb_answers_as_data(cluster, words, code):
    done = subprocess.run([sys.executable, "-m", "cluster", *words, "--json"], capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    json.loads(done.stdout)


def test_a_larger_size_takes_the_place_of_a_smaller_one(cluster):
    assert [role.name for role in cluster.up("zookeeper")] == ["zookeeper-1"]
    assert len(cluster.up("zookeeper=3")) == 3
    before = {role.name: role.pid for role in cluster.status()}
    cluster.up("zookeeper")
    assert {role.name: role.pid for role in cluster.status()} == before
    cluster.down()


def test_a_role_may_be_started_again_without_waiting_for_it(cluster):
    cluster.up("redis")
    cluster.kill("redis-primary")
    assert cluster.revive("redis-primary", wait=False).pid
    cluster.wait(lambda: cluster.role("redis-primary").state == "ready", "redis-primary answers", 20)
    cluster.down()
