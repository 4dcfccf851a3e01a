"""The macros of our own buttons alarm nobody; any others do, and so do ours once anything in them has changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from reclam_xl.checks import check
from reclam_xl.register import read_register
from reclam_xl.rules.context import Context
from reclam_xl.workbook.file import read
from reclam_xl.workbook.macros import OURS, brings_foreign

PROJECT = "xl/vbaProject.bin"
RELATIONS = "xl/_rels/workbook.xml.rels"


def rewritten(source: Path, target: Path, changes: dict[str, bytes]) -> Path:
    with ZipFile(source) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
    return target


def project(path: Path) -> bytes:
    with ZipFile(path) as package:
        return package.read(PROJECT)


def codes(path: Path) -> set[str]:
    register = read_register(read(path))
    return {finding.code for finding in check(register, Context.of(register, today=dt.date(2026, 11, 23), user=""))}


def test_the_macros_that_we_build_are_known(macro_register: Path) -> None:
    digest = hashlib.sha256(project(macro_register)).hexdigest()
    assert digest in OURS, f"macros or pyOpenVBA have changed: add {digest} to OURS, and keep those that stand there"
    assert "STR-09" not in codes(macro_register)
    assert not brings_foreign(str(macro_register))


def test_ours_with_a_byte_changed_are_a_finding(macro_register: Path, tmp_path: Path) -> None:
    held = project(macro_register)
    changed = rewritten(macro_register, tmp_path / "a.xlsm", {PROJECT: held[:-1] + bytes([held[-1] ^ 1])})
    assert "STR-09" in codes(changed)
    assert brings_foreign(str(changed))


def test_a_sheet_of_old_macros_beside_ours_is_a_finding(macro_register: Path, tmp_path: Path) -> None:
    with ZipFile(macro_register) as package:
        relations = package.read(RELATIONS)
    kind = b"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
    more = b'<Relationship Id="old" Type="' + kind + b'" Target="macrosheets/sheet1.xml"/></Relationships>'
    changes = {RELATIONS: relations.replace(b"</Relationships>", more)}
    assert "STR-09" in codes(rewritten(macro_register, tmp_path / "a.xlsm", changes))


@pytest.mark.parametrize(
    ("name", "content", "foreign"),
    [
        ("a.xlsx", b"", False),
        ("a.XLSM", b"no package", True),
        ("absent.xlsm", None, True),
        ("https://contoso.sharepoint.com/a.xlsm", None, True),
    ],
)
def test_an_open_workbook_whose_file_cannot_be_looked_at(
    name: str, content: bytes | None, foreign: bool, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert brings_foreign(name if "//" in name else str(tmp_path / name)) is foreign


def test_a_workbook_without_project_under_a_name_for_macros(macro_register: Path, tmp_path: Path) -> None:
    plain = shutil.copy(Path(__file__).parents[2] / "templates" / "registre.xlsx", tmp_path / "a.xlsm")
    assert not brings_foreign(str(plain))
    assert not read(plain).foreign_macros
