"""Tests in this folder open a real browser; without a Chromium they are skipped and say so."""

import pytest

from tools.browser import chromium


def pytest_collection_modifyitems(items):
    if chromium() is None:
        skip = pytest.mark.skip(reason="no Chromium on PATH (apt install chromium)")
        for item in items:
            if "browser" in item.keywords:
                item.add_marker(skip)
