"""A cluster of their own for the tests of the speed lane, and logs with late rows, duplicates and broken lines."""

import functools

import pytest

from base.settings import settings
from cluster import Cluster
from data import simulate, write
from data.records import DRIVER, is_garbage

FAULTS = ("late", "duplicate", "out_of_order", "malformed", "wrong_clock")


@pytest.fixture(scope="session")
def log(tmp_path_factory):
    """The lines of a disturbed driving log in the order of arrival."""
    folder = tmp_path_factory.mktemp("logs")

    @functools.cache
    def lines(seed, scale="20 cars 20 min", faults=FAULTS):
        written = write(simulate(scale, seed=seed), folder / f"{seed}-{scale}".replace(" ", ""), faults)
        return [line for line in written.files.driver.read_text("utf-8").splitlines() if not is_garbage(DRIVER, line)]

    return lines


@pytest.fixture(scope="session")
def esper():
    """The rule in Esper, in this process."""
    from utils.realtime.esper.asking import ready
    from utils.realtime.esper.speeding import speeding

    ready()
    return speeding


@pytest.fixture(scope="package")
def cluster():
    """Ports of its own beside a learner's cluster; class archives are shared with the other tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTCAR_HOME", str(settings().home / "checks"))
        patch.setenv("SMARTCAR_PORT_SHIFT", "15500")
        patch.delenv("SMARTCAR_MODE", raising=False)
        cluster = Cluster()
        yield cluster
        cluster.down()


@pytest.fixture(scope="package")
def spark(cluster):
    """A session that ends before its server: one that is left waits for it ten minutes when Python exits."""
    from cluster.clients.spark import session

    cluster.up("spark-connect")
    spark = session()
    yield spark
    spark.stop()
