"""The ``cluster`` command."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from base.exceptions import CourseError
from base.settings import settings
from cluster import Cluster, RoleStatus
from cluster.addresses import outside
from cluster.catalogue import PROFILES, SERVICES
from cluster.terminal import declared, replace

SIGNS = {
    "ready": "[green]ready[/]",
    "sick": "[yellow]sick[/]",
    "paused": "[blue]paused[/]",
    "dead": "[red]dead[/]",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; 0 if all is well, 1 if something is wrong, 2 if the course could not do what was asked."""
    arguments = sys.argv[1:] if arguments is None else arguments
    at = arguments.index("--") if "--" in arguments[:-1] else len(arguments)  # behind it stands a command of another
    options = _parser().parse_args(arguments[:at])
    options.words = arguments[at + 1 :]
    chosen = settings(mode=options.mode) if options.mode else settings()
    try:
        return VERBS[options.verb](Cluster(chosen), options)
    except CourseError as error:
        if options.json:
            print(json.dumps({"error": type(error).__name__, "message": str(error)}))
        else:
            Console(stderr=True, highlight=False, soft_wrap=True).print(str(error), markup=False)
        return 2


def _parser() -> argparse.ArgumentParser:
    epilog = "Services: " + "; ".join(f"{s.name} {s.sentence}" for s in SERVICES.values())
    parser = argparse.ArgumentParser("cluster", description="Real services on this machine.", epilog=epilog)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, (sentence, nouns) in WORDS.items():
        epilog = _commands() if name == "sh" else None
        form = argparse.RawDescriptionHelpFormatter
        verb = verbs.add_parser(name, help=sentence, description=sentence, epilog=epilog, formatter_class=form)
        for noun, meta in nouns.items():
            verb.add_argument(noun, nargs=meta, metavar=noun.upper())
        verb.add_argument("--json", action="store_true", help="print plain data")
        verb.add_argument("--mode", choices=("process", "container"), help="where the services run")
        if name == "logs":
            verb.add_argument("--lines", type=int, default=40)
    return parser


def _commands() -> str:
    """What the terminal holds, a line for each command."""
    known = declared(outside(settings()))
    lines = (f"  {name:24} {command.sentence}" for name, (command, _) in known.items() if name == command.name)
    return "\n".join(("commands, which go to this cluster: cluster sh -- COMMAND …", *lines))


WORDS = {
    "up": (f"bring services up: names, name=size, or a profile ({', '.join(PROFILES)})", {"services": "+"}),
    "status": ("show every role: state, memory, page", {}),
    "ui": ("show the web pages of what runs", {}),
    "logs": ("show the last lines of a role", {"role": None}),
    "kill": ("end a role at once (kill -9)", {"role": None}),
    "pause": ("freeze a role", {"role": None}),
    "revive": ("resume a paused role, or restart a dead one", {"role": None}),
    "down": ("stop services, or all; data stays", {"services": "*"}),
    "reset": ("stop services, or all, and return their data to the start", {"services": "*"}),
    "sh": ("open a terminal with the field's own commands; behind -- run one", {}),
    "doctor": ("say what may be wrong with this machine, and the cure", {}),
    "fetch": ("download the components of services, or of all", {"services": "*"}),
    "lock": ("for developers: resolve component lists again", {"components": "+"}),
    "render": ("for developers: write compose.yaml and Dockerfile again", {}),
}


def _show(roles: list[RoleStatus], as_json: bool) -> int:
    if as_json:
        print(json.dumps([asdict(role) for role in roles], indent=1))
    elif not roles:
        print("Nothing runs. Type: cluster up day1")
    else:
        table = Table(box=None, pad_edge=False, expand=True)
        table.add_column("role", no_wrap=True)
        table.add_column("state")
        table.add_column("memory", justify="right")
        table.add_column("page or port", no_wrap=True)  # an address that is cut cannot be clicked
        table.add_column("what it does", no_wrap=True, ratio=1)
        for role in roles:
            where = role.url or f"port {next(iter(role.ports.values()))}"
            state = SIGNS.get(role.state, role.state)
            table.add_row(role.name, state, f"{role.memory_mb} MB", where, role.sentence)
        table.add_row("", "", f"{sum(role.memory_mb for role in roles)} MB", "", "")
        console = Console(highlight=False)
        console.print(table)
        for role in roles:
            if role.health:
                console.print(role.health, markup=False, soft_wrap=True)
    return 0 if all(role.state == "ready" for role in roles) else 1


def _up(cluster: Cluster, options: argparse.Namespace) -> int:
    def say(name: str, what: str, seconds: float) -> None:
        if not options.json:
            print(f"{seconds:6.1f} s  {name} {what}", flush=True)

    return _show(cluster.up(*options.services, on_event=say), options.json)


def _one(verb: str):
    return lambda cluster, options: 0 * _show([getattr(cluster, verb)(options.role)], options.json)


def _ui(cluster: Cluster, options: argparse.Namespace) -> int:
    pages = {role.name: role.url for role in cluster.status() if role.url}
    lines = [f"{name:16} {url}" for name, url in pages.items()]
    none = "Nothing that runs has a page. Type: cluster up day1"
    print(json.dumps(pages) if options.json else "\n".join(lines) or none)
    return 0


def _logs(cluster: Cluster, options: argparse.Namespace) -> int:
    text = cluster.logs(options.role, options.lines)
    print(json.dumps({"role": options.role, "lines": text.splitlines()}) if options.json else text)
    return 0


def _quiet(verb: str, done: str):
    def run(cluster: Cluster, options: argparse.Namespace) -> int:
        getattr(cluster, verb)(*options.services)
        print(json.dumps({verb: options.services or "all"}) if options.json else done)
        return 0

    return run


def _sh(cluster: Cluster, options: argparse.Namespace) -> int:
    if options.json:
        known = declared(cluster.driver.site)
        print(json.dumps({name: command.sentence for name, (command, _) in known.items()}, indent=1))
        return 0
    return replace(cluster.driver, options.words)


def _doctor(cluster: Cluster, options: argparse.Namespace) -> int:
    from cluster.doctor import report

    return report(cluster.settings, options.json)


def _fetch(cluster: Cluster, options: argparse.Namespace) -> int:
    from cluster.catalogue import resolve
    from cluster.jvm.jars import fetch

    names = {part for name in resolve(*(options.services or ["all"])) for part in SERVICES[name].components}
    fetched = fetch(sorted(names), repo=cluster.settings.maven_repo)
    print(json.dumps(asdict(fetched)) if options.json else f"{fetched.downloaded} components downloaded.")
    return 0


def _lock(cluster: Cluster, options: argparse.Namespace) -> int:
    from cluster.jvm.jars import lock

    for name in options.components:
        lock(name)
    return 0


def _render(cluster: Cluster, options: argparse.Namespace) -> int:
    from cluster.container.compose import write_committed

    write_committed()
    return 0


VERBS = {
    "up": _up,
    "status": lambda cluster, options: _show(cluster.status(), options.json),
    "ui": _ui,
    "logs": _logs,
    "kill": _one("kill"),
    "pause": _one("pause"),
    "revive": _one("revive"),
    "down": _quiet("down", "Everything asked for is down. Data stays; to remove it type: cluster reset"),
    "reset": _quiet("reset", "Back at the start. Type: cluster up day1"),
    "sh": _sh,
    "doctor": _doctor,
    "fetch": _fetch,
    "lock": _lock,
    "render": _render,
}

if __name__ == "__main__":
    sys.exit(main())
