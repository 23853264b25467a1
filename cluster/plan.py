"""Expand services to a plain list of processes that can be printed, compared, run or rendered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from cluster.catalogue import SERVICES, resolve
from cluster.service import IPV4, QUICK_FLAGS, Exchange, Java, Program, Request, Role, Site, Template

PLAIN_FLAGS = (IPV4, "-Djava.awt.headless=true")
JVM_FLAGS = (*QUICK_FLAGS, *PLAIN_FLAGS)


@dataclass(frozen=True)
class Preparation:
    """First-time state of one data folder; see `cluster.service.Template`."""

    folder: str
    argv: tuple[str, ...]  # empty: the seeds are all there is
    environment: Mapping[str, str]
    files: Mapping[str, str]
    seeds: Mapping[str, str]
    secrets: Mapping[str, str]
    requests: tuple[Request, ...]
    refuses_root: bool


@dataclass(frozen=True)
class Process:
    """Everything that must be known to start, question and stop one process."""

    name: str
    service: str
    sentence: str
    argv: tuple[str, ...]
    environment: Mapping[str, str]
    ports: Mapping[str, int]
    probe: Exchange
    memory_mb: int
    workload_mb: int
    folders: tuple[str, ...]
    preparation: Preparation | None
    page: str | None
    archive: str
    stop_signal: str
    stop_order: int
    refuses_root: bool
    shared: str = ""  # the folder that is open to both sides of a container


@dataclass(frozen=True)
class Plan:
    """The processes of the services asked for, and the files they read."""

    sizes: Mapping[str, int]
    processes: tuple[Process, ...]
    files: Mapping[str, str] = field(default_factory=dict)  # below conf → text

    def of(self, service: str) -> tuple[Process, ...]:
        return tuple(process for process in self.processes if process.service == service)


def plan(sizes: Mapping[str, int], site: Site) -> Plan:
    """The plan of services at their sizes, for one site."""
    processes: list[Process] = []
    files: dict[str, str] = {}
    for name, size in sizes.items():
        service = SERVICES[name]
        files |= service.files(site, size)
        processes += (_process(name, role, site) for role in service.roles(site, size))
    return Plan(dict(sizes), tuple(processes), files)


def _process(service: str, role: Role, site: Site) -> Process:
    argv, environment = expand(role.command, site)
    template = role.template
    ports = {name: site.port(port) for name, port in role.ports.items()}
    folders = (*((template.folder,) if template else ()), *role.folders)
    return Process(
        name=role.name,
        service=service,
        sentence=role.sentence,
        argv=argv,
        environment={**environment, **role.environment},
        ports=ports,
        probe=role.probe,
        memory_mb=role.memory_mb,
        workload_mb=role.workload_mb,
        folders=tuple(site.data(folder) for folder in folders),
        preparation=template and _preparation(template, role.environment, site),
        page=role.page and _page(role.page, ports),
        archive=getattr(role.command, "archive", "") if site.quick else "",
        stop_signal=getattr(role.command, "stop_signal", "TERM"),
        stop_order=role.stop_order,
        refuses_root=getattr(role.command, "refuses_root", False),
        shared=site.data(folders[0]) if role.shared else "",
    )


def _preparation(template: Template, environment: Mapping[str, str], site: Site) -> Preparation:
    argv, own = expand(template.command, site) if template.command else ((), {})
    return Preparation(
        folder=site.data(template.folder),
        argv=argv,
        environment={**own, **environment},
        files=template.files,
        seeds=template.seeds,
        secrets=template.secrets,
        requests=template.requests,
        refuses_root=getattr(template.command, "refuses_root", False),
    )


def expand(command: Java | Program, site: Site) -> tuple[tuple[str, ...], dict[str, str]]:
    """The command line of a program at a site, and the environment that it needs."""
    if isinstance(command, Program):
        return (site.tool(command.tool), *command.arguments), {}
    flags = (f"-Xmx{command.heap_mb}m", *JVM_FLAGS) if site.quick else PLAIN_FLAGS
    options = (*flags, *site.jvm_options, *command.options)
    class_path = [jar for name in (command.components, *command.behind) for jar in site.class_path(name)]
    main = (command.main,) if command.main else ()
    return (site.java, *options, *main, *command.arguments), {"CLASSPATH": ":".join(class_path)}


def _page(page: str, ports: Mapping[str, int]) -> str:
    port, _, path = page.partition("/")
    return f"http://localhost:{ports[port]}/{path}"


def requirements_first(sizes: Mapping[str, int]) -> Iterator[str]:
    """Names of services so that each comes after those it requires."""
    done: set[str] = set()

    def visit(name: str) -> Iterator[str]:
        if name in done or name not in sizes:
            return
        done.add(name)
        for required in SERVICES[name].requires:
            yield from visit(required)
        yield name

    for name in sizes:
        yield from visit(name)


def with_dependents(names: Collection[str]) -> set[str]:
    """The services named and all that require one of them.

    >>> "yarn" in with_dependents(["hdfs"])
    True
    """
    return {name for name in SERVICES if set(resolve(name)).intersection(names)}


def with_stored(names: Collection[str]) -> list[str]:
    """The services named and all that keep their data in one of them.

    >>> with_stored(["hdfs"])
    ['hbase', 'hdfs', 'hive', 'oozie']
    """
    return [name for name in SERVICES if name in names or set(SERVICES[name].stored_in).intersection(names)]
