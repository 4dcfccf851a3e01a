"""Draws a listing on a new sheet of an open workbook, in as many calls for three lines as for three hundred."""

from __future__ import annotations

import xlwings as xw

from reclam_xl.layout.listing import Link, Listing, Look
from reclam_xl.layout.styles import FONT, FONT_SIZE, GRID, INK
from reclam_xl.values import CellValue
from reclam_xl.workbook.live.native.looks import freeze, underline

__all__ = ["draw"]

_ANY_HEIGHT = 18


def draw(target: xw.Sheet, listing: Listing) -> None:
    """Write the lines on an empty sheet and give them their looks."""
    columns, last = len(listing.widths), len(listing.lines)
    whole = target.range((1, 1), (last, columns))
    whole.font.name, whole.font.size, whole.font.color = FONT, FONT_SIZE, f"#{INK}"
    whole.vertical_alignment, whole.horizontal_alignment = "center", "left"
    for index, width in enumerate(listing.widths, 1):
        target.range((1, index)).column_width = width
    _write(whole, listing)
    for stretch in listing.stretches():
        cells = target.range((stretch.first_row, stretch.first_column), (stretch.last_row, stretch.last_column))
        _dress(cells, stretch.look)
    _size(target, listing)
    target.show_gridlines = False
    if listing.header_row:
        _head(target, listing)


def _write(whole: xw.Range, listing: Listing) -> None:
    """Write the values, texts as texts whatever they begin with, then the columns that hold links."""
    whole.number_format = "@"
    linked = {index for line in listing.lines for index, value in enumerate(line.values) if isinstance(value, Link)}
    numeric = {index for line in listing.lines for index, value in enumerate(line.values) if isinstance(value, int)}
    for index in linked | numeric:
        whole.columns[index].number_format = "General"
    whole.value = [[None if isinstance(value, Link) else value for value in line.values] for line in listing.lines]
    top = listing.header_row
    for index in linked:
        texts = [[_formula(line.values[index])] for line in listing.lines[top:]]
        whole.sheet.range((top + 1, index + 1), (len(listing.lines), index + 1)).formula = texts


def _formula(value: CellValue | Link) -> str:
    """Return a link as a formula that shows its text, by which marks find their cells."""
    if not isinstance(value, Link):
        return ""
    place, shown = (text.replace('"', '""') for text in (value.location, value.text))
    return f'=HYPERLINK("#{place}","{shown}")'


def _dress(cells: xw.Range, look: Look) -> None:
    """Give cells what differs from a plain one."""
    plain = Look()
    if look.centred:
        cells.horizontal_alignment = "center"
    if look.fill:
        cells.color = f"#{look.fill}"
    if look.ink != plain.ink:
        cells.font.color = f"#{look.ink}"
    if look.size != plain.size:
        cells.font.size = look.size
    if look.bold:
        cells.font.bold = True
    if look.underlined:
        underline(cells)
    if look.wrapped:
        cells.vertical_alignment, cells.wrap_text = "top", True
    if look.ruled:
        cells.borders.set(["inside_horizontal", "edge_bottom"], line_style="continuous", color=f"#{GRID}")


def _size(target: xw.Sheet, listing: Listing) -> None:
    """Give rows their heights: those above the list their own, the others what their texts need."""
    top = listing.header_row or len(listing.lines)
    for row, line in enumerate(listing.lines[:top], 1):
        target.range((row, 1)).row_height = line.height
    if listing.header_row:
        below = target.range((top + 1, 1), (listing.last_row, len(listing.widths)))
        below.row_height = _ANY_HEIGHT  # Calc fits rows anew only where they had a height of their own.
        below.rows.autofit()


def _head(target: xw.Sheet, listing: Listing) -> None:
    """Freeze what stands above the list, and give it a filter that hides nothing."""
    row, columns = listing.header_row, len(listing.widths)
    freeze(target, row)
    table = target.range((row, 1), (listing.last_row, columns))
    table.autofilter.apply_comparison(columns, "not_equal_to", "-")
    table.autofilter.clear(columns)
