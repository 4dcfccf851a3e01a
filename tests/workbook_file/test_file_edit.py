"""Lossless edits: one change, and exactly the parts expected differ, exactly where meant."""

from __future__ import annotations

import datetime as dt
import re
import zipfile

import openpyxl
import pytest
import xlsxwriter
from helpers_file import changed_parts, minimal, parts, sheet_text, with_parts

from reclam_xl.changes import CellChange, ChangeSet, RowChange
from reclam_xl.errors import (
    DamagedWorkbook,
    IncompleteEntry,
    MissingTable,
    OperationRefused,
    SignedWorkbook,
    WorkbookChanged,
    WorkbookExists,
)
from reclam_xl.register.contents import Area
from reclam_xl.values import CellError
from reclam_xl.workbook.file import apply, fingerprint, read, set_cells

SHEET1, SHEET2, TABLE = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/tables/table1.xml"
DAY = dt.date(2026, 3, 14)


def change(*changes):
    return ChangeSet(operation="essai", summary="essai", changes=changes)


def one(sheet, row, column, after):
    return change(CellChange(sheet=sheet, row=row, column=column, before=None, after=after))


def edited(source, target, cells):
    set_cells(source, target, cells)
    return parts(target)


def row_of(text: bytes, number: int) -> bytes:
    found = re.search(rb'<row r="%d".*?(?:</row>|/>)' % number, text, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.parametrize(
    ("cells", "concerned"),
    [
        ({"Registre": {"B6": "autre"}}, {SHEET1}),
        ({"Registre": {"B6": None}}, {SHEET1}),
        ({"Registre": {"F20": 12.5}}, {SHEET1}),
        ({"Registre": {"A6": DAY}}, {SHEET1}),
        ({"Registre": {"F1": DAY}}, {SHEET1}),
        ({"Registre": {"F1": dt.datetime(2026, 3, 14, 6)}}, {SHEET1, "xl/styles.xml"}),
        ({"Registre": {"A6": 5}}, {SHEET1}),
        ({"Registre": {"C6": 50}}, {SHEET1, SHEET2}),
        ({"Autre": {"A1": "autre"}}, {SHEET2}),
        ({"Registre": {"B6": "nom 5"}}, {SHEET1}),
        ({}, set()),
    ],
)
def test_one_change_concerns_these_parts_alone(book, tmp_path, cells, concerned):
    target = tmp_path / "b.xlsx"
    set_cells(book, target, cells)
    assert changed_parts(book, target) == concerned


def test_every_other_entry_keeps_its_bytes_and_its_place(book, tmp_path):
    target = tmp_path / "b.xlsx"
    set_cells(book, target, {"Registre": {"B6": "autre"}})
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(target) as new:
        assert new.testzip() is None
        assert old.namelist() == new.namelist()
        for before, after in zip(old.infolist(), new.infolist(), strict=True):
            assert before.date_time == after.date_time
            if before.filename != SHEET1:
                assert before.compress_size == after.compress_size
                assert before.CRC == after.CRC


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("texte", b'<c r="F9" t="inlineStr"><is><t>texte</t></is></c>'),
        ("=1+1", b'<c r="F9" t="inlineStr"><is><t>=1+1</t></is></c>'),
        (" a\nb<&>", b'<c r="F9" t="inlineStr"><is><t xml:space="preserve"> a\nb&lt;&amp;&gt;</t></is></c>'),
        ("a\rb\x01_x0041_", b'<c r="F9" t="inlineStr"><is><t>a_x000D_b_x0001__x005F_x0041_</t></is></c>'),
        (True, b'<c r="F9" t="b"><v>1</v></c>'),
        (False, b'<c r="F9" t="b"><v>0</v></c>'),
        (12, b'<c r="F9"><v>12</v></c>'),
        (12.0, b'<c r="F9"><v>12</v></c>'),
        (0.1, b'<c r="F9"><v>0.1</v></c>'),
        (CellError("#N/A"), b'<c r="F9" t="e"><v>#N/A</v></c>'),
        (dt.date(1850, 1, 1), b"<t>01/01/1850</t>"),
        (None, b""),
        ("", b""),
    ],
)
def test_values_are_written_as_the_format_wants_them(book, tmp_path, value, written):
    text = edited(book, tmp_path / "b.xlsx", {"Registre": {"F9": value, "G9": 1}})[SHEET1]
    assert written in row_of(text, 9)
    assert (b'"F9"' in row_of(text, 9)) is bool(written)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (DAY, b"46095"),
        (dt.datetime(2026, 3, 14, 12), b"46095.5"),
        (dt.datetime(2026, 3, 14, 12, tzinfo=dt.UTC), b"46095.5"),
        (dt.time(6), b"0.25"),
        (dt.date(1900, 1, 1), b"1"),
        (dt.date(1900, 2, 28), b"59"),
        (dt.date(1900, 3, 1), b"61"),
    ],
)
def test_dates_are_serial_numbers_of_the_1900_system(book, tmp_path, value, number):
    target = tmp_path / "b.xlsx"
    text = edited(book, target, {"Registre": {"F9": value}})[SHEET1]
    assert b"<v>" + number + b"</v>" in row_of(text, 9)
    back = openpyxl.load_workbook(target)["Registre"]["F9"]
    assert back.is_date


def test_dates_are_serial_numbers_of_the_1904_system(tmp_path):
    path = tmp_path / "1904.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as made:
        made.add_worksheet("F").write("A1", 1)
    set_cells(path, tmp_path / "b.xlsx", {"F": {"A1": DAY, "A2": dt.date(1903, 12, 31)}})
    assert b"<v>44633</v>" in parts(tmp_path / "b.xlsx")[SHEET1]
    sheet = read(tmp_path / "b.xlsx").sheets[0]
    assert [sheet.value(1, 1), sheet.value(2, 1)] == [DAY, "31/12/1903"]


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("General", DAY),
        ("0.00", DAY),
        ("hh:mm", DAY),
        ("[h]:mm", DAY),
        ("dd/mm/yyyy", 12),
        ("[h]:mm", 12),
        ("h:mm AM/PM", 12.5),
        ("dd/mm/yyyy", dt.time(6)),
        ('"jour "0', DAY),
        ("[Red]0", DAY),
        ("@", 3),
        ("dd/mm/yyyy hh:mm", DAY),
        ("0.00", dt.datetime(2026, 3, 14, 6)),
    ],
)
def test_a_value_reads_back_the_same_whatever_the_format_of_its_cell(tmp_path, code, value):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("F").write("B2", 1, made.add_format({"num_format": code, "bold": True}))
    set_cells(path, path, {"F": {"B2": value}})
    found = read(path).sheets[0].value(2, 2)
    assert (found, type(found)) == (value, type(value))
    assert openpyxl.load_workbook(path)["F"]["B2"].font.b


def test_the_same_format_is_added_once(book, tmp_path):
    cells = {f"F{row}": DAY for row in range(1, 9)}
    before = parts(book)["xl/styles.xml"].count(b"<xf ")
    assert edited(book, tmp_path / "b.xlsx", {"Registre": cells})["xl/styles.xml"].count(b"<xf ") <= before + 1


def test_a_workbook_without_styles_gets_some(tmp_path):
    path = minimal(tmp_path / "a.xlsx", sheet_text(b'<row r="1"><c r="A1"><v>1</v></c></row>'))
    set_cells(path, path, {"Feuille": {"A1": DAY}})
    assert read(path).sheets[0].value(1, 1) == DAY
    assert openpyxl.load_workbook(path)["Feuille"]["A1"].value == dt.datetime(2026, 3, 14)


@pytest.mark.parametrize(
    "styles",
    [
        b'<styleSheet xmlns="%s"/>',
        b'<styleSheet xmlns="%s"><fonts count="0"/></styleSheet>',
        b'<styleSheet xmlns="%s"><numFmts count="0"/><cellXfs count="0"/></styleSheet>',
    ],
)
def test_scanty_styles_are_completed(tmp_path, styles):
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="' + office + b'/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="'
        + office + b'/styles" Target="styles.xml"/></Relationships>'
    )  # fmt: skip
    path = minimal(
        tmp_path / "a.xlsx",
        sheet_text(b'<row r="1"><c r="A1"><v>1</v></c></row>'),
        extra={
            "xl/styles.xml": styles % b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "xl/_rels/workbook.xml.rels": rels,
        },
    )
    set_cells(path, path, {"Feuille": {"A1": DAY}})
    assert read(path).sheets[0].value(1, 1) == DAY


def test_a_new_cell_takes_the_format_of_its_row_or_column(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("F")
        sheet.set_column(1, 1, 20, made.add_format({"bold": True}))
        sheet.set_row(4, 20, made.add_format({"italic": True}))
    set_cells(path, path, {"F": {"B2": "a", "B5": "b", "C2": "c"}})
    sheet = openpyxl.load_workbook(path)["F"]
    assert (sheet["B2"].font.b, sheet["B5"].font.i, sheet["C2"].font.b) == (True, True, False)


@pytest.mark.parametrize(
    ("value", "words"), [("x" * 32_768, "32767"), (float("nan"), "nombre"), (float("inf"), "nombre")]
)
def test_what_no_cell_can_hold_is_refused_in_french(book, tmp_path, value, words):
    with pytest.raises(IncompleteEntry) as caught:
        set_cells(book, tmp_path / "b.xlsx", {"Registre": {"B6": value}})
    assert words in caught.value.problems["B6"]
    assert not (tmp_path / "b.xlsx").exists()


def test_an_unknown_sheet_and_a_wrong_address(book, tmp_path):
    with pytest.raises(MissingTable):
        set_cells(book, tmp_path / "b.xlsx", {"Inconnue": {"A1": 1}})
    with pytest.raises(ValueError, match="A0"):
        set_cells(book, tmp_path / "b.xlsx", {"Registre": {"A0": 1}})


def test_cells_and_rows_are_inserted_in_order_and_the_dimension_grows(book, tmp_path):
    cells = {"Registre": {"C3": 1, "A3": 2, "AA6": 3, "B40": 4}}
    text = edited(book, tmp_path / "b.xlsx", cells)[SHEET1]
    assert re.findall(rb'<row r="(\d+)"', text) == [b"1", b"3", b"5", b"6", b"7", b"8", b"40"]
    assert re.findall(rb'r="([A-Z]+)3"', row_of(text, 3)) == [b"A", b"C"]
    assert b'<dimension ref="A1:AA40"/>' in text
    assert b'spans="1:27"' in row_of(text, 6)


def test_an_empty_sheet_gets_its_first_row(tmp_path):
    path = tmp_path / "vide.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("F")
    set_cells(path, path, {"F": {"B2": "a", "A1": 1}})
    sheet = read(path).sheets[0]
    assert (sheet.value(1, 1), sheet.value(2, 2)) == (1, "a")


def test_empty_rows_and_cells_without_address(tmp_path):
    rows = b'<row/><row><c><v>1</v></c><c><v>2</v></c></row><row r="5" spans="x"/>'
    path = minimal(tmp_path / "a.xlsx", sheet_text(rows))
    set_cells(path, path, {"Feuille": {"A2": None, "C2": 3, "A5": 5, "A1": 0, "A9": 9}})
    assert read(path).sheets[0].rows[:2] == [[0, None, None], [None, 2, 3]]
    assert [read(path).sheets[0].value(row, 1) for row in (5, 9)] == [5, 9]
    set_cells(path, path, {"Feuille": {"B2": None}})
    assert read(path).sheets[0].rows[1] == [None, None, 3]


def test_prefixes_comments_and_unknown_things_stay(tmp_path):
    text = (
        b'<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        b'xmlns:mc="urn:mc" mc:Ignorable="z" xmlns:z="urn:z"><x:sheetData><!-- <x:row r="1"/> --><x:row r="1" z:a="1">'
        b"<x:c r='A1' z:b='>'><x:v>1</x:v></x:c><x:c r='B1' t='str'><x:v><![CDATA[<x:c r=\"Z1\"/>]]></x:v></x:c>"
        b"</x:row></x:sheetData><z:inconnu/></x:worksheet>"
    )
    path = minimal(tmp_path / "a.xlsx", text)
    set_cells(path, path, {"Feuille": {"C1": "é"}})
    expected = text.replace(
        b"</x:c></x:row>", b'</x:c><x:c r="C1" t="inlineStr"><x:is><x:t>\xc3\xa9</x:t></x:is></x:c></x:row>'
    )
    assert parts(path)[SHEET1] == expected


def test_a_part_in_utf_16_is_edited_in_utf_8(tmp_path):
    text = sheet_text(b'<row r="1"><c r="A1"><v>1</v></c></row>').decode().replace("UTF-8", "UTF-16")
    path = minimal(tmp_path / "a.xlsx", text.encode("utf-16"))
    set_cells(path, path, {"Feuille": {"B1": "é"}})
    assert read(path).sheets[0].rows == [[1, "é"]]


def test_a_value_in_the_place_of_a_formula_ends_the_chain(tmp_path, book):
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    old = parts(book)
    chained = with_parts(
        book,
        tmp_path / "a.xlsx",
        {
            "xl/calcChain.xml": b'<calcChain><c r="B1" i="2"/></calcChain>',
            "xl/_rels/workbook.xml.rels": old["xl/_rels/workbook.xml.rels"].replace(
                b"</Relationships>",
                b'<Relationship Id="c" Type="' + office + b'" Target="calcChain.xml"/></Relationships>',
            ),
            "[Content_Types].xml": old["[Content_Types].xml"].replace(
                b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>'
            ),
        },
    )
    set_cells(chained, tmp_path / "b.xlsx", {"Autre": {"A1": "rien"}})
    assert "xl/calcChain.xml" in parts(tmp_path / "b.xlsx")
    new = edited(chained, tmp_path / "c.xlsx", {"Autre": {"B1": 5}})
    assert changed_parts(chained, tmp_path / "c.xlsx") == {
        SHEET2,
        "xl/calcChain.xml",
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
    }
    assert b"calcChain" not in new["xl/_rels/workbook.xml.rels"] + new["[Content_Types].xml"]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (b"", b'</sheets><calcPr fullCalcOnLoad="1"/>'),
        (b'<calcPr calcId="1"/>', b'<calcPr calcId="1" fullCalcOnLoad="1"/>'),
        (b'<calcPr fullCalcOnLoad="1"/>', b'<calcPr fullCalcOnLoad="1"/>'),
    ],
)
def test_formulas_are_calculated_when_the_workbook_is_opened(tmp_path, book, settings, expected):
    main = re.sub(rb"<calcPr[^>]*/>", settings, parts(book)["xl/workbook.xml"])
    path = with_parts(book, tmp_path / "a.xlsx", {"xl/workbook.xml": main})
    assert expected in edited(path, tmp_path / "b.xlsx", {"Registre": {"B6": "x"}})["xl/workbook.xml"]


def test_a_workbook_without_formulas_is_not_calculated(tmp_path):
    path = minimal(tmp_path / "a.xlsx", sheet_text(b'<row r="1"><c r="A1"><v>1</v></c></row>'))
    set_cells(path, tmp_path / "b.xlsx", {"Feuille": {"A1": 2}})
    assert changed_parts(path, tmp_path / "b.xlsx") == {SHEET1}


def test_stale_results_are_taken_out_and_others_stay(book, tmp_path):
    new = edited(book, tmp_path / "b.xlsx", {"Registre": {"C6": 50}})
    assert b'<c r="B1"><f>SUM(Registre!C6:C8)</f></c>' in new[SHEET2]
    assert b"<f>1+1</f><v>2</v>" in new[SHEET2]
    assert b"<v>" not in row_of(new[SHEET1], 6).partition(b"<f>")[2]
    assert b"<v>0</v>" in row_of(new[SHEET1], 7).partition(b"<f>")[2]


def test_followers_of_a_shared_formula_keep_theirs(tmp_path):
    rows = (
        b'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2</f><v>2</v></c></row>'
        b'<row r="2"><c r="B2"><f t="shared" si="0"/><v>0</v></c><c r="C2"><f t="shared" si="1"/></c></row>'
        b'<row r="3"><c r="B3"><f t="shared" si="0"/><v>0</v></c></row>'
    )
    path = minimal(tmp_path / "a.xlsx", sheet_text(rows))
    text = edited(path, tmp_path / "b.xlsx", {"Feuille": {"B1": 5}})[SHEET1]
    assert b'<c r="B2"><f>A2*2</f><v>0</v></c>' in text
    assert b'<c r="B3"><f>A3*2</f><v>0</v></c>' in text
    text = edited(path, tmp_path / "c.xlsx", {"Feuille": {"A2": 5}})[SHEET1]
    assert b'<c r="B2"><f t="shared" si="0"/></c>' in text


def test_a_merged_cell_that_would_hide_a_value_is_taken_apart(book, tmp_path):
    kept = edited(book, tmp_path / "b.xlsx", {"Autre": {"D1": "visible"}})[SHEET2]
    assert b'<mergeCell ref="D1:E2"/>' in kept
    apart = edited(book, tmp_path / "c.xlsx", {"Autre": {"E2": "visible"}})[SHEET2]
    assert b"mergeCell" not in apart


def test_other_merged_cells_stay(tmp_path):
    after = b'<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'
    path = minimal(tmp_path / "a.xlsx", sheet_text(b'<row r="1"><c r="A1"><v>1</v></c></row>', after=after))
    text = edited(path, path, {"Feuille": {"B2": 1}})[SHEET1]
    assert b'<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>' in text


def test_a_signed_package_is_refused(book, tmp_path):
    signed = with_parts(book, tmp_path / "a.xlsx", {"_xmlsignatures/origin.sigs": b""})
    with pytest.raises(SignedWorkbook):
        set_cells(signed, tmp_path / "b.xlsx", {"Registre": {"A1": 1}})


def test_a_damaged_sheet_is_refused(book, tmp_path):
    broken = with_parts(book, tmp_path / "a.xlsx", {SHEET1: b"<worksheet><sheetData>"})
    with pytest.raises(DamagedWorkbook):
        set_cells(broken, tmp_path / "b.xlsx", {"Registre": {"A1": 1}})
    unclosed = with_parts(book, tmp_path / "d.xlsx", {SHEET1: sheet_text(b'<row r="1"><c r="A1"><v>1</c></row>')})
    with pytest.raises(DamagedWorkbook):
        set_cells(unclosed, tmp_path / "b.xlsx", {"Registre": {"A1": 1}})
    binary = with_parts(book, tmp_path / "c.xlsx", {SHEET1: b'<?xml version="1.0" encoding="x-inconnu"?><a/>'})
    with pytest.raises(DamagedWorkbook):
        set_cells(binary, tmp_path / "b.xlsx", {"Registre": {"A1": 1}})


def appended(row, values, table="t_essai", before=None):
    return RowChange(sheet="Registre", row=row, before=before or {}, after=values, table=table)


def test_a_row_below_its_table_makes_it_grow_with_its_formats_formulas_and_rules(book):
    before = parts(book)
    apply(book, change(appended(9, {1: DAY, 2: "=neuf"}), appended(10, {1: DAY, 3: 4})), keep=0)
    after = parts(book)
    assert {name for name in after if after[name] != before.get(name)} == {SHEET1, TABLE}
    assert b'ref="A5:D10"' in after[TABLE]
    assert b'<autoFilter ref="A5:D10"/>' in after[TABLE]
    assert b'sqref="A6:A10"' in after[SHEET1]
    assert b'<conditionalFormatting sqref="A6:D10">' in after[SHEET1]
    sheet = openpyxl.load_workbook(book)["Registre"]
    assert sheet["A9"].number_format == "dd/mm/yyyy"
    assert sheet["B10"].font.b
    assert sheet["B9"].data_type == "s"
    assert sheet["D10"].value == sheet["D8"].value
    area = Area(first_row=5, first_column=1, last_row=10, last_column=4)
    assert read(book).sheets[0].tables[0].area == area


def test_a_row_taken_back_leaves_its_formulas(book):
    row = appended(9, {1: DAY, 2: "neuf"})
    apply(book, change(row), keep=0)
    apply(book, change(row).inverted(), keep=0)
    sheet = read(book).sheets[0]
    assert [sheet.value(9, 1), sheet.value(9, 2)] == [None, None]
    assert (9, 4) in sheet.formulas


def test_a_row_inside_its_table_keeps_its_looks_and_gets_missing_formulas(book):
    set_cells(book, book, {"Registre": {"D7": None, "A7": None}})
    apply(book, change(appended(7, {1: DAY})), keep=0)
    sheet = read(book).sheets[0]
    assert sheet.value(7, 1) == DAY
    assert (7, 4) in sheet.formulas
    assert sheet.tables[0].area.last_row == 8


def test_the_first_row_of_a_table_does_not_look_like_its_header(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Registre")
        bold = made.add_format({"bold": True})
        columns = [{"header": "Date", "header_format": bold}, {"header": "État", "formula": "[@Date]+1"}]
        sheet.add_table("A1:B2", {"name": "t_essai", "columns": columns})
        sheet.write_blank("B2", None)
    text = parts(path)
    blank = re.sub(rb'<row r="2".*?</row>', b"", text[SHEET1])
    path = with_parts(path, tmp_path / "b.xlsx", {SHEET1: blank})
    apply(path, change(appended(2, {1: DAY})), keep=0)
    sheet = openpyxl.load_workbook(path)["Registre"]
    assert not sheet["A2"].font.b
    assert sheet["B2"].value.startswith("=")


def test_live_columns_of_our_tables_come_back_when_another_program_dropped_them(register_path):
    table = next(name for name, text in parts(register_path).items() if b'"t_registre"' in text and "tables" in name)
    bare = re.sub(rb"<calculatedColumnFormula>.*?</calculatedColumnFormula>", b"", parts(register_path)[table])
    sheet_name = "xl/worksheets/sheet3.xml"
    rows = re.sub(rb"<sheetData>.*</sheetData>", lambda m: re.sub(rb"<f>.*?</f><v>[^<]*</v>", b"", m[0]),
                  parts(register_path)[sheet_name], flags=re.DOTALL)  # fmt: skip
    path = with_parts(register_path, register_path.with_name("b.xlsx"), {table: bare, sheet_name: rows})
    assert not read(path).sheets[2].formulas
    row = RowChange(sheet="Registre", row=6, before={}, after={1: "26.1001.001"}, table="t_registre")
    apply(path, change(row), keep=0)
    assert len(read(path).sheets[2].formulas) == 3


def test_totals_move_below_the_rows_that_a_table_gets(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Registre")
        columns = [{"header": "Nom", "total_string": "Total"}, {"header": "Nombre", "total_function": "sum"}]
        sheet.add_table("A1:B3", {"name": "t_essai", "columns": columns, "total_row": True, "data": [["a", 1]]})
        sheet.write("B9", "obstacle")
    apply(path, change(appended(3, {1: "b", 2: 2})), keep=0)
    found = read(path).sheets[0]
    assert [found.value(3, 1), found.value(4, 1)] == ["b", "Total"]
    assert found.tables[0].area.last_row == 4
    assert b'<autoFilter ref="A1:B3"/>' in parts(path)[TABLE]
    set_cells(path, path, {"Registre": {"B5": "obstacle"}})
    with pytest.raises(OperationRefused):
        apply(path, change(appended(4, {1: "c"})))


def plain_range(tmp_path, header=True):
    path = tmp_path / "plage.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Registre")
        bold = made.add_format({"bold": True})
        date = made.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row("A1", ["Date", "Nom", "Reste"], bold)
        if not header:
            sheet.write_datetime("A2", dt.datetime(2026, 1, 1), date)
            sheet.write("B2", "x")
            sheet.write_formula("C2", "A2+10", None, 1)
        sheet.autofilter("A1:C2")
        sheet.data_validation("B2", {"validate": "length", "criteria": ">", "value": 1})
    return path


def test_a_row_below_a_plain_range_is_dressed_like_the_one_above(tmp_path):
    path = plain_range(tmp_path, header=False)
    apply(path, change(appended(3, {1: DAY, 2: "y"}, table="")), keep=0)
    sheet = read(path).sheets[0]
    assert sheet.value(3, 1) == DAY
    assert sheet.formulas[3, 3] == "A3+10"
    text = parts(path)[SHEET1]
    assert b'<autoFilter ref="A1:C3"/>' in text
    assert b'sqref="B2:B3"' in text


def test_a_row_below_a_plain_header_does_not_look_like_it(tmp_path):
    path = plain_range(tmp_path)
    apply(path, change(appended(2, {1: DAY, 2: "y"}, table="")), keep=0)
    sheet = openpyxl.load_workbook(path)["Registre"]
    assert not sheet["B2"].font.b
    assert sheet["A2"].is_date


def test_rules_of_the_extension_stretch_too(tmp_path):
    after = (
        b'<ignoredErrors><ignoredError sqref="A2:B2" numberStoredAsText="1"/></ignoredErrors>'
        b'<extLst xmlns:x14="urn:x14" xmlns:xm="urn:xm"><ext uri="a"><x14:dataValidations count="1">'
        b"<x14:dataValidation><xm:sqref>A2 F2 A9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    rows = (
        b'<row r="1"><c r="A1" t="str"><v>h</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>1</v></c></row>'
    )
    path = minimal(tmp_path / "a.xlsx", sheet_text(rows, after=after))
    row = RowChange(sheet="Feuille", row=3, before={}, after={1: 5})
    apply(path, change(row), keep=0)
    text = parts(path)[SHEET1]
    assert b"<xm:sqref>A2:A3 F2 A9</xm:sqref>" in text
    assert b'<ignoredError sqref="A2:B3"' in text


def test_changes_go_in_order_and_a_cell_may_change_twice(book):
    apply(book, change(appended(9, {1: DAY}), *one("Registre", 9, 1, dt.date(2026, 4, 1)).changes), keep=0)
    assert read(book).sheets[0].value(9, 1) == dt.date(2026, 4, 1)
    assert openpyxl.load_workbook(book)["Registre"]["A9"].number_format == "dd/mm/yyyy"


def test_a_change_and_its_inverse_give_the_same_values_back(book):
    before = read(book).sheets[0].rows
    changes = change(
        CellChange(sheet="Registre", row=6, column=1, before=dt.date(2026, 1, 5), after="texte"),
        CellChange(sheet="Registre", row=6, column=3, before=5, after=DAY),
        CellChange(sheet="Registre", row=7, column=2, before="nom 6", after=None),
    )
    apply(book, changes, keep=0)
    assert read(book).sheets[0].rows != before
    apply(book, changes.inverted(), keep=0)
    assert [row[:3] for row in read(book).sheets[0].rows] == [row[:3] for row in before]


def test_a_file_changed_since_it_was_read_is_left_alone(book):
    known = fingerprint(book)
    set_cells(book, book, {"Registre": {"A1": "entre-temps"}})
    with pytest.raises(WorkbookChanged):
        apply(book, one("Registre", 1, 1, "trop tard"), fingerprint=known)
    assert read(book).sheets[0].value(1, 1) == "entre-temps"


def test_a_new_target_is_written_and_the_source_stays(book, tmp_path):
    before = book.read_bytes()
    target = tmp_path / "copie.xlsx"
    assert apply(book, one("Registre", 1, 1, "copie"), target=target, fingerprint=fingerprint(book)) is None
    assert book.read_bytes() == before
    assert read(target).sheets[0].value(1, 1) == "copie"
    with pytest.raises(WorkbookExists):
        apply(book, one("Registre", 1, 1, "copie"), target=target)


@pytest.mark.parametrize(
    ("written", "header"),
    [("Personne", "Personne"), ("Date", "Date2"), (None, "Colonne"), (12, "12"), ("deux\nlignes", "deux\nlignes")],
)
def test_the_header_of_a_table_names_its_column_too(book, written, header):
    set_cells(book, book, {"Registre": {"B5": written}})
    sheet = openpyxl.load_workbook(book)["Registre"]
    assert sheet["B5"].value == header
    assert sheet.tables["t_essai"].tableColumns[1].name == header


def test_the_same_header_again_changes_nothing_in_the_table(book, tmp_path):
    set_cells(book, tmp_path / "b.xlsx", {"Registre": {"B5": "Nom"}})
    assert changed_parts(book, tmp_path / "b.xlsx") == {SHEET1}


def test_a_column_that_formulas_call_by_its_name_keeps_it(book, tmp_path):
    with pytest.raises(OperationRefused):
        set_cells(book, tmp_path / "b.xlsx", {"Registre": {"C5": "Quantité"}})


def test_a_cell_written_in_an_array_leaves_the_array_its_values(tmp_path):
    rows = (
        b'<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2*2</f><v>4</v></c><c r="B1"><v>2</v></c></row>'
        b'<row r="2"><c r="A2"><v>6</v></c><c r="C2"><f t="array" ref="C2">SUM(B1:B2)</f><v>5</v></c></row>'
    )
    path = minimal(tmp_path / "a.xlsx", sheet_text(rows))
    text = edited(path, tmp_path / "b.xlsx", {"Feuille": {"A2": 7}})[SHEET1]
    assert b'<c r="A1"><v>4</v></c>' in text
    assert b'<f t="array" ref="C2">' in text
    text = edited(path, tmp_path / "c.xlsx", {"Feuille": {"A1": 7}})[SHEET1]
    assert b'<c r="A2"><v>6</v></c>' in text


def test_a_row_below_shared_formulas_gets_the_formula_written_out(tmp_path):
    rows = (
        b'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f><v>2</v></c>'
        b'<c r="C1"><f t="shared" ref="C1:C2" si="1">A1*3</f><v>3</v></c></row>'
        b'<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f t="shared" si="0"/><v>2</v></c>'
        b'<c r="C2"><f t="shared" si="9"/><v>2</v></c></row>'
    )
    path = minimal(tmp_path / "a.xlsx", sheet_text(rows))
    apply(path, change(RowChange(sheet="Feuille", row=3, before={}, after={1: 5})), keep=0)
    sheet = read(path).sheets[0]
    assert sheet.formulas[3, 2] == "A3*2"
    assert (3, 3) not in sheet.formulas


def test_a_damaged_table_is_refused(book, tmp_path):
    path = with_parts(book, tmp_path / "a.xlsx", {TABLE: parts(book)[TABLE].replace(b'ref="A5:D8"', b'ref="?"')})
    with pytest.raises(DamagedWorkbook):
        apply(path, change(appended(9, {1: DAY})))


def test_a_table_that_is_not_there_is_no_obstacle(book):
    apply(book, change(appended(9, {1: DAY}, table="t_absente")), keep=0)
    assert read(book).sheets[0].value(9, 1) == DAY
    assert read(book).sheets[0].tables[0].area.last_row == 8
