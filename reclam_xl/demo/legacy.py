"""The old workbook of the demonstration, written in the state in which such workbooks arrive."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from reclam_xl.demo.data import legacy_rows as old


def write_legacy(path: Path) -> None:
    """Write the old workbook."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = old.SHEET
    for reference, text in old.TITLES.items():
        sheet[reference] = text
    sheet.merge_cells(old.MERGED)
    for place, header in enumerate(old.headers(), start=1):
        cell = sheet.cell(old.HEADER_ROW, place, header)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
    last = _write_lines(sheet)
    _lay_out_phantoms(sheet, last)
    other = workbook.create_sheet(old.OTHER_SHEET)
    for address, value in old.OTHER_CELLS.items():
        other[address] = value
    workbook.save(path)


def _write_lines(sheet: Worksheet) -> int:
    """Write the rows and the total, and return the row of the total."""
    row = old.HEADER_ROW
    for line in old.lines():
        row += 1
        for place, value in enumerate(line, start=1):
            cell = sheet.cell(row, place)
            cell.value = value
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    row += 2
    for place, value in enumerate(old.TOTAL, start=1):
        sheet.cell(row, place).value = value
    return row


def _lay_out_phantoms(sheet: Worksheet, last: int) -> None:
    edge = Border(bottom=Side(style="thin"))
    for row in range(last + 1, last + old.PHANTOM_ROWS):
        sheet.cell(row, 1).border = edge
