import os
import re
from types import SimpleNamespace

import pytest

from tools import suite
from tools.suite import BROWSER, CHECK, CONTAINERS, LANES, REGISTRY, SERVICES, Part, counted, lessons, run, stages
from utils.lesson.catalogue import LESSONS, lesson

REPORT = """<testsuites><testsuite><testcase name="a"/><testcase name="b"><failure message="x"/></testcase>
<testcase name="c"><skipped message="no Chromium"/></testcase></testsuite></testsuites>"""


def test_counts_of_a_report(tmp_path):
    (tmp_path / "report.xml").write_text(REPORT)
    outcome = counted("part", tmp_path / "report.xml", 1, 2.0)
    assert (outcome.passed, outcome.failed, outcome.reasons) == (1, 1, ("no Chromium",))


@pytest.mark.parametrize("code", [2, 5])  # interrupted; no tests
def test_exit_code_that_no_test_explains_is_a_failure(tmp_path, code):
    (tmp_path / "report.xml").write_text("<testsuites/>")
    outcome = counted("part", tmp_path / "report.xml", code, 2.0)
    assert (outcome.passed, outcome.failed) == (0, 1)


GOOD, BAD = Part("good", "this"), Part("bad", "no_such_module")


def test_a_run_fails_with_its_parts_and_ends_with_the_sum(tmp_path, capsys):
    assert run([[[GOOD]]], tmp_path) == 0
    assert run([[[GOOD, BAD]]], tmp_path) == 1
    assert capsys.readouterr().out.endswith("\n1 passed, 1 failed, 0 skipped\n")


def test_each_part_tells_what_is_left(tmp_path, capfd):
    assert run([[[GOOD, BAD]]], tmp_path) == 1
    told = [line for line in capfd.readouterr().out.splitlines() if line.startswith("-- ")]
    assert re.fullmatch(r"-- good passed in \d+ s; 1 of 2 in \d+ s; left: bad", told[0])
    assert re.fullmatch(r"-- bad failed in \d+ s; 2 of 2 in \d+ s; none left", told[1])


def test_rows_run_side_by_side_and_keep_their_output_together(tmp_path, capfd):
    assert run([[[GOOD], [BAD]]], tmp_path) == 1
    told = capfd.readouterr().out
    assert "== good\nThe Zen of Python" in told and "No module named no_such_module" in told
    assert {path.name for path in (tmp_path / "build" / "checks").glob("*.log")} == {"good.log", "bad.log"}


def test_two_lessons_are_run_by_nbval_alone_one_of_them_with_services():
    *_, plain, last = (part.arguments for part in lessons(LESSONS))
    with_services = [bool(lesson(name.removesuffix(".ipynb")).services) for name in plain[1:]]
    assert plain[0] == "--nbval-lax" and sorted(with_services) == [False, True] and last == ("down",)


def test_names_of_parts_differ_and_every_mark_is_asked_for():
    parts = [part for stage in stages(LESSONS, registry=True) for row in stage for part in row]
    assert len({part.name for part in parts}) == len(parts)
    asked = " ".join(" ".join(part.arguments) for part in parts)
    assert all(f"-m {mark}" in asked for mark in ("browser", "cluster", "container", "network", "not"))
    assert {part for stage in CHECK for row in stage for part in row} < set(parts)


def test_stages_run_one_after_the_other(tmp_path, capfd):
    assert run([[[GOOD], [BAD]], [[Part("last", "this")]]], tmp_path) == 1
    told = [line for line in capfd.readouterr().out.splitlines() if line.startswith("-- ")]
    assert re.fullmatch(r"-- last passed in \d+ s; 3 of 3 in \d+ s; none left", told[-1])


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine of so much memory, on which each session has an equal share of the cores or has not."""

    def of(gigabytes, equal="0"):
        (tmp_path / "autogroup").write_text(f"{equal}\n")
        monkeypatch.setattr(suite, "AUTOGROUP", tmp_path / "autogroup")
        monkeypatch.setattr(suite.psutil, "virtual_memory", lambda: SimpleNamespace(total=gigabytes * 10**9))

    return of


def test_tests_with_servers_run_behind_the_lessons_where_the_machine_allows_it(machine):
    machine(24)
    *_, (first, behind) = stages(LESSONS, registry=True)
    assert not suite.alone() and first == (*lessons(LESSONS), BROWSER, CONTAINERS)
    assert [part.name for part in behind] == [part.name for part in (REGISTRY, SERVICES, LANES)]
    assert all(part.behind for part in behind) and not any(part.behind for part in first)


@pytest.mark.parametrize(
    ("gigabytes", "equal", "rows", "why"), [(8, "0", 1, "7629 MB of memory"), (24, "1", 2, "whatever its niceness")]
)
def test_else_lessons_have_the_machine_to_themselves(machine, gigabytes, equal, rows, why):
    machine(gigabytes, equal)
    assert why in suite.alone()
    found = stages(LESSONS, registry=True)
    assert [stage for stage in found if lessons(LESSONS) in stage] == [(lessons(LESSONS),)]
    assert len(found[-1]) == rows and found[-1][-1][-1] == CONTAINERS


def test_a_part_behind_gives_way_and_the_other_is_seen_at_once(tmp_path, capfd):
    def told(name, behind):
        return Part(name, "timeit", ("-n1", "-r1", f"import os; print('{name}', os.nice(0))"), behind)

    assert run([[[told("first", False)], [told("second", True)]]], tmp_path) == 0
    assert f"first {os.nice(0)}\n" in capfd.readouterr().out
    (log,) = (tmp_path / "build" / "checks").glob("*.log")
    assert log.name == "second.log" and f"second {os.nice(0) + suite.BEHIND}\n" in log.read_text()
