"""Running lessons: what passes, what fails, what the report says; nbval compares the executed copies."""

import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import nbformat
import pytest

from base.exceptions import ConfigurationError
from base.settings import PROJECT
from tools import report, run
from tools.clock import Cost
from utils.lesson.catalogue import existing, lesson

WRITTEN = existing()
LESSON = lesson("day1/04_pilot_domain")
VALUE = {"kind": "value", "name": "rows", "value": 1000, "expected": "= 1000", "holds": True}
MEMORY = {"kind": "memory", "services_mb": 450, "kernel_mb": 60}


def change(path, cell_id, act):
    nb = nbformat.read(path, as_version=4)
    act(next(cell for cell in nb.cells if cell.id == cell_id))
    nbformat.write(nb, path)


def nbval(*arguments):
    options = ["-p", "no:cacheprovider", "-c", str(PROJECT / "pyproject.toml"), "--rootdir", str(PROJECT)]
    command = [sys.executable, "-m", "pytest", *options, "-p", "conftest", *map(str, arguments)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=300)


def test_a_run_leaves_copies_and_a_report(ready):
    executed = nbformat.read(ready / "build" / "executed" / "day1" / "04_pilot_domain.ipynb", as_version=4)
    assert any("injected-parameters" in cell.metadata.get("tags", []) for cell in executed.cells)
    page = (ready / "build" / "report.html").read_text("utf-8")
    assert "All 1 passed" in page and "Not written yet" in page and "= 1000" in page
    assert "http" not in page


def test_a_failing_cell_fails_the_run(copy, capsys):
    change(LESSON.built(copy), "setup", lambda cell: cell.update(source="1 / 0"))
    assert run.main(["day1/04", "--keep"], copy) == 1
    assert "Cell setup failed: ZeroDivisionError: division by zero" in capsys.readouterr().out
    assert "1 / 0" in (copy / "build" / "report.html").read_text("utf-8")


def test_an_order_is_drawn_from_a_seed_that_is_told(monkeypatch, tmp_path, capsys):
    ran = []
    monkeypatch.setattr(run, "run", lambda lesson, *_: ran.append(lesson.key) or report.LessonRun(lesson))
    monkeypatch.setattr(run, "existing", lambda *_: list(WRITTEN))
    monkeypatch.setattr(run.Watch, "look", lambda self, ran: ran)  # what runs on this machine is none of its business
    monkeypatch.setattr(report, "write", lambda page, *_: page)  # it proves each exercise, which takes seconds
    for words in (["--shuffle"], ["--shuffle", "7"], ["--shuffle", "7"], []):
        assert run.main([*words, "--keep", "--out", str(tmp_path)], tmp_path) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "drawn from the seed" in line]
    assert len(told) == 3 and told[1] == told[2] and "course run --shuffle 7" in told[1]
    _, first, again, listed = (ran[n : n + len(WRITTEN)] for n in range(0, 4 * len(WRITTEN), len(WRITTEN)))
    assert first == again != listed == [each.key for each in WRITTEN] and sorted(first) == sorted(listed)


@pytest.mark.parametrize("typed", ["sacle=tiny", "scale"])
def test_a_misspelt_parameter_is_refused(copy, typed, capsys):
    assert run.main(["day1/04", "--keep", "-p", typed], copy) == 2
    assert "scale" in capsys.readouterr().err


def test_no_lesson_is_a_failure_and_an_unbuilt_one_too(tmp_path, project, capsys):
    assert run.main(["day1"], tmp_path) == 1
    assert run.main(["day1", "--keep"], project) == 1
    assert "It is not built. Type: course lessons day1/04_pilot_domain" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lesson", "entries", "words"),
    [
        (LESSON, [], "records no value"),
        (replace(LESSON, seconds=5), [VALUE], "It took 9 s; its budget is 5 s."),
        (replace(LESSON, memory_mb=100), [VALUE], "It took 120 MB; its budget is 100 MB."),
        (replace(LESSON, memory_mb=500), [VALUE, MEMORY], "It took 510 MB"),
    ],
)
def test_a_budget_is_kept(lesson, entries, words):
    result = run._result(lesson, Cost("", 9.0, 9.0), 120, entries, [])
    assert len(result.failures) == 1 and words in result.failures[0]


def test_stderr_of_an_executed_copy_is_a_failure():
    noise = nbformat.v4.new_output("stream", name="stderr", text="WARN noise")
    assert run._failures([nbformat.v4.new_code_cell("x", id="loud", outputs=[noise])]) == [
        "Cell loud wrote to stderr: WARN noise"
    ]


def test_parameters_are_read_as_typed():
    assert run.parameter("source='a b'") == ("source", "a b")
    with pytest.raises(ConfigurationError, match="name=value"):
        run.parameter("a b=1")


def test_a_report_escapes_what_lessons_say(tmp_path):
    bad = report.LessonRun(LESSON, 1, 1, (VALUE | {"name": "<b>"},), (), ("Cell x failed: <script>\ncode <i>",))
    page = report.write(tmp_path / "report.html", [bad]).read_text("utf-8")
    assert "<script>" not in page and "&lt;script&gt;" in page and "code &lt;i&gt;" in page
    assert "1 of 1 lessons failed" in page


def test_replay_compares_without_running(copy):
    executed = copy / "build" / "executed"
    arguments = ("--nbval", "--executed", executed, copy / "day1")
    done = nbval(*arguments)
    assert done.returncode == 0, done.stdout
    target = executed / "day1" / "04_pilot_domain.ipynb"
    change(target, "rows", lambda cell: cell.outputs[0].data.update({"text/plain": "999"}))
    change(target, "station", lambda cell: cell.update(execution_count=None))
    done = nbval(*arguments)
    assert done.returncode == 1 and "2 failed" in done.stdout
    assert "Cell outputs differ" in done.stdout and "never ran the cell station" in done.stdout


def test_nbval_alone_runs_a_lesson(copy):
    nb = nbformat.read(LESSON.built(copy), as_version=4)
    nb.cells = [cell for cell in nb.cells if cell.id in ("parameters", "setup", "rows")]
    nbformat.write(nb, LESSON.built(copy))
    done = nbval("--nbval-lax", LESSON.built(copy))
    assert done.returncode == 0, done.stdout


def test_what_a_lesson_does_not_ask_or_asks_smaller_is_stopped_before_it(monkeypatch):
    stopped = []
    sizes = {"hdfs": 3, "kafka": 3, "redis": 1, "zookeeper": 3}  # HDFS stays: its blocks lie on all DataNodes
    running = SimpleNamespace(driver=SimpleNamespace(sizes=lambda: sizes), down=lambda *names: stopped.extend(names))
    monkeypatch.setattr("cluster.Cluster", lambda: running)
    run.stop_others(replace(LESSON, services=("hdfs", "kafka=3", "zookeeper")))
    assert stopped == ["redis", "zookeeper"]
