"""The annotated copy: the same workbook, its findings listed and its cells painted, nothing else touched."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from reclam_xl.checks import Finding, Severity
from reclam_xl.errors import WorkbookExists
from reclam_xl.layout.model import Tone
from reclam_xl.layout.styles import TONES
from reclam_xl.reports.annotated import HEADERS, annotated_copy
from reclam_xl.workbook.file import read


def finding(cell: str = "", severity: Severity = Severity.ERROR, **fields: object) -> Finding:
    sheet = {"sheet": "Registre"} if cell else {}
    words = {"code": "TST-01", "message": "Voyez.", "repair": "Corrigez."}
    return Finding(cell=cell, severity=severity, **{**words, **sheet, **fields})  # type: ignore[arg-type]


FINDINGS = [
    finding(),
    finding("D6", Severity.WARNING, value="31/02/2026"),
    finding("D6", Severity.ERROR),
    finding("B7", Severity.INFO, message="<\"&' =1+1"),
]


@pytest.fixture
def copy(register_path: Path) -> Path:
    target = register_path.parent / "copie.xlsx"
    annotated_copy(register_path, target, FINDINGS)
    return target


def test_findings_are_listed_with_links_to_their_cells(copy: Path) -> None:
    sheet = openpyxl.load_workbook(copy)["Contrôle"]
    assert [cell.value for cell in sheet[4]] == list(HEADERS)
    lines = list(sheet.iter_rows(min_row=5))
    assert [[line[0].value, line[1].value, line[3].value, line[4].value] for line in lines] == [
        [1, "erreur", "Classeur", None],
        [2, "alerte", "Registre", "D6"],
        [3, "erreur", "Registre", "D6"],
        [4, "information", "Registre", "B7"],
    ]
    assert lines[1][5].value == "31/02/2026"
    assert lines[3][6].value == "<\"&' =1+1"
    assert [line[4].hyperlink and line[4].hyperlink.location for line in lines] == [
        None,
        "'Registre'!D6",
        "'Registre'!D6",
        "'Registre'!B7",
    ]


def test_cells_take_the_colour_of_their_gravest_finding_and_keep_their_format(copy: Path, register_path: Path) -> None:
    before = openpyxl.load_workbook(register_path)["Registre"]
    after = openpyxl.load_workbook(copy)["Registre"]
    assert after["D6"].fill.fgColor.rgb == f"FF{TONES[Tone.LATE].fill}"
    assert after["B7"].fill.fgColor.rgb == f"FF{TONES[Tone.CLOSED].fill}"
    for name in ("D6", "B7"):
        assert after[name].number_format == before[name].number_format
        assert after[name].protection.locked == before[name].protection.locked
    assert after["C6"].fill.fgColor.rgb == before["C6"].fill.fgColor.rgb


def test_every_part_that_is_not_concerned_is_the_same_to_the_byte(copy: Path, register_path: Path) -> None:
    with zipfile.ZipFile(register_path) as old, zipfile.ZipFile(copy) as new:
        differing = {name for name in old.namelist() if old.read(name) != new.read(name)}
        added = set(new.namelist()) - set(old.namelist())
    assert differing == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet3.xml",
    }
    assert len(added) == 1


def test_the_values_of_the_copy_are_those_of_the_workbook(copy: Path, register_path: Path) -> None:
    def values(path: Path) -> dict[str, list[list[object]]]:
        return {sheet.name: [list(row) for row in sheet.rows] for sheet in read(path).sheets}

    listed = values(copy)
    assert listed.pop("Contrôle")[0][0] == "Contrôle du registre\u00a0: 4\u00a0écarts"
    assert listed == values(register_path)


def test_a_copy_of_a_copy_numbers_its_sheet(copy: Path, tmp_path: Path) -> None:
    annotated_copy(copy, tmp_path / "deux.xlsx", FINDINGS)
    assert openpyxl.load_workbook(tmp_path / "deux.xlsx").sheetnames[-2:] == ["Contrôle", "Contrôle (2)"]


def test_a_file_is_never_replaced(copy: Path, register_path: Path) -> None:
    with pytest.raises(WorkbookExists):
        annotated_copy(register_path, copy, FINDINGS)


def test_a_workbook_without_styles_and_with_other_prefixes_is_annotated_too(tmp_path: Path) -> None:
    source, target = tmp_path / "prefixe.xlsx", tmp_path / "copie.xlsx"
    office = "http://schemas.openxmlformats.org"
    with zipfile.ZipFile(source, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{office}/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/wb.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
            'PartName="/xl/s.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        )
        relations = (
            f'<Relationships xmlns="{office}/package/2006/relationships">'
            '<Relationship Id="rId1" Type="{}" Target="{}"/></Relationships>'
        )
        kind = f"{office}/officeDocument/2006/relationships"
        package.writestr("_rels/.rels", relations.format(f"{kind}/officeDocument", "xl/wb.xml"))
        package.writestr("xl/_rels/wb.xml.rels", relations.format(f"{kind}/worksheet", "s.xml"))
        main = f"{office}/spreadsheetml/2006/main"
        package.writestr(
            "xl/wb.xml",
            f'<x:workbook xmlns:x="{main}" xmlns:lien="{kind}"><x:sheets>'
            '<x:sheet name="Registre" sheetId="7" lien:id="rId1"/></x:sheets></x:workbook>',
        )
        package.writestr(
            "xl/s.xml",
            f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="6"><x:c r="D6"><x:v>3</x:v></x:c></x:row>'
            "</x:sheetData></x:worksheet>",
        )
    annotated_copy(source, target, FINDINGS)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Registre", "Contrôle"]
    assert book["Registre"]["D6"].value == 3
    assert book["Registre"]["D6"].fill.fgColor.rgb == f"FF{TONES[Tone.LATE].fill}"


def test_a_finding_on_a_sheet_that_is_not_there_is_listed_all_the_same(register_path: Path, tmp_path: Path) -> None:
    annotated_copy(register_path, tmp_path / "copie.xlsx", [finding("A1", sheet="Disparue")])
    assert openpyxl.load_workbook(tmp_path / "copie.xlsx")["Contrôle"]["E5"].value == "A1"


def test_a_finding_in_merged_cells_is_painted_where_it_shows(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "Registre"
    made.active.merge_cells("B2:D4")
    made.save(tmp_path / "fusion.xlsx")
    annotated_copy(tmp_path / "fusion.xlsx", tmp_path / "copie.xlsx", [finding("C3")])
    painted = openpyxl.load_workbook(tmp_path / "copie.xlsx")["Registre"]["B2"].fill.fgColor.rgb
    assert painted == f"FF{TONES[Tone.LATE].fill}"
