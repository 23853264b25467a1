"""What a container runs, in the shell's words: ``run`` and ``ready``, and one file of facts for each role."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable

from cluster.plan import Preparation, Process
from cluster.service import Request

HOME = "/smartcar"  # everything of ours inside a container

RUN = f"""\
#!/bin/bash
# run ROLE: make the first-time state of a role, if it has none yet, then become its server.
# run ROLE COMMAND …: become the command, with the settings of that role.
set -eu
. {HOME}/roles/"$1"
shift
if [ $# -gt 0 ]; then exec "$@"; fi
exec 2>&1
ask() {{ # host, port, question, answer
  exec 3<>/dev/tcp/"$1"/"$2"
  printf "$3" >&3
  timeout 10 cat <&3 | LC_ALL=C grep -aqP -- "$4"
}}
if [ -n "$folder" ] && [ ! -e "$folder" ]; then
  target=$folder.part work=$(mktemp -d)
  rm -rf "$target"
  mkdir -p "$target"
  chmod 700 "$target"
  prepare
  mv "$target" "$folder"
  rm -r "$work"
fi
serve
"""

READY = f"""\
#!/bin/bash
# ready ROLE: ask a role its question; 0 if the answer is as it should be. No JVM: a few milliseconds.
. {HOME}/roles/"$1"
exec 3<>/dev/tcp/"$HOSTNAME"/"$port" || exit 1
printf "$question" >&3
timeout 2 cat <&3 | LC_ALL=C grep -aqP -- "$answer"
"""


def launcher(process: Process) -> str:
    """What ``run`` and ``ready`` must know of one role, in the shell's words."""
    lines = [f"# {process.name} {process.sentence}"]
    lines += [f"export {key}={shlex.quote(value)}" for key, value in sorted(process.environment.items())]
    own = process.preparation if process.preparation and not process.shared else None
    folders = [folder for folder in process.folders if not own or folder != own.folder]
    lines += ["umask 000  # the learner's account reads, writes and removes here too"] * bool(process.shared)
    lines += [f"mkdir -p {' '.join(folders)}"] * bool(folders)
    lines.append(f"folder={own.folder if own else ''}")
    if own:
        lines += ["prepare() {", *(f"  {line}" for line in _prepare(own, process)), "}"]
    seeds = [f"  {line}" for line in _seeds_of_shared(process)]  # a mounted folder is there before it has content
    lines += ["serve() {", *seeds, f"  exec {shlex.join(process.argv)}", "}"]
    lines.append(f"port={process.ports[process.probe.port]}")
    lines.append(f"question={shlex.quote(_printf(process.probe.send))}")
    lines.append(f"answer={shlex.quote(process.probe.expect.decode('latin-1'))}")
    return "\n".join(lines) + "\n"


def _seeds_of_shared(process: Process) -> list[str]:
    seeds = process.preparation.seeds if process.preparation and process.shared else {}
    places = {name: f"{process.shared}/{name}" for name in seeds}
    return [f"[ -e {places[name]} ] || printf %s {_quote(text)} > {places[name]}" for name, text in seeds.items()]


def _prepare(preparation: Preparation, process: Process) -> list[str]:
    def quoted(text: str) -> str:
        return _quote(text, preparation.secrets)

    lines = [shlex.join(("ask", *_words(request))) for request in preparation.requests]
    lines += [f'printf %s {quoted(text)} > "$work"/{name}' for name, text in preparation.files.items()]
    if preparation.argv:
        own = {k: v for k, v in preparation.environment.items() if process.environment.get(k) != v}
        words = [*(f"{key}={shlex.quote(value)}" for key, value in own.items()), *map(quoted, preparation.argv)]
        lines.append(" ".join(words))
    return lines + [f'printf %s {quoted(text)} > "$target"/{name}' for name, text in preparation.seeds.items()]


def _words(request: Request) -> tuple[str, str, str, str]:
    exchange = request.exchange
    return request.host, str(request.port), _printf(exchange.send), exchange.expect.decode("latin-1")


def _quote(text: str, secrets: Iterable[str] = ()) -> str:
    """Quote for the shell, with the marks of a template as variables.

    >>> _quote("file://{target}")
    'file://"$target"'
    """
    marks = {"{target}": '"$target"', "{work}": '"$work"'} | {f"${{{name}}}": f'"${name}"' for name in secrets}
    parts = re.split("(" + "|".join(map(re.escape, marks)) + ")", text)
    return "".join(marks.get(part) or shlex.quote(part) for part in parts if part) or "''"


def _printf(question: bytes) -> str:
    """Bytes as a format of the shell's printf.

    >>> _printf(b"50% off" + bytes([0, 10]))
    '50%% off\\\\x00\\\\x0a'
    """
    plain = set(range(32, 127)) - set(b"\\")
    return "".join(chr(byte).replace("%", "%%") if byte in plain else f"\\x{byte:02x}" for byte in question)
