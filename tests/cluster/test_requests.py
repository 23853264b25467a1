"""What a service asks of those that keep its data before its first start: in Python, and in a container's shell."""

import re
import shlex
import socket
import subprocess
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from base.exceptions import NotReady
from base.settings import settings
from cluster.catalogue import SERVICES
from cluster.container.compose import container_site
from cluster.container.launcher import RUN, launcher
from cluster.plan import plan, with_stored
from cluster.probes import ask
from cluster.process.local import local_site
from cluster.process.templates import Templates
from cluster.service import Exchange, Request
from cluster.services import hbase, hive

ANSWER = b"zxid\n\0\xff\xff\xff\x9b"


class Listener:
    """Takes one connection after the other, keeps what it is told, answers, and hangs up."""

    def __init__(self, answer):
        self.heard, self.answer = [], answer
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            connection, _ = self.server.accept()
            with connection:
                self.heard.append(connection.recv(65536))
                connection.sendall(self.answer)

    def request(self, expect=hbase.NO_NODE):
        return Request("127.0.0.1", self.port, Exchange("client", hbase.FORGET_META, expect, "it has forgotten"))


@pytest.fixture
def process(tmp_path):
    """The master of HBase as it is planned, with its folder elsewhere."""
    (found,) = (each for each in plan({"hbase": 1}, local_site(settings())).processes if each.name == "hbase-master")
    return replace(found, preparation=replace(found.preparation, folder=str(tmp_path / "data" / "hbase")))


def asking(process, *requests):
    return replace(process, preparation=replace(process.preparation, requests=requests))


def test_a_new_folder_is_preceded_by_the_request_and_an_old_one_is_not(process, tmp_path):
    listener = Listener(ANSWER)
    asked, templates = asking(process, listener.request()), Templates(tmp_path)
    templates.prepare(asked)
    assert listener.heard == [hbase.FORGET_META] and Path(asked.preparation.folder).is_dir()
    templates.prepare(asked)
    assert len(listener.heard) == 1
    Path(asked.preparation.folder).rmdir()
    templates.restore(asked)  # a reset leaves the folder new, so that the next start asks again
    assert not Path(asked.preparation.folder).exists()


def test_nothing_is_started_on_what_could_not_be_removed(process, tmp_path, monkeypatch):
    monkeypatch.setattr("cluster.process.templates.REQUEST_SECONDS", 0.2)
    with pytest.raises(NotReady, match="it has forgotten"):
        Templates(tmp_path).prepare(asking(process, Listener(b"no").request()))
    assert not Path(process.preparation.folder).exists()


@pytest.mark.parametrize(("answer", "code"), [(ANSWER, 0), (b"something else", 1)])
def test_the_shell_of_a_container_asks_the_same(process, answer, code, tmp_path):
    listener = Listener(answer)
    told = launcher(asking(process, listener.request()))
    (line,) = (line.strip() for line in told.splitlines() if line.strip().startswith("ask "))
    function = RUN[RUN.index("ask()") : RUN.index("\n}\n") + 3]
    done = subprocess.run(["bash", "-euc", function + line], capture_output=True, env={"PATH": "/usr/bin:/bin"})
    assert done.returncode == code, done.stderr
    assert listener.heard == [hbase.FORGET_META]


def test_requests_go_to_roles_of_required_services():
    for site in (local_site(settings()), container_site()):
        for name, service in SERVICES.items():
            for process in plan({name: max(service.sizes)}, site).processes:
                known = {
                    (site.host(role.name), site.port(number))
                    for required in service.requires
                    for role in SERVICES[required].roles(site, max(SERVICES[required].sizes))
                    for number in role.ports.values()
                }
                for request in process.preparation.requests if process.preparation else ():
                    assert (request.host, request.port) in known
                    assert shlex.quote(request.exchange.asks) and re.compile(request.exchange.expect)


def test_what_is_stored_in_another_service_is_reset_with_it():
    assert all(set(service.stored_in) <= set(service.requires) for service in SERVICES.values())
    assert "hbase" in with_stored(["hdfs"])
    assert with_stored(["zookeeper"]) == ["zookeeper"]
    assert with_stored(["hbase"]) == ["hbase"]


@pytest.mark.parametrize(("code", "opens"), [(0, True), (3, False)])
def test_hive_is_complete_when_it_opens_a_session(code, opens):
    """As HiveServer2 4.0.1 answers: SASL is done, and a reply whose status has a code, here 3 for an error."""
    reply = bytes.fromhex("80010002") + b"\0\0\0\x0bOpenSession" + bytes(4) + bytes.fromhex("0c0000 0c0001 080001")
    listener = Listener(b"\x05" + bytes(4) + b"\0\0\0\xcc" + reply + code.to_bytes(4) + b"\0" * 9)
    exchange = hive.session(container_site(), 1)
    assert (ask(exchange, listener.port, timeout=1) is None) == opens
    assert listener.heard[0].startswith(b"\x01\0\0\0\x05PLAIN\x02") and b"OpenSession" in listener.heard[0]
