"""An office, and a register open in it."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

OFFICE = bool(shutil.which("soffice")) and importlib.util.find_spec("uno") is not None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("office") and not OFFICE:
            item.add_marker(pytest.mark.skip(reason="LibreOffice ou python3-uno absent"))


def rows(count: int) -> dict[str, list[dict[str, Any]]]:
    """Complaints received one a day from 5 January 2026, each with its FS row; the last two have no number."""
    made: dict[str, list[dict[str, Any]]] = {"registre": [], "suivi": [], "actions": []}
    for index in range(1, count + 1):
        received = dt.date(2026, 1, 5) + dt.timedelta(index % 300)
        number = f"26.1001.{index:03d}" if index <= count - 2 else None
        due = received + dt.timedelta(60)
        made["registre"].append(
            {
                "number": number,
                "client": f"CLIENT {index}",
                "received": received,
                "subject": f"Objet {index}",
                "product": "Contrat",
                "third_parties": "Aucun",
                "persons": "Aucun",
                "ack_due": received + dt.timedelta(10),
                "answer_due": due,
            }
        )
        made["suivi"].append(
            {
                "year": 2026,
                "date": received,
                "issuer": f"CLIENT {index}",
                "number": number,
                "origin": "FS",
                "subject": f"Objet {index}",
                "notes": f"{received:%d/%m/%Y} : Réclamation enregistrée.",
                "due": due,
            }
        )
    return made


@pytest.fixture(scope="session")
def office() -> Iterator[Any]:
    from reclam_xl import calc_engine

    app = calc_engine.launch(locale="fr")
    try:
        yield app
    finally:
        app.kill()


@pytest.fixture(scope="session")
def register_of(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A function that gives the path of a register of so many rows, built once."""
    from reclam_xl.workbook.build import build_register

    folder, made = tmp_path_factory.mktemp("live"), {}

    def build(count: int) -> Path:
        if count not in made:
            made[count] = folder / f"registre_{count}.xlsx"
            people = [{"name": "MARTIN Camille", "qualification": "Niveau I", "signs": "Oui", "ceiling": 500}]
            build_register(
                made[count], agency="1001", rows=rows(count), people=people, counters={2026: max(count - 2, 0)}
            )
        return made[count]

    return build


@pytest.fixture
def book(office: Any, register_of: Any, tmp_path: Path) -> Iterator[Any]:
    """A register of 200 rows, open."""
    path = shutil.copy(register_of(200), tmp_path / "registre.xlsx")
    opened = office.books.open(path)
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A virtual screen with a window manager, on which windows of this test appear."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x900x24", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as told:
        monkeypatch.setenv("DISPLAY", f":{told.readline().strip()}")
    manager = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        for process in (manager, server):
            process.kill()
            process.wait()
