"""The picture of the architecture shows all folders, and its page tells it in words."""

from base.settings import PROJECT
from tools import architecture

PAGE = PROJECT / "docs" / "architecture.md"
DRAWN = {box.folder for box in architecture.BOXES}


def packages(folder: str) -> set[str]:
    """The packages directly below a folder of the project, as paths."""
    found = (PROJECT / folder).glob("*/__init__.py")
    return {path.parent.relative_to(PROJECT).as_posix() for path in found}


def test_the_picture_is_current():
    assert architecture.PICTURE.read_text("utf-8") == architecture.picture(), "Type: python -m tools.architecture"


def test_every_package_is_drawn():
    assert packages("cluster") | packages("utils") | packages(".") - {"utils", "cluster", "lessons"} <= DRAWN


def test_only_what_holds_no_code_is_to_come(tmp_path, monkeypatch):
    monkeypatch.setattr(architecture, "PROJECT", tmp_path)
    box = architecture.BASE
    assert box.to_come
    (tmp_path / box.folder).mkdir()
    (tmp_path / box.folder / "__init__.py").touch()
    assert box.to_come
    (tmp_path / box.folder / "settings.py").touch()
    assert not box.to_come


def test_the_page_tells_the_picture_in_words():
    assert f"![{architecture.ALT}](images/architecture.svg)" in PAGE.read_text("utf-8")
    assert all(box.folder in architecture.ALT or box.name[:-1] in architecture.ALT for box in architecture.BOXES)
