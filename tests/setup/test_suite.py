import re

import pytest

from tools.suite import CHECK, Part, counted, lessons, run, stages
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
