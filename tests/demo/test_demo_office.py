"""LibreOffice in the demonstration: there, absent, broken or asleep."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

from reclam_xl.demo import office, run
from reclam_xl.demo.account import Account
from reclam_xl.demo.office import find_office, through_libreoffice
from reclam_xl.demo.premises import Premises
from reclam_xl.workbook.file import read

TODAY = dt.date(2026, 11, 23)


def stand_in(tmp_path: Path, body: str) -> str:
    """A program that LibreOffice could be."""
    path = tmp_path / "soffice"
    path.write_text(f"#!{sys.executable}\nimport sys, time, pathlib\n{body}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    "body",
    ["sys.exit(1)", "sys.exit(0)", "time.sleep(60)"],
    ids=["it fails", "it makes nothing", "it never ends"],
)
def test_an_office_that_does_not_do_it_leaves_the_files_alone(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_office", lambda: stand_in(tmp_path, body))
    monkeypatch.setattr(office, "_PATIENCE", 0.3)
    book = tmp_path / "registre.xlsx"
    book.write_bytes(b"tel quel")
    assert not through_libreoffice([book])
    assert book.read_bytes() == b"tel quel"


def test_an_office_that_cannot_start_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: str(tmp_path / "absent"))
    assert not through_libreoffice([tmp_path / "registre.xlsx"])


def test_an_office_is_looked_for_where_installers_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda name: None)
    monkeypatch.setattr(office, "_ELSEWHERE", (str(tmp_path / "absent"), stand_in(tmp_path, "")))
    assert find_office() == str(tmp_path / "soffice")


@pytest.mark.parametrize(
    ("done", "installed", "said"),
    [
        (True, True, "enregistrés par LibreOffice"),
        (False, True, "n’a pas pu les enregistrer"),
        (False, False, "n’est pas installé"),
    ],
)
def test_who_wrote_the_files_last_is_said(
    done: bool, installed: bool, said: str, tmp_path: Path, pristine: Path
) -> None:
    from reclam_xl.cli.verdicts import validate

    lines: list[str] = []
    account = Account(Premises(folder=tmp_path), lines.append)
    account.made(validate(pristine, today=TODAY), office=done, installed=installed)
    assert said in lines[-1]


@pytest.mark.office
@pytest.mark.skipif(not find_office(), reason="no LibreOffice here")
def test_files_saved_by_libreoffice_give_the_same_findings(tmp_path: Path) -> None:
    result = run(tmp_path / "dossier d’essai", today=TODAY, say=lambda line: None)
    assert result.office
    assert result.surprises == (set(), set(), set(), set())
    assert result.seconds < 60
    assert read(result.premises.register).layout_version == 1
