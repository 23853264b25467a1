"""The commands of the field as small shell scripts, rendered from what services declare: pure text, nothing is run.

A script begins the program itself, without Python on the way, because people type such commands often.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

from cluster.jvm import archives
from cluster.plan import expand
from cluster.service import Command, Java, Program, Service, Site

GIVEN = """\
given() { # option, words
  option=$1; shift
  for word; do case $word in "$option"|"$option"=*) return 0;; esac; done
  return 1
}
"""
LOCAL = """\
unset CLASSPATH JAVA_TOOL_OPTIONS _JAVA_OPTIONS
export LC_ALL=C.UTF-8 MALLOC_ARENA_MAX=2
begin() { exec "$@"; }
java() { # class path, class archive, option for the archive it stands on, words
  export CLASSPATH="$1"; archive=$2 base=$3; shift 3
  if [ -e "$archive" ]; then
    exec %(java)s -XX:SharedArchiveFile="$archive" -Xshare:auto -Xlog:disable "$@"
  fi
  %(java)s $base -XX:ArchiveClassesAtExit="$archive.$$" -Xlog:disable "$@"
  code=$?
  [ ! -e "$archive.$$" ] || mv "$archive.$$" "$archive"
  exit $code
}
"""
CONTAINED = """\
[ -t 0 ] && [ -t 1 ] && tty=-t || tty=
begin() { exec docker exec -i $tty "$container" run "$role" env %(environment)s"$@"; }
java() { classes=$1; shift 3; begin CLASSPATH="$classes" java "$@"; }
"""
ID_OF = """\
id_of() { # role
  docker ps -q --filter label=com.docker.compose.project=%(project)s --filter label=com.docker.compose.service="$1"
}
"""
CONTAINER = """\
for role in %(roles)s; do
  container=$(id_of $role)
  [ -z "$container" ] || break
done
[ -n "$container" ] || %(leave)s
"""


def local(command: Command, site: Site, service: Service) -> str:
    """The script of a command beside plain processes."""
    lines = [_head(command)]
    if not command.alone:
        needs = [(command.beside, service.title, service.name), *(((role,), *of) for role, of in command.also.items())]
        for roles, title, name in needs:
            started = " || ".join(f"[ -e {shlex.quote(f'{site.home}/run/{role}.json')} ]" for role in roles)
            lines.append(f"{started} || {_leave(_missing(command, title, name))}")
    for key, value in command.environment.items():
        lines.append(f"export {key}={_value(value, command.secrets)}" if value else f"unset {key}")
    lines.append(LOCAL % {"java": shlex.quote(site.java)})
    return "\n".join((*lines, _body(command, site, lambda java: _archive(java, site))))


def contained(command: Command, site: Site, service: Service, project: str) -> str:
    """The script of a command inside the container of a role."""
    own = command.environment.items()
    words = [f"-u {key} " for key, value in own if not value]
    words += [f"{key}={_value(value, command.secrets)} " for key, value in own if value]
    leave = _leave(_missing(command, service.title, service.name))
    found = ID_OF % {"project": project} + CONTAINER % {"roles": " ".join(command.beside), "leave": leave}
    for role, of in command.also.items():
        found += f'[ -n "$(id_of {role})" ] || {_leave(_missing(command, *of))}\n'
    begin = CONTAINED % {"environment": "".join(words)}
    return "\n".join((_head(command), found + begin, _body(command, site, lambda java: ("", ""))))


def unable(command: Command, why: str) -> str:
    """The script of a command that cannot be run on this machine yet."""
    return f"{_head(command)}\n{_leave(why)}\n"


def _head(command: Command) -> str:
    return f"#!/bin/sh\n# {command.name}: {command.sentence}. Rendered by `cluster sh` from what its service declares."


def _missing(command: Command, title: str, service: str) -> str:
    return f"{command.name} needs {title}, which was not started. Type: cluster up {service}"


def _leave(sentence: str) -> str:
    return f"{{ printf '%s\\n' {shlex.quote(sentence)} >&2; exit 2; }}"


def _value(value: str, secrets: Mapping[str, str]) -> str:
    for name, usual in secrets.items():
        if value == f"${{{name}}}":
            return f'"${{{name}:-{usual}}}"'
    return shlex.quote(value)


def _body(command: Command, site: Site, archive: Callable[[Java], tuple[str, str]]) -> str:
    lines = [GIVEN] if command.usual else []
    for option, value in reversed(command.usual.items()):
        lines.append(f'given {option} "$@" || set -- {option} {shlex.quote(value)} "$@"')
    starts = dict(command.starts)
    rest = starts.pop("", None)
    if not starts:
        return "\n".join((*lines, _start(rest, site, archive))) + "\n"
    lines.append('case "${1-}" in')
    for word, start in starts.items():
        lines.append(f"{word}) shift; {_start(start, site, archive)};;")
    if rest is not None:
        lines.append(f"*.*|[A-Z]*) {_start(rest, site, archive)};;")
    known = f"{command.name} takes one of these words here: {', '.join(starts)}"
    known += "; or the name of a class" * (rest is not None)
    return "\n".join((*lines, f"*) {_leave(f'{known}.')};;", "esac")) + "\n"


def _start(start: Java | Program | str, site: Site, archive: Callable[[Java], tuple[str, str]]) -> str:
    if isinstance(start, str):
        return _leave(start)
    argv, environment = expand(start, site)
    if isinstance(start, Program):
        return f'begin {shlex.join(argv)} "$@"'
    classes, words = shlex.quote(environment["CLASSPATH"]), " ".join(map(_word, argv[1:]))
    path, base = archive(start)
    jar = any("{jar}" in option for option in start.options)
    take, join = ("jar=${1-}; shift; ", ':"$jar"') if jar else ("", "")
    return f'{take}java {classes}{join} {shlex.quote(path)} {shlex.quote(base)} {words} "$@"'


def _word(word: str) -> str:
    before, mark, behind = word.partition("{jar}")
    return f'{shlex.quote(before)}"$jar"{behind}' if mark else shlex.quote(word)


def _archive(start: Java, site: Site) -> tuple[str, str]:
    """The class archive of a program, and the option for the one that it stands on."""
    argv, environment = expand(start, site)
    program = SimpleNamespace(name=start.archive, archive=start.archive, argv=argv, environment=environment)
    found = archives.plan(program, Path(site.home), set())
    return found.reads or archives.finished(found.writes), f"-XX:SharedArchiveFile={found.base}" if found.base else ""
