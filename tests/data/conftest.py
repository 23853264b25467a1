"""Worlds and folders that the tests of the simulator share."""

import pytest

from data import Files, World, simulate, write

SEED = 7


@pytest.fixture(scope="session")
def tiny() -> World:
    return simulate("tiny", SEED)


@pytest.fixture(scope="session")
def tiny_files(tiny, tmp_path_factory) -> Files:
    return write(tiny, tmp_path_factory.mktemp("tiny")).files


@pytest.fixture(scope="session")
def classroom() -> World:
    return simulate("class")
