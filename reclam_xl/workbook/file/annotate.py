"""A copy of a workbook with cells marked and one more sheet, everything else byte for byte as it was."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reclam_xl.errors import DamagedWorkbook
from reclam_xl.layout.listing import Listing
from reclam_xl.workbook.file.guard import open_package
from reclam_xl.workbook.file.listing import sheet_text
from reclam_xl.workbook.file.marks import Mark, put_marks
from reclam_xl.workbook.file.markup import (
    Element,
    attributes,
    children,
    escape_attribute,
    escape_text,
    prefix_of,
    root,
    splice,
)
from reclam_xl.workbook.file.saving import write_new
from reclam_xl.workbook.file.session import Session

__all__ = ["annotate"]

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME = 31
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
"""The elements of the workbook part that come just before its defined names."""


def annotate(source: Path | str, target: Path | str, *, marks: Iterable[Mark], sheet: Listing) -> None:
    """Write a new file: the workbook, some of its cells marked, and a sheet more.

    Raises an `UnreadableWorkbook` or `UnwritableWorkbook` (`WorkbookExists` when the target is there). A sheet of the
    same name stays, and the new one gets a number; its defined name passes to the new one.
    """
    session = Session(open_package(Path(source)))
    put_marks(session, marks)
    name = _add(session, sheet)
    _define(session, sheet.range_name, sheet.reference(name))
    write_new(Path(target), session.finish())


def _add(session: Session, sheet: Listing) -> str:
    """Add a sheet to the package (its part, type, relationship and line in the workbook part); return its name."""
    folder = session.outline.part.rpartition("/")[0]
    prefix = f"{folder}/" if folder else ""
    number = next(n for n in range(1, 100_000) if f"{prefix}worksheets/sheet{n}.xml" not in session.package)
    part = f"{prefix}worksheets/sheet{number}.xml"
    session.parts[part] = sheet_text(sheet, session.styles)
    session.add_type(part, _SHEET_TYPE)
    key = session.add_relation(session.outline.part, "worksheet", f"worksheets/sheet{number}.xml")
    name = _free_name(session, sheet.name)
    _enter(session, name, key)
    return name


def _free_name(session: Session, name: str) -> str:
    taken = {sheet.name.casefold() for sheet in session.outline.sheets}
    numbered = (f"{name[: _LONGEST_NAME - 5]} ({n})" for n in range(2, 1000))
    return next(each for each in (name[:_LONGEST_NAME], *numbered) if each.casefold() not in taken)


def _enter(session: Session, name: str, key: str) -> None:
    data = session.part(session.outline.part)
    top = root(data)
    listing = _parts(data).get("sheets")
    if listing is None:
        raise DamagedWorkbook(session.package.path, "no list of sheets")
    numbers = [int(item.attrs.get("sheetId", 0)) for item in children(data, listing.inner, listing.close)]
    declared = {value: each for each, value in attributes(data[top.start : top.inner]).items()}
    mark = declared.get(_RELATIONS, "").removeprefix("xmlns:")
    where = f'{mark}:id="{key}"' if mark else f'xmlns:rel="{_RELATIONS}" rel:id="{key}"'
    tag = f'<{prefix_of(top.name)}sheet name="'.encode() + escape_attribute(name)
    tag += f'" sheetId="{max(numbers, default=0) + 1}" {where}/>'.encode()
    session.parts[session.outline.part] = splice(data, [(listing.close, listing.close, tag)])


def _define(session: Session, name: str, reference: str) -> None:
    """Define a name of the whole workbook, in the place of what it was."""
    data = session.part(session.outline.part)
    parts, sign = _parts(data), prefix_of(root(data).name).encode()
    tag = sign + b'definedName name="' + escape_attribute(name) + b'"'
    text = b"<" + tag + b">" + escape_text(reference) + b"</" + sign + b"definedName>"
    listing = parts.get("definedNames")
    if listing is None or listing.empty:
        whole = b"<" + sign + b"definedNames>" + text + b"</" + sign + b"definedNames>"
        end = max(parts[each].end for each in _BEFORE_NAMES if each in parts)
        edits = [(end, end, whole)] if listing is None else [(listing.start, listing.end, whole)]
    else:
        known = [item for item in children(data, listing.inner, listing.close) if _is_named(item, name)]
        edits = [(item.start, item.end, b"") for item in known]
        edits.append((listing.close, listing.close, text))
    session.parts[session.outline.part] = splice(data, edits)


def _is_named(item: Element, name: str) -> bool:
    return item.attrs.get("name", "").casefold() == name.casefold() and "localSheetId" not in item.attrs


def _parts(data: bytes) -> dict[str, Element]:
    """Return the elements of the workbook part."""
    return {item.local: item for item in children(data, root(data).inner, data.rfind(b"</"))}
