"""A learner's set-up cell brings back what was killed, in the lesson that starts least.

That each service comes back from a kill, the tests of services prove.
"""

import psutil
import pytest

from cluster.catalogue import resolve
from cluster.process.machine import listener, over
from utils.lesson import start
from utils.lesson.catalogue import existing

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(900)]


LESSON = min((each for each in existing() if each.services), key=lambda lesson: len(resolve(*lesson.services)))


def test_set_up_brings_back_what_was_killed(cluster):
    cluster.reset()
    first = start(LESSON.key, scale="tiny", seed=7).status()
    for role in first:
        cluster.kill(role.name)
    again = start(LESSON.key, scale="tiny", seed=7).status()
    assert [role.name for role in again] == [role.name for role in first]
    assert all(role.state == "ready" for role in again)
    assert not {role.pid for role in again} & {role.pid for role in first}

    cluster.down()
    assert cluster.status() == []
    assert all(gone(role.pid) for role in again)
    assert not any(listener(port) for role in again for port in role.ports.values())


def gone(pid):
    return not psutil.pid_exists(pid) or over(psutil.Process(pid))
