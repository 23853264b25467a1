"""Every command that a person is told to type exists, and each make target is one of them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from base.settings import PROJECT
from cluster.__main__ import WORDS
from tools.course import VERBS, main

MAKEFILE = (PROJECT / "Makefile").read_text("utf-8")
RULES = re.findall(r"^(\w[\w ]*):.*\n((?:\t.*\n)*)", MAKEFILE, re.MULTILINE)
TARGETS = [target for names, _ in RULES for target in names.split()]
KNOWN = {"course": VERBS.keys(), "cluster": WORDS.keys(), "make": TARGETS}
COMMAND = re.compile(r"(?:^|`|&& )(?:bin/)?(course|cluster|make) ([a-z][\w-]*)", re.MULTILINE)
TYPED = re.compile(r"[Tt]ype(?: for example)?: (?:bin/)?(course|cluster|make) ([a-z][\w-]*)")
BLOCK = re.compile(r"```(?:bash|sh|console)\n(.*?)```", re.DOTALL)
PROSE = [path for name in ("*.md", "docs/*.md", "day*/README.md") for path in sorted(PROJECT.glob(name))]
SOURCES = [path for name in ("cluster", "data", "tools", "utils") for path in sorted((PROJECT / name).rglob("*.py"))]


def unknown(commands: list[tuple[str, str]]) -> list[str]:
    return [f"{program} {verb}" for program, verb in commands if verb not in KNOWN[program]]


def in_prose(text: str) -> list[tuple[str, str]]:
    """Commands in code blocks and back-ticks of Markdown."""
    return COMMAND.findall("\n".join([*BLOCK.findall(text), *re.findall(r"`[^`\n]+`", text)]))


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_commands_of_a_page_exist(path: Path):
    assert unknown(in_prose(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_commands_of_messages_exist(path: Path):
    assert unknown(TYPED.findall(path.read_text("utf-8"))) == []


def test_a_command_that_does_not_exist_would_be_found():
    assert unknown(in_prose("Type `course dance`.\n```bash\nbin/cluster up\nmake nothing\n```")) == [
        "make nothing",
        "course dance",
    ]
    assert unknown(TYPED.findall('"Type: course dance"')) == ["course dance"]


def test_every_target_is_one_call_of_a_launcher():
    assert set(TARGETS) == {"course", *(f"day{n}" for n in (1, 2, 3, 4)), *VERBS} - {"setup", "run", "lint", "lock"}
    for names, recipe in RULES:
        (line,) = recipe.splitlines()
        program, verb = re.fullmatch(r"\tbin/(course|cluster) (\w+)[ \w$@(),-]*", line).groups()
        assert verb in KNOWN[program], names


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("target", TARGETS)
def test_make_knows_the_target(target):
    run = subprocess.run(["make", "-n", target], cwd=PROJECT, capture_output=True, text=True)
    assert run.returncode == 0 and run.stdout.count("bin/") == 1


def test_help_names_every_verb(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert all(f"  {name}" in shown and verb.sentence in shown for name, verb in VERBS.items())


def test_trouble_is_a_message_without_a_traceback(capsys):
    assert main(["run", "day1/77"]) == 2
    shown = capsys.readouterr().err
    assert shown.startswith("There is no lesson 'day1/77'.") and "Traceback" not in shown
