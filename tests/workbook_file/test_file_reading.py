"""What a workbook file holds, whoever wrote it and however."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from helpers_file import minimal, parts, sheet_text, with_parts

from reclam_xl.errors import DamagedWorkbook
from reclam_xl.register.contents import Area
from reclam_xl.values import CellError
from reclam_xl.workbook.file import fingerprint, read, reading

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def first(path):
    return read(path).sheets[0]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (b'<c r="A1" t="n"><v>12</v></c>', 12),
        (b'<c r="A1"><v>12.1001</v></c>', 12.1001),
        (b'<c r="A1"><v>1e+20</v></c>', 1e20),
        (b'<c r="A1" t="b"><v>1</v></c>', True),
        (b'<c r="A1" t="str"><v>12.1001.001</v></c>', "12.1001.001"),
        (b'<c r="A1" t="inlineStr"><is><t>000042</t></is></c>', "000042"),
        (b'<c r="A1" t="inlineStr"><is><r><t>ri</t></r><r><t>che</t></r></is></c>', "riche"),
        (b'<c r="A1" t="inlineStr"><is><t>a_x000D_b</t></is></c>', "a\rb"),
        (b'<c r="A1" t="inlineStr"><is><t>_x005F_x000D_</t></is></c>', "_x000D_"),
        (b'<c r="A1" t="e"><v>#N/A</v></c>', CellError("#N/A")),
        (b'<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', CellError("#DIV/0!")),
        (b"<c r='A1' t='e'><v>#REF!</v></c>", CellError("#REF!")),
        (b'<c t="e"/>', CellError("#N/A")),
        (b'<c r="A1" t="str"><f>IF(1,"")</f><v></v></c>', ""),
        (b'<c r="A1"><f>1+1</f></c>', None),
        (b'<c r="A1" s="0"/>', None),
    ],
)
def test_values_come_as_the_register_wants_them(tmp_path, cell, expected):
    rows = b'<row r="1">' + cell + b'</row><row r="2"><c r="A2"><v>1</v></c></row>'
    found = first(minimal(tmp_path / "a.xlsx", sheet_text(rows))).value(1, 1)
    assert (found, type(found)) == (expected, type(expected))


def test_dates_are_days_and_bear_a_time_only_when_they_have_one(tmp_path):
    path = tmp_path / "dates.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        for row, (code, number) in enumerate(
            [
                ("dd/mm/yyyy", 46095),
                ("dd/mm/yyyy hh:mm", 46095),
                ("dd/mm/yyyy hh:mm", 46095.5),
                ("hh:mm", 0.25),
                ("[h]:mm", 1.5),
                ("General", 46095),
            ]
        ):
            sheet.write_number(row, 0, number, made.add_format({"num_format": code}))
    day = dt.date(2026, 3, 14)
    expected = [day, day, dt.datetime(2026, 3, 14, 12), dt.time(6), 1.5, 46095]
    assert [first(path).value(row, 1) for row in range(1, 7)] == expected


def test_the_1904_date_system(tmp_path):
    path = tmp_path / "1904.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as made:
        made.add_worksheet().write_datetime(0, 0, dt.datetime(2026, 3, 14), made.add_format({"num_format": "d/m/yy"}))
    contents = read(path)
    assert contents.date1904
    assert contents.sheets[0].value(1, 1) == dt.date(2026, 3, 14)


def test_values_stay_where_they_stand(tmp_path):
    rows = b'<row r="3"><c r="C3"><v>7</v></c></row>'
    sheet = first(minimal(tmp_path / "a.xlsx", sheet_text(rows)))
    assert (sheet.value(3, 3), sheet.value(1, 1), sheet.value(9, 9)) == (7, None, None)


def test_structure_of_a_workbook(book):
    contents = read(book)
    sheet = contents.sheets[0]
    area = Area(first_row=5, first_column=1, last_row=8, last_column=4)
    assert [(table.name, table.area) for table in sheet.tables] == [("t_essai", area)]
    assert sheet.validations == (Area(first_row=6, first_column=1, last_row=8, last_column=1),)
    assert sheet.highlights == (Area(first_row=6, first_column=1, last_row=8, last_column=4),)
    assert set(sheet.formulas) == {(6, 4), (7, 4), (8, 4)}
    other = contents.sheets[1]
    assert other.merged == (Area(first_row=1, first_column=4, last_row=2, last_column=5),)
    assert other.formulas[1, 2] == "SUM(Registre!C6:C8)"
    assert not other.protected
    assert not contents.foreign_macros


def test_hidden_and_protected_sheets_names_macros_and_links(tmp_path):
    path = tmp_path / "tout.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("A").write("A1", 1)
        hidden = made.add_worksheet("B")
        hidden.hide()
        hidden.protect()
        chart = made.add_chart({"type": "bar"})
        chart.add_series({"values": "=A!$A$1:$A$3"})
        made.add_chartsheet("Graphique").set_chart(chart)
        made.define_name("liste_a", "=A!$A$1:$A$3")
        made.define_name("B!seul", "=B!$A$1")
        made.set_custom_property("reclam_xl.layout", 3)
        made.set_custom_property("autre", "x")
    rels = parts(path)["xl/_rels/workbook.xml.rels"]
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    extra = b'<Relationship Id="x1" Type="' + office + b'externalLink" Target="externalLinks/e.xml"/>'
    extra += b'<Relationship Id="x2" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
    extra += b'Target="vbaProject.bin"/></Relationships>'
    changed = with_parts(
        path, tmp_path / "b.xlsx", {"xl/_rels/workbook.xml.rels": rels.replace(b"</Relationships>", extra)}
    )
    contents = read(changed)
    assert [(sheet.name, sheet.hidden, sheet.protected) for sheet in contents.sheets] == [
        ("A", False, False),
        ("B", True, True),
    ]
    assert contents.names == {"liste_a": "A!$A$1:$A$3", "seul": "B!$A$1"}
    assert contents.layout_version == 3
    assert contents.foreign_macros
    assert contents.external_links


def test_a_layout_version_that_is_no_number_is_none(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet().write("A1", 1)
        made.set_custom_property("reclam_xl.layout", "deux")
    assert read(path).layout_version is None


def test_rules_of_the_extension_of_excel_2010(tmp_path):
    after = (
        b'<extLst xmlns:x14="urn:x14" xmlns:xm="urn:xm"><ext uri="a"><x14:dataValidations count="1">'
        b'<x14:dataValidation type="list"><x14:formula1><xm:f>Autre!$A$1:$A$3</xm:f></x14:formula1>'
        b"<xm:sqref>B2:B9 D2</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
        b'<ext uri="b"><x14:conditionalFormattings><x14:conditionalFormatting><xm:sqref>C1:C4</xm:sqref>'
        b"</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    sheet = first(minimal(tmp_path / "a.xlsx", sheet_text(rows, after=after)))
    assert sheet.validations == (
        Area(first_row=2, first_column=2, last_row=9, last_column=2),
        Area(first_row=2, first_column=4, last_row=2, last_column=4),
    )
    assert sheet.highlights == (Area(first_row=1, first_column=3, last_row=4, last_column=3),)


def test_whole_columns_and_rows_are_areas(tmp_path):
    after = b'<dataValidations count="1"><dataValidation sqref="B:C 4:5 ??"/></dataValidations>'
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    assert first(minimal(tmp_path / "a.xlsx", sheet_text(rows, after=after))).validations == (
        Area(first_row=1, first_column=2, last_row=1_048_576, last_column=3),
        Area(first_row=4, first_column=1, last_row=5, last_column=16_384),
    )


@pytest.mark.parametrize(
    "rows",
    [
        b'<x:row r="1"><x:c r="A1"><x:f>B1&amp;"x"</x:f></x:c><x:c r="B1" t="str"><x:f/><x:v>v</x:v></x:c></x:row>',
        b'<x:row><x:c><x:f>B1&amp;"x"</x:f></x:c><x:c t="str"><x:f t="shared" si="0"/><x:v>v</x:v></x:c></x:row>',
    ],
)
def test_prefixed_names_and_missing_addresses(tmp_path, rows):
    text = b'<x:worksheet xmlns:x="' + MAIN + b'"><x:sheetData>' + rows + b"</x:sheetData></x:worksheet>"
    sheet = first(minimal(tmp_path / "a.xlsx", text))
    assert sheet.formulas == {(1, 1): 'B1&"x"', (1, 2): ""}
    assert sheet.uncached == {(1, 1)}
    assert sheet.value(1, 2) == "v"


def test_formulas_without_result_are_told(tmp_path):
    rows = (
        b'<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v>2</v></c>'
        b'<c r="D1"><f t="shared" ref="D1:D2" si="0">A1&lt;2</f><v>1</v></c></row>'
        b'<row r="2"><c r="D2"><f t="shared" si="0"/><v>1</v></c><c r="E2" t="str"><f>""</f><v></v></c></row>'
    )
    sheet = first(minimal(tmp_path / "a.xlsx", sheet_text(rows)))
    assert sheet.uncached == {(1, 1), (1, 2)}
    assert sheet.formulas[1, 4] == "A1<2"
    assert sheet.formulas[2, 4] == ""
    assert sheet.value(2, 5) == ""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "utf-8-sig"])
def test_parts_in_other_encodings(tmp_path, encoding):
    declared = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    rows = '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>1</v></c></row>'
    text = f'<?xml version="1.0" encoding="{declared}"?><worksheet xmlns="{MAIN.decode()}"><sheetData>{rows}'
    text += "</sheetData><!-- é --></worksheet>"
    path = minimal(tmp_path / "a.xlsx", text.encode(encoding))
    assert first(path).value(1, 1) == CellError("#N/A")


def test_an_unknown_encoding_is_damage(tmp_path):
    text = b'<?xml version="1.0" encoding="klingon"?>' + sheet_text(b"").split(b"?>", 1)[1]
    with pytest.raises(DamagedWorkbook):
        read(minimal(tmp_path / "a.xlsx", text))


def test_a_panic_of_the_parser_is_damage(book, monkeypatch):
    class PanicException(BaseException):
        pass

    class Book:
        def get_sheet_by_name(self, name):
            raise PanicException("index out of bounds")

    monkeypatch.setattr(reading, "python_calamine", _Panicking(Book))
    with pytest.raises(DamagedWorkbook):
        read(book)


class _Panicking:
    """Stands for the parser: every sheet makes it panic."""

    class CalamineError(Exception):
        pass

    def __init__(self, book):
        self.CalamineWorkbook = type("W", (), {"from_filelike": staticmethod(lambda data: book())})


def test_an_interruption_passes_through(book, monkeypatch):
    class Book:
        def get_sheet_by_name(self, name):
            raise KeyboardInterrupt

    monkeypatch.setattr(reading, "python_calamine", _Panicking(Book))
    with pytest.raises(KeyboardInterrupt):
        read(book)


def test_the_fingerprint_changes_with_the_file(book):
    before = fingerprint(book)
    assert before == read(book).fingerprint
    changed = openpyxl.load_workbook(book)
    changed["Autre"]["A1"] = "autre"
    changed.save(book)
    assert fingerprint(book) != before


def test_reading_imports_neither_openpyxl_nor_lxml_nor_pandas(book):
    code = (
        "import sys; from reclam_xl.workbook.file import read; read(sys.argv[1]);"
        "print([name for name in ('openpyxl', 'lxml', 'pandas', 'xlsxwriter', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(book)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_table_without_area_or_part_is_left_out(tmp_path, book):
    table = parts(book)["xl/tables/table1.xml"]
    changed = with_parts(book, tmp_path / "a.xlsx", {"xl/tables/table1.xml": table.replace(b'ref="A5:D8"', b'ref="?"')})
    assert first(changed).tables == ()
    assert first(with_parts(book, tmp_path / "b.xlsx", {"xl/tables/table1.xml": None})).tables == ()


@pytest.mark.parametrize("part", ["xl/worksheets/sheet3.xml", "xl/tables/table1.xml"])
def test_a_part_cut_short_is_refused(register_path: Path, tmp_path: Path, part: str) -> None:
    cut = tmp_path / "coupe.xlsx"
    with zipfile.ZipFile(register_path) as old, zipfile.ZipFile(cut, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: data.rindex(b"</")] if name == part else data)
    with pytest.raises(DamagedWorkbook):
        read(cut)
