"""How the Lab is set up: on loopback only, with a token, and apart from the user's own Jupyter."""

import json
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from base.exceptions import ConfigurationError, NotReady
from base.settings import settings
from tools import home, lab, labfiles
from utils.lesson.catalogue import DAYS, LESSONS

FIXTURE = Path(__file__).parent.parent / "fixtures" / "deck.ipynb"


@pytest.fixture
def places(tmp_path):
    project = tmp_path / "project"
    (project / "day1").mkdir(parents=True)
    nbformat.write(nbformat.read(FIXTURE, as_version=4), project / "day1" / "01_course_tour.ipynb")
    (project / "day1" / "README.md").write_text("# Day 1\n")
    places = labfiles.Places.of(settings(home=tmp_path / "state", port_shift=21300))
    return replace(places, project=project)


def test_everything_jupyter_writes_lies_in_the_state_folder(places):
    variables = places.environment()
    folders = {name: value for name, value in variables.items() if name.endswith("DIR")}
    assert len(folders) == 6
    assert all(Path(value).is_relative_to(places.folder) for value in folders.values())


def test_the_server_is_on_loopback_and_asks_for_its_token(places):
    server = labfiles.configuration(places)["ServerApp"]
    assert server["ip"] == "127.0.0.1"
    assert not {"token", "password", "allow_origin", "disable_check_xsrf", "allow_remote_access"} & set(server)
    assert "IdentityProvider" not in labfiles.configuration(places)


def test_write_stays_in_the_state_folder_but_for_the_home_page_and_the_style(places):
    before = {path for path in places.project.rglob("*") if path.is_file()}
    labfiles.write(places)
    new = {path for path in places.project.rglob("*") if path.is_file()} - before
    assert {path.relative_to(places.project).as_posix() for path in new} == {"build/home.md", "day1/rise.css"}
    assert json.loads((places.folder / "config" / "jupyter_server_config.json").read_text())


def test_a_day_opens_its_first_lesson_beside_the_panel(places):
    files = labfiles.opened(places.project, "day1")
    assert files == ["day1/01_course_tour.ipynb", "day1/README.md"]
    data = labfiles.workspace("day1", files)["data"]
    dock = data["layout-restorer:data"]["main"]["dock"]
    left, right = dock["children"]
    assert left["widgets"][0] == "notebook:day1/01_course_tour.ipynb"
    assert [data[name]["data"]["url"] for name in right["widgets"]] == ["/live/cluster", "/live/lane"]
    assert set(left["widgets"] + right["widgets"]) <= set(data)


def test_a_day_without_lessons_still_opens_the_panel(places):
    dock = labfiles.workspace("day2", labfiles.opened(places.project, "day2"))["data"]["layout-restorer:data"]
    assert dock["main"]["dock"]["widgets"] == [f"server-proxy:server-proxy:{name}" for name in labfiles.LIVE]


def test_the_home_page_links_each_built_lesson(places):
    text = home.page(places.project, places.port)
    assert "](../day1/01_course_tour.ipynb)" in text
    assert f"http://127.0.0.1:{places.port}/rise/day1/01_course_tour.ipynb" in text
    assert all(f"/lab/workspaces/{day}" in text for day in DAYS)
    assert all(lesson.title in text and lesson.korean in text for lesson in LESSONS)
    assert text.count("](../day") == 1, "a lesson that is not built has no link"


def test_an_unknown_day_is_refused():
    with pytest.raises(ConfigurationError, match="course lab day1"):
        lab.main("day9", browser=False)


def test_a_lab_that_cannot_start_shows_its_last_lines(places, tmp_path):
    broken = replace(places, port=1)  # a port an ordinary Lab may not have, or that nothing answers on
    with pytest.raises(NotReady, match="course lab"):
        lab.start(broken, seconds=0.5)
