"""The add-in built once, and what several tests read of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reclam_xl.addin.build import ADDIN_NAME, build_addin
from reclam_xl.addin.build.form_buttons import draw_buttons
from reclam_xl.workbook.build import build_register


@pytest.fixture(scope="session")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("addin") / ADDIN_NAME
    build_addin(path)
    return path


@pytest.fixture(scope="session")
def macro_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("macros") / "registre.xlsm"
    build_register(path, agency="1001", draw_buttons=draw_buttons)
    return path
