"""The demonstration on disk: what it makes, what it finds, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from reclam_xl.demo import DemoResult, office, planted, premises, run
from reclam_xl.demo.premises import MANIFEST, Premises
from reclam_xl.demo.run import found
from reclam_xl.errors import FolderTaken, ReadOnlyWorkbook, WorkbookExists, WorkbookLocked

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DemoResult, list[str]]]:
    """The demonstration, run once, without LibreOffice, in a folder with a name of real life."""
    folder = tmp_path_factory.mktemp("démonstration d’été") / "à voir"
    folder.mkdir()
    (folder / "budget.xlsx").write_bytes(b"a moi")
    lines: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office.shutil, "which", lambda name: None)
        patch.setattr(office, "_ELSEWHERE", ())
        yield run(folder, today=TODAY, say=lines.append), lines


def test_it_finds_exactly_what_was_planted(shown: tuple[DemoResult, list[str]]) -> None:
    result, _ = shown
    assert found(result.before) == planted.expected()
    assert result.surprises == (set(), set(), set(), set())
    assert len({code for code, _, _ in planted.expected()}) >= 12


def test_it_makes_what_it_says(shown: tuple[DemoResult, list[str]]) -> None:
    result, lines = shown
    rows = [dict(verdict.rows) for verdict in result.verdicts]
    assert rows[0]["registre"] >= 120 and rows[0]["actions"] >= 40
    assert rows[1] == {"registre": 0, "suivi": 0, "actions": 0}
    text = "\n".join(lines)
    for path in result.premises.files:
        assert path.is_file()
        assert path.name in text
    assert "LibreOffice n’est pas installé" in text and not result.office
    assert "Traceback" not in text and "None" not in text
    written = result.premises.report.read_text(encoding="utf-8")
    assert written.count("[REP-01]") >= 1 and "illisible" not in written.replace("0\u00a0illisible", "")


def test_every_operation_says_what_it_did(shown: tuple[DemoResult, list[str]]) -> None:
    result, lines = shown
    commands = [done.stage.command for done in result.operations]
    asked = "saisir fiche action numeroter rapprocher recalculer dater noter annuler surligner annuler-fiche synthese"
    assert set(asked.split()) <= {command.split()[0] for command in commands}
    for done in result.operations:
        assert done.changes.summary and any(done.stage.command in line for line in lines)
    idle = [done.stage.command for done in result.operations if not done.changes]
    assert idle == ["surligner"]


def test_the_workbook_reads_the_same_in_another_reader(shown: tuple[DemoResult, list[str]]) -> None:
    result, _ = shown
    book = openpyxl.load_workbook(result.premises.register)
    origins = [row[4] for row in book["Suivi"].iter_rows(min_row=6, max_row=192, values_only=True)]
    assert origins.count("QS") == 20 and origins.count("PA") == 40
    numbers = [row[0] for row in book["Actions"].iter_rows(min_row=6, max_row=45, values_only=True)]
    assert len({number for number in numbers if number}) == 40


def test_a_second_run_replaces_its_files_and_nothing_else(shown: tuple[DemoResult, list[str]]) -> None:
    result, _ = shown
    folder = result.premises.folder
    result.premises.register.write_bytes(b"abime")
    again = run(folder, today=TODAY, say=lambda line: None)
    assert again.surprises == (set(), set(), set(), set())
    assert (folder / "budget.xlsx").read_bytes() == b"a moi"
    assert {path.name for path in folder.iterdir()} == {"budget.xlsx", "registres", "ancien", "controle.txt", MANIFEST}


def test_somebody_elses_file_of_the_same_name_is_respected(tmp_path: Path) -> None:
    own = Premises(folder=tmp_path)
    own.register.parent.mkdir()
    own.register.write_bytes(b"le vrai registre")
    with pytest.raises(WorkbookExists) as refused:
        run(tmp_path, today=TODAY, say=lambda line: None)
    assert refused.value.path == own.register
    assert own.register.read_bytes() == b"le vrai registre" and not own.legacy.parent.exists()


def test_a_file_of_ours_that_is_open_stops_it_before_anything_is_lost(tmp_path: Path) -> None:
    own = Premises(folder=tmp_path)
    own.clear()
    for path in own.files:
        path.write_bytes(b"fait avant")
    own.legacy.with_name(f".~lock.{own.legacy.name}#").write_text(",DUPONT,pc,23.11.2026 10:00,file:///p;")
    with pytest.raises(WorkbookLocked) as refused:
        own.clear()
    assert refused.value.holder.startswith("DUPONT") and all(path.exists() for path in own.files)


@pytest.mark.parametrize("manifest", [b"", b"\xff\xfe"])
def test_a_manifest_that_lists_nothing_claims_nothing(manifest: bytes, tmp_path: Path) -> None:
    own = Premises(folder=tmp_path)
    (tmp_path / MANIFEST).write_bytes(manifest)
    own.report.write_text("à moi")
    with pytest.raises(WorkbookExists):
        own.clear()


def test_a_folder_whose_name_a_file_bears_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("pas un dossier")
    with pytest.raises(FolderTaken):
        run(tmp_path / "fichier", today=TODAY, say=lambda line: None)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may write anywhere")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ReadOnlyWorkbook):
        run(tmp_path, today=TODAY, say=lambda line: None)


def test_what_fails_half_way_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Premises(folder=tmp_path)
    own.clear()

    def spoiled(hidden: Premises) -> None:
        hidden.register.write_bytes(b"moitie")
        raise RuntimeError

    with pytest.raises(RuntimeError), own.workshop() as hidden:
        spoiled(hidden)
    assert not own.register.exists() and not list(tmp_path.glob(f"{premises.WORKSHOP}*"))
