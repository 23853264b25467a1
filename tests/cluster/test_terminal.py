"""The commands of the field: as shell scripts, in the documents, and each of them on real servers."""

import json
import os
import re
import signal
import subprocess
import sys

import pytest

from base.exceptions import ServiceError
from base.settings import PROJECT, settings
from base.waiting import wait_until
from cluster import shims
from cluster.__main__ import main
from cluster.addresses import outside
from cluster.catalogue import SERVICES
from cluster.container.compose import container_site
from cluster.process.local import local_site
from cluster.service import Command, Java, Program
from cluster.services.flume import Place
from cluster.terminal import declared
from utils.collect.pilot import step

COMMANDS = {name: (command, service) for name, (command, service) in declared(outside(settings())).items()}
NAMES = [name for name, (command, _) in COMMANDS.items() if name == command.name]


def table():
    """The commands as docs/services.md lists them."""
    lines = ["| Command | Of | For |", "|---|---|---|"]
    for name in NAMES:
        command, service = COMMANDS[name]
        shown = ", ".join(f"`{each}`" for each in (name, *command.aliases))
        words = ", ".join(f"`{word}`" for word in command.starts if word)
        lines.append(f"| {shown} | {service.title} | {command.sentence}{f': {words}' if words else ''} |")
    return "\n".join(lines)


def test_the_documents_list_every_command():
    page = (PROJECT / "docs" / "services.md").read_text("utf-8")
    assert page.partition("<!-- commands -->\n")[2].strip() == table()


def test_help_lists_every_command(capsys, monkeypatch):
    with pytest.raises(SystemExit):
        main(["sh", "--help"])
    told = capsys.readouterr().out
    assert all(f"\n  {name} " in told for name in NAMES)
    assert main(["sh", "--json"]) == 0
    assert list(json.loads(capsys.readouterr().out)) == list(COMMANDS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("site", [lambda: local_site(settings()), container_site], ids=["processes", "containers"])
def test_a_command_is_declared_whole(name, site):
    command, service = declared(site())[name]
    roles = {role.name for role in service.roles(container_site(), max(service.sizes))}
    others = {role for other, _ in COMMANDS.values() for role in other.beside}
    assert set(command.beside) & roles or command.alone
    assert set(command.beside) <= roles | others
    for role, (title, name) in command.also.items():
        assert role in {each.name for each in SERVICES[name].roles(site(), 1)} and SERVICES[name].title == title
    for start in command.starts.values():
        if isinstance(start, Java):
            assert {start.components, *start.behind} <= set(service.components) and start.archive
        elif isinstance(start, Program):
            assert start.tool in service.programs
        else:
            assert start.endswith(".") and "\n" not in start


@pytest.mark.parametrize("name", NAMES)
def test_a_script_is_a_shell_s_in_both_modes(name):
    local, contained = local_site(settings()), container_site()
    command, service = declared(local)[name]
    for text in (
        shims.local(command, local, service),
        shims.contained(declared(contained)[name][0], contained, service, "smartcar"),
    ):
        done = subprocess.run(["sh", "-n"], input=text, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert f"run/{command.beside[0]}.json" in shims.local(command, local, service) or command.alone


@pytest.fixture
def echo(tmp_path):
    """A command whose program prints its words, each on a line."""
    program = tmp_path / "echo"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$EMPTY" "$SECRET" "$@"\n')
    program.chmod(0o755)
    site = outside(settings(home=tmp_path))
    service = COMMANDS["redis-cli"][1]

    def run(*words, code=0, **fields):
        given = {"starts": {"": Program(str(program))}, "alone": True} | fields
        command = Command("tool", "prints", ("redis-primary",), **given)
        told, environment = shims.local(command, site, service), {"PATH": os.environ["PATH"], "EMPTY": "inherited"}
        argv = ["sh", "-s", "--", *words]
        done = subprocess.run(argv, input=told, capture_output=True, text=True, env=environment)
        assert done.returncode == code, done.stderr
        return done.stdout.splitlines()[2:] if code == 0 else done.stderr, done.stdout.splitlines()[:2]

    run.program = str(program)
    return run


def test_what_is_not_given_is_filled_in(echo):
    usual = {"-h": "here", "-p": "1"}
    assert echo("a b", usual=usual)[0] == ["-h", "here", "-p", "1", "a b"]
    assert echo("-p", "2", usual=usual)[0] == ["-h", "here", "-p", "2"]
    assert echo("-p=2", "-h", "x", usual=usual)[0] == ["-p=2", "-h", "x"]


def test_the_environment_holds_secrets_and_nothing_that_is_to_be_away(echo):
    given = {"environment": {"SECRET": "${WORD}", "EMPTY": ""}, "secrets": {"WORD": "usual"}}
    assert echo(**given)[1] == ["", "usual"]


def test_a_word_decides_what_is_begun(echo):
    starts = {"one": Program(echo.program, ("first",)), "two": "Two is not here; one stands in."}
    command = Command("tool", "prints", (), starts, alone=True)
    text = shims.local(command, outside(settings()), COMMANDS["redis-cli"][1])
    for words, code, told in [
        (("one", "x y"), 0, "first\nx y"),
        (("two",), 2, "Two is not here; one stands in."),
        (("three",), 2, "tool takes one of these words here: one, two."),
        ((), 2, "tool takes one of these words here: one, two."),
    ]:
        done = subprocess.run(["sh", "-s", "--", *words], input=text, capture_output=True, text=True)
        assert done.returncode == code and told in done.stdout + done.stderr


def test_what_was_not_started_is_told(echo, tmp_path):
    assert "tool needs Redis, which was not started. Type: cluster up redis" in echo(code=2, alone=False)[0]
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "redis-primary.json").touch()
    told = echo(code=2, alone=False, also={"kafka-1": ("Kafka", "kafka")})[0]
    assert "tool needs Kafka, which was not started. Type: cluster up kafka" in told
    assert echo("word", alone=False)[0] == ["word"]


def test_an_unknown_command_is_refused(capsys):
    assert main(["sh", "--", "no-such-command"]) == 2
    assert "cluster sh --help" in capsys.readouterr().err


@pytest.fixture(scope="module")
def running(cluster):
    """Every service that has a command, from its start."""
    cluster.reset()
    cluster.up("hbase", "hdfs", "hive", "kafka", "oozie", "postgresql", "redis", "storm", "yarn", "zookeeper")
    return cluster


JDBC = "jdbc:postgresql://localhost:POSTGRESQL/postgres"
DATABASE = ("--connect", JDBC, "--username", "pilot", "--password-alias", "postgresql.password")
POINTS = "select * from (values (1.5, 2), (3.5, 4)) as points (x, y) where $CONDITIONS"
BLANKS = ("--fields-terminated-by", " ")
TRIED = [
    (("hdfs", "dfs", "-mkdir", "/car"), 0, ""),
    (("hdfs", "dfs", "-ls", "/"), 0, "/car"),
    (("hdfs", "dfs", "-cat", "/nothing"), 1, "No such file"),
    (("hdfs", "dfsadmin", "-report"), 0, "Live datanodes (1)"),
    (("hdfs", "fsck", "/"), 0, "HEALTHY"),
    (("hdfs", "getconf", "-confKey", "fs.defaultFS"), 0, "hdfs://localhost:NAMENODE"),
    (("hdfs", "org.apache.hadoop.util.VersionInfo"), 0, "Hadoop 3.5.0"),
    (("hadoop", "fs", "-ls", "/"), 0, "/car"),
    (("hadoop", "distcp", "/car", "/bus"), 2, "hdfs dfs -cp does the same"),
    (("yarn", "node", "-list"), 0, "Total Nodes:1"),
    (("yarn", "application", "-list"), 0, "Total number of applications"),
    (("mapred", "job", "-list"), 0, "Total jobs:0"),
    (("hbase", "version"), 0, "HBase 2.6.4"),
    (("hbase", "hbck"), 0, "0 inconsistencies detected"),
    (("flume-ng", "version"), 0, "Flume 1.11.0"),
    (("storm", "list"), 0, "No topologies running"),
    (("storm", "kill", "nobody"), 1, "nobody"),
    (("storm", "ui"), 2, "cluster panel"),
    (("kafka-topics", "--create", "--topic", "rows", "--partitions", "2"), 0, "Created topic rows"),
    (("kafka-topics.sh", "--list"), 0, "rows"),
    (
        ("kafka-console-consumer", "--topic", "rows", "--timeout-ms", "3000", "--group", "g"),
        0,
        "Processed a total of 0",
    ),
    (("kafka-consumer-groups", "--list"), 0, "g"),
    (("kafka-get-offsets", "--topic", "rows"), 0, "rows:1:0"),
    (("kafka-metadata-quorum", "describe", "--status"), 0, "LeaderId"),
    (("zkCli", "create", "/car", "A0001"), 0, "Created /car"),
    (("zkCli.sh", "get", "/car"), 0, "A0001"),
    (("redis-cli", "set", "car", "A0001"), 0, "OK"),
    (("redis-cli", "get", "car"), 0, "A0001"),
    (("beeline", "-e", "select 6 * 7;"), 0, "42"),
    (("beeline", "-e", "select 6 * seven;"), 1, "Invalid table alias or column reference 'seven'"),
    (("oozie", "admin", "-status"), 0, "System mode: NORMAL"),
    (("psql", "-Atc", "select current_user"), 0, "pilot"),
    (("sqoop", "version"), 0, "Sqoop 1.4.7"),
    (("sqoop", "eval", *DATABASE, "--query", "select 6 * 7 as told"), 0, "| 42 "),
    (
        ("sqoop", "eval", "--connect", JDBC, "--username", "pilot", "--query", "select 1"),
        1,
        "password is an empty string",
    ),
    (
        ("sqoop", "import", *DATABASE, "--query", POINTS, "--target-dir", "/points", "-m", "1", *BLANKS),
        0,
        "Retrieved 2 ",
    ),
    (("hdfs", "dfs", "-cat", "/points/part-m-00000"), 0, "1.5 2\n3.5 4\n"),
    (
        ("mahout", "org.apache.mahout.clustering.conversion.InputDriver", "-i", "/points", "-o", "/vectors"),
        0,
        "uber mode : true",
    ),
    (("mahout", "seqdumper", "-i", "/vectors/part-m-00000"), 0, "{0:3.5,1:4.0}"),
    (("mahout", "kmean"), 255, "Unknown program 'kmean' chosen"),
    (("spark-sql", "--version"), 0, "version 4.3.0"),
    (("pyspark", "--version"), 0, "version 4.3.0"),
]
PORTS = {"NAMENODE": "rpc", "POSTGRESQL": "client"}
FED = {  # these are told what to do on their standard input
    ("kafka-console-producer", "--topic", "rows"): ("one\ntwo\n", ""),
    ("hbase", "shell", "-n"): (
        "create 'tried', 'cf1'\nput 'tried', 'A0001', 'cf1:speed', '80'\nscan 'tried'\n",
        "value=80",
    ),
}


def test_each_command_is_tried():
    tried = {words[0] for words, *_ in TRIED} | {words[0] for words in FED} | {"spark-submit"}
    assert tried >= set(NAMES)


@pytest.mark.cluster
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("words", "code", "told"), TRIED, ids=lambda value: value[0] if isinstance(value, tuple) else ""
)
def test_a_command_goes_to_this_cluster(running, words, code, told):
    def ported(text):
        return re.sub("NAMENODE|POSTGRESQL", lambda role: str(running.port(role[0].lower(), PORTS[role[0]])), text)

    done = running.command(*map(ported, words), timeout=300)
    assert done.returncode == code, done.stdout + done.stderr
    assert ported(told) in done.stdout + done.stderr


@pytest.mark.cluster
@pytest.mark.parametrize("words", FED, ids=lambda words: words[0])
def test_a_command_reads_what_it_is_given(running, words):
    given, told = FED[words]
    command = [sys.executable, "-m", "cluster", "sh", "--", *words]
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0 and told in done.stdout, done.stderr


@pytest.mark.cluster
@pytest.mark.timeout(900)
def test_a_program_is_submitted_to_spark(running, tmp_path):
    (tmp_path / "job.py").write_text(
        "from pyspark.sql import SparkSession\nprint('sum', SparkSession.builder.getOrCreate().range(7).count())\n"
    )
    done = running.command("spark-submit", str(tmp_path / "job.py"), timeout=600)
    assert done.returncode == 0 and "sum 7" in done.stdout, done.stderr


@pytest.mark.cluster
def test_a_shell_has_them_on_its_path(running):
    begin = [sys.executable, "-m", "cluster", "sh"]
    words = ["--", "sh", "-c", "redis-cli set way 1 && redis-cli get way | cat"]
    done = subprocess.run([*begin, *words], capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (0, ["OK", "1"]), done.stderr
    given = {"SHELL": "/bin/bash", "HOME": str(settings().home)}
    shell = subprocess.run(
        begin,
        input="redis-cli get way; exit 7\n",
        capture_output=True,
        text=True,
        env=os.environ | given,
    )
    assert shell.returncode == 7 and shell.stdout.split()[-1] == "1", shell.stderr


@pytest.mark.cluster
def test_a_notebook_finds_them_at_hand(running, monkeypatch):
    monkeypatch.setenv("PATH", os.environ["PATH"])
    for _ in range(2):
        running.at_hand()
    assert os.environ["PATH"].count(str(running.settings.home)) == 1
    assert subprocess.run("redis-cli ping", shell=True, capture_output=True, text=True).stdout == "PONG\n"


@pytest.mark.cluster
def test_an_agent_of_ones_own_runs_until_it_is_interrupted(cluster, tmp_path):
    first, taken = step(1, Place(str(tmp_path), "", "")), tmp_path / "spool" / "cars.txt.COMPLETED"
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool" / "cars.txt").write_text("A0001\n")
    (tmp_path / "first.properties").write_text(first.text())
    typed = ["flume-ng", "agent", "-n", first.name, "-f", str(tmp_path / "first.properties")]
    begun = subprocess.Popen([sys.executable, "-m", "cluster", "sh", "--", *typed], stdout=subprocess.PIPE, text=True)
    try:
        wait_until(taken.exists, "the file was read", 60)
        wait_until(lambda: "A0001" in begun.stdout.readline(), "the agent's log shows the event", 60)
    finally:
        begun.send_signal(signal.SIGINT)
    assert begun.wait(30) == 130


@pytest.mark.cluster
def test_a_command_that_gives_no_answer_is_ended(running):
    with pytest.raises(ServiceError, match="gave no answer within 1 s"):
        running.command("redis-cli", "subscribe", "silence", timeout=1)
