"""Reads a workbook file whole: values through calamine, and the structure around them from the parts themselves."""

from __future__ import annotations

import datetime as dt
import io
import re
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast
from xml.parsers import expat

import python_calamine

from reclam_xl.errors import DamagedWorkbook, EmptyWorkbook, OversizedWorkbook
from reclam_xl.register.contents import Area, ExcelTable, SheetContents, WorkbookContents
from reclam_xl.values import CellValue
from reclam_xl.workbook.file import scan
from reclam_xl.workbook.file.guard import open_package
from reclam_xl.workbook.file.markup import Element, children, root, text_of, to_utf8
from reclam_xl.workbook.file.outline import Outline, SheetPart, relations
from reclam_xl.workbook.file.package import Package
from reclam_xl.workbook.macros import are_foreign

__all__ = ["fingerprint", "fingerprint_of", "read"]


_DAY = dt.timedelta(days=1)
_WHOLE = 1e15
"""Below it, a number without decimals is a whole one: calamine knows floats only."""
_FOREIGN = re.compile(
    rb"""\xff\xfe|\xfe\xff|<\0|\0<|<\?xml[^>]*?encoding\s*=\s*["'](?!utf-?8|us-ascii)""", re.IGNORECASE
)
"""How parts in another encoding than UTF-8 start."""
_OLD_MACROS = {"xlMacrosheet", "xlIntlMacrosheet"}
"""The kinds of sheets that hold macros of Excel 4."""
_RULED = (b"dataValidation", b"onditionalFormatting", b"mergeCell", b"heetProtection", b"extLst")


def read(path: Path | str) -> WorkbookContents:
    """Return the contents of an .xlsx or .xlsm file.

    Whole numbers come as `int`; dates as `date`, and as `datetime` only when they bear a time of day; a duration as
    its number of days. Empty cells are `None`, errors `CellError`, a formula that gives an empty text `""`.
    Raises a subclass of `UnreadableWorkbook`; `EmptyWorkbook` when no sheet holds a value.
    """
    path = Path(path)
    package = open_package(path)
    outline = Outline.of(package)
    scans = {sheet.part: _scanned(package, sheet) for sheet in outline.sheets if sheet.worksheet}
    if scan.repeats_too_much(_part(package, outline.related("sharedStrings")), scans.values()):
        raise OversizedWorkbook(path, "repeated text")
    data = _readable(package, outline)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = tuple(
            _contents(package, sheet, scans[sheet.part], _values(book, sheet))
            for sheet in outline.sheets
            if sheet.worksheet
        )
    except (python_calamine.CalamineError, OSError) as fault:
        raise DamagedWorkbook(path, str(fault)) from fault
    except (ValueError, KeyError, UnicodeDecodeError) as fault:
        raise DamagedWorkbook(path, str(fault)) from fault
    if not any(_has_value(sheet.rows) for sheet in sheets):
        raise EmptyWorkbook(path)
    return WorkbookContents(
        source=str(path),
        sheets=sheets,
        date1904=outline.date1904,
        layout_version=outline.layout_version,
        names=outline.names,
        foreign_macros=_brings_macros(package, outline),
        external_links=outline.external_links,
        fingerprint=fingerprint_of(package),
    )


def _brings_macros(package: Package, outline: Outline) -> bool:
    """Whether a package holds macros, of any kind, that are not ours."""
    projects = [item.target for item in outline.relations if item.kind == "vbaProject"]
    old = any(item.kind in _OLD_MACROS for item in outline.relations)
    return old or any(part not in package or are_foreign(package.read(part)) for part in projects)


def fingerprint(path: Path | str) -> str:
    """Return a text that stays the same while no part of the file has changed."""
    return fingerprint_of(open_package(path))


def fingerprint_of(package: Package) -> str:
    """Return a check on the package's directory, which holds the sum of every part, and the size of the whole."""
    return f"{zlib.crc32(package.directory):08x}-{len(package.data):x}"


def _part(package: Package, name: str) -> bytes:
    """Return a part in UTF-8."""
    try:
        return to_utf8(package.read(name)) if name else b""
    except ValueError as fault:
        raise DamagedWorkbook(package.path, f"{name}: {fault}") from fault


def _readable(package: Package, outline: Outline) -> bytes:
    """Return the bytes of the package for calamine, which reads parts in UTF-8 only."""
    names = [sheet.part for sheet in outline.sheets if sheet.worksheet]
    names += [outline.part, outline.related("sharedStrings"), outline.related("styles")]
    foreign = {name: _part(package, name) for name in names if name and _FOREIGN.match(package.start(name))}
    return package.rewritten(foreign) if foreign else package.data


def _scanned(package: Package, sheet: SheetPart) -> scan.SheetText:
    """Return a sheet's text; raise when it is no sheet or holds cells that stand too far."""
    try:
        text = scan.SheetText.of(_part(package, sheet.part))
        far = scan.too_far(text)
    except ValueError as fault:
        raise DamagedWorkbook(package.path, f"{sheet.part}: {fault}") from fault
    if far:
        raise OversizedWorkbook(package.path, f"far cell in {sheet.name}")
    return text


def _values(book: python_calamine.CalamineWorkbook, sheet: SheetPart) -> list[list[object]]:
    """Return the raw values of a sheet; a panic of the parser is a damaged sheet."""
    try:
        values = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise ValueError(f"{sheet.part} cannot be parsed") from fault
    return cast("list[list[object]]", values)


def _contents(package: Package, sheet: SheetPart, text: scan.SheetText, raw: list[list[object]]) -> SheetContents:
    """Return the contents of one sheet."""
    found = scan.formulas(text)
    rows = _rows(raw)
    for spot, error in scan.errors(text).items():
        _put(rows, spot, error)
    for row, column in found.texts:
        if (
            (row, column) not in found.uncached
            and row <= len(rows)
            and column <= len(rows[row - 1])
            and rows[row - 1][column - 1] is None
        ):
            rows[row - 1][column - 1] = ""
    marks = _marks(text)
    return SheetContents(
        name=sheet.name,
        rows=rows,
        hidden=sheet.hidden,
        protected=any(item.local == "sheetProtection" for item in marks),
        tables=_tables(package, sheet.part),
        validations=tuple(_ruled(text.data, marks, "dataValidation")),
        highlights=tuple(_ruled(text.data, marks, "conditionalFormatting")),
        merged=tuple(
            place
            for item in marks
            if item.local == "mergeCell" and (place := scan.area(item.attrs.get("ref", ""))) is not None
        ),
        formulas=found.texts,
        uncached=found.uncached,
    )


def _marks(text: scan.SheetText) -> list[Element]:
    """Return the elements after the rows that matter here, those of lists included."""
    after = text.data[text.after :]
    if not any(name in after for name in _RULED):
        return []
    found = []
    for item in text.tail:
        found.append(item)
        if item.local in ("mergeCells", "dataValidations", "extLst") and not item.empty:
            found += _deep(text.data, item)
    return found


def _deep(data: bytes, element: Element) -> list[Element]:
    """Return the rules below a list or an extension list."""
    found = []
    for item in children(data, element.inner, element.close):
        found.append(item)
        if item.local in ("ext", "dataValidations", "conditionalFormattings") and not item.empty:
            found += _deep(data, item)
    return found


def _ruled(data: bytes, marks: list[Element], local: str) -> list[Area]:
    """Return the areas that the rules of some kind cover, those of Excel 2010's extension included."""
    found: list[Area] = []
    for item in marks:
        if item.local == local:
            references = item.attrs.get("sqref", "")
            if not references and not item.empty:
                inner = children(data, item.inner, item.close)
                references = " ".join(
                    text_of(data[child.inner : child.close]) for child in inner if child.local == "sqref"
                )
            found += scan.areas(references)
    return found


def _tables(package: Package, part: str) -> tuple[ExcelTable, ...]:
    """Return the Excel tables of a sheet."""
    found = []
    for relation in relations(package, part):
        data = _part(package, relation.target) if relation.kind == "table" else b""
        if data:
            _whole(package, relation.target, data)
            attrs = root(data).attrs
            place = scan.area(attrs.get("ref", ""))
            if place is not None:
                found.append(ExcelTable(name=attrs.get("displayName") or attrs.get("name", ""), area=place))
    return tuple(found)


def _whole(package: Package, part: str, data: bytes) -> None:
    """Raise `DamagedWorkbook` for a part that is cut short or otherwise no XML."""
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as fault:
        raise DamagedWorkbook(package.path, f"{part}: {fault}") from fault


def _put(rows: list[list[CellValue]], place: tuple[int, int], value: CellValue) -> None:
    """Put a value that calamine left out where it stands."""
    row, column = place
    while len(rows) < row:
        rows.append([])
    line = rows[row - 1]
    line.extend([None] * (column - len(line)))
    line[column - 1] = value


def _rows(raw: list[list[object]]) -> list[list[CellValue]]:
    """Return rows of values as the register wants them.

    Most cells are texts, empty or not, whole numbers and days: those are dealt with here, without a call.
    """
    return [
        [
            (value or None)
            if (kind := value.__class__) is str
            else value
            if kind is dt.date
            else int(value)
            if kind is float and not value % 1 and -_WHOLE < value < _WHOLE
            else _normal(value)
            for value in line
        ]
        for line in cast("list[list[Any]]", raw)
    ]


def _normal(value: object) -> CellValue:
    """Return a value that is rarer in registers as the register wants it."""
    if isinstance(value, dt.datetime):
        return value if value.time() != dt.time() else value.date()
    if isinstance(value, dt.timedelta):
        return value / _DAY
    return cast("CellValue", value)


def _has_value(rows: Sequence[Sequence[CellValue]]) -> bool:
    """Whether any cell holds something."""
    return any(value is not None and value != "" for line in rows for value in line)
