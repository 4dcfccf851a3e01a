"""The office of the live surface's tests."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

OFFICE = bool(shutil.which("soffice")) and importlib.util.find_spec("uno") is not None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("office") and not OFFICE:
            item.add_marker(pytest.mark.skip(reason="LibreOffice ou python3-uno absent"))


@pytest.fixture(scope="module")
def office() -> Iterator[Any]:
    from reclam_xl import calc_engine

    app = calc_engine.launch()
    try:
        yield app
    finally:
        app.kill()
