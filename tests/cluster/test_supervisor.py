"""The supervisor with programs that misbehave on purpose: real processes, no servers."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from base.exceptions import NotReady, PortTaken, ServiceError
from base.waiting import wait_until
from cluster.plan import Process
from cluster.process.machine import over
from cluster.process.supervisor import Supervisor
from cluster.service import Exchange

PROGRAM = Path(__file__).parent.parent / "programs" / "server.py"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def program(*faults):
    port = free_port()
    return Process(
        name="little-1",
        service="little",
        sentence="answers hello to everybody",
        argv=(sys.executable, str(PROGRAM), str(port), *faults),
        environment={},
        ports={"client": port},
        probe=Exchange("client", b"", b"HELLO", "it says hello"),
        memory_mb=20,
        workload_mb=0,
        folders=(),
        preparation=None,
        page=None,
        archive="",
        stop_signal="TERM",
        stop_order=50,
        refuses_root=False,
    )


@pytest.fixture
def supervisor(tmp_path):
    supervisor = Supervisor(tmp_path)
    yield supervisor
    for record in supervisor.records().values():
        alive = supervisor.process(record)
        for each in [*alive.children(recursive=True), alive] if alive else []:
            each.kill()


def started(supervisor, process, seconds=20):
    supervisor.start(process, 1)
    supervisor.wait_ready(process, time.monotonic() + seconds)
    return supervisor.process(supervisor.records()[process.name])


@pytest.mark.parametrize("faults", [(), ("slow",)])
def test_ready_means_it_answered(supervisor, faults):
    process = program(*faults)
    assert started(supervisor, process).is_running()
    assert supervisor.health(process) is None


def test_a_program_that_dies_is_told_at_once_with_its_last_words(supervisor):
    process = program("dies")
    supervisor.start(process, 1)
    begin = time.monotonic()
    with pytest.raises(NotReady) as told:
        supervisor.wait_ready(process, time.monotonic() + 60)
    assert time.monotonic() - begin < 20
    told_parts = (
        "little-1 ended after",
        "I cannot find my configuration",
        "Type: cluster logs little-1",
        "cluster reset",
    )
    for part in told_parts:
        assert part in str(told.value)


@pytest.mark.parametrize("fault", ["mute", "wrong"])
def test_a_program_that_does_not_answer_properly_is_not_ready(supervisor, fault):
    process = program(fault)
    supervisor.start(process, 1)
    with pytest.raises(NotReady) as told:
        supervisor.wait_ready(process, time.monotonic() + 3)
    for part in ("little-1 is not ready after", "it says hello", "listening", "Type: cluster logs little-1"):
        assert part in str(told.value)


def test_a_taken_port_names_its_holder_and_starts_nothing(supervisor):
    process = program()
    holder = subprocess.Popen([sys.executable, str(PROGRAM), str(process.ports["client"])], stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: _listens(process.ports["client"]), "the other program listens", 20)
        with pytest.raises(PortTaken) as told:
            supervisor.start(process, 1)
        assert str(holder.pid) in str(told.value) and "cluster doctor" in str(told.value)
        assert supervisor.records() == {}
    finally:
        holder.kill()
        holder.wait()


def test_a_killed_program_is_gone_only_when_its_port_is_free(supervisor):
    process = program("heavy")
    started(supervisor, process)
    supervisor.signal(process.name, signal.SIGKILL)
    record = supervisor.records()[process.name]
    wait_until(lambda: supervisor.process(record) is None, "it is gone", 10, pause=0)
    assert started(supervisor, process).is_running()


def test_an_answer_of_another_program_does_not_count(supervisor):
    process = program("mute")
    foreign = program()
    other = subprocess.Popen([sys.executable, str(PROGRAM), str(foreign.ports["client"])], stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: _listens(foreign.ports["client"]), "the other program listens", 20)
        supervisor.start(process, 1)
        confused = replace(process, ports=foreign.ports)
        assert "another program" in supervisor.health(confused)
    finally:
        other.kill()
        other.wait()


def test_one_that_ignores_term_is_killed_and_nothing_is_left(supervisor, monkeypatch):
    monkeypatch.setattr("cluster.process.supervisor.STOP_SECONDS", 1)
    process = program("stubborn", "parent")
    alive = started(supervisor, process)
    family = [alive, *alive.children(recursive=True)]
    assert len(family) == 2
    supervisor.stop([process])
    assert not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in family)
    assert supervisor.records() == {} and not _listens(process.ports["client"])


@pytest.mark.parametrize("end", ["stop", "start"])
def test_what_outlives_a_server_that_was_killed_alone_is_ended(supervisor, end):
    process = program("parent")
    alive = started(supervisor, process)
    (child,) = alive.children()
    alive.kill()
    wait_until(lambda: over(alive), "the server has ended", 5)
    assert not over(child)
    supervisor.stop([process]) if end == "stop" else supervisor.start(process, 1)
    assert over(child)


def test_a_paused_one_can_be_stopped(supervisor):
    process = program()
    alive = started(supervisor, process)
    supervisor.signal(process.name, signal.SIGSTOP)
    wait_until(lambda: alive.status() == psutil.STATUS_STOPPED, "it is stopped", 5)
    supervisor.stop([process])
    assert supervisor.records() == {}


@pytest.mark.parametrize("change", [{"started": 1.0}, {"pid": 2**22 - 1}])
def test_a_record_from_before_a_reboot_is_taken_for_gone(supervisor, change):
    process = program()
    alive = started(supervisor, process)
    path = supervisor.run / "little-1.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert supervisor.process(supervisor.records()["little-1"]) is None
    assert supervisor.health(process) == "little-1 does not run"
    with pytest.raises(ServiceError, match="cluster status"):
        supervisor.signal("little-1", signal.SIGKILL)
    alive.kill()


def test_a_damaged_record_is_no_record(supervisor):
    supervisor.run.mkdir()
    (supervisor.run / "little-1.json").write_text("{")
    assert supervisor.records() == {}


def test_a_service_outlives_the_terminal_that_started_it(tmp_path):
    process = program()
    script = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from cluster.process.supervisor import Supervisor\n"
        "from tests.cluster.test_supervisor import started, program\n"
    )
    code = script + (
        "from dataclasses import replace; p = program(); supervisor = Supervisor(Path(sys.argv[2]))\n"
        "started(supervisor, p); print(p.ports['client'], flush=True); time.sleep(60)"
    )
    root = str(Path(__file__).parent.parent.parent)
    starter = subprocess.Popen(
        [sys.executable, "-c", code, root, str(tmp_path)], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    port = int(starter.stdout.readline())
    os.killpg(starter.pid, signal.SIGKILL)
    starter.wait()
    supervisor = Supervisor(tmp_path)
    process = replace(process, ports={"client": port})
    assert supervisor.health(process) is None
    supervisor.stop([process])
    assert not _listens(port)


def _listens(port):
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0
