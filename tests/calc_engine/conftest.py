from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator

import pytest
import xlwings as xw

from reclam_xl import calc_engine

OFFICE = bool(shutil.which("soffice")) and importlib.util.find_spec("uno") is not None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("office") and not OFFICE:
            item.add_marker(pytest.mark.skip(reason="LibreOffice ou python3-uno absent"))


def _launched(locale: str) -> Iterator[xw.App]:
    app = calc_engine.launch(locale=locale)
    try:
        yield app
    finally:
        app.kill()


@pytest.fixture(scope="session")
def english() -> Iterator[xw.App]:
    yield from _launched("en-US")


@pytest.fixture(scope="session")
def french() -> Iterator[xw.App]:
    yield from _launched("fr")


@pytest.fixture
def book(english: xw.App) -> Iterator[xw.Book]:
    made = english.books.add()
    yield made
    made.close()


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    return book.sheets[0]


@pytest.fixture(params=["english", "french"])
def any_sheet(request: pytest.FixtureRequest) -> Iterator[xw.Sheet]:
    app: xw.App = request.getfixturevalue(request.param)
    made = app.books.add()
    yield made.sheets[0]
    made.close()
