"""The text of a sheet made from a listing, with the formats that it needs added to the workbook's."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.layout.listing import Line, Link, Listing, Look
from reclam_xl.layout.styles import BRAND, FONT, GRID
from reclam_xl.values import address
from reclam_xl.workbook.file.cells import cell
from reclam_xl.workbook.file.markup import escape_attribute
from reclam_xl.workbook.file.styles import Styles

__all__ = ["sheet_text"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_text(listing: Listing, styles: Styles) -> bytes:
    """Return the part of the sheet."""
    formats = {look: _format(styles, look) for line in listing.lines for look in line.looks}
    rows = b"".join(_row(number, line, listing, formats) for number, line in enumerate(listing.lines, 1))
    links = "".join(_links(listing))
    tail = (
        f"</sheetData>{_filter(listing)}{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
    return _head(listing).encode() + rows + tail.encode()


def _head(listing: Listing) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width + 0.71}" customWidth="1"/>'
        for n, width in enumerate(listing.widths, 1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}">'
        f'<sheetPr><tabColor rgb="FF{BRAND}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{address(len(listing.lines), len(listing.widths))}"/>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0">{_pane(listing)}</sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>"
    )


def _pane(listing: Listing) -> str:
    row = listing.header_row
    if not row:
        return ""
    return (
        f'<pane ySplit="{row}" topLeftCell="A{row + 1}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{row + 1}" sqref="A{row + 1}"/>'
    )


def _filter(listing: Listing) -> str:
    if not listing.header_row:
        return ""
    last = address(listing.last_row, len(listing.widths))
    return f'<autoFilter ref="A{listing.header_row}:{last}"/>'


def _row(number: int, line: Line, listing: Listing, formats: dict[Look, int]) -> bytes:
    cells = b"".join(
        cell(
            "",
            address(number, column),
            formats[look],
            value.text if isinstance(value, Link) else value,
            date1904=False,
        )
        for column, (value, look) in enumerate(zip(line.values, line.looks, strict=True), 1)
    )
    return f'<row r="{number}" ht="{listing.height(line)}" customHeight="1">'.encode() + cells + b"</row>"


def _links(listing: Listing) -> Iterator[str]:
    for row, line in enumerate(listing.lines, 1):
        for column, value in enumerate(line.values, 1):
            if isinstance(value, Link):
                location = escape_attribute(value.location).decode()
                yield f'<hyperlink ref="{address(row, column)}" location="{location}"/>'


def _format(styles: Styles, look: Look) -> int:
    sign = styles.prefix.decode()
    horizontal = ' horizontal="center"' if look.centred else ' horizontal="left"'
    text = (
        f'<{sign}xf numFmtId="0" fontId="{_font(styles, look)}" fillId="{_fill(styles, look)}" '
        f'borderId="{_border(styles, look)}" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<{sign}alignment{horizontal} vertical="{"top" if look.wrapped else "center"}" '
        f'wrapText="{int(look.wrapped)}"/></{sign}xf>'
    )
    return styles.found_or_added("cellXfs", text.encode())


def _font(styles: Styles, look: Look) -> int:
    sign = styles.prefix.decode()
    text = (
        f"<{sign}font>{f'<{sign}b/>' if look.bold else ''}{f'<{sign}u/>' if look.underlined else ''}"
        f'<{sign}sz val="{look.size}"/><{sign}color rgb="FF{look.ink}"/><{sign}name val="{FONT}"/></{sign}font>'
    )
    return styles.found_or_added("fonts", text.encode())


def _fill(styles: Styles, look: Look) -> int:
    if not look.fill:
        return 0
    sign = styles.prefix.decode()
    text = (
        f'<{sign}fill><{sign}patternFill patternType="solid"><{sign}fgColor rgb="FF{look.fill}"/>'
        f'<{sign}bgColor indexed="64"/></{sign}patternFill></{sign}fill>'
    )
    return styles.found_or_added("fills", text.encode())


def _border(styles: Styles, look: Look) -> int:
    sign = styles.prefix.decode()
    rule = f'<{sign}bottom style="thin"><{sign}color rgb="FF{GRID}"/></{sign}bottom>'
    if not look.ruled:
        return 0
    text = f"<{sign}border><{sign}left/><{sign}right/><{sign}top/>{rule}<{sign}diagonal/></{sign}border>"
    return styles.found_or_added("borders", text.encode())
