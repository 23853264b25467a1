"""The contract of a service: frozen values that say what it is, not how it is run.

A module of ``cluster/services`` holds one ``SERVICE``. Its functions get a `Site`, the place where the
service will run (plain processes on this machine, or containers), and return values: roles, files, probes.
`cluster.plan` expands them, `cluster.process.supervisor` runs the plan, `cluster.container.compose` renders it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cluster.jvm.components import Components
from cluster.panel import Figure, Ports, Question

# a JVM that starts soon and stays small; with one compiler alone it would reserve 48 MB for compiled code, and a server
# that compiles each new query, as Spark does, ends itself when a class finds no room there
QUICK_FLAGS = (
    *("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=128m"),
    *("-XX:+UseSerialGC", "-XX:-UsePerfData"),
)
IPV4 = "-Djava.net.preferIPv4Stack=true"


@dataclass(frozen=True)
class Exchange:
    """A readiness question: bytes sent to a port, and the pattern that the answer must show."""

    port: str  # name of one of the role's ports
    send: bytes
    expect: bytes  # regular expression, searched in everything received
    asks: str  # the question in words, for error messages


@dataclass(frozen=True)
class Request:
    """What is asked of a server of another service, and the answer that says it is done."""

    host: str
    port: int  # in use, not well-known
    exchange: Exchange


@dataclass(frozen=True)
class Java:
    """A JVM main class."""

    main: str
    components: str  # name of the class path in cluster/jvm/locks
    heap_mb: int
    arguments: tuple[str, ...] = ()
    options: tuple[str, ...] = ()  # JVM options beyond the common ones
    archive: str = ""  # processes that load the same classes share one class archive under this name
    behind: tuple[str, ...] = ()  # further class paths, in this order


@dataclass(frozen=True)
class Program:
    """A native server: the command, found by the site because wheels and images keep it in different places."""

    tool: str  # key of `Site.tool`
    arguments: tuple[str, ...] = ()
    stop_signal: str = "TERM"
    refuses_root: bool = False  # under root it runs as an ordinary account


@dataclass(frozen=True)
class Wheel:
    """Where native programs come from: a Python package that brings them."""

    distribution: str  # as constraints.txt names it
    folder: str  # of the programs, below the folder of all packages


@dataclass(frozen=True)
class Template:
    """First-time state, made once by a command and copied at every reset.

    ``{target}`` in the command and the files stands for the folder to be filled, ``{work}`` for the folder
    that holds the command's own files, ``${NAME}`` for the secret of that name.
    """

    folder: str  # the data folder that starts as a copy of the template
    command: Java | Program | None
    files: Mapping[str, str] = field(default_factory=dict)  # name in the work folder → text
    seeds: Mapping[str, str] = field(default_factory=dict)  # name in the data folder → text
    secrets: Mapping[str, str] = field(default_factory=dict)  # environment variable → its value where it is not set
    # Sent whenever the folder is new, to services that are required and answer: they remove what an earlier
    # life has left there. A reset removes only what lies in folders, and works while those services are down.
    requests: tuple[Request, ...] = ()


@dataclass(frozen=True)
class Role:
    """One process of a service."""

    name: str
    sentence: str
    command: Java | Program
    ports: Mapping[str, int]  # name → well-known port; the site shifts it
    probe: Exchange
    memory_mb: int  # resident size when ready, measured; the container's limit is twice this and the workload
    workload_mb: int = 0  # for the processes that it starts itself
    template: Template | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    page: str | None = None  # "port-name/path" of its web page
    folders: tuple[str, ...] = ()  # data folders it owns, emptied by reset
    shared: bool = False  # its first data folder lies open on the learner's machine too, when it runs in a container
    stop_order: int = 50  # lower numbers stop first


@dataclass(frozen=True)
class Command:
    """A command of the field, typed as at work.

    `starts` tells what it becomes by its first word, ``hdfs dfs …``; under the empty word, by any other. A text in it
    says what stands in for what the course does not hold. A `Java` without a main class takes the class that is named;
    ``{jar}`` in its options takes the word behind the first, a jar, which joins the class path.
    """

    name: str
    sentence: str  # what it is for
    beside: tuple[str, ...]  # roles: it needs one of them, and runs in its container
    starts: Mapping[str, Java | Program | str]
    usual: Mapping[str, str] = field(default_factory=dict)  # option → its value where it is not given
    environment: Mapping[str, str] = field(default_factory=dict)  # an empty value: not there at all
    secrets: Mapping[str, str] = field(default_factory=dict)  # as in a template, for the environment
    aliases: tuple[str, ...] = ()
    # a role of another service that it needs, too → the title and the name of that service
    also: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    alone: bool = False  # outside of containers it works without a service


@dataclass(frozen=True)
class Service:
    """A system of the course, and everything that the rest of the code has to know of it."""

    name: str
    title: str  # as its makers write it
    sentence: str
    version: str
    roles: Callable[[Site, int], tuple[Role, ...]]
    files: Callable[[Site, int], Mapping[str, str]] = lambda site, size: {}  # "folder/name" below conf → text
    address: Callable[[Ports], str] | None = None  # what its clients on this machine are told
    requires: tuple[str, ...] = ()
    stored_in: tuple[str, ...] = ()  # services that keep its data: a reset of one of them is a reset of this one
    sizes: tuple[int, ...] = (1,)
    profiles: Mapping[str, int] = field(default_factory=dict)  # profile → its size there; it is in "all" anyway
    elastic: bool = False  # a running service grows by adding roles; otherwise every size has its own data
    together: Callable[[Site, int], Exchange | None] = lambda site, size: None  # asked of any role
    panel: Question[tuple[Figure, ...]] | None = None  # a few numbers
    # what it keeps for its users: each thing by kind and name, with a text that changes when the thing does
    holdings: Question[Mapping[str, str]] | None = None
    commands: Callable[[Site], tuple[Command, ...]] = lambda site: ()
    components: Mapping[str, Components] = field(default_factory=dict)  # class paths by name
    programs: Mapping[str, Wheel] = field(default_factory=dict)  # native programs by name
    packages: tuple[str, ...] = ()  # Python packages that its programs import, each with all that it requires
    seconds: int = 180  # deadline of a start; one that ends is reported at once


@dataclass(frozen=True)
class Site:
    """Where a plan will run. Paths are text, because a container's paths need not exist here."""

    mode: str  # "process" or "container"
    home: str
    bind: str  # address the servers listen on
    port_shift: int
    class_path: Callable[[str], tuple[str, ...]]
    tool: Callable[[str], str]  # the path of a native program, or of python
    java: str
    package: Callable[[str], str] = str  # the folder of a Python package
    jvm_options: tuple[str, ...] = ()  # for every JVM of the site, those that YARN starts included
    loopback: Callable[[], tuple[str, ...]] = tuple  # JVM options for servers that can not be told their address
    quick: bool = True  # JVMs that start soon and stay small; else they choose for themselves

    @property
    def in_container(self) -> bool:
        return self.mode == "container"

    def port(self, well_known: int) -> int:
        """The port in use for a well-known one; the same number inside and outside a container."""
        return well_known + self.port_shift

    def host(self, role: str) -> str:
        """The name under which the other roles reach this one."""
        return role if self.in_container else "localhost"

    def conf(self, service: str, name: str = "") -> str:
        return "/".join(part for part in (self.home, "conf", service, name) if part)

    def data(self, *parts: str) -> str:
        return "/".join((self.home, "data", *parts))

    def container_class_path(self, components: str) -> tuple[str, ...]:
        """Short class path for the JVMs that YARN starts: the configuration and one folder of jars."""
        return self.conf(components), f"{self.home}/lib/{components}/*"


def http(port: str, path: str, expect: str, asks: str, method: str = "GET") -> Exchange:
    """A question by HTTP 1.0, which closes the connection after the answer."""
    return Exchange(port, f"{method} {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode(), expect.encode(), asks)
