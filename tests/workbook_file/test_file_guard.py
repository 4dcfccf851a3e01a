"""What is refused at the door, and as what."""

from __future__ import annotations

import struct
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from helpers_file import minimal, parts, sheet_text, with_parts

from reclam_xl import errors
from reclam_xl.workbook.file import guard, read
from reclam_xl.workbook.file.guard import open_package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", errors.NothingInFile),
        (b"un texte", errors.NotAWorkbook),
        (OLE + "Workbook".encode("utf-16-le"), errors.LegacyWorkbook),
        (OLE + "EncryptedPackage".encode("utf-16-le"), errors.EncryptedWorkbook),
        (OLE + "WordDocument".encode("utf-16-le"), errors.NotAWorkbook),
        (b"\x09\x08\x10\x00\x00\x06", errors.LegacyWorkbook),
        (b"PK\3\4" + b"\0" * 100, errors.DamagedWorkbook),
        (b"PK\3\4" + b"\0" * 40 + b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 1, 1, 46, 4, 0), errors.DamagedWorkbook),
    ],
)
def test_each_kind_of_file_is_told_apart(tmp_path, content, fault):
    path = tmp_path / "fichier.xlsx"
    path.write_bytes(content)
    with pytest.raises(fault) as caught:
        open_package(path)
    assert type(caught.value) is fault


def test_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(errors.WorkbookMissing):
        open_package(tmp_path / "absent.xlsx")
    with pytest.raises(errors.FolderGiven):
        open_package(tmp_path)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(errors.WorkbookMissing):
        open_package(tmp_path / "file" / "book.xlsx")


def test_a_file_that_cannot_be_opened(tmp_path, book, monkeypatch):
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(errors.UnreadableWorkbook) as caught:
        open_package(book)
    assert caught.value.detail == "Permission denied"


@pytest.mark.parametrize(
    ("name", "content", "detail"),
    [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", "ODF"),
        ("autre.txt", b"bonjour", "zip"),
    ],
)
def test_other_zip_files_say_what_they_are(tmp_path, name, content, detail):
    path = tmp_path / "fichier.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(name, content)
    with pytest.raises(errors.NotAWorkbook) as caught:
        open_package(path)
    assert caught.value.detail == detail


@pytest.mark.parametrize(
    ("mark", "detail"),
    [
        (b"application/vnd.ms-excel.sheet.binary.macroEnabled.main", "XLSB"),
        (b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "DOCX"),
        (b"application/unknown", "OPC"),
    ],
)
def test_other_packages_say_what_they_are(tmp_path, book, mark, detail):
    types = parts(book)["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", mark
    )
    path = with_parts(book, tmp_path / "autre.xlsx", {"[Content_Types].xml": types})
    with pytest.raises(errors.NotAWorkbook) as caught:
        read(path)
    assert caught.value.detail == detail


def test_strict_open_xml(tmp_path, book):
    strict = parts(book)["xl/workbook.xml"].replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    with pytest.raises(errors.StrictWorkbook):
        read(with_parts(book, tmp_path / "strict.xlsx", {"xl/workbook.xml": strict}))


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_damaged(book, kept):
    content = book.read_bytes()
    book.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(errors.DamagedWorkbook):
        read(book)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet>"),
        ("xl/worksheets/sheet1.xml", b"rien"),
        ("xl/worksheets/sheet1.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'),
        ("xl/workbook.xml", b"<workbook><sheets>"),
        ("_rels/.rels", None),
    ],
)
def test_a_wrong_part_is_damage(tmp_path, book, part, content):
    with pytest.raises(errors.DamagedWorkbook):
        read(with_parts(book, tmp_path / "faux.xlsx", {part: content}))


def test_a_part_whose_bytes_are_wrong_is_damage(book):
    content = bytearray(book.read_bytes())
    start = content.index(b"xl/worksheets/sheet1.xml") + 40
    content[start : start + 20] = b"\xff" * 20
    book.write_bytes(content)
    with pytest.raises(errors.DamagedWorkbook):
        read(book)


def test_a_bomb_is_refused_at_once(tmp_path, book):
    path = with_parts(book, tmp_path / "bombe.xlsx", {"xl/worksheets/sheet1.xml": b" " * (80 << 20)})
    start = time.process_time()
    with pytest.raises(errors.OversizedWorkbook):
        open_package(path)
    assert time.process_time() - start < 0.05


def test_a_part_larger_than_its_header_says_is_refused(tmp_path, book):
    path = with_parts(book, tmp_path / "menteur.xlsx", {"xl/worksheets/sheet1.xml": sheet_text(b" " * 5000)})
    content = path.read_bytes()
    size = len(sheet_text(b" " * 5000))
    path.write_bytes(content.replace(struct.pack("<L", size), struct.pack("<L", 100)))
    with pytest.raises(errors.OversizedWorkbook):
        read(path)


@pytest.mark.parametrize(("limit", "value"), [("MAX_FILE", 10), ("MAX_ENTRIES", 3), ("MAX_TOTAL", 1000)])
def test_limits_hold(book, monkeypatch, limit, value):
    monkeypatch.setattr(guard, limit, value)
    with pytest.raises(errors.OversizedWorkbook):
        open_package(book)


def test_entries_that_overlap_are_refused(tmp_path, book):
    content = book.read_bytes()
    first = content.index(b"PK\1\2")
    second = content.index(b"PK\1\2", first + 4)
    start = struct.unpack_from("<L", content, first + 42)[0]
    path = tmp_path / "chevauche.xlsx"
    path.write_bytes(content[: second + 42] + struct.pack("<L", start) + content[second + 46 :])
    with pytest.raises(errors.DamagedWorkbook):
        open_package(path)


def test_an_encrypted_entry(book):
    content = bytearray(book.read_bytes())
    first = content.index(b"PK\1\2")
    content[first + 8] |= 1
    book.write_bytes(content)
    with pytest.raises(errors.EncryptedWorkbook):
        open_package(book)


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="XFD200000"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1000"><v>1</v></c></row>',
        b"<row r='200000'><c r='XFD200000'><v>1</v></c></row>",
        b'<row r="1"><c s="0" r="A1"><v>1</v></c><c s="0" r="XFD99999"><v>1</v></c></row>',
    ],
)
def test_cells_that_stand_too_far_are_refused_before_they_are_read(tmp_path, rows):
    with pytest.raises(errors.OversizedWorkbook):
        read(minimal(tmp_path / "loin.xlsx", sheet_text(rows)))


def test_formatted_but_empty_cells_may_stand_far(tmp_path):
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert read(minimal(tmp_path / "vide.xlsx", sheet_text(rows))).sheets[0].value(1, 1) == 1


def test_an_empty_workbook(tmp_path):
    path = tmp_path / "vide.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(errors.EmptyWorkbook):
        read(path)


def shared(tmp_path, strings, rows):
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    for number, (kind, target) in enumerate(
        [(b"worksheet", b"worksheets/sheet1.xml"), (b"sharedStrings", b"sharedStrings.xml")], 1
    ):
        rels += b'<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>' % (number, office, kind, target)
    table = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + strings + b"</sst>"
    extra = {"xl/sharedStrings.xml": table, "xl/_rels/workbook.xml.rels": rels + b"</Relationships>"}
    return minimal(tmp_path / "a.xlsx", sheet_text(rows), extra=extra)


def shown(number, rows):
    cells = (b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (row, row, number) for row in range(1, rows + 1))
    return b"".join(cells)


LONG = b"<si><t>" + b"x" * 32_000 + b"</t></si>"


def test_a_long_text_repeated_without_end_is_refused(tmp_path):
    with pytest.raises(errors.OversizedWorkbook):
        read(shared(tmp_path, LONG, shown(0, 40_000)))


def test_a_long_text_shown_once_among_many_short_ones_is_not(tmp_path):
    path = shared(tmp_path, b"<si><t>court</t></si>" + LONG, shown(0, 40_000))
    assert read(path).sheets[0].value(40_000, 1) == "court"
