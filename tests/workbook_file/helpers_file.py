"""What tells two packages apart, and the smallest packages."""

from __future__ import annotations

import zipfile
from pathlib import Path


def parts(path: Path) -> dict[str, bytes]:
    """Return the content of each part of a package."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed_parts(before: Path, after: Path) -> set[str]:
    """Return the names of the parts that differ, are missing or are new."""
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def with_parts(source: Path, target: Path, changes: dict[str, bytes | None]) -> Path:
    """Write a copy of a package with some parts replaced, added or left out."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts(source), **changes}.items():
            if content is not None:
                package.writestr(name, content)
    return target


def minimal(path: Path, sheet: bytes, *, workbook: bytes = b"", extra: dict[str, bytes] | None = None) -> Path:
    """Write the smallest package around a sheet's text."""
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = b"http://schemas.openxmlformats.org/package/2006/relationships"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml."
    written = {
        "[Content_Types].xml": (
            b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            b'<Default Extension="xml" ContentType="application/xml"/>'
            b'<Override PartName="/xl/workbook.xml" ContentType="' + kind + b'sheet.main+xml"/>'
            b'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="' + kind + b'worksheet+xml"/></Types>'
        ),
        "_rels/.rels": b'<Relationships xmlns="'
        + rels
        + b'"><Relationship Id="rId1" Type="'
        + office
        + b'/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": workbook
        or b'<workbook xmlns="'
        + main
        + b'" xmlns:r="'
        + office
        + b'"><sheets><sheet name="Feuille" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="'
        + rels
        + b'"><Relationship Id="rId1" Type="'
        + office
        + b'/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **(extra or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in written.items():
            package.writestr(name, content)
    return path


def sheet_text(rows: bytes, *, before: bytes = b"", after: bytes = b"") -> bytes:
    """Return a worksheet around some rows."""
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + before + b"<sheetData>" + rows + b"</sheetData>" + after + b"</worksheet>"
    )  # fmt: skip
