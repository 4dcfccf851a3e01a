"""`valider` and `regle`: what head office types, and what its programs read."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from reclam_xl.checks import RULES
from reclam_xl.cli import main
from reclam_xl.layout.suivi import SUIVI


def seed_workbook(path: Path, *rows: list[object]) -> Path:
    """The plan's eleven columns alone, as somebody made them in Excel."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Feuil1"
    sheet.append(["Suivi de l’agence"])
    sheet.append([column.header for column in SUIVI.columns])
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


BAD_DATE = [2026, "31/02/2026", "DURAND Paul", "26.1001.001", "QS", "Accueil", None, None, "MARTIN", None, None]


def test_an_empty_register_is_in_order(register_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["valider", str(register_path)]) == 0
    assert "1 sans écart" in capsys.readouterr().out


def test_json_has_the_documented_form_and_the_address_in_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = seed_workbook(tmp_path / "ancien.xlsx", BAD_DATE)
    assert main(["valider", str(path), "--format", "json", "--selection", "DATE"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["version"] == 1
    (file,) = document["files"]
    assert {key: file[key] for key in ("file", "status", "agency", "profile", "rows")} == {
        "file": str(path),
        "status": "ecarts",
        "agency": "1001",
        "profile": "plan",
        "rows": {"registre": 0, "suivi": 1, "actions": 0},
    }
    (finding,) = file["findings"]
    assert list(finding) == [
        *("code", "severity", "sheet", "table", "row", "column", "cell"),
        *("value", "expected", "message", "repair", "fixable"),
    ]
    assert (finding["sheet"], finding["table"], finding["row"], finding["cell"]) == ("Feuil1", "suivi", 3, "B3")
    assert (finding["column"], finding["value"], finding["fixable"]) == ("Date", "31/02/2026", False)
    assert document["summary"] == {"files": 1, "conform": 0, "with_findings": 1, "unreadable": 0, "findings": 1}


def test_a_batch_goes_on_past_what_cannot_be_read(
    register_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "texte.xlsx").write_text("bonjour", encoding="utf-8")
    (tmp_path / "vide.xlsx").write_bytes(b"")
    (tmp_path / "ancien.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    whole = register_path.read_bytes()
    (tmp_path / "tronque.xlsx").write_bytes(whole[: len(whole) // 2])
    with zipfile.ZipFile(tmp_path / "archive.xlsx", "w") as archive:
        archive.writestr("lisezmoi.txt", "rien")
    blank = openpyxl.Workbook()
    blank.save(tmp_path / "blanc.xlsx")
    blank.worksheets[0].append(["Liste", "de", "courses"])
    blank.save(tmp_path / "autre.xlsx")
    assert main(["valider", str(tmp_path), str(tmp_path / "absent.xlsx"), "--format", "json"]) == 2
    files = json.loads(capsys.readouterr().out)["files"]
    status = {Path(file["file"]).name: file["status"] for file in files}
    assert status.pop("registre.xlsx") == "conforme"
    assert len(status) == 8
    assert set(status.values()) == {"illisible"}
    errors = [file["error"] for file in files if file["status"] == "illisible"]
    assert len(set(errors)) == 8
    assert all(error.endswith(".") and "\n" not in error for error in errors)


def test_lock_files_and_backups_are_passed_over(register_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (register_path.parent / "~$registre.xlsx").write_bytes(b"x")
    kept = register_path.parent / ".reclam_xl"
    kept.mkdir()
    (kept / "registre.xlsx").write_bytes(b"x")
    assert main(["valider", str(register_path.parent)]) == 0
    assert "1 classeur" in capsys.readouterr().out.replace("\u00a0", " ")


def test_codes_can_be_chosen_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(seed_workbook(tmp_path / "ancien.xlsx", BAD_DATE))
    assert main(["valider", path, "--selection", "NUM"]) == 0
    assert main(["valider", path, "--selection", "DATE", "--ignorer", "DATE"]) == 0
    assert main(["valider", path, "--selection", "date"]) == 1
    assert "[DATE-" in capsys.readouterr().out


def test_many_findings_show_the_total_and_the_first_ten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [[*BAD_DATE[:3], f"26.1001.{number:03d}", *BAD_DATE[4:]] for number in range(1, 25)]
    path = str(seed_workbook(tmp_path / "ancien.xlsx", *rows))
    main(["valider", path, "--selection", "DATE"])
    text = capsys.readouterr().out.replace("\u00a0", " ")
    assert text.count("[DATE-") == 10
    assert "et 14 autres" in text
    main(["valider", path, "--selection", "DATE", "--tous"])
    assert capsys.readouterr().out.count("[DATE-") == 24


def test_a_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regle", "num-03"]) == 0
    assert RULES["NUM-03"].title in capsys.readouterr().out


def test_all_codes_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regle"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(RULES) >= 40


def test_an_unknown_code_is_a_usage_fault() -> None:
    assert main(["regle", "XYZ-99"]) == 2


def test_a_folder_without_workbooks_is_taken_for_a_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["valider", str(tmp_path)]) == 2
    assert "Aucun classeur" in capsys.readouterr().err


def test_annotated_copies_are_written_for_the_workbooks_that_have_findings(
    register_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = seed_workbook(tmp_path / "ancien.xlsx", BAD_DATE)
    target = tmp_path / "a renvoyer"
    for _ in range(2):
        assert main(["valider", str(bad), str(register_path), "--annoter", str(target)]) == 1
    assert sorted(path.name for path in target.iterdir()) == ["ancien-controle.xlsx", "ancien-controle2.xlsx"]
    assert "ancien-controle2.xlsx" in capsys.readouterr().err


def test_a_file_in_the_place_of_the_folder_for_copies_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register, taken = seed_workbook(tmp_path / "a.xlsx", BAD_DATE), tmp_path / "copies"
    taken.write_text("à garder", encoding="utf-8")
    for folder in (taken, taken / "dessous"):
        assert main(["valider", str(register), "--annoter", str(folder)]) == 2
        assert "un fichier de ce nom existe déjà" in capsys.readouterr().err
    assert taken.read_text(encoding="utf-8") == "à garder"


def test_safe_repairs_are_previewed_then_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = seed_workbook(tmp_path / "a.xlsx", [2026, "12/03/2026", *BAD_DATE[2:4], "qs", *BAD_DATE[5:]])
    before = path.read_bytes()
    assert main(["corriger", str(path), "--apercu"]) == 0
    preview = capsys.readouterr().out
    assert "→ QS" in preview
    assert "12/03/2026 (texte) → 12/03/2026" in preview
    assert path.read_bytes() == before
    assert main(["corriger", str(path)]) == 0
    assert main(["valider", str(path), "--selection", "DATE,LST"]) == 0
