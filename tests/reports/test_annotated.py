"""The annotated copy: the same workbook, its findings listed and its cells painted, nothing else touched."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest

from reclam_xl.checks import Finding, Severity
from reclam_xl.errors import WorkbookExists
from reclam_xl.reports import annotated
from reclam_xl.reports.control import HEADERS, MARKS, NAME, STANDING
from reclam_xl.workbook.file import read

AT = dt.datetime(2026, 11, 23, 10, 12)


def finding(cell: str = "", severity: Severity = Severity.ERROR, **fields: object) -> Finding:
    sheet = {"sheet": "Registre"} if cell else {}
    words = {"code": "TST-01", "message": "Voyez.", "repair": "Corrigez."}
    return Finding(cell=cell, severity=severity, **{**words, **sheet, **fields})  # type: ignore[arg-type]


def annotated_copy(source: Path, target: Path, findings: list[Finding]) -> None:
    annotated.annotated_copy(source, target, findings, at=AT, context="agence 1001")


def marks(path: Path, sheet: str) -> list[tuple[str, int, str, str]]:
    """The cells, priority, colour and formula of our conditional formats, in the order of the file."""
    formats = openpyxl.load_workbook(path)[sheet].conditional_formatting
    return [
        (str(cells.sqref), rule.priority, rule.dxf.fill.bgColor.rgb[2:], rule.formula[0])
        for cells in formats
        for rule in cells.rules
        if rule.formula == [STANDING]
    ]


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


def test_findings_are_listed_the_gravest_first_with_links_to_their_cells(copy: Path) -> None:
    sheet = openpyxl.load_workbook(copy)["Contrôle"]
    assert [cell.value for cell in sheet[5]] == list(HEADERS)
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=6)]
    assert [line[:4] for line in lines] == [
        ["Erreurs (2) — une règle n’est pas respectée\u00a0: à corriger", None, None, None],
        [1, "erreur", "Classeur", None],
        [2, "erreur", "Registre", "D6"],
        ["Alerte (1) — à vérifier, puis à corriger s’il y a lieu", None, None, None],
        [3, "alerte", "Registre", "D6"],
        ["Information (1) — à savoir\u202f; rien n’est faux", None, None, None],
        [4, "information", "Registre", "B7"],
    ]
    assert lines[4][5] == "31/02/2026"
    assert lines[6][6] == "<\"&' =1+1"
    assert [each.hyperlink and each.hyperlink.location for (each,) in sheet["D7:D12"]] == [
        None, "'Registre'!D6", None, "'Registre'!D6", None, "'Registre'!B7",
    ]  # fmt: skip


def test_the_head_of_the_list_says_when_how_many_and_what_to_do(copy: Path) -> None:
    sheet = openpyxl.load_workbook(copy)["Contrôle"]
    assert sheet["A1"].value == "Contrôle du registre\u00a0: 4\u00a0points à regarder"
    assert sheet["A2"].value == "Fait le 23/11/2026 à 10:12 · agence 1001"
    assert [cell.value for cell in sheet[3][1:4]] == ["2\u00a0erreurs", "1\u00a0alerte", "1\u00a0information"]
    assert [cell.fill.fgColor.rgb[2:] for cell in sheet[3][1:4]] == [paint.fill for paint in MARKS.values()]
    assert "Ctrl + clic dans LibreOffice" in sheet["A4"].value
    assert "supprimez cette feuille" in sheet["A4"].value
    assert (sheet.freeze_panes, sheet.sheet_view.showGridLines, sheet.auto_filter.ref) == ("A6", False, "A5:I12")


def test_cells_are_marked_by_their_gravest_finding_before_every_other_format(copy: Path, register_path: Path) -> None:
    error, _, info = (MARKS[severity].fill for severity in MARKS)
    assert marks(copy, "Registre") == [("D6", 1, error, STANDING), ("B7", 2, info, STANDING)]
    formats = openpyxl.load_workbook(copy)["Registre"].conditional_formatting
    others = [rule.priority for cells in formats for rule in cells.rules if rule.formula != [STANDING]]
    was = openpyxl.load_workbook(register_path)["Registre"].conditional_formatting
    assert others == [rule.priority + 2 for cells in was for rule in cells.rules] != []
    before, after = (openpyxl.load_workbook(path)["Registre"] for path in (register_path, copy))
    for name in ("D6", "B7"):
        assert after[name].fill.fgColor.rgb == before[name].fill.fgColor.rgb
        assert after[name].number_format == before[name].number_format


def test_marks_hold_as_long_as_the_list_which_a_defined_name_finds(copy: Path, tmp_path: Path) -> None:
    assert openpyxl.load_workbook(copy).defined_names[NAME].attr_text == "'Contrôle'!$B$6:$D$12"
    annotated_copy(copy, tmp_path / "deux.xlsx", FINDINGS)
    assert openpyxl.load_workbook(tmp_path / "deux.xlsx").defined_names[NAME].attr_text.startswith("'Contrôle (2)'!")


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
    assert listed.pop("Contrôle")[0][0] == "Contrôle du registre\u00a0: 4\u00a0points à regarder"
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
    assert [place for place, *_ in marks(target, "Registre")] == ["D6", "B7"]
    assert book.defined_names[NAME].attr_text == "'Contrôle'!$B$6:$D$12"


def test_a_finding_on_a_sheet_that_is_not_there_is_listed_all_the_same(register_path: Path, tmp_path: Path) -> None:
    annotated_copy(register_path, tmp_path / "copie.xlsx", [finding("A1", sheet="Disparue")])
    assert openpyxl.load_workbook(tmp_path / "copie.xlsx")["Contrôle"]["D7"].value == "A1"


def test_a_finding_in_merged_cells_is_painted_where_it_shows(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "Registre"
    made.active.merge_cells("B2:D4")
    made.save(tmp_path / "fusion.xlsx")
    annotated_copy(tmp_path / "fusion.xlsx", tmp_path / "copie.xlsx", [finding("C3")])
    assert [place for place, *_ in marks(tmp_path / "copie.xlsx", "Registre")] == ["B2"]


def test_rules_of_a_later_excel_make_way_too(register_path: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "bandes.xlsx", tmp_path / "copie.xlsx"
    later = (
        b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
        b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
        b'<x14:conditionalFormatting><x14:cfRule type="expression" priority="7" id="{1}"/></x14:conditionalFormatting>'
        b"</x14:conditionalFormattings></ext></extLst></worksheet>"
    )
    with zipfile.ZipFile(register_path) as old, zipfile.ZipFile(source, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"</worksheet>", later) if name.endswith("sheet3.xml") else data)
    annotated_copy(source, target, FINDINGS)
    with zipfile.ZipFile(target) as package:
        assert b'priority="9" id="{1}"' in package.read("xl/worksheets/sheet3.xml")
