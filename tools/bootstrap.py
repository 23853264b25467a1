"""Make the course's Python environment when it is missing or out of date, then run a command in it.

`bin/course` and `bin/cluster` call this module. It uses the standard library only and runs under any Python from 3.8
on, because it must first find the right one. Its messages go to stderr, apart from the output of the command.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VERSIONS = ("3.11", "3.12")
ACCEPT = f"import sys; sys.exit('%d.%d' % sys.version_info[:2] not in {VERSIONS})"
# folders that set-up does not compile; Python compiles them when they are first imported
LAZY = "/(tests?|testing|tensorflow|jax|torch|playwright|bokeh/sampledata|clang|pip|setuptools)/"
UV_NAMES = {"index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX", "find-links": "UV_FIND_LINKS"}


class SetupFailed(Exception):
    """The environment could not be made; the text says why and what to do."""


def main(arguments: list[str]) -> int:
    """Make the environment if necessary, then run ``course`` or ``cluster``, the first argument, with the others."""
    command, *rest = arguments
    try:
        environment = active(PROJECT) or ready(PROJECT) or make(PROJECT)
    except SetupFailed as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Type the command again: it goes on where it stopped.", file=sys.stderr)
        return 130
    programs = environment / "bin"
    os.environ["VIRTUAL_ENV"] = str(environment)
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    python = str(programs / "python")
    os.execv(python, [python, str(programs / command), *rest])


def active(project: Path) -> Path | None:
    """The activated environment, if this checkout is installed in it (the conda way)."""
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        prefix = Path(os.environ.get(variable) or project / ".venv")
        if prefix == project / ".venv":
            continue
        for origin in prefix.glob("lib/python3.*/site-packages/smartcar-*.dist-info/direct_url.json"):
            if json.loads(origin.read_text("utf-8"))["url"] == project.as_uri():
                return prefix
    return None


def ready(project: Path) -> Path | None:
    """The environment of this checkout, if it is complete and still fits the lists of packages."""
    environment = project / ".venv"
    stamp = environment / "smartcar.stamp"
    if not ((environment / "bin" / "python").exists() and stamp.exists()):
        return None
    return environment if stamp.read_text("utf-8") == _stamp(project) else None


def make(project: Path) -> Path:
    """Make the environment, or complete what an interrupted call has left. Raises SetupFailed."""
    with _only_one():
        if ready(project):
            return project / ".venv"
        start = time.monotonic()
        environment = project / ".venv"
        _say(start, f"setting up Python in {environment}: once, about 3 GB, some minutes")
        _make_environment(environment, project)
        _say(start, "environment made; installing the packages of constraints.txt")
        _install(environment / "bin" / "python", project, start)
        _say(start, "packages installed; compiling them, so that the first lesson starts quickly")
        _compile(environment)
        (environment / "smartcar.stamp").write_text(_stamp(project), "utf-8")
        _say(start, "Python is ready")
    return environment


def _stamp(project: Path) -> str:
    """What the environment is made from: place, then a hash of the lists and of the Python version."""
    files = (project / "pyproject.toml", project / "constraints.txt", project / ".venv" / "pyvenv.cfg")
    content = b"\0".join(path.read_bytes() for path in files)
    return f"{project}\n{hashlib.sha256(content).hexdigest()}\n"


def _say(start: float, text: str) -> None:
    print(f"{time.monotonic() - start:6.1f} s  {text}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def _only_one():
    """Let one set-up of this checkout run at a time; the lock ends with the process, however it ends."""
    import fcntl

    with Path(__file__).open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make_environment(environment: Path, project: Path) -> None:
    if environment.is_symlink():  # `venv --clear` would empty the folder that it leads to
        raise SetupFailed(
            f"{environment} is a link to {environment.resolve()}, which is not the environment of this checkout. "
            f'Run that one\'s Python yourself, or remove the link: rm "{environment}". Then type the command again.'
        )
    python = environment / "bin" / "python"
    stamp = environment / "smartcar.stamp"
    moved = stamp.exists() and stamp.read_text("utf-8").splitlines()[0] != str(project)
    usable = _accepted(python, "import pip") or (shutil.which("uv") and _accepted(python))
    if usable and not moved:
        return
    base = next(filter(_accepted, _candidates()), None)
    if base is None:
        raise SetupFailed(
            f"The course needs Python {' or '.join(VERSIONS)}; set-up found only {', '.join(_candidates())}. "
            "Debian and Ubuntu: sudo apt install python3.11-venv. macOS: brew install python@3.11. "
            "With conda: conda env create -f environment.yml && conda activate smartcar. Then type the command again."
        )
    if subprocess.call([base, "-m", "venv", "--clear", str(environment)], stdout=sys.stderr):
        raise SetupFailed(
            f"{base} could not make an environment in {environment}; the lines above say why. "
            "Debian and Ubuntu keep the missing part in its own package: sudo apt install python3-venv"
        )


def _candidates() -> list[str]:
    names = [*(f"python{version}" for version in VERSIONS), "python3", sys.executable]
    return list(dict.fromkeys(path for path in map(shutil.which, names) if path))


def _accepted(python: str | Path, also: str = "") -> bool:
    try:
        return subprocess.call([str(python), "-c", f"{also}\n{ACCEPT}"], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def _install(python: Path, project: Path, start: float) -> None:
    """Install with uv, which is several times faster, or else with pip."""
    wanted = ["-c", "constraints.txt", "-e", ".[course]"]
    shown = [] if sys.stderr.isatty() else ["-q"]
    pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
    uv = shutil.which("uv") or shutil.which("uv", path=str(python.parent))
    if uv is None and _run([*pip, "install", "-q", "-c", "constraints.txt", "uv"], project):
        uv = str(python.parent / "uv")
    if uv is not None:
        command = [uv, "pip", "install", *shown, "--python", str(python), *wanted]
        if _run(command, project, _uv_settings(pip)):
            return
        _say(start, "uv could not install them; trying pip, which takes longer")
    if not _run([*pip, "install", *shown, "--no-compile", *wanted], project):
        raise SetupFailed(
            "The Python packages could not be installed; the lines above say why. They come once, from the index "
            "in the settings of pip. Check the network and type the command again: it goes on where it stopped."
        )


def _run(command: list[str], project: Path, settings: dict[str, str] | None = None) -> bool:
    variables = {**(settings or {}), **os.environ}
    return subprocess.call(command, cwd=project, env=variables, stdout=sys.stderr) == 0


def _uv_settings(pip: list[str]) -> dict[str, str]:
    """The settings of pip as variables for uv, which does not read them. Certificates are the system's, as with pip."""
    found = {"UV_NATIVE_TLS": "1"}
    told = subprocess.run([*pip, "config", "list"], capture_output=True, text=True).stdout
    for line in told.splitlines():
        name, _, value = line.partition("=")
        name = name.rpartition(".")[2]
        if name in UV_NAMES:
            found[UV_NAMES[name]] = " ".join(value.strip("'").replace("\\n", " ").split())
    return found


def _compile(environment: Path) -> None:
    for packages in environment.glob("lib/python3.*/site-packages"):
        command = [environment / "bin" / "python", "-m", "compileall", "-q", "-j", "0", "-x", LAZY, packages]
        subprocess.call(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
