"""The rendered container mode, without an engine: the committed files, and what the plan demands of them."""

import subprocess
from importlib.metadata import requires
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import cluster
from cluster.catalogue import PROFILES, PROGRAMS, SERVICES, resolve
from cluster.container.compose import COMMITTED, DEFAULT_SHIFT, container_site, image, largest, packages, render
from cluster.plan import plan
from cluster.service import Exchange
from cluster.services.postgresql import PASSWORD

TEXTS = render()
COMPOSE = yaml.safe_load(TEXTS["compose.yaml"])
ROLES = {name: body for name, body in COMPOSE["services"].items() if name != "image"}
PROCESSES = {process.name: process for process in plan(largest(*SERVICES), container_site()).processes}


@pytest.mark.parametrize("name", COMMITTED)
def test_the_committed_file_is_the_rendered_one(name):
    committed = (Path(cluster.__file__).parent / "container" / name).read_text("utf-8")
    assert committed == TEXTS[name], "The plan has changed. Type: cluster render"


def test_every_role_at_its_largest_size_is_a_service_with_a_launcher():
    assert list(ROLES) == list(PROCESSES)
    assert {name.removeprefix("roles/") for name in TEXTS if name.startswith("roles/")} == set(ROLES)


def test_a_profile_holds_what_it_names_and_all_that_is_required():
    for profile in (*SERVICES, *PROFILES):
        held = {name for name, body in ROLES.items() if profile in body["profiles"]}
        assert held == {name for name, process in PROCESSES.items() if process.service in resolve(profile)}


def test_dependencies_stay_inside_every_profile_and_have_no_circle():
    for name, body in ROLES.items():
        for other in body.get("depends_on", {}):
            assert set(body["profiles"]) <= set(ROLES[other]["profiles"])
            assert name not in ROLES[other].get("depends_on", {})


def test_required_services_must_be_healthy():
    for name, body in ROLES.items():
        required = {each for other in SERVICES[PROCESSES[name].service].requires for each in _roles_of(other)}
        healthy = {each for each, how in body.get("depends_on", {}).items() if how["condition"] == "service_healthy"}
        assert healthy == required


def _roles_of(service):
    return {name for name, process in PROCESSES.items() if process.service == service}


@pytest.mark.parametrize("name", PROCESSES)
def test_a_role_is_limited_kept_and_reachable_on_loopback_only(name):
    process, body = PROCESSES[name], ROLES[name]
    assert body["mem_limit"] == f"{2 * process.memory_mb + process.workload_mb}m"
    assert body["volumes"][0] == f"{name}:/smartcar/data" and name in COMPOSE["volumes"]
    assert body["ports"] == [f"127.0.0.1:{port}:{port}" for port in process.ports.values()]
    assert body["healthcheck"]["test"] == ["CMD", "ready", name]
    assert "start_interval" not in body["healthcheck"]


def test_no_two_roles_publish_the_same_port():
    published = [port for body in ROLES.values() for port in body["ports"]]
    assert len(published) == len(set(published))


def test_the_image_ends_as_an_ordinary_account_and_is_named_by_its_content():
    steps = [line.split()[0] for line in TEXTS["Dockerfile"].splitlines() if line.split()[:1]]
    assert TEXTS["Dockerfile"].count("USER ") == 1 and steps[-2:] == ["USER", "ENTRYPOINT"]
    assert {body["image"] for body in ROLES.values()} == {image(TEXTS)}
    assert image(TEXTS | {"conf/hosts": ""}) != image(TEXTS)


def test_the_password_comes_from_the_environment_and_is_in_no_image():
    held = [name for name, body in ROLES.items() if PASSWORD in body.get("environment", {})]
    assert held == ["postgresql"]
    launcher = TEXTS["roles/postgresql"]
    assert f"${PASSWORD}" in launcher and "smartcar" not in launcher.replace("/smartcar/", "")


def test_another_shift_moves_every_port():
    moved = yaml.safe_load(render(15000)["compose.yaml"])["services"]
    for name, body in ROLES.items():
        assert [_inner(port) - 15000 for port in moved[name]["ports"]] == [
            _inner(port) - DEFAULT_SHIFT for port in body["ports"]
        ]


def _inner(port):
    return int(port.rsplit(":", 1)[1])


@pytest.mark.parametrize("name", PROCESSES)
def test_the_launcher_asks_the_question_of_the_plan(name, tmp_path):
    """The shell itself is asked: bytes to send, a pattern that its grep accepts, a port, correct syntax."""
    launcher = tmp_path / name
    launcher.write_text(TEXTS[f"roles/{name}"].replace("\nmkdir -p", "\n: mkdir -p"))
    script = (
        f'. {launcher} && printf "$question" && printf "|%s|" $port && grep -aqP -- "$answer" </dev/null; echo -n $?'
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    probe: Exchange = PROCESSES[name].probe
    port = PROCESSES[name].ports[probe.port]
    assert done.stdout == probe.send + f"|{port}|1".encode(), done.stderr.decode()


def test_hadoop_and_kafka_have_a_way_in_and_a_way_among_themselves():
    site = TEXTS["conf/hadoop/core-site.xml"]
    assert f"hdfs://namenode:{8020 + DEFAULT_SHIFT}" in site
    listeners = TEXTS["conf/kafka/cluster-of-3-2.properties"]
    assert f"PLAINTEXT://127.0.0.1:{9094 + DEFAULT_SHIFT}" in listeners and "INTERNAL://kafka-2:" in listeners


def test_a_shared_folder_gets_its_first_state_once_and_is_open_to_both_accounts(tmp_path):
    assert [name for name, process in PROCESSES.items() if process.shared] == ["flume-agent"]
    assert "${SMARTCAR_HOME}/data/flume:/smartcar/data/flume" in ROLES["flume-agent"]["volumes"]
    (tmp_path / "roles").mkdir()
    launcher = TEXTS["roles/flume-agent"].replace("/smartcar/data", str(tmp_path)).replace("exec java", "exec echo")
    (tmp_path / "roles" / "flume-agent").write_text(launcher)
    run = TEXTS["bin/run"].replace(". /smartcar/", f". {tmp_path}/")
    configuration = tmp_path / "flume" / "agent.properties"
    for begins in ("SmartCar_Agent.sources", "mine"):
        subprocess.run(["bash", "-c", run, "run", "flume-agent"], check=True, capture_output=True)
        assert configuration.read_text().startswith(begins)
        configuration.write_text("mine")
    assert all(path.stat().st_mode & 0o777 == 0o777 for path in configuration.parent.iterdir() if path.is_dir())


# async-timeout is of Debian's Python, older than any that the course runs in, and requires nothing there; of the
# wheels that bring native programs nothing is imported
IMPORTED = set(packages()) - {"async-timeout"} - {wheel.distribution for wheel in PROGRAMS.values()}


@pytest.mark.parametrize("package", sorted(IMPORTED))
def test_what_the_image_imports_is_there_with_all_that_it_requires(package):
    machine = {"python_version": "3.11", "python_full_version": "3.11.2", "sys_platform": "linux", "extra": "connect"}
    wanted = [Requirement(text) for text in requires(package) or ()]
    names = {canonicalize_name(each.name) for each in wanted if not each.marker or each.marker.evaluate(machine)}
    assert names <= set(packages())
