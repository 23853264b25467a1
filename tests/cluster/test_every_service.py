"""Questions asked of every service of the catalogue. A new service adds no test code here."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from base.exceptions import ConfigurationError, CourseError
from base.settings import Settings, settings
from cluster.__main__ import WORDS, main
from cluster.addresses import address, ports
from cluster.catalogue import COMPONENTS, PROFILES, SERVICES, named, resolve
from cluster.container.compose import container_site, pins
from cluster.jvm.compiled import SOURCES
from cluster.jvm.jars import listed
from cluster.plan import plan, requirements_first
from cluster.process.local import local_site
from cluster.service import Java

EACH = [(name, size) for name, service in SERVICES.items() for size in service.sizes]
SITES = [pytest.param(lambda: local_site(settings()), id="processes"), pytest.param(container_site, id="containers")]


def test_servers_of_lessons_and_of_rows_of_tests_do_not_meet(shifts):
    largest = plan({name: service.sizes[-1] for name, service in SERVICES.items()}, local_site(settings()))
    known = {port - settings().port_shift for process in largest.processes for port in process.ports.values()}
    used = [port + shift for shift in (Settings.port_shift, *shifts.values()) for port in known]
    assert len(shifts) == 3 and len(set(used)) == len(used)


def is_sentence(text):
    return len(text.split()) >= 3 and not text.endswith(".") and "\n" not in text


def test_the_tables_are_sorted_and_know_their_names():
    assert list(SERVICES) == sorted(SERVICES)
    assert list(PROFILES) == sorted(PROFILES)
    assert all(service.name == name for name, service in SERVICES.items())


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_says_what_it_is(name):
    service = SERVICES[name]
    assert is_sentence(service.sentence)
    assert service.title.replace(" ", "-").lower().endswith(name)
    assert service.version and list(service.sizes) == sorted(service.sizes)
    assert set(service.requires) <= set(SERVICES)


def test_requirements_come_first_and_have_no_circle():
    order = list(requirements_first({name: 1 for name in SERVICES}))
    assert sorted(order) == sorted(SERVICES)
    for name in order:
        assert all(order.index(required) < order.index(name) for required in SERVICES[name].requires)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_resolves_to_known_sizes(profile):
    sizes = resolve(profile)
    assert all(size in SERVICES[name].sizes for name, size in sizes.items())


@pytest.mark.parametrize(("name", "size"), EACH)
@pytest.mark.parametrize("site", SITES)
def test_a_role_has_a_probe_memory_and_a_sentence(name, size, site):
    processes = plan(resolve(f"{name}={size}"), site()).of(name)
    assert processes
    for process in processes:
        assert is_sentence(process.sentence)
        assert process.probe.port in process.ports
        assert process.probe.send and process.probe.expect and process.probe.asks
        assert 0 < process.memory_mb < 1000
        assert process.argv and process.stop_signal in ("TERM", "INT")


@pytest.mark.parametrize("site", SITES)
def test_roles_and_ports_of_all_services_are_apart(site):
    processes = plan(resolve("all"), site()).processes
    names = [process.name for process in processes]
    ports = [port for process in processes for port in process.ports.values()]
    assert len(names) == len(set(names))
    assert len(ports) == len(set(ports))
    assert max(ports) < 32768  # above lie the ports that systems give to clients


@pytest.mark.parametrize(("name", "size"), EACH)
@pytest.mark.parametrize("site", SITES)
def test_configuration_renders_and_is_well_formed(name, size, site):
    chosen = site()
    rendered = plan(resolve(f"{name}={size}"), chosen).files
    for path, text in rendered.items():
        assert "/" in path and text.strip()
        assert "0.0.0.0" not in text or chosen.in_container, f"{path} listens beyond this machine"
        if path.endswith(".xml"):
            root = ElementTree.fromstring(text)
            assert root.tag != "configuration" or all(each.tag == "property" for each in root)


@pytest.mark.parametrize(("name", "size"), EACH)
def test_everything_a_service_writes_lies_in_its_home(name, size):
    site = local_site(settings())
    for process in plan(resolve(f"{name}={size}"), site).processes:
        folders = [*process.folders, *([process.preparation.folder] if process.preparation else [])]
        assert all(Path(folder).is_relative_to(Path(site.home) / "data") for folder in folders)


@pytest.mark.parametrize("name", SERVICES)
def test_components_are_declared_and_locked(name):
    service = SERVICES[name]
    commands = [role.command for role in service.roles(local_site(settings()), max(service.sizes))]
    used = {each for java in commands if isinstance(java, Java) for each in (java.components, *java.behind)}
    assert used <= set(service.components)
    rendered = plan(resolve("all"), local_site(settings())).files
    for part, declared in service.components.items():
        assert COMPONENTS[part] == declared, f"{part} is declared in two ways"
        assert bool(listed(part)) != bool(declared.package)
        assert set(declared.behind) <= set(service.components)
        folders = {f"{name.rpartition('/')[0]}/" for name in rendered}
        assert set(declared.conf) <= {*rendered, *folders}
        assert all((SOURCES / source).exists() for source in declared.sources)
        assert not declared.sources or "ecj" in service.components


@pytest.mark.parametrize("name", SERVICES)
def test_native_programs_and_packages_are_there_on_both_sites(name):
    service = SERVICES[name]
    for program in service.programs:
        assert Path(local_site(settings()).tool(program)).is_file()
        assert container_site().tool(program).endswith(f"/{program}")
    assert {pin.partition("==")[0] for pin in pins()} >= set(service.packages)


@pytest.mark.parametrize("name", SERVICES)
def test_what_clients_and_the_panel_are_told_follows_from_the_ports(name):
    service, known = SERVICES[name], ports(settings())
    if service.address:
        found = address(name, settings())
        assert any(str(port) in found for port in {each for role in known.values() for each in role.values()})
    else:
        with pytest.raises(ConfigurationError, match="has no address"):
            address(name, settings())
    if service.panel:
        own = [role.name for role in service.roles(container_site(), max(service.sizes))]
        assert any(role.startswith(service.panel.role) for role in own)
        with pytest.raises((OSError, ValueError, CourseError)):
            list(service.panel.ask({role: dict.fromkeys(each, 1) for role, each in known.items()}))  # nobody is there


def test_who_needs_another_stops_before_it():
    processes = {process.name: process for process in plan(resolve("all"), local_site(settings())).processes}
    for process in processes.values():
        for required in SERVICES[process.service].requires:
            needed = [each for each in processes.values() if each.service == required]
            assert all(process.stop_order < each.stop_order for each in needed)


@pytest.mark.parametrize("word", ["kafkaa", "kafka=2", "kafka=x", "kafka=-1"])
def test_a_word_that_means_nothing_is_refused_with_what_to_type(word):
    with pytest.raises(ConfigurationError, match="Type"):
        resolve(word)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_names_what_goes_down_without_its_requirements(profile):
    assert named(profile) == tuple(word.partition("=")[0] for word in PROFILES[profile])
    assert named("yarn", "kafka=3", "kafka") == ("yarn", "kafka")


def test_every_verb_explains_itself(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "2000")  # no name is broken at the end of a line
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert all(f"\n    {verb} " in told for verb in WORDS)
    assert all(name in told for name in SERVICES)


@pytest.mark.parametrize("verb", ["up", "down", "reset", "fetch"])
def test_a_mistake_is_told_in_plain_words_and_as_data(verb, capsys):
    assert main([verb, "kafkaa"]) == 2
    assert "kafkaa" in capsys.readouterr().err
    assert main([verb, "kafkaa", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "ConfigurationError"
