"""A learner's set-up cell brings back what was killed: every service, in the first lesson that starts it."""

import psutil
import pytest

from cluster.catalogue import resolve
from cluster.process.machine import listener, over
from utils.lesson import start
from utils.lesson.catalogue import existing

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(900)]


def with_new_services():
    """Lessons of which each starts a service that those before it do not."""
    found, known = [], set()
    for lesson in existing():
        services = set(resolve(*lesson.services))
        if services - known:
            found.append(pytest.param(lesson, id=lesson.key))
        known |= services
    return found


@pytest.mark.parametrize("lesson", with_new_services())
def test_set_up_brings_back_what_was_killed(cluster, lesson):
    cluster.reset()
    first = start(lesson.key, scale="tiny", seed=7).status()
    for role in first:
        cluster.kill(role.name)
    again = start(lesson.key, scale="tiny", seed=7).status()
    assert [role.name for role in again] == [role.name for role in first]
    assert all(role.state == "ready" for role in again)
    assert not {role.pid for role in again} & {role.pid for role in first}

    cluster.down()
    assert cluster.status() == []
    assert all(gone(role.pid) for role in again)
    assert not any(listener(port) for role in again for port in role.ports.values())


def gone(pid):
    return not psutil.pid_exists(pid) or over(psutil.Process(pid))
