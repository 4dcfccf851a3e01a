"""What several test packages share: a fresh register on disk, built once and copied."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reclam_xl.workbook.build import build_register

# The same examples at every run of continuous integration; new ones on a developer's machine.
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "here")

PEOPLE = [
    {"name": "MARTIN Camille", "qualification": "Capacité professionnelle niveau I", "signs": "Oui", "ceiling": 500},
    {"name": "PETIT Lucas", "qualification": "Gestionnaire", "signs": "Non"},
]


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register of agency 1001, built once; copy it, do not change it."""
    path = tmp_path_factory.mktemp("pristine") / "registre.xlsx"
    build_register(path, agency="1001", agency_name="Agence de Nantes", people=PEOPLE)
    return path


@pytest.fixture
def register_path(pristine: Path, tmp_path: Path) -> Path:
    """A register of one's own."""
    return Path(shutil.copy(pristine, tmp_path / "registre.xlsx"))
