"""The layout's validations and highlights put back, in workbooks of ours and of others."""

from __future__ import annotations

import re

import openpyxl
import pytest
import xlsxwriter
from helpers_file import minimal, parts, sheet_text

from reclam_xl.changes import ChangeSet, RulesChange
from reclam_xl.layout.registre import REGISTRE
from reclam_xl.layout.suivi import SUIVI
from reclam_xl.workbook.file import apply, read

SHEET1 = "xl/worksheets/sheet1.xml"


def put(path, sheet, table, rows, columns=None):
    places = columns or {column.key: table.place(column.key) for column in table.columns}
    rules = RulesChange(
        sheet=sheet, table=table.key, first_row=rows[0], last_row=rows[1], columns=places, missing=("tout",)
    )
    apply(path, ChangeSet(operation="surligner", summary="", changes=(rules,)), keep=0)


def looked_at(path, sheet):
    return openpyxl.load_workbook(path)[sheet]


@pytest.fixture
def foreign(tmp_path):
    """A sheet of ten rows that somebody else made, with rules of their own."""
    path = tmp_path / "agence.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Feuil1")
        sheet.write_row("A1", [column.header for column in SUIVI.columns])
        for row in range(1, 11):
            sheet.write(row, 0, 2026)
        sheet.data_validation("E2:E20", {"validate": "list", "source": ["A", "B"]})
        sheet.data_validation("A2:M20", {"validate": "custom", "value": "=A2<>1"})
        sheet.conditional_format("A1:A50", {"type": "duplicate", "format": made.add_format({"bold": True})})
    return path


def rules_at(sheet, cell):
    return [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


def test_rules_are_put_on_a_foreign_workbook_lists_inline(foreign):
    put(foreign, "Feuil1", SUIVI, (2, 11))
    sheet = looked_at(foreign, "Feuil1")
    (origin,) = rules_at(sheet, "E5")
    assert (origin.type, origin.formula1, origin.errorStyle) == ("list", '"FS,QS,PA"', None)
    (due,) = rules_at(sheet, "J5")
    assert (due.type, due.operator, due.formula1) == ("date", "greaterThanOrEqual", "DATE(2000,1,1)")
    assert "JJ/MM/AAAA" in due.error
    (handler,) = rules_at(sheet, "I5")
    assert handler.type is None
    assert handler.prompt


def test_rules_of_others_stay_on_other_cells_and_keep_their_meaning(foreign):
    put(foreign, "Feuil1", SUIVI, (2, 11))
    sheet = looked_at(foreign, "Feuil1")
    (rule,) = rules_at(sheet, "E15")[:1]
    assert str(rule.formula1) in ('"A,B"', "A12<>1")
    formulas = {str(rule.formula1) for rule in rules_at(sheet, "L2")}
    assert formulas == {"A2<>1"}
    assert {rule.formula1 for rule in rules_at(sheet, "A15")} == {"A2<>1"}


def test_what_is_left_of_a_rule_below_refers_to_its_own_rows(tmp_path):
    after = (
        b'<dataValidations count="2"><dataValidation type="custom" sqref="B2:B20"><formula1>B2&lt;&gt;""</formula1>'
        b'</dataValidation><dataValidation type="custom" sqref="D2:D5"><formula1>1</formula1></dataValidation>'
        b"</dataValidations>"
    )
    path = minimal(tmp_path / "a.xlsx", sheet_text(b'<row r="1"><c r="A1"><v>1</v></c></row>', after=after))
    put(path, "Feuille", SUIVI, (2, 11), columns={"date": 2, "number": 4})
    text = parts(path)[SHEET1]
    assert b'sqref="B12:B20"><formula1>B12&lt;&gt;""</formula1>' in text
    assert b'sqref="D2:D5"' not in text
    assert b'<dataValidations count="3">' in text


def test_highlights_are_put_once_and_those_of_others_stay(foreign):
    put(foreign, "Feuil1", SUIVI, (2, 11))
    first = looked_at(foreign, "Feuil1")
    ranges = [str(item.sqref) for item in first.conditional_formatting]
    assert sorted(ranges) == ["A1:A50", "A2:K11"]
    before = foreign.read_bytes()
    put(foreign, "Feuil1", SUIVI, (2, 11))
    assert foreign.read_bytes() == before


def test_highlights_torn_by_pasting_are_made_whole(foreign):
    put(foreign, "Feuil1", SUIVI, (2, 11))
    text = parts(foreign)[SHEET1].decode()
    ours = re.search(r'<conditionalFormatting sqref="A2:K11">.*?</conditionalFormatting>', text)
    assert ours
    assert ours[0].count("<cfRule") == len(SUIVI.highlights)
    put(foreign, "Feuil1", SUIVI, (2, 15))
    sheet = looked_at(foreign, "Feuil1")
    assert sorted(str(item.sqref) for item in sheet.conditional_formatting) == ["A1:A50", "A2:K15"]
    priorities = [rule.priority for item in sheet.conditional_formatting for rule in item.rules]
    assert len(priorities) == len(set(priorities))


def test_in_our_own_workbook_lists_are_named_and_nothing_else_changes(register_path):
    before = parts(register_path)
    columns = {column.key: REGISTRE.place(column.key) for column in REGISTRE.columns}
    put(register_path, "Registre", REGISTRE, (6, 105), columns)
    (decision,) = rules_at(looked_at(register_path, "Registre"), "P6")
    assert decision.formula1 == "liste_decision"
    assert read(register_path).sheets[2].tables[0].area.last_row == 105
    changed = {name for name, text in parts(register_path).items() if before[name] != text}
    assert changed <= {"xl/worksheets/sheet3.xml", "xl/styles.xml"}


@pytest.mark.parametrize("rest", [b"", b"<xm:sqref>Z9</xm:sqref>"])
def test_rules_of_the_extension_give_way(tmp_path, rest):
    one = b"<x14:dataValidation><x14:formula1><xm:f>A2</xm:f></x14:formula1>"
    one += b"<xm:sqref>B2:B4</xm:sqref></x14:dataValidation>"
    two = b"<x14:dataValidation>" + rest + b"</x14:dataValidation>" if rest else b""
    after = (
        b'<extLst xmlns:x14="urn:x14" xmlns:xm="urn:xm"><ext uri="a"><x14:dataValidations count="2">'
        + one + two + b"</x14:dataValidations></ext><ext uri=\"b\"/><ext uri=\"c\"><x14:autre/></ext></extLst>"
    )  # fmt: skip
    path = minimal(tmp_path / "a.xlsx", sheet_text(b'<row r="1"><c r="A1"><v>1</v></c></row>', after=after))
    put(path, "Feuille", SUIVI, (2, 11), columns={"date": 2})
    text = parts(path)[SHEET1]
    assert b"B2:B4" not in text
    assert (b"Z9" in text) is bool(rest)
    assert (b'<x14:dataValidations count="1">' in text) is bool(rest)


def test_part_of_a_rule_of_the_extension_stays(tmp_path):
    after = (
        b'<extLst xmlns:x14="urn:x14" xmlns:xm="urn:xm"><ext uri="a">'
        b'<x14:dataValidations count="1"><x14:dataValidation>'
        b"<x14:formula1><xm:f>A1</xm:f></x14:formula1><xm:sqref>A1:C20</xm:sqref></x14:dataValidation>"
        b"</x14:dataValidations></ext></extLst>"
    )
    path = minimal(tmp_path / "a.xlsx", sheet_text(b'<row r="1"><c r="A1"><v>1</v></c></row>', after=after))
    put(path, "Feuille", SUIVI, (2, 11), columns={"date": 2})
    assert b"<xm:sqref>A1:C1 A2:A11 C2:C11 A12:C20</xm:sqref>" in parts(path)[SHEET1]


def test_a_table_that_operations_write_loses_no_rules_and_gets_none(foreign):
    columns = {"at": 1}
    rules = RulesChange(sheet="Feuil1", table="journal", first_row=2, last_row=3, columns=columns, missing=())
    before = foreign.read_bytes()
    apply(foreign, ChangeSet(operation="surligner", summary="", changes=(rules,)), keep=0)
    assert foreign.read_bytes() == before
