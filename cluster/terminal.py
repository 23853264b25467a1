"""The commands of the field on this cluster: run one of them, or open a shell that has them all."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import psutil

from base.exceptions import ConfigurationError, JarsMissing, ServiceError
from base.settings import PROJECT
from cluster import shims
from cluster.catalogue import SERVICES
from cluster.driver import Driver
from cluster.service import Command, Service, Site

PROMPT = "(cluster) "
BASH = f"""\
[ ! -e ~/.bashrc ] || . ~/.bashrc
PATH=$SMARTCAR_PATH PS1='{PROMPT}'"$PS1"
"""
ZSH = f"""\
[ ! -e ~/.zshrc ] || . ~/.zshrc
PATH=$SMARTCAR_PATH PROMPT='{PROMPT}'"$PROMPT"
"""


def declared(site: Site) -> dict[str, tuple[Command, Service]]:
    """Every command and its service, by each name that it answers to."""
    return {
        name: (command, service)
        for service in SERVICES.values()
        for command in service.commands(site)
        for name in (command.name, *command.aliases)
    }


def scripts(driver: Driver, names: Iterable[str] = ()) -> Path:
    """Write the scripts of these commands, or of all; returns their folder. Raises ConfigurationError for others."""
    known = declared(driver.site)
    folder = driver.settings.home / "bin" / driver.settings.mode
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or known:
        if name not in known:
            raise ConfigurationError(f"There is no command {name!r} here. Type: cluster sh --help")
        try:
            text = driver.script(*known[name])
        except JarsMissing as error:
            text = shims.unable(known[name][0], str(error))
        _write(folder / name, text)
    return folder


def _write(path: Path, text: str) -> None:
    if path.exists() and path.read_text("utf-8") == text:
        return
    new = path.with_name(f"{path.name}.{os.getpid()}")  # so a reader never finds half a script
    new.write_text(text, "utf-8")
    new.chmod(0o755)
    new.replace(path)


def at_hand(driver: Driver) -> None:
    """From now on a program that this process starts finds the commands on its path, as a notebook's ``!hdfs`` does."""
    folder, path = str(scripts(driver)), os.environ.get("PATH", os.defpath)
    if folder not in path.split(os.pathsep):
        os.environ["PATH"] = f"{folder}{os.pathsep}{path}"


def run(driver: Driver, name: str, *words: str, timeout: float | None = None) -> subprocess.CompletedProcess[str]:
    """Run one command and return what it printed; a failure is an answer too. Raises `ServiceError` after `timeout`."""
    argv = [str(scripts(driver, [name]) / name), *words]
    with subprocess.Popen(
        argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        try:
            stdout, stderr = child.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            for each in (*psutil.Process(child.pid).children(recursive=True), child):
                each.kill()
            raise ServiceError(f"{name} gave no answer within {timeout:.0f} s. Type: cluster status") from None
    return subprocess.CompletedProcess(argv, child.returncode, stdout, stderr)


def replace(driver: Driver, words: list[str]) -> int:
    """Become one command with its words, or a shell where none is given; returns only where neither can be had."""
    folder = scripts(driver, words[:1] if words and words[0] in declared(driver.site) else ())
    path = f"{folder}{os.pathsep}{PROJECT / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    settings = {"HOME": driver.settings.home, "MODE": driver.settings.mode, "PORT_SHIFT": driver.settings.port_shift}
    own = {f"SMARTCAR_{name}": str(value) for name, value in settings.items()}
    environment = {**os.environ, **own, "PATH": path, "SMARTCAR_PATH": path}
    argv, more = ([*words], {}) if words else _shell(folder)
    try:
        os.execvpe(argv[0], argv, environment | more)
    except OSError:
        raise ConfigurationError(f"There is no command {argv[0]!r} here. Type: cluster sh --help") from None


def _shell(folder: Path) -> tuple[list[str], Mapping[str, str]]:
    shell = os.environ.get("SHELL") or "bash"
    (folder.parent / ".bashrc").write_text(BASH)
    (folder.parent / ".zshrc").write_text(ZSH)
    match Path(shell).name:
        case "bash":
            return [shell, "--rcfile", str(folder.parent / ".bashrc")], {}
        case "zsh":
            return [shell], {"ZDOTDIR": str(folder.parent)}
        case _:
            return [shell], {"PS1": f"{PROMPT}$ "}
