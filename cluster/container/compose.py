"""Render the plan as containers: one image for all roles, one Compose service for each role.

`render` returns names and texts and touches nothing. ``compose.yaml`` and ``Dockerfile`` of the default ports
are committed beside this module (`cluster render` writes them); the rest goes into the image with the jars.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from base.exceptions import ConfigurationError
from base.settings import PROJECT, Settings
from cluster.catalogue import COMPONENTS, PROFILES, PROGRAMS, SERVICES, resolve
from cluster.container.launcher import HOME, READY, RUN, launcher
from cluster.jvm.compiled import SOURCES
from cluster.jvm.jars import LOCKS
from cluster.plan import Plan, Process, plan
from cluster.service import Site

COMMITTED = ("compose.yaml", "Dockerfile")
DEFAULT_SHIFT = Settings.port_shift
PYTHON = f"{HOME}/python"
COPIED = ("pyspark", "py4j")  # published without wheels, so taken from this environment

DOCKERFILE = """\
# Rendered by `cluster render`; one image with all roles. The build context is assembled by `cluster up`.
ARG BASE=debian:bookworm-slim
FROM ${BASE}
RUN apt-get update \\
 && apt-get install -y --no-install-recommends openjdk-17-jre-headless procps python3 \\
 && apt-get clean && rm -rf /var/lib/apt/lists/* /usr/share/doc /usr/share/man \\
 && useradd --uid 10001 --create-home course \\
 && install -d -o course -g course %(home)s/data \\
 && chmod 711 /root  # the data sets are mounted under their own path, which may lie there
%(copies)s
ENV PATH=%(home)s/bin:$PATH PYTHONPATH=%(home)s/python LC_ALL=C.UTF-8 MALLOC_ARENA_MAX=2
USER course
ENTRYPOINT ["run"]
"""

COMPOSE = """\
# Rendered by `cluster render` from the same plan that runs as plain processes; see docs/containers.md.
x-role: &role
  image: %(image)s
  pull_policy: never
  init: true
  cap_drop: [ALL]
  networks: [cluster]
  logging: {driver: json-file, options: {max-size: 10m, max-file: "2"}}
x-health: &health {interval: 5s, timeout: 5s, retries: 30, start_period: 20s}
services:
  image:
    image: %(image)s
    build:
      context: ${SMARTCAR_HOME:?the absolute path of the state folder}/image
      args: {BASE: "${SMARTCAR_BASE_IMAGE:-debian:bookworm-slim}"}
      network: host
    profiles: [image]
%(services)s
networks: {cluster: {}}
volumes:
%(volumes)s
"""


def container_site(port_shift: int = DEFAULT_SHIFT) -> Site:
    """The site of containers: the same paths in each of them, and the role's name as its host name."""
    return Site("container", HOME, "0.0.0.0", port_shift, _class_path, _tool, "java", lambda name: f"{PYTHON}/{name}")


def largest(*names: str) -> dict[str, int]:
    """Sizes in container mode: each service asked for, and each it requires, at its largest.

    >>> largest("yarn")
    {'hdfs': 3, 'yarn': 1}
    """
    return {name: max(SERVICES[name].sizes) for name in resolve(*names)}


def render(port_shift: int = DEFAULT_SHIFT) -> dict[str, str]:
    """All texts of the container mode by name: the committed ones, and those that only the image holds."""
    whole = plan(largest(*SERVICES), container_site(port_shift))
    texts = {"Dockerfile": _dockerfile(), "bin/run": RUN, "bin/ready": READY}
    texts |= {f"conf/{name}": text for name, text in whole.files.items()}
    texts |= {f"roles/{process.name}": launcher(process) for process in whole.processes}
    return texts | {"compose.yaml": _compose(whole, image(texts))}


def image(texts: Mapping[str, str]) -> str:
    """The name of the image that holds these texts: it changes with each text, jar, pinned wheel and Java source."""
    parts = [*(f"{name}\n{text}" for name, text in sorted(texts.items()) if name != "compose.yaml"), *pins()]
    parts += [(LOCKS / f"{name}.txt").read_text("utf-8") for name in components()]
    parts += [source.read_text("utf-8") for source in sorted(SOURCES.iterdir())]
    return f"smartcar/cluster:{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:12]}"


def components() -> tuple[str, ...]:
    """Names of the class paths that the image holds as folders of jars."""
    return tuple(sorted(name for name, each in COMPONENTS.items() if each.in_image and not each.package))


def pins() -> tuple[str, ...]:
    """The Python packages of the image with their versions, as constraints.txt names them for Debian's Python."""
    lines = (PROJECT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {}
    for line in lines:
        requirement, _, marker = line.partition(" ;")
        name, _, version = requirement.partition("==")
        if version and ">= '3.12'" not in marker:
            pinned[name] = version.strip()
    return tuple(f"{name}=={pinned[name]}" for name in packages())


def packages() -> tuple[str, ...]:
    """The Python packages of the image: what programs import, and those that bring native programs."""
    imported = {name for service in SERVICES.values() for name in service.packages}
    return tuple(sorted(imported | {wheel.distribution for wheel in PROGRAMS.values()}))


def _class_path(name: str) -> tuple[str, ...]:
    declared = COMPONENTS[name]
    if declared.package:
        return (f"{PYTHON}/{declared.package}/jars/*",)
    folders = dict.fromkeys(f"{HOME}/conf/{file.partition('/')[0]}" for file in declared.conf)
    jars = f"{HOME}/lib/{name}/*.jar" if declared.one_by_one else f"{HOME}/lib/{name}.jar"
    return *folders, jars, *(f"{HOME}/lib/{other}.jar" for other in declared.behind)


def _tool(name: str) -> str:
    if name == "python":
        return "/usr/bin/python3"
    if name not in PROGRAMS:
        raise ConfigurationError(f"The image holds no program {name!r}. Declare it with the service that needs it.")
    return f"{PYTHON}/{PROGRAMS[name].folder}/{name}"


def _dockerfile() -> str:
    folders = ("copied", "python")
    copies = [f"COPY lib/{name} {HOME}/lib/{name}" for name in components()]
    copies += [f"COPY {name} {PYTHON}" for name in folders]
    copies += [f"COPY lib/*.jar {HOME}/lib/", *(f"COPY {name} {HOME}/{name}" for name in ("bin", "conf", "roles"))]
    return DOCKERFILE % {"home": HOME, "copies": "\n".join(copies)}


def _compose(whole: Plan, name: str) -> str:
    services = "\n".join(_service(process, whole) for process in whole.processes)
    volumes = "\n".join(f"  {process.name}: {{}}" for process in whole.processes)
    return COMPOSE % {"image": name, "services": services, "volumes": volumes}


def _service(process: Process, whole: Plan) -> str:
    datasets = "${SMARTCAR_HOME}/datasets"
    shared = [f"${{SMARTCAR_HOME}}{process.shared.removeprefix(HOME)}:{process.shared}"] if process.shared else []
    fields = {
        "command": [process.name],
        "hostname": process.name,
        "profiles": _profiles(process.service),
        "mem_limit": f"{2 * process.memory_mb + process.workload_mb}m",
        "ports": [f"127.0.0.1:{port}:{port}" for port in process.ports.values()],
        "volumes": [f"{process.name}:{HOME}/data", *shared, f"{datasets}:{datasets}:ro"],
        "environment": {name: f"${{{name}:-{usual}}}" for name, usual in _secrets(process).items()},
        "depends_on": _depends_on(process, whole),
        "stop_signal": f"SIG{process.stop_signal}" if process.stop_signal != "TERM" else "",
    }
    lines = [f"  {process.name}:  # {process.sentence}", "    <<: *role"]
    lines += [f"    {key}: {json.dumps(value)}" for key, value in fields.items() if value]
    return "\n".join([*lines, f"    healthcheck: {{<<: *health, test: [CMD, ready, {process.name}]}}"])


def _profiles(service: str) -> list[str]:
    """A service is in the profiles of all that need it, because Compose starts nothing outside of them."""
    return sorted(name for name in (*SERVICES, *PROFILES) if service in resolve(name))


def _secrets(process: Process) -> Mapping[str, str]:
    return process.preparation.secrets if process.preparation else {}


def _depends_on(process: Process, whole: Plan) -> dict[str, dict[str, str]]:
    """Required services must answer; of its own service only the first role must have a name that resolves.

    More would be too much: a NameNode with data answers only after its DataNodes have reported.
    """
    first = whole.of(process.service)[0].name
    required = (each.name for name in SERVICES[process.service].requires for each in whole.of(name))
    waits = {name: {"condition": "service_healthy"} for name in required}
    return waits if first == process.name else {first: {"condition": "service_started"}} | waits


def write_committed(folder: Path = Path(__file__).parent) -> None:
    """Write the texts that are committed."""
    texts = render()
    for name in COMMITTED:
        (folder / name).write_text(texts[name], "utf-8")
