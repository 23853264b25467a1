import dataclasses
import json
import os
import socket
import subprocess
import sys
import time

import psutil
import pytest

from base.settings import settings
from cluster import doctor


@pytest.fixture
def here(tmp_path):
    """Settings with an empty state folder."""
    return dataclasses.replace(settings(), home=tmp_path / "state")


def wrong(found) -> list[doctor.Finding]:
    return [finding for finding in found if not finding.ok]


def test_every_finding_is_a_sentence_and_only_trouble_has_a_cure(here):
    found = doctor.examine(here, doctor.planned_ports(here))
    assert len(found) >= 8
    assert all(finding.what and bool(finding.cure) != finding.ok for finding in found)


def test_planned_ports_are_shifted_and_named(here):
    ports = doctor.planned_ports(here)
    assert ports[9870 + here.port_shift] == "namenode" and ports[9092 + here.port_shift] == "kafka-1"


def test_taken_port_names_its_holder(here):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        (finding,) = wrong(doctor._ports(here, {port: "kafka-1"}))
    assert f"Port {port} of kafka-1 is taken by" in finding.what and f"(process {os.getpid()})" in finding.what
    assert not wrong(doctor._ports(here, {port: "kafka-1"}))


@pytest.fixture
def listening(here):
    """Starts a program that listens on an address, recorded as ours; returns its port."""
    started = []

    def start(address: str) -> int:
        code = f"import socket, time; s = socket.create_server(({address!r}, 0)); print(s.getsockname()[1], flush=True)"
        child = subprocess.Popen([sys.executable, "-c", f"{code}; time.sleep(60)"], stdout=subprocess.PIPE, text=True)
        started.append(child)
        port = int(child.stdout.readline())
        _record(here, "kafka-1", child.pid, psutil.Process(child.pid).create_time())
        return port

    yield start
    for child in started:
        child.kill()
        child.wait()


def test_port_of_a_process_of_ours_is_well(here, listening):
    port = listening("127.0.0.1")
    assert not wrong(doctor._ports(here, {port: "kafka-1"}))
    assert not list(doctor._stale(here))
    assert not wrong(doctor._open_ports(here))


def test_a_port_that_other_machines_can_reach_is_named(here, listening):
    port = listening("0.0.0.0")
    (finding,) = wrong(doctor._open_ports(here))
    assert f"kafka-1 on 0.0.0.0:{port}" in finding.what and "cluster down" in finding.cure


def test_process_that_ended_unasked_is_found(here):
    _record(here, "datanode-2", 2**22 - 1, time.time())
    (finding,) = doctor._stale(here)
    assert "datanode-2" in finding.what and "cluster revive" in finding.cure


def _record(here, name: str, pid: int, started: float) -> None:
    folder = here.home / "run"
    folder.mkdir(parents=True)
    record = {"name": name, "service": "x", "size": 1, "pid": pid, "started": started}
    (folder / f"{name}.json").write_text(json.dumps(record))


@pytest.mark.parametrize("name", ["two words", "스마트카", "a:b", "a,b"])
def test_strange_letters_in_the_path_are_named(here, name):
    found = wrong(doctor._folder(dataclasses.replace(here, home=here.home / name)))
    assert any("SMARTCAR_HOME" in finding.cure and str(here.home / name) in finding.what for finding in found)


def test_package_that_differs_from_its_pin_is_named(here, tmp_path):
    (tmp_path / "constraints.txt").write_text(
        'psutil==1.0\nno-such-package==2\nother==1 ; python_version < "3"\nfilelock>=1\n'
    )
    (finding,) = wrong(doctor._python(dataclasses.replace(here, project=tmp_path)))
    assert "psutil is " in finding.what and "no-such-package is missing" in finding.what
    assert "other" not in finding.what and "filelock" not in finding.what


def test_missing_java_gives_the_cure(here):
    (finding,) = doctor._java(dataclasses.replace(here, java=str(here.home)))
    assert not finding.ok and "unset SMARTCAR_JAVA" in finding.cure


def test_missing_jars_are_named(here):
    (finding,) = doctor._jars(dataclasses.replace(here, maven_repo=here.home))
    assert "zookeeper" in finding.what and finding.cure == "Type: cluster fetch"


def test_report_prints_what_examine_finds(here, capsys):
    code = doctor.report(here, as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert code == (0 if all(finding["ok"] for finding in found) else 1)
    doctor.report(here)
    assert capsys.readouterr().out.count("\n") >= len(found)
