"""A lesson is built from its source, and a difference between them is found."""

import nbformat
import pytest

from base.exceptions import LessonError
from tools import build
from utils.lesson.catalogue import lesson

LESSON = lesson("day1/04_pilot_domain")


def cells(project):
    return nbformat.read(LESSON.built(project), as_version=4).cells


def edit(project, old, new):
    source = LESSON.source(project)
    text = source.read_text("utf-8")
    assert old in text
    source.write_text(text.replace(old, new, 1), "utf-8")


def test_a_built_lesson_is_clean(ready):
    nb = nbformat.read(LESSON.built(ready), as_version=4)
    nbformat.validate(nb)
    assert nb.metadata == build.METADATA
    assert {key for cell in nb.cells for key in cell.metadata} <= set(build.KEPT)
    assert [cell.execution_count for cell in nb.cells if cell.cell_type == "code"] == list(
        range(1, 1 + sum(cell.cell_type == "code" for cell in nb.cells))
    )
    assert build.in_step(LESSON, ready) is None


def test_tags_bring_what_follows_from_them(ready):
    by_id = {cell.id: cell.metadata for cell in cells(ready)}
    assert "nbval-ignore-output" in by_id["setup"].tags
    assert by_id["q1-solution"].jupyter == {"source_hidden": True, "outputs_hidden": True}
    assert by_id["q1-hint"].jupyter == {"outputs_hidden": True}
    types = {name: by_id[name].slideshow.slide_type for name in ("title", "parameters", "q1-task", "rows")}
    assert types == {"title": "slide", "parameters": "skip", "q1-task": "subslide", "rows": "-"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("It counts the rows", "It counts all rows", "differs from its source in source"),
        ("len(rows)\n", "len(rows) + 1\n", "differs from its source in source"),
        ('tags=["recap"]', 'tags=["quiz"]', "differs from its source in metadata"),
        ('\n# %% [markdown] id="recap"', '\n# %%\n1 + 1\n\n# %% [markdown] id="recap"', "cells, but its source"),
    ],
)
def test_an_edit_of_the_source_is_seen(copy, old, new, words):
    edit(copy, old, new)
    assert words in build.in_step(LESSON, copy).replace("25 cells, but its source 26", "cells, but its source")
    assert build.main(["--check", "day1"], copy) == 1


def test_a_lesson_without_outputs_or_without_a_built_copy_is_seen(project):
    assert "is not built" in build.in_step(LESSON, project)
    assert build.main(["--no-run", "day1"], project) == 0
    assert "was never run" in build.in_step(LESSON, project)


def test_ids_survive_edits_and_insertions(project):
    edit(project, '# %% id="rows"', "# %%")
    build.build(LESSON, project, run=False)
    before = [cell.id for cell in cells(project)]
    edit(project, "len(rows)\n", "rows.shape\n")
    edit(project, '# %% [markdown] id="title"', '# %%\n0\n\n# %% [markdown] id="title"')
    build.build(LESSON, project, run=False)
    after = [cell.id for cell in cells(project)]
    assert len(set(after)) == len(after) and set(before) <= set(after)


def test_two_cells_of_one_id_are_refused(project):
    edit(project, 'id="rows"', 'id="count"')
    with pytest.raises(LessonError, match='two cells id="count"'):
        build.convert(LESSON.source(project))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("1 / 0", "Cell bad failed: ZeroDivisionError"),
        ("import sys; print('noise', file=sys.stderr)", "Cell bad wrote to stderr"),
    ],
)
def test_a_cell_that_fails_or_warns_stops_the_build(tmp_path, source, words):
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id="bad")])
    with pytest.raises(LessonError, match=words):
        build.execute(nb, tmp_path, seconds=60)


def test_no_source_is_told(tmp_path, capsys):
    assert build.main(["day1/05"], tmp_path) == 2
    assert build.main(["day7"], tmp_path) == 2
    err = capsys.readouterr().err
    assert "lessons/day1/build_cluster/lesson.py" in err and "There is no lesson 'day7'" in err
