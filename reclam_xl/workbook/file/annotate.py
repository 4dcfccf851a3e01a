"""A copy of a workbook with cells painted and one more sheet, everything else byte for byte as it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reclam_xl.errors import DamagedWorkbook, MissingTable
from reclam_xl.layout.styles import BRAND, FONT, INK, MUTED, WHITE, Paint
from reclam_xl.register.contents import Area
from reclam_xl.values import CellValue, address
from reclam_xl.workbook.file.cells import cell
from reclam_xl.workbook.file.guard import open_package
from reclam_xl.workbook.file.markup import (
    attributes,
    children,
    escape_attribute,
    prefix_of,
    root,
    splice,
    with_attributes,
)
from reclam_xl.workbook.file.saving import write_new
from reclam_xl.workbook.file.scan import area
from reclam_xl.workbook.file.session import Session
from reclam_xl.workbook.file.sheets import SheetEditor
from reclam_xl.workbook.file.styles import Styles

__all__ = ["AddedSheet", "Link", "Mark", "annotate"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME = 31
_HEADER_ROW = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A cell to paint; its value and the rest of its format stay."""

    sheet: str
    row: int
    column: int
    paint: Paint


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A cell's text that leads to another cell of the workbook."""

    text: str
    sheet: str
    cell: str = "A1"

    @property
    def location(self) -> str:
        """The place it leads to, as the file writes it."""
        return f"'{self.sheet.replace(chr(39), chr(39) * 2)}'!{self.cell}"


@dataclass(frozen=True, kw_only=True, slots=True)
class AddedSheet:
    """A sheet to add last: a title, a remark, then a header row over lines; `widths` are in characters."""

    name: str
    title: str
    remark: str
    headers: Sequence[str]
    widths: Sequence[float]
    lines: Sequence[Sequence[CellValue | Link]]


def annotate(source: Path | str, target: Path | str, *, marks: Iterable[Mark], sheet: AddedSheet) -> None:
    """Write a new file: the workbook, some of its cells painted, and a sheet more.

    Raises an `UnreadableWorkbook` or `UnwritableWorkbook` (`WorkbookExists` when the target is there). A sheet of the
    same name stays, and the new one gets a number. Marks on sheets that are no worksheets are passed over.
    """
    session = Session(open_package(Path(source)))
    merges: dict[str, list[Area]] = {}
    for mark in marks:
        _paint(session, mark, merges)
    _add(session, sheet)
    write_new(Path(target), session.finish())


def _paint(session: Session, mark: Mark, merges: dict[str, list[Area]]) -> None:
    try:
        editor = session.sheet(mark.sheet)
    except MissingTable:
        return
    if mark.sheet not in merges:
        merges[mark.sheet] = _merges(editor)
    row, column = _shown(merges[mark.sheet], mark.row, mark.column)
    style = _painted(session.styles, editor.style_of(row, column), mark.paint)
    found = editor.cell(row, column)
    if found is None:
        tag = f'<{editor.prefix}c r="{address(row, column)}" s="{style}"/>'
        editor.put(row, column, tag.encode())
        return
    end = found.text.index(b">") + 1
    editor.put(row, column, with_attributes(found.text[:end], {"s": str(style)}) + found.text[end:])


def _shown(merges: list[Area], row: int, column: int) -> tuple[int, int]:
    """Return the cell whose format shows at a place: the first of the merged ones."""
    found = next((place for place in merges if place.covers(row, column)), None)
    return (row, column) if found is None else (found.first_row, found.first_column)


def _merges(editor: SheetEditor) -> list[Area]:
    listing = editor.element("mergeCells")
    items = [] if listing is None or listing.empty else children(editor.data, listing.inner, listing.close)
    return [place for item in items if (place := area(item.attrs.get("ref", ""))) is not None]


def _painted(styles: Styles, style: int, paint: Paint) -> int:
    return styles.variant(style, {"fillId": str(_fill(styles, paint.fill)), "applyFill": "1"})


def _fill(styles: Styles, rgb: str) -> int:
    mark = styles.prefix.decode()
    text = (
        f'<{mark}fill><{mark}patternFill patternType="solid"><{mark}fgColor rgb="FF{rgb}"/>'
        f'<{mark}bgColor indexed="64"/></{mark}patternFill></{mark}fill>'
    )
    return styles.found_or_added("fills", text.encode())


def _font(styles: Styles, *, size: int, rgb: str, bold: bool = False, underlined: bool = False) -> int:
    mark = styles.prefix.decode()
    text = (
        f"<{mark}font>{f'<{mark}b/>' if bold else ''}{f'<{mark}u/>' if underlined else ''}"
        f'<{mark}sz val="{size}"/><{mark}color rgb="FF{rgb}"/><{mark}name val="{FONT}"/></{mark}font>'
    )
    return styles.found_or_added("fonts", text.encode())


def _format(styles: Styles, font: int, fill: int = 0, *, wrapped: bool = True) -> int:
    mark = styles.prefix.decode()
    text = (
        f'<{mark}xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" applyFont="1" applyFill="1" '
        f'applyAlignment="1"><{mark}alignment vertical="{"top" if wrapped else "center"}" '
        f'wrapText="{int(wrapped)}"/></{mark}xf>'
    )
    return styles.found_or_added("cellXfs", text.encode())


def _add(session: Session, sheet: AddedSheet) -> None:
    """Add a sheet to the package: its part, its type, its relationship, its line in the workbook part."""
    folder = session.outline.part.rpartition("/")[0]
    prefix = f"{folder}/" if folder else ""
    number = next(n for n in range(1, 100_000) if f"{prefix}worksheets/sheet{n}.xml" not in session.package)
    part = f"{prefix}worksheets/sheet{number}.xml"
    session.parts[part] = _SheetText(session.styles).of(sheet)
    session.add_type(part, _SHEET_TYPE)
    key = session.add_relation(session.outline.part, "worksheet", f"worksheets/sheet{number}.xml")
    _enter(session, _free_name(session, sheet.name), key)


def _free_name(session: Session, name: str) -> str:
    taken = {sheet.name.casefold() for sheet in session.outline.sheets}
    numbered = (f"{name[: _LONGEST_NAME - 5]} ({n})" for n in range(2, 1000))
    return next(each for each in (name[:_LONGEST_NAME], *numbered) if each.casefold() not in taken)


def _enter(session: Session, name: str, key: str) -> None:
    data = session.part(session.outline.part)
    top = root(data)
    listing = next((item for item in children(data, top.inner, data.rfind(b"</")) if item.local == "sheets"), None)
    if listing is None:
        raise DamagedWorkbook(session.package.path, "no list of sheets")
    numbers = [int(item.attrs.get("sheetId", 0)) for item in children(data, listing.inner, listing.close)]
    declared = {value: each for each, value in attributes(data[top.start : top.inner]).items()}
    mark = declared.get(_RELATIONS, "").removeprefix("xmlns:")
    where = f'{mark}:id="{key}"' if mark else f'xmlns:rel="{_RELATIONS}" rel:id="{key}"'
    tag = f'<{prefix_of(top.name)}sheet name="'.encode() + escape_attribute(name)
    tag += f'" sheetId="{max(numbers, default=0) + 1}" {where}/>'.encode()
    session.parts[session.outline.part] = splice(data, [(listing.close, listing.close, tag)])


class _SheetText:
    """Writes the text of a sheet with the formats that it needs."""

    def __init__(self, styles: Styles) -> None:
        self.title = _format(styles, _font(styles, size=16, rgb=BRAND, bold=True), wrapped=False)
        self.remark = _format(styles, _font(styles, size=10, rgb=MUTED), wrapped=False)
        self.header = _format(styles, _font(styles, size=10, rgb=WHITE, bold=True), _fill(styles, BRAND))
        self.body = _format(styles, _font(styles, size=10, rgb=INK))
        self.link = _format(styles, _font(styles, size=10, rgb=BRAND, underlined=True))

    def of(self, sheet: AddedSheet) -> bytes:
        """Return the part."""
        last = address(_HEADER_ROW + len(sheet.lines), len(sheet.headers))
        columns = "".join(
            f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(sheet.widths, 1)
        )
        head = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}">'
            f'<sheetPr><tabColor rgb="FF{BRAND}"/><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{last}"/>'
            f'<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="{_HEADER_ROW}" '
            f'topLeftCell="A{_HEADER_ROW + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f"<cols>{columns}</cols><sheetData>"
        )
        rows: list[tuple[int, Sequence[CellValue | Link], int]] = [
            (1, [sheet.title], self.title),
            (2, [sheet.remark], self.remark),
            (_HEADER_ROW, sheet.headers, self.header),
            *((_HEADER_ROW + n, line, self.body) for n, line in enumerate(sheet.lines, 1)),
        ]
        tail = (
            f'</sheetData><autoFilter ref="A{_HEADER_ROW}:{last}"/>{self._links(sheet)}'
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
        )
        return head.encode() + b"".join(self._row(*row, sheet.widths) for row in rows) + tail.encode()

    def _row(self, number: int, values: Sequence[CellValue | Link], style: int, widths: Sequence[float]) -> bytes:
        cells = []
        for column, value in enumerate(values, 1):
            linked = isinstance(value, Link)
            text = value.text if isinstance(value, Link) else value
            cells.append(cell("", address(number, column), self.link if linked else style, text, date1904=False))
        height = 24.0 if number == 1 else self._height(values, widths)
        return f'<row r="{number}" ht="{height}" customHeight="1">'.encode() + b"".join(cells) + b"</row>"

    @staticmethod
    def _height(values: Sequence[CellValue | Link], widths: Sequence[float]) -> float:
        """Return the height, in points, that the longest wrapped text of a row needs."""
        texts = zip(values, widths, strict=False) if len(values) > 1 else ()
        lines = (-(-len(value) // width) for value, width in texts if isinstance(value, str))
        return 4 + 13.5 * max(1, *lines, 0)

    @staticmethod
    def _links(sheet: AddedSheet) -> str:
        found = [
            f'<hyperlink ref="{address(_HEADER_ROW + n, column)}" '
            f'location="{escape_attribute(value.location).decode()}"/>'
            for n, line in enumerate(sheet.lines, 1)
            for column, value in enumerate(line, 1)
            if isinstance(value, Link)
        ]
        return f"<hyperlinks>{''.join(found)}</hyperlinks>" if found else ""
