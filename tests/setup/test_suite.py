import pytest

from tools.suite import CHECK, SERVERS, Part, counted, lessons, run
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


def test_a_run_fails_with_its_parts_and_ends_with_the_sum(tmp_path, capsys):
    good, bad = Part("good", "this"), Part("bad", "no_such_module")
    assert run([good], tmp_path) == 0
    assert run([good, bad], tmp_path) == 1
    assert capsys.readouterr().out.endswith("\n1 passed, 1 failed, 0 skipped\n")


def test_two_lessons_are_run_by_nbval_alone_one_of_them_with_services():
    plain = lessons(LESSONS)[-1].arguments
    with_services = [bool(lesson(name.removesuffix(".ipynb")).services) for name in plain[1:]]
    assert plain[0] == "--nbval-lax" and sorted(with_services) == [False, True]


def test_names_of_parts_differ():
    names = [part.name for part in (*CHECK, *lessons(LESSONS), *SERVERS)]
    assert len(set(names)) == len(names)
