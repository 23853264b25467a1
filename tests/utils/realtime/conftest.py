"""Logs with late rows, duplicates and broken lines, and engines that read them."""

import functools

import pytest

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
