"""A run tells what a lesson left changed in the stores without saying so."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from base.settings import settings
from cluster import catalogue
from cluster.panel import Question
from tools import touched
from tools.report import LessonRun
from utils.lesson.catalogue import lesson

LESSON = replace(lesson("day1/04_pilot_domain"), touches=("topic own",))
READY = [SimpleNamespace(name="kafka-1", service="kafka", state="ready")]


@pytest.fixture
def kept(monkeypatch):
    """What Kafka keeps: tests change it between two looks."""
    things = {"topic own": "1", "topic other": "1", "topic hbase/own": "1"}
    service = replace(catalogue.SERVICES["kafka"], holdings=Question("kafka-", lambda ports: dict(things)))
    monkeypatch.setitem(touched.SERVICES, "kafka", service)
    return things


@pytest.fixture
def watch(kept):
    watch = touched.Watch(SimpleNamespace(status=lambda: READY, settings=settings()))
    assert watch.look(LessonRun(LESSON)).failures == ()  # nothing is known of what was before
    return watch


def test_what_the_catalogue_names_may_change(watch, kept):
    kept["topic own"] = "2"
    assert watch.look(LessonRun(LESSON)).failures == ()


@pytest.mark.parametrize("change", [{"topic other": "2"}, {"topic new": "1"}])
def test_anything_else_is_a_failure_once(watch, kept, change):
    kept |= change
    (told,) = watch.look(LessonRun(LESSON, failures=())).failures
    assert told == f"It touched {next(iter(change))}, which the catalogue does not name for it."
    assert watch.look(LessonRun(LESSON)).failures == ()


def test_what_is_removed_is_touched_too(watch, kept):
    del kept["topic other"]
    assert "topic other" in watch.look(LessonRun(LESSON)).failures[0]


def test_what_hive_keeps_under_the_path_of_the_state_folder_is_its_own(watch, kept):
    first, second, *_ = settings().home.parts[1:]
    kept[f"folder /{first}/{second}"] = "1"
    assert watch.look(LessonRun(LESSON)).failures == ()


def test_what_a_service_keeps_for_another_is_its_own(watch, kept):
    kept["topic hbase/own"] = "2"
    assert watch.look(LessonRun(LESSON)).failures == ()


def test_a_service_that_does_not_answer_is_passed_over(watch, kept, monkeypatch):
    def silent(ports):
        raise OSError("no answer")

    service = replace(touched.SERVICES["kafka"], holdings=Question("kafka-", silent))
    monkeypatch.setitem(touched.SERVICES, "kafka", service)
    assert watch.look(LessonRun(LESSON)).failures == ()
